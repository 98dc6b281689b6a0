"""SES's stand-in for the rehearsal: moto, which takes mail from verified
senders only, and beside it what it took.

    ses.py

It says on which addresses it answers, the first SES's; on the second, `GET
/messages?from=sender` lists what one sender sent, oldest first, read as
`tests/interop/smtp_server.py` reads, and `POST /slow?from=sender&seconds=0.2`
has each mail of a sender taken at once and answered so much later. It ends when
its standard input closes.
"""

import email.utils
import functools
import json
import pathlib
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from moto.server import ThreadedMotoServer
from moto.ses.models import SESBackend, ses_backends

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "interop"))
from mails import read  # noqa: E402

HOST = "127.0.0.1"
# Seconds after which a sender is answered.
SLOW = {}
take = SESBackend.send_raw_email


def take_and_answer_later(self, source, destinations, raw_data):
    message = take(self, source, destinations, raw_data)
    time.sleep(SLOW.get(source, 0))
    return message


SESBackend.send_raw_email = take_and_answer_later


@functools.cache
def told(raw, *destinations):
    """Journeys ask again and again until a mail is there: each is read once."""
    # moto adds the header's recipients to the envelope's.
    addresses = [address for _, address in email.utils.getaddresses(destinations)]
    return read(raw.encode(), list(dict.fromkeys(addresses)))


def sent(sender):
    for account in list(ses_backends.values()):
        for backend in list(account.values()):
            for message in list(backend.sent_messages):
                if message.source == sender:
                    yield told(message.raw_data, *message.destinations)


class Control(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(json.dumps(list(sent(self.asked("from")))))

    def do_POST(self):
        SLOW[self.asked("from")] = float(self.asked("seconds"))
        self.answer("{}")

    def asked(self, name):
        return urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query).get(name, [""])[0]

    def answer(self, text):
        body = text.encode()
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
