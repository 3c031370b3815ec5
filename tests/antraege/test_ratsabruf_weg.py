"""Which machines the council system's reading may reach, and that nothing on the way takes longer than the run."""

import socket
from ipaddress import ip_network
from threading import Event
from time import monotonic, sleep

import pytest

from antraege.services.ratsabruf_netz import Netz, NichtLesbar
from antraege.services.ratsabruf_weg import darf
from tests.antraege import ratsserver

INNEN = [
    "127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.7.5", "169.254.169.254", "fe80::1%eth0", "fd00::1", "100.64.0.1",
    "0.0.0.0", "224.0.0.1", "ff0e::1", "240.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1",
    "fec0::1", "64:ff9b:1::a00:1", "::10.0.0.1",
]  # fmt: skip


@pytest.fixture
def rat():
    with ratsserver.ratssystem() as rat:
        yield rat


def satz(netz, adresse):
    with pytest.raises(NichtLesbar) as fehler:
        netz.hole(adresse)
    return str(fehler.value)


@pytest.mark.parametrize("adresse", INNEN)
def test_an_inner_address_is_refused(settings, adresse):
    settings.RATSABRUF_NETZE = []
    assert not darf(adresse)


@pytest.mark.parametrize("adresse", ["193.197.148.1", "2a02:2454::1", "64:ff9b::c1c5:9401"])
def test_an_address_of_the_internet_is_allowed(settings, adresse):
    settings.RATSABRUF_NETZE = []
    assert darf(adresse)


def test_a_named_network_is_allowed_and_no_other(settings):
    settings.RATSABRUF_NETZE = [ip_network("10.20.0.0/16")]
    assert darf("10.20.3.4")
    assert darf("::ffff:10.20.3.4")
    assert not darf("10.21.3.4")


def test_no_connection_is_made_to_an_inner_address(settings, rat):
    settings.RATSABRUF_NETZE = []
    gesagt = satz(Netz(rat.ort), f"{rat.ort}/system")
    assert "liegt unter 127.0.0.1" in gesagt
    assert "RATSABRUF_NETZE" in gesagt
    assert not rat.gefragt


def test_a_name_that_changes_its_address_on_the_way_is_refused(settings, rat, monkeypatch):
    """DNS rebinding: the first answer is fine, the next one points at the machine itself."""
    settings.RATSABRUF_NETZE = [ip_network("127.0.0.1")]
    port = int(rat.ort.rpartition(":")[2])
    antworten = iter(["127.0.0.1", "127.0.0.2"])

    def aufgeloest(name, port, *args, **mehr):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(antworten), port))]

    monkeypatch.setattr(socket, "getaddrinfo", aufgeloest)
    netz = Netz(f"http://rat.example:{port}")
    assert netz.hole(f"http://rat.example:{port}/system")["type"].endswith("System")
    assert "liegt unter 127.0.0.2" in satz(netz, f"http://rat.example:{port}/system")


def test_a_redirect_and_a_next_page_lead_nowhere_else(rat):
    rat.stoerung["/system"] = ratsserver.umleiten("http://169.254.169.254/latest/")
    assert "andere Adresse" in satz(Netz(rat.ort), f"{rat.ort}/system")
    rat.sagt("/liste", {"data": [], "links": {"next": "http://10.0.0.1/liste"}})
    with pytest.raises(NichtLesbar, match="andere Adresse"):
        list(Netz(rat.ort).liste(f"{rat.ort}/liste"))


@pytest.mark.parametrize("tropfen", [ratsserver.troepfeln, ratsserver.troepfeln_in_stuecken])
def test_drops_do_not_outlast_the_run(rat, tropfen):
    rat.stoerung["/system"] = tropfen
    beginn = monotonic()
    assert (
        satz(Netz(rat.ort, warten=0.3, dauer=0.6), f"{rat.ort}/system") == "Der Abruf hat zu lange gedauert."
    )
    assert monotonic() - beginn < 2


def test_silence_ends_with_the_run(rat):
    rat.stoerung["/system"] = ratsserver.stumm
    beginn = monotonic()
    assert "zu lange" in satz(Netz(rat.ort, warten=5, dauer=0.2), f"{rat.ort}/system")
    assert monotonic() - beginn < 0.5


def test_a_huge_answer_is_not_read_to_its_end(rat):
    rat.stoerung["/system"] = ratsserver.endlos
    assert "größer als 8 MB" in satz(Netz(rat.ort, warten=5), f"{rat.ort}/system")


@pytest.fixture
def schlafend(monkeypatch):
    """A resolver that says nothing until the test is over, as one whose servers do not answer."""
    wach = Event()

    def aufgeloest(name, port, *args, **mehr):
        wach.wait(20)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", aufgeloest)
    yield
    wach.set()


@pytest.mark.parametrize(
    ("grenzen", "gesagt"),
    [
        ({"warten": 5, "dauer": 0.3}, "Der Abruf hat zu lange gedauert."),
        ({"warten": 0.3, "dauer": 60}, "antwortet nicht rechtzeitig."),
    ],
)
@pytest.mark.parametrize("schema", ["http", "https"])
def test_a_name_nobody_looks_up_does_not_outlast_the_limits(schlafend, schema, grenzen, gesagt):
    beginn, ort = monotonic(), f"{schema}://rat.example"
    assert satz(Netz(ort, **grenzen), f"{ort}/system").endswith(gesagt)
    assert monotonic() - beginn < 3


def test_a_slow_name_within_the_limits_is_waited_for(settings, rat, monkeypatch):
    def langsam(*args, **mehr):
        sleep(0.2)
        return sofort(*args, **mehr)

    sofort = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", langsam)
    assert Netz(rat.ort, warten=5).hole(f"{rat.ort}/system")["type"].endswith("System")


def test_a_name_that_does_not_exist_says_so(rat):
    assert "ist nicht erreichbar" in satz(Netz("http://rat.invalid"), "http://rat.invalid/system")
