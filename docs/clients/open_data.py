"""Which agency is where next: open_data.py http://127.0.0.1:8080"""
import json
import sys
import urllib.request


def every(path):
    """All of a list, page by page."""
    while path:
        with urllib.request.urlopen(sys.argv[1] + path) as answer:
            yield from json.load(answer)["contents"]
            link = answer.headers["link"]
        path = link.split(">")[0][1:] if link else None


services = {service["id"]: service["name"] for service in every("/hsds/services?lang=nl")}
for one in every("/hsds/service_at_locations?full=true&lang=nl"):
    row = next(iter(one["schedules"]), None)
    if row:
        print(row["valid_from"], row["opens_at"], one["location"]["name"], services[one["service_id"]], sep=" | ")
