"""SES's stand-in for the rehearsal: moto, which takes mail from verified
senders only, and beside it what it took.

    ses.py

It says on which addresses it answers, the first SES's; on the second, `GET
/messages?from=sender` lists what one sender sent, oldest first, read as
`tests/interop/smtp_server.py` reads. It ends when its standard input closes.
"""

import email.utils
import json
import pathlib
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from moto.server import ThreadedMotoServer
from moto.ses.models import ses_backends

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "interop"))
from mails import read  # noqa: E402

HOST = "127.0.0.1"


def sent(sender):
    for account in list(ses_backends.values()):
        for backend in list(account.values()):
            for message in list(backend.sent_messages):
                if message.source == sender:
                    # moto adds the header's recipients to the envelope's.
                    addresses = [address for _, address in email.utils.getaddresses(message.destinations)]
                    yield read(message.raw_data.encode(), list(dict.fromkeys(addresses)))


class Control(BaseHTTPRequestHandler):
    def do_GET(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
        body = json.dumps(list(sent(asked.get("from", [""])[0]))).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)
server.start()
control = ThreadingHTTPServer((HOST, 0), Control)
threading.Thread(target=control.serve_forever, daemon=True).start()
print(*(f"http://{HOST}:{port}" for port in (server.get_host_and_port()[1], control.server_port)), flush=True)
sys.stdin.read()
server.stop()
