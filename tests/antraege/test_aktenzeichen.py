"""The number of the district's own file: entered by the office, borne by the notice, unchanged after its release."""

from datetime import time
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from antraege import zeit
from antraege.berechtigungen import may
from antraege.fehler import Verweigert
from antraege.models import Ereignis, Protokolleintrag, Rolle
from antraege.services import akte, bescheid
from antraege.services import antrag as antragsdienst
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege import folgefall as ff
from tests.pages.antworten import seite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
ACT = "antrag.aktenzeichen_eintragen"


@pytest.fixture
def antrag():
    antrag, clerk = f.entwurf()
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    antrag.clerk, antrag.sb = clerk, f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    return antrag


def trage_ein(antrag, nummer, by=None):
    akte.aktenzeichen_eintragen(antrag=antrag, aktenzeichen=nummer, by=by or antrag.sb, heute=f.TAG)
    antrag.refresh_from_db()
    return antrag.aktenzeichen


def test_the_office_enters_changes_and_takes_it_away(antrag):
    assert trage_ein(antrag, "  445.12 / 27 ") == "445.12 / 27"
    assert trage_ein(antrag, "445.12 / 27") == "445.12 / 27"
    assert trage_ein(antrag, "") == ""
    eintraege = Protokolleintrag.objects.filter(antrag=antrag, art=Ereignis.AKTENVERMERK)
    assert [e.text.text for e in eintraege] == [
        "Aktenzeichen: 445.12 / 27 (vorher: keines)",
        "Aktenzeichen: keines (vorher: 445.12 / 27)",
    ]
    assert not eintraege.filter(sichtbar_kommune=True).exists()


@pytest.mark.parametrize("nummer", ["4711 \N{GRINNING FACE}", "1\x00", "9" * 61, "漢字 1", "Дело 1", "४४५"])
def test_what_no_notice_can_bear_is_refused_at_its_field(antrag, nummer):
    with pytest.raises(ValidationError) as fehler:
        trage_ein(antrag, nummer)
    assert list(fehler.value.message_dict) == ["aktenzeichen"]


@pytest.mark.parametrize("rolle", [Rolle.KAEMMEREI, Rolle.PRUEFUNG, Rolle.GESCHAEFTSSTELLE])
def test_nobody_else_enters_one(antrag, rolle):
    for person in (f.benutzer(rolle, antrag.landkreis), antrag.clerk):
        with pytest.raises(Verweigert):
            trage_ein(antrag, "445", by=person)
    assert antrag.aktenzeichen == ""


def test_a_released_notice_ends_it_before_the_state_does():
    antrag, amt = b.beschlossen()
    text = bescheid.vorschlag(antrag)
    with zeit.gestellt(ff.JULI, time(10)):
        bescheid.entwerfen(antrag=antrag, begruendung=text.begruendung, nebenbestimmungen=text.nebenbestimmungen, by=amt.sachbearbeitung, heute=ff.JULI)  # fmt: skip
        akte.aktenzeichen_eintragen(antrag=type(antrag).objects.get(pk=antrag.pk), aktenzeichen="445.12", by=amt.sachbearbeitung, heute=ff.JULI)  # fmt: skip
        papier = bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.JULI)
        assert ["Aktenzeichen", "445.12"] in papier.daten["angaben"]  # although this copy was read before
        with pytest.raises(Verweigert, match="Der Bescheid ist freigegeben"):
            akte.aktenzeichen_eintragen(antrag=antrag, aktenzeichen="9", by=amt.sachbearbeitung, heute=ff.JULI)  # fmt: skip
        bescheid.bereitstellen(antrag=antrag, by=amt.sachgebietsleitung, heute=ff.JULI)
    antrag.refresh_from_db()
    assert (antrag.aktenzeichen, bool(may(amt.sachbearbeitung, ACT, antrag))) == ("445.12", False)


def test_what_a_released_notice_bears_stays_whoever_writes():
    antrag, _ = ff.bekannt()
    with (
        pytest.raises(IntegrityError, match="Er trägt das Aktenzeichen, das bis dahin eingetragen war"),
        transaction.atomic(),
    ):
        type(antrag).objects.filter(pk=antrag.pk).update(aktenzeichen="9")
    type(antrag).objects.filter(pk=antrag.pk).update(aktenzeichen=antrag.aktenzeichen)


@pytest.mark.parametrize("nummer", ["1\x07", "1\n2", "漢字 1", "4711 !", "a\u0301"])
def test_nor_does_the_database_take_it(antrag, nummer):
    with pytest.raises(IntegrityError, match="antrag_aktenzeichen_druckbar"), transaction.atomic():
        type(antrag).objects.filter(pk=antrag.pk).update(aktenzeichen=nummer)
    type(antrag).objects.filter(pk=antrag.pk).update(aktenzeichen="Äß_1 ./:,;()+–-")


def test_what_an_older_database_holds_keeps_its_printable_signs(antrag):
    regeln = import_module("antraege.migrations.0048_restregeln")
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE;"
            "ALTER TABLE antraege_antrag DROP CONSTRAINT antrag_aktenzeichen_druckbar;"
            "ALTER TABLE antraege_benutzer DROP CONSTRAINT benutzer_zimmer_druckbar;"
            "UPDATE antraege_antrag SET aktenzeichen = E'44漢5.12\\t/ 27';"
            "UPDATE antraege_benutzer SET zimmer = 'B 2#14'"
        )
        cursor.execute(regeln.BESTAND)
    antrag.refresh_from_db()
    antrag.sb.refresh_from_db()
    assert (antrag.aktenzeichen, antrag.sb.zimmer) == ("445.12/ 27", "B 214")


def test_its_form_stands_behind_the_application(client, antrag):
    url, akt = reverse("aktenzeichen", args=[antrag.pk]), reverse("antrag", args=[antrag.pk])
    client.force_login(antrag.sb)
    assert url in seite(client.get(akt))
    assert "4711 !" in seite(client.post(url, {"aktenzeichen": "4711 !"}))
    assert "Aktenzeichen 445.12" in seite(client.post(url, {"aktenzeichen": "445.12"}, follow=True))
    client.force_login(antrag.clerk)
    assert url not in seite(client.get(akt))
