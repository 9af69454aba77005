"""An event stream over a real socket, as a browser opens it."""

import socket

PATIENCE = 30


class Wire:
    """One request on a connection of its own; `text` is what has come so far."""

    def __init__(self, port, path, *, cookie=""):
        self.text = ""
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n"
        self.socket.sendall(head.encode())

    def shows(self, *parts):
        """Read until all parts have come."""
        while not all(part in self.text for part in parts):
            self._read()
        return self

    def ends(self):
        """Read until the server closes the connection."""
        while self._read():
            pass
        self.close()

    def close(self):
        self.socket.close()

    def _read(self):
        more = self.socket.recv(65536)
        self.text += more.decode()
        assert more or "\r\n0\r\n" in self.text, self.text
        return more
