"""Every bad upload brings the form back with its German sentence, stores nothing, and never ends in an error page."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from antraege import zeit
from antraege.models import Anlage, Antrag
from antraege.services import anlagen
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege.schlechte_dateien import NAMEN, SCHLECHT

pytestmark = pytest.mark.usefixtures("am_tag")


@pytest.fixture
def ablage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def fall(client, ablage):
    antrag, clerk = f.entwurf(beschluss=False, beschluss_folgt=True)
    client.force_login(clerk)
    return antrag


def lade_hoch(client, antrag, inhalt, name):
    """As a browser sends it: the name travels as it is."""
    datei = SimpleUploadedFile("x", inhalt)
    datei._name = name
    return client.post(reverse("anlagen", args=[antrag.pk]), {"art": "konzept", "datei": datei})


def dateien(ablage: Path) -> list[Path]:
    return [pfad for pfad in ablage.rglob("*") if pfad.is_file()]


def test_there_are_sixty_of_them():
    assert len(SCHLECHT) >= 60
    assert len({fall for fall, *_ in SCHLECHT}) == len(SCHLECHT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "inhalt", "worte"), [pytest.param(*rest, id=fall) for fall, *rest in SCHLECHT]
)
def test_a_bad_file_is_refused_with_its_sentence(client, fall, ablage, name, inhalt, worte):
    antwort = lade_hoch(client, fall, inhalt, name)
    assert antwort.status_code in (200, 400, 413, 422)
    assert worte in "".join(antwort.context["form"].errors.get("datei", ["kein Satz"]))
    assert not Anlage.objects.exists()
    assert dateien(ablage) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "sauber"), NAMEN)
def test_a_good_file_is_kept_under_a_name_that_harms_nobody(client, fall, ablage, name, sauber):
    assert lade_hoch(client, fall, probe.pdf(), name).status_code == 302
    anlage = Anlage.objects.get()
    assert anlage.name == sauber
    assert [pfad.parent for pfad in dateien(ablage)] == [ablage / "anlagen"]
    antwort = client.get(reverse("anlage", args=[anlage.pk]))
    assert antwort["Content-Disposition"].startswith("attachment;")
    antwort.close()


@pytest.mark.django_db
def test_a_broken_request_is_a_400(client, fall):
    antwort = client.post(
        reverse("anlagen", args=[fall.pk]), b"--x\r\nunsinn", content_type="multipart/form-data; boundary=x"
    )
    assert antwort.status_code in (200, 400)


@pytest.mark.django_db(transaction=True)
def test_a_file_goes_with_the_transaction_that_stored_it(ablage):
    antrag, clerk = f.entwurf(beschluss=False)
    with transaction.atomic():
        anlagen.hinzufuegen(
            antrag=antrag, art="konzept", datei=probe.datei(probe.pdf()), by=clerk, heute=f.TAG
        )
        assert len(dateien(ablage)) == 1
        transaction.set_rollback(True)
    assert dateien(ablage) == []
    anlagen.hinzufuegen(antrag=antrag, art="konzept", datei=probe.datei(probe.pdf()), by=clerk, heute=f.TAG)
    assert len(dateien(ablage)) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_several_people_upload_at_once_and_the_limit_holds(ablage):
    antrag, clerk = f.entwurf(beschluss=False)
    for _ in range(anlagen.HOECHSTZAHL - 3):
        f.anlage(antrag, clerk)

    def eine(nr):
        eigenes = probe.pdf_mit(lambda pdf: [pdf.add_blank_page() for _ in range(nr)])
        client = Client()
        client.force_login(clerk)
        try:
            with zeit.gestellt(f.TAG, time(11, 0)):
                return lade_hoch(client, antrag, eigenes, "Konzept.pdf").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as personen:
        codes = sorted(personen.map(eine, range(6)))
    assert Antrag.objects.get().anlagen.count() == anlagen.HOECHSTZAHL
    assert codes == [200, 200, 200, 302, 302, 302]
    assert len(dateien(ablage)) == 3
