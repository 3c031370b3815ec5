"""A small council information system over a real socket: our fixtures of OParl 1.1, and whatever goes wrong on request."""

import json
import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

DATEIEN = Path(__file__).parent / "oparl"


class Rat:
    """What the server says: ``stoerung`` maps a path to a function of the request, ``anders`` changes an object."""

    def __init__(self, ort):
        self.ort = ort
        self.stoerung = {}
        self.gefragt = Counter()
        self.abfragen = []

    def text(self, pfad):
        datei = DATEIEN / f"{pfad.strip('/')}.json"
        return datei.read_text(encoding="utf-8").replace("{ort}", self.ort) if datei.is_file() else None

    def objekt(self, pfad):
        """A fixture, to be changed and given to ``sagt``."""
        return json.loads(self.text(pfad))

    def sagt(self, pfad, objekt):
        """Answer on this path with another object."""
        inhalt = json.dumps(objekt).encode()
        self.stoerung[pfad] = lambda anfrage: antworte(anfrage, inhalt)


def antworte(anfrage, inhalt, status=200, typ="application/json", **kopf):
    """A whole answer."""
    anfrage.send_response(status)
    anfrage.send_header("Content-Type", typ)
    anfrage.send_header("Content-Length", str(len(inhalt)))
    for name, wert in kopf.items():
        anfrage.send_header(name, wert)
    anfrage.end_headers()
    anfrage.wfile.write(inhalt)


def html(anfrage):
    antworte(anfrage, b"<!doctype html><title>Anmelden</title>", typ="text/html")


def fehler(status):
    return lambda anfrage: antworte(anfrage, b"{}", status)


def umleiten(ziel):
    return lambda anfrage: antworte(anfrage, b"", 302, Location=ziel)


def stumm(anfrage):
    sleep(0.6)
    antworte(anfrage, b"{}")


def auflegen(anfrage):
    anfrage.send_response(200)
    anfrage.send_header("Content-Length", "1000")
    anfrage.end_headers()
    anfrage.wfile.write(b'{"id": ')
    anfrage.close_connection = True


def endlos(anfrage):
    anfrage.send_response(200)
    anfrage.end_headers()
    stueck = b" " * 1024 * 1024
    try:
        for _ in range(20):
            anfrage.wfile.write(stueck)
    except OSError:
        pass
    anfrage.close_connection = True


def troepfeln(anfrage):
    """A head that never ends, a byte at a time: no single wait is long."""
    try:
        anfrage.wfile.write(b"HTTP/1.0 200 OK\r\nX-Lang: ")
        for _ in range(100):
            sleep(0.05)
            anfrage.wfile.write(b"x")
    except OSError:
        pass
    anfrage.close_connection = True


def troepfeln_in_stuecken(anfrage):
    """The same within the length of a chunk."""
    try:
        anfrage.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(100):
            sleep(0.05)
            anfrage.wfile.write(b"0")
    except OSError:
        pass
    anfrage.close_connection = True


class Anfrage(BaseHTTPRequestHandler):
    """Looks up what the Rat says."""

    def do_GET(self):
        rat, pfad = self.server.rat, urlsplit(self.path).path
        rat.gefragt[pfad] += 1
        rat.abfragen.append(self.path)
        if pfad in rat.stoerung:
            rat.stoerung[pfad](self)
            return
        text = rat.text(pfad)
        antworte(self, (text or "{}").encode(), 200 if text else 404)

    def log_message(self, *args):
        """Quiet."""


@contextmanager
def ratssystem():
    """Give the Rat while its server runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Anfrage)
    server.rat = Rat(f"http://127.0.0.1:{server.server_port}")
    faden = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    faden.start()
    try:
        yield server.rat
    finally:
        server.shutdown()
        server.server_close()
        faden.join()
