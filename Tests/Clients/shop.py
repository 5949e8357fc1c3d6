"""A demo shop behind `bodeguero serve`, and a provider on loopback that keeps what it is sent."""

import json
import os
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROGRAM = os.environ["BODEGUERO_PROGRAM"]
PATIENCE = 60


class Answer:
    """What a server answered."""

    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


def send(method, url, body=None, fields=None):
    """Sends bytes as they are; an answer of 4xx or 5xx is an answer too."""
    request = urllib.request.Request(url, data=body, headers=fields or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


class Provider:
    """Stands for a service on the internet: keeps every request, and answers each from `answers`, then `usual`."""

    def __init__(self, usual):
        self.requests = queue.Queue()
        self.answers = queue.Queue()
        self.usual = usual
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                try:
                    status, answer = provider.answers.get_nowait()
                except queue.Empty:
                    status, answer = 200, provider.usual(self.path, body)
                provider.requests.put((self.path, self.headers, body))
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def next(self):
        """The path, the header fields and the body of the next request."""
        return self.requests.get(timeout=PATIENCE)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Shop:
    """The demo shop in a folder of its own, served until `stop`."""

    def __init__(self, **environment):
        self.folder = tempfile.mkdtemp(prefix="bodeguero-")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        self.environment = kept | environment | {
            "BODEGUERO_STORE": os.path.join(self.folder, "tienda.sqlite"),
            "NO_COLOR": "1",
        }
        self.command("demo")
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = open(os.path.join(self.folder, "log"), "wb")
        self.server = subprocess.Popen(
            [PROGRAM, "serve", "--listen", self.url.removeprefix("http://")],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.wait_until_ready()

    def command(self, *words):
        """Runs a command of the program and gives what it prints."""
        done = subprocess.run(
            [PROGRAM, *words], env=self.environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE)
        if done.returncode:
            raise AssertionError(f"{words}: {done.returncode} {done.stderr.decode()}")
        return done.stdout.decode()

    def wait_until_ready(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.server.poll() is not None:
                break
            try:
                if send("GET", self.url + "/readyz").status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        with open(self.log.name, "rb") as log:
            raise AssertionError("the server does not answer: " + log.read().decode(errors="replace"))

    def token(self, role="propietario", scope="leer,escribir"):
        words = ["token", "create", "--name", "prueba", "--role", role, "--scope", scope, "--json"]
        return json.loads(self.command(*words))["token"]

    def link_code(self):
        return json.loads(self.command("link", "--json"))["codigo"]

    def stop(self):
        self.server.send_signal(signal.SIGTERM)
        code = self.server.wait(timeout=PATIENCE)
        self.log.close()
        shutil.rmtree(self.folder)
        if code:
            raise AssertionError(f"the server ended with {code}")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
