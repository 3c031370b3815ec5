"""The way to the council system: which addresses may be connected to, and how long anything on the way may take.

The address is checked when it is connected to, not the name before: a name can mean another machine a moment later. What
lies in an inner network is refused unless ``RATSABRUF_NETZE`` names it; many council systems do stand there.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Any, Final
from urllib.request import (
    BaseHandler,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from django.conf import settings

NAT64: Final = IPv6Network("64:ff9b::/96")


class NichtLesbar(Exception):
    """The council system did not answer, or not with what OParl asks for; the words are the sentence for the report."""


def oeffner(rest: Callable[[], float], *dazu: BaseHandler) -> OpenerDirector:
    """Open http and https, directly (a proxy would choose the address itself); ``rest`` gives the seconds left or raises."""
    verbinde = partial(_verbinde, rest, _befristet(socket.socket, rest))
    kontext = ssl.create_default_context()
    kontext.sslsocket_class = _befristet(ssl.SSLSocket, rest)
    return build_opener(ProxyHandler({}), _Http(verbinde), _Https(verbinde, kontext), *dazu)


class _Http(HTTPHandler):
    def __init__(self, verbinde: Callable[..., socket.socket]) -> None:
        super().__init__()
        self.art = partial(_verbindung, http.client.HTTPConnection, verbinde)

    def http_open(self, req: Request) -> Any:
        return self.do_open(self.art, req)


class _Https(HTTPSHandler):
    def __init__(self, verbinde: Callable[..., socket.socket], kontext: ssl.SSLContext) -> None:
        super().__init__(context=kontext)
        self.art = partial(_verbindung, http.client.HTTPSConnection, verbinde, context=kontext)

    def https_open(self, req: Request) -> Any:
        return self.do_open(self.art, req)


def _verbindung(art: Any, verbinde: Callable[..., socket.socket], ort: str, **mehr: Any) -> Any:
    """A connection of the standard library that connects by ``verbinde``."""
    verbindung = art(ort, **mehr)
    verbindung._create_connection = verbinde
    return verbindung


def _verbinde(rest: Callable[[], float], art: Any, ziel: tuple[str, int], *_: Any) -> socket.socket:
    """Connect to the first address of this name that may be connected to and answers. Raises as ``create_connection``."""
    gescheitert: OSError | None = None
    for familie, adresse in _erlaubte(*ziel, rest()):
        sekunden = rest()
        buchse: socket.socket = art(familie, socket.SOCK_STREAM)
        try:
            buchse.settimeout(sekunden)
            buchse.connect(adresse)
        except OSError as fehler:
            buchse.close()
            gescheitert = fehler
        else:
            return buchse
    raise gescheitert or OSError("keine Adresse")


def _erlaubte(name: str, port: int, sekunden: float) -> list[tuple[Any, Any]]:
    gefunden = [(familie, adresse) for familie, _, _, _, adresse in _aufgeloest(name, port, sekunden)]
    erlaubt = [(familie, adresse) for familie, adresse in gefunden if darf(str(adresse[0]))]
    if gefunden and not erlaubt:
        raise NichtLesbar(
            f"{name} liegt unter {gefunden[0][1][0]}. Diese Adresse gehört zu einem internen Netz, das nicht freigegeben ist. "
            "Freigeben kann es die Systembetreuung (RATSABRUF_NETZE)."
        )
    return erlaubt


def _aufgeloest(name: str, port: int, sekunden: float) -> Any:
    """Look the name up. Raises ``TimeoutError``: the system's resolver knows no limit, so a thread of its own waits for it.

    One that never ends holds nobody up, not even the end of the process.
    """
    zusage: Future[Any] = Future()
    Thread(target=_loese_auf, args=(zusage, name, port), daemon=True).start()
    return zusage.result(sekunden)


def _loese_auf(zusage: Future[Any], name: str, port: int) -> None:
    try:
        zusage.set_result(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM))
    except Exception as fehler:  # whoever waits raises it
        zusage.set_exception(fehler)


def darf(adresse: str) -> bool:
    """Say whether this address may be connected to: one of the internet, or of a network that the installation names."""
    ip = _eigentlich(ip_address(adresse.partition("%")[0]))
    innen = ip.is_multicast or ip.is_reserved or (ip.version == 6 and ip.is_site_local)
    return (ip.is_global and not innen) or any(ip in netz for netz in settings.RATSABRUF_NETZE)


def _eigentlich(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one only carries."""
    if ip.version == 4:
        return ip
    if ip in NAT64:
        return IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or ip


def _befristet(art: Any, rest: Callable[[], float]) -> Any:
    """A socket that waits for no byte longer than what is left, however slowly they drip."""

    class Befristet(art):
        def recv_into(self, *args: Any) -> int:
            self.settimeout(rest())
            return int(super().recv_into(*args))

    return Befristet
