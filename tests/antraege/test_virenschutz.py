"""The virus scanner, asked over a real socket: a small server speaks clamd's INSTREAM, well and badly."""

import socket
import threading
from contextlib import contextmanager
from datetime import time
from struct import unpack
from time import sleep

import pytest
from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.models import Anlage
from antraege.services import anlagen, virenschutz
from antraege.services import dateien_saetze as satz
from tests import dateiproben as probe
from tests import factories as f

# The harmless test file every scanner knows, put together here so that none stops at this source.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def gelesen(verbindung, anzahl):
    daten = b""
    while len(daten) < anzahl and (stueck := verbindung.recv(anzahl - len(daten))):
        daten += stueck
    return daten


def datenstrom(verbindung):
    """What was streamed, after the command that must come first."""
    assert gelesen(verbindung, 10) == b"zINSTREAM\0"
    inhalt = b""
    while laenge := unpack(">I", gelesen(verbindung, 4))[0]:
        inhalt += gelesen(verbindung, laenge)
    return inhalt


def clamd(verbindung):
    """As clamd answers."""
    fund = EICAR in datenstrom(verbindung)
    verbindung.sendall(b"stream: Eicar-Test-Signature FOUND\0" if fund else b"stream: OK\0")


def zu_gross(verbindung):
    """clamd answers in the middle of the stream and hangs up."""
    gelesen(verbindung, 14)
    verbindung.sendall(b"INSTREAM size limit exceeded. ERROR\0")


def stumm(verbindung):
    datenstrom(verbindung)
    sleep(1.5)


def auflegen(verbindung):
    gelesen(verbindung, 4)


def unsinn(verbindung):
    datenstrom(verbindung)
    verbindung.sendall(b"HTTP/1.1 200 OK\r\n\r\n\xff\xfe\0")


def endlos(verbindung):
    datenstrom(verbindung)
    verbindung.sendall(b"stream: OK" + b" " * 8192)


def fehler(verbindung):
    datenstrom(verbindung)
    verbindung.sendall(b"stream: Can't allocate memory ERROR\0")


@contextmanager
def server(antwort, ort=("127.0.0.1", 0)):
    """A server for one conversation; gives its address."""
    familie = socket.AF_UNIX if isinstance(ort, str) else socket.AF_INET
    with socket.socket(familie) as lauscher:
        lauscher.bind(ort)
        lauscher.listen()

        def bediene():
            verbindung, _ = lauscher.accept()
            with verbindung:
                antwort(verbindung)

        faden = threading.Thread(target=bediene, daemon=True)
        faden.start()
        name = lauscher.getsockname()
        yield f"unix:{name}" if familie == socket.AF_UNIX else f"tcp://127.0.0.1:{name[1]}"
        faden.join(5)


def frage(settings, antwort, inhalt=b"Guten Tag"):
    with server(antwort) as settings.CLAMD_ADDRESS:
        virenschutz.pruefe(probe.datei(inhalt))


def test_without_an_address_nobody_is_asked(settings):
    settings.CLAMD_ADDRESS = ""
    virenschutz.pruefe(probe.datei(EICAR))


def test_a_clean_file_passes_and_is_at_its_beginning_again(settings):
    datei = probe.datei(bytes(200_000))
    with server(clamd) as settings.CLAMD_ADDRESS:
        virenschutz.pruefe(datei)
    assert datei.tell() == 0


def test_a_socket_file_is_an_address_too(settings, tmp_path):
    with server(clamd, str(tmp_path / "clamd.ctl")) as settings.CLAMD_ADDRESS:
        virenschutz.pruefe(probe.datei(b"Guten Tag"))


def test_a_finding_is_said(settings):
    with pytest.raises(ValidationError, match=satz.BEFUND):
        frage(settings, clamd, EICAR)


def test_too_large_for_the_scanner_is_said(settings):
    with pytest.raises(ValidationError, match=satz.VIRENSCHUTZ_ZU_GROSS):
        frage(settings, zu_gross, bytes(150_000))


@pytest.mark.parametrize("antwort", [auflegen, unsinn, endlos, fehler])
def test_no_clear_answer_stores_nothing(settings, antwort):
    with pytest.raises(ValidationError, match=satz.OHNE_VIRENSCHUTZ):
        frage(settings, antwort)


def test_a_scanner_that_hangs_is_not_waited_for(settings, monkeypatch):
    monkeypatch.setattr(virenschutz, "DAUER", 0.3)
    with pytest.raises(ValidationError, match=satz.OHNE_VIRENSCHUTZ):
        frage(settings, stumm)


@pytest.mark.parametrize(
    "adresse", ["tcp://127.0.0.1:1", "unix:/nirgends/clamd.ctl", "tcp://gibt-es-nicht.invalid"]
)
def test_a_scanner_that_is_not_there_stores_nothing(settings, adresse):
    settings.CLAMD_ADDRESS = adresse
    with pytest.raises(ValidationError, match=satz.OHNE_VIRENSCHUTZ):
        virenschutz.pruefe(probe.datei(b"Guten Tag"))


@pytest.mark.django_db
def test_an_upload_without_scanner_is_refused_at_its_field_and_leaves_nothing(settings, tmp_path):
    settings.MEDIA_ROOT, settings.CLAMD_ADDRESS = tmp_path, "tcp://127.0.0.1:1"
    antrag, clerk = f.entwurf(beschluss=False)
    with zeit.gestellt(f.TAG, time(11, 0)), pytest.raises(ValidationError) as fehler:
        anlagen.hinzufuegen(
            antrag=antrag, art="konzept", datei=probe.datei(probe.pdf()), by=clerk, heute=f.TAG
        )
    assert fehler.value.message_dict == {"datei": [satz.OHNE_VIRENSCHUTZ]}
    assert not Anlage.objects.exists()
    assert list(tmp_path.iterdir()) == []
