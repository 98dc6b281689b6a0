# To whoever looks after an endpoint.

endpoint-subject = Webhooks to { $host } are switched off
endpoint-title = Webhooks are switched off
endpoint-gone = { $host } answered that it is gone (410). We send no more webhooks there.
endpoint-failing = { $host } has taken no webhook for five days. We send no more webhooks there.
endpoint-kept = What happens is written down for 30 days. Once the other side is in order, switch the endpoint on and have all since then sent again.
endpoint-button = See the endpoint
