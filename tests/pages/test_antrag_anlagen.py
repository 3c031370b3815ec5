"""Upload, download and removal of papers in the browser."""

import pytest
from django.urls import reverse

from antraege.models import Anlage, Rolle
from antraege.services import anlagen
from antraege.services import antrag as antragsdienst
from tests import dateiproben as probe
from tests import factories as f
from tests.pages.antworten import seite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
VORRAT = [f.entwurf]


@pytest.fixture
def fall(client):
    antrag, clerk = f.entwurf(beschluss=False, beschluss_folgt=True)
    client.force_login(clerk)
    return antrag, clerk


def lade_hoch(client, antrag, inhalt, name="Beschluss.pdf", art="beschluss"):
    daten = {"art": art, "datei": probe.datei(inhalt, name)}
    return client.post(reverse("anlagen", args=[antrag.pk]), daten)


def test_a_good_file_is_listed_and_comes_back_byte_by_byte_as_a_download(client, fall):
    antrag, _ = fall
    inhalt = probe.pdf()
    assert lade_hoch(client, antrag, inhalt).url == reverse(
        "antrag_abschnitt", args=[antrag.pk, "unterlagen"]
    )
    antwort = client.get(reverse("anlage", args=[antrag.anlagen.get().pk]))
    assert b"".join(antwort.streaming_content) == inhalt
    assert antwort["Content-Disposition"] == 'attachment; filename="Beschluss.pdf"'
    assert antwort["X-Content-Type-Options"] == "nosniff"
    assert antwort["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("inhalt", "name", "satz"),
    [
        (b"", "leer.pdf", "Die Datei ist leer."),
        (b"kein PDF", "text.pdf", "Dieser Inhalt wird nicht angenommen."),
        (probe.geschuetzt("auf"), "zu.pdf", "mit einem Kennwort geschützt"),
    ],
)
def test_a_bad_file_gets_its_sentence_and_the_form_again(client, fall, inhalt, name, satz):
    antrag, _ = fall
    antwort = lade_hoch(client, antrag, inhalt, name)
    assert satz in antwort.content.decode()
    assert "#id_datei" in antwort.content.decode()
    assert not antrag.anlagen.exists()


def test_without_a_file_the_form_says_so(client, fall):
    antrag, _ = fall
    antwort = client.post(reverse("anlagen", args=[antrag.pk]), {"art": "beschluss"})
    assert antwort.context["form"].errors == {"datei": ["Bitte wählen Sie eine Datei aus"]}


def test_a_paper_is_removed_while_the_draft_is_open(client, fall):
    antrag, _ = fall
    lade_hoch(client, antrag, probe.pdf())
    client.post(reverse("anlage_entfernen", args=[antrag.anlagen.get().pk]))
    assert antrag.anlagen.get().entfernt_am is not None


def test_the_decision_is_handed_in_later_from_the_applications_page(client, fall):
    antrag, clerk = fall
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    assert lade_hoch(client, antrag, probe.pdf()).url == reverse("antrag", args=[antrag.pk])
    assert antrag.anlagen.get().art == "beschluss"


@pytest.mark.parametrize("name", ["anlage", "anlage_entfernen"])
def test_a_foreign_paper_is_the_same_as_none(client, fall, name):
    antrag, clerk = fall
    anlage = anlagen.hinzufuegen(
        antrag=antrag, art=Anlage.Art.SONSTIGES, datei=probe.datei(probe.pdf()), by=clerk, heute=f.TAG
    )
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, f.kommune(antrag.landkreis))
    client.force_login(fremd)
    rufe = client.get if name == "anlage" else client.post
    fremde, keine = rufe(reverse(name, args=[anlage.pk])), rufe(reverse(name, args=[999999]))
    assert (fremde.status_code, seite(fremde)) == (404, seite(keine))


def test_the_office_reads_papers_but_removes_none(client, fall):
    antrag, clerk = fall
    anlage = anlagen.hinzufuegen(
        antrag=antrag, art=Anlage.Art.SONSTIGES, datei=probe.datei(probe.pdf()), by=clerk, heute=f.TAG
    )
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    client.force_login(f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis))
    assert b"".join(client.get(reverse("anlage", args=[anlage.pk])).streaming_content) == probe.pdf()
    assert client.post(reverse("anlage_entfernen", args=[anlage.pk])).status_code == 403
    assert client.post(reverse("anlagen", args=[antrag.pk]), {}).status_code == 403


def test_a_lost_file_is_a_404_not_a_500(client, fall):
    antrag, clerk = fall
    anlage = f.anlage(antrag, clerk)
    assert client.get(reverse("anlage", args=[anlage.pk])).status_code == 404
