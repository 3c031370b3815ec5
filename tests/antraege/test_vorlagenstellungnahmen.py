"""What a municipality said to a cut goes with the paper: an annex for who decides, closed to every municipality."""

from datetime import time
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Antrag, Vorlagenanlage
from antraege.services import (
    empfehlung,
    gremium,
    mitzeichnung,
    pruefung,
    vorlagenanlagen,
    vorlagenstand,
)
from antraege.services.vorlagenstellungnahmen import NAME
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_vorlagenanlagen import lege_ab
from tests.notifications.hilfen import ohne_tore
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db
ANTWORT = "Frau Muster braucht die Stelle.\n\nBitte \N{GRINNING FACE} prüfen."


@pytest.fixture(autouse=True)
def im_mai():
    with zeit.gestellt(b.MAI, time(10)):
        yield


def gekuerzt(rd, amt, antwort):
    antrag, clerk = b.eingereicht(rd, "0.50", 52)
    pruefung.vollstaendigkeit_feststellen(antrag=antrag, by=amt.sachbearbeitung, heute=b.MAI)
    empfehlung.empfehlen(antrag=antrag, vzae=Decimal("0.30"), begruendung="Bedarf", by=amt.sachbearbeitung, heute=b.MAI)  # fmt: skip
    empfehlung.stellungnahme_abgeben(antrag=antrag, text=antwort, by=clerk, heute=b.MAI)
    empfehlung.zeichnen(antrag=antrag, by=amt.sachgebietsleitung, heute=b.MAI)
    antrag.clerk = clerk
    return antrag


@pytest.fixture
def fall():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antrag, ganz = gekuerzt(rd, amt, ANTWORT), b.gezeichnet(rd, amt)
    return amt, b.vorlage(amt, rd, [antrag, ganz]), antrag, ganz


def text(anlage):
    with anlage.datei.open() as datei:
        inhalt = datei.read()
    assert sha256(inhalt).hexdigest() == anlage.sha256
    zeilen = "\n".join(s.extract_text() for s in PdfReader(BytesIO(inhalt)).pages)
    return " ".join(zeilen.split())


def test_the_version_holds_the_answer_as_an_annex_that_is_not_public(fall):
    _, papier, antrag, ganz = fall
    anlage, fassung = Vorlagenanlage.objects.get(), papier.fassungen.get()
    assert (anlage.name, anlage.oeffentlich, [*fassung.anlagen.all()]) == (NAME, False, [anlage])
    assert fassung.inhalt["anlagen"][0]["sha256"] == anlage.sha256
    gesagt = text(anlage)
    assert (
        f"{antrag.kommune.name} Stellungnahme vom 10.05.2027 (beantragt 0,50 VZÄ, empfohlen 0,30 VZÄ)"
        in gesagt
    )
    assert "Frau Muster braucht die Stelle. Bitte [?] prüfen." in gesagt
    assert ganz.kommune.name not in gesagt
    with fassung.pdf.open() as datei:
        papiertext = " ".join(s.extract_text() for s in PdfReader(datei).pages)
    assert "Anlage 1: nicht öffentlich" in papiertext
    assert "Frau Muster" not in papiertext


def test_no_municipality_reads_it_nor_its_name_nor_does_the_public_interface(client, fall):
    amt, papier, antrag, ganz = fall
    anlage, fassung = Vorlagenanlage.objects.get(), papier.fassungen.get()
    datei = reverse("vorlagendatei", args=[anlage.pk])
    for person in (antrag.clerk, ganz.clerk):
        assert not Vorlagenanlage.objects.visible_to(person).exists()
        client.force_login(person)
        assert client.get(datei).status_code == 404
        for adresse in (reverse("vorlage", args=[papier.pk]), reverse("vorlagenfassung", args=[fassung.pk])):
            assert NAME not in seite(client.get(adresse))
    assert not Vorlagenanlage.objects.oeffentlich().exists()
    client.force_login(amt.geschaeftsstelle)
    assert b"".join(client.get(datei).streaming_content).startswith(
        b"%PDF"
    )  # read to the end, which closes it
    assert NAME in seite(client.get(reverse("vorlage", args=[papier.pk])))


def test_handed_in_again_it_is_made_anew_and_the_first_version_keeps_its_own(fall):
    amt, papier, *_ = fall
    erste = Vorlagenanlage.objects.get()
    vorlagenstand.neue_fassung(vorlage=papier, grund="Zahlen", by=amt.geschaeftsstelle, heute=b.MAI)
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    (zweite,) = Vorlagenanlage.objects.aktuell()
    assert [[*x.anlagen.all()] for x in papier.fassungen.all()] == [[erste], [zweite]]
    assert erste.pk != zweite.pk


@pytest.mark.parametrize("stand", ["zurueckgezogen", "unzulaessig"])
def test_an_answer_of_an_application_that_ended_is_not_in_it(stand):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    bleibt, endet = gekuerzt(rd, amt, "Bleibt dabei."), gekuerzt(rd, amt, "Endet vorher.")
    papier = b.vorlage(amt, rd, [bleibt, endet])
    assert "Endet vorher." in text(Vorlagenanlage.objects.get())
    vorlagenstand.neue_fassung(vorlage=papier, grund="Zahlen", by=amt.geschaeftsstelle, heute=b.MAI)
    with ohne_tore():
        Antrag.objects.filter(pk=endet.pk).update(status=stand)
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gesagt = text(Vorlagenanlage.objects.aktuell().get())
    assert "Bleibt dabei." in gesagt
    assert ("Endet vorher." in gesagt, endet.kommune.name in gesagt) == (False, False)


def test_a_file_of_that_name_somebody_else_laid_there_stays(fall):
    amt, papier, *_ = fall
    vorlagenstand.neue_fassung(vorlage=papier, grund="Zahlen", by=amt.geschaeftsstelle, heute=b.MAI)
    eigene = lege_ab(papier, amt.geschaeftsstelle, name=NAME, oeffentlich=False)
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    arten = dict(papier.fassungen.last().anlagen.values_list("pk", "art"))
    assert (arten.pop(eigene.pk), [*arten.values()]) == ("anlage", ["stellungnahmen"])


def test_nobody_takes_the_annex_away_by_hand(fall):
    amt, papier, *_ = fall
    vorlagenstand.neue_fassung(vorlage=papier, grund="Zahlen", by=amt.geschaeftsstelle, heute=b.MAI)
    with pytest.raises(Verweigert, match="legt das Portal bei"):
        vorlagenanlagen.entfernen(anlage=Vorlagenanlage.objects.get(), by=amt.geschaeftsstelle)


def test_it_is_never_public_and_comes_only_to_a_draft(fall):
    _, papier, *_ = fall
    felder = {
        feld.attname: getattr(Vorlagenanlage.objects.get(), feld.attname)
        for feld in Vorlagenanlage._meta.concrete_fields
        if not feld.primary_key
    } | {"sha256": "0" * 64}
    with pytest.raises(IntegrityError, match="solange die Vorlage ein Entwurf ist"), transaction.atomic():
        Vorlagenanlage.objects.create(**felder)
    type(papier).objects.filter(pk=papier.pk).update(status="entwurf", fassung=2)
    with pytest.raises(IntegrityError, match="stellungnahmen_nicht_oeffentlich"), transaction.atomic():
        Vorlagenanlage.objects.create(**felder | {"oeffentlich": True})


def test_hundreds_of_signs_no_font_has_keep_nobody_waiting():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    fremd = "".join(map(chr, range(0x4E00, 0x4E00 + 1500)))
    antrag = gekuerzt(rd, amt, f"Für Bäume {fremd} danke.")
    b.vorlage(amt, rd, [antrag])
    gesagt = text(Vorlagenanlage.objects.get())
    assert "Für Bäume [?]" in gesagt
    assert gesagt.count("[?]") > 1400


def test_without_an_answer_there_is_no_annex():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    assert not Vorlagenanlage.objects.exists()
