"""A real SMTP server for journeys, on aiosmtpd.

    smtp_server.py SMTP_PORT CONTROL_PORT

Over HTTP on the control port:

    GET  /messages   what was taken, oldest first, each read with Python's
                     strict e-mail policy; `defects` lists what it found wrong
    POST /answers    {"answers": [{"to": "part of an address", "code": 451,
                     "times": 2}]}: refuse recipients; without `times`, always
    POST /down       stop listening, and break off open connections
    POST /up         listen again

It ends when its standard input closes, so that it never outlives its test.
"""

import asyncio
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.smtp import SMTP
from mails import read

HOST = "127.0.0.1"


class Server:
    """What was taken, and what is refused."""

    def __init__(self, port):
        self.port = port
        self.messages = []
        self.answers = []
        self.listener = None
        self.open = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        for answer in self.answers:
            if answer["to"] in address and answer.get("times", 1) > 0:
                if "times" in answer:
                    answer["times"] -= 1
                return f"{answer['code']} said so by the test"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(read(envelope.content, list(envelope.rcpt_tos)))
        return "250 taken"

    def session(self):
        session = SMTP(self, hostname="mail.test", enable_SMTPUTF8=True)
        made, lost = session.connection_made, session.connection_lost

        def connection_made(transport):
            self.open.add(transport)
            made(transport)

        def connection_lost(error):
            self.open.discard(session.transport)
            lost(error)

        session.connection_made, session.connection_lost = connection_made, connection_lost
        return session

    async def up(self):
        if self.listener is None:
            loop = asyncio.get_running_loop()
            self.listener = await loop.create_server(self.session, HOST, self.port)

    async def down(self):
        if self.listener is not None:
            self.listener.close()
            self.listener = None
        for transport in list(self.open):
            transport.abort()


def control(server, loop, port):
    """The control port, in a thread of its own."""

    def ask(coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result(10)

    class Control(BaseHTTPRequestHandler):
        def reply(self, value):
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            self.reply(list(server.messages))

        def do_POST(self):
            given = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"{}")
            if self.path == "/answers":
                server.answers = given["answers"]
            elif self.path == "/down":
                ask(server.down())
            elif self.path == "/up":
                ask(server.up())
            else:
                self.send_error(404)
                return
            self.reply({"ok": True})

        def log_message(self, *arguments):
            pass

    ThreadingHTTPServer((HOST, port), Control).serve_forever()


async def main():
    smtp_port, control_port = map(int, sys.argv[1:])
    server = Server(smtp_port)
    await server.up()
    loop = asyncio.get_running_loop()
    threading.Thread(target=control, args=(server, loop, control_port), daemon=True).start()
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
