"""A web server on this machine with the addresses of other sites at their worst, for the tests of link checking."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What answers a slow address, letter by letter. Seconds.
DRIP = 0.5


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self._answer()

    def do_GET(self):
        self._answer()

    def _answer(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        kind, _slash, rest = self.path.strip("/").partition("/")
        if kind == "status":
            self._send(int(rest))
        elif kind == "to":
            self._send(302, rest)
        elif kind == "around":
            self._send(302, self.path)
        elif kind == "no-head":
            self._send(405 if self.command == "HEAD" else int(rest))
        elif kind == "head-lies":
            self._send(404 if self.command == "HEAD" else 200)
        elif kind == "drip":
            self._drip()
        elif kind == "rubbish":
            self.wfile.write(b"\x00\xff" * 300 + b"\r\n\r\n")
            self.close_connection = True
        elif kind == "endless":
            self._endless()
        else:
            self._send(200)

    def _send(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        """A header that never ends: each letter comes before any time-out of a socket."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        try:
            while not self.server.is_over.is_set():
                self.wfile.write(b"a")
                time.sleep(DRIP)
        except OSError:
            pass
        self.close_connection = True

    def _endless(self) -> None:
        """A page without an end, of which only the head is asked for."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        try:
            while self.command == "GET" and not self.server.is_over.is_set():
                self.wfile.write(b"a" * 65536)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *args):
        pass


@contextmanager
def strange_server() -> Iterator[ThreadingHTTPServer]:
    """Yield a running server; `asked` lists method, path and headers of each question, `address` is where it stands."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.asked = []
    server.is_over = threading.Event()
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
