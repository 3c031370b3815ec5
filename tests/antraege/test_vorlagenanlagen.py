"""Files of a paper: annexes while it is a draft, Tischvorlagen after its release; who may see which."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Rolle, Vorlage, Vorlagenanlage
from antraege.services import gremium, mitzeichnung, vorlagenanlagen
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db
A = Vorlagenanlage.Art


@pytest.fixture(autouse=True)
def im_mai():
    with zeit.gestellt(b.MAI, time(10)):
        yield


def entwurf(amt):
    sga, kreistag = f.sitzungen(amt.kreis)
    return gremium.freie_vorlage_anlegen(
        landkreis=amt.kreis, drucksache="050/2027", titel="Richtlinie", ziffern=["Die Richtlinie wird angepasst."],
        sga=sga, kreistag=kreistag, by=amt.geschaeftsstelle, heute=b.MAI,
    )  # fmt: skip


def freigeben(papier, amt):
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)


def lege_ab(papier, by, art=A.ANLAGE, inhalt=None, name="Kosten.pdf", **felder):
    datei = probe.datei(inhalt or probe.pdf(), name)
    return vorlagenanlagen.hinzufuegen(vorlage=papier, art=art, datei=datei, by=by, **felder)


def test_an_annex_is_stored_under_a_random_name_with_its_hash():
    amt = b.Amt()
    anlage = lege_ab(entwurf(amt), amt.geschaeftsstelle, name="../Köstenplan.pdf")
    assert (anlage.name, anlage.inhaltstyp, anlage.oeffentlich) == ("Köstenplan.pdf", "application/pdf", True)
    assert "stenplan" not in anlage.datei.name
    assert len(anlage.sha256) == 64


@pytest.mark.parametrize("inhalt", [b"kein PDF", probe.pdf_mit_aktion(S="/JavaScript", JS="1"), probe.PNG])
def test_a_bad_file_is_refused_at_its_field(inhalt):
    amt = b.Amt()
    papier = entwurf(amt)
    with pytest.raises(ValidationError) as fehler:
        lege_ab(papier, amt.geschaeftsstelle, inhalt=inhalt)
    assert list(fehler.value.message_dict) == ["datei"]
    assert not papier.anlagen.exists()


def test_the_same_file_lies_once_until_it_is_taken_away():
    amt = b.Amt()
    papier = entwurf(amt)
    erste = lege_ab(papier, amt.geschaeftsstelle)
    with pytest.raises(ValidationError, match="liegt schon bei der Vorlage"):
        lege_ab(papier, amt.geschaeftsstelle, name="Nochmal.pdf")
    vorlagenanlagen.entfernen(anlage=erste, by=amt.geschaeftsstelle)
    assert erste.entfernt_von == amt.geschaeftsstelle
    with pytest.raises(Konflikt):
        vorlagenanlagen.entfernen(anlage=erste, by=amt.geschaeftsstelle)
    zweite = lege_ab(papier, amt.geschaeftsstelle, name="Nochmal.pdf")
    assert list(Vorlagenanlage.objects.aktuell()) == [zweite]


def test_annexes_come_before_the_release_and_tischvorlagen_after_it():
    amt = b.Amt()
    papier = entwurf(amt)
    anlage = lege_ab(papier, amt.geschaeftsstelle)
    with pytest.raises(Verweigert, match="nur im Stand „Freigegeben“"):
        lege_ab(papier, amt.geschaeftsstelle, art=A.TISCHVORLAGE, inhalt=probe.PNG, name="Bild.png")
    freigeben(papier, amt)
    with pytest.raises(Verweigert, match="nur im Stand „Entwurf“"):
        lege_ab(papier, amt.geschaeftsstelle, inhalt=probe.PNG, name="Bild.png")
    with pytest.raises(Verweigert, match="nur im Stand „Entwurf“"):
        vorlagenanlagen.entfernen(anlage=anlage, by=amt.geschaeftsstelle)
    tisch = lege_ab(papier, amt.geschaeftsstelle, art=A.TISCHVORLAGE, inhalt=probe.PNG, name="Bild.png")
    vorlagenanlagen.entfernen(anlage=tisch, by=amt.geschaeftsstelle)
    with pytest.raises(Verweigert, match="Rolle"):
        lege_ab(papier, amt.sachbearbeitung, art=A.TISCHVORLAGE, inhalt=probe.JPEG, name="Bild.jpg")


def test_an_extract_stays():
    amt = b.Amt()
    papier = entwurf(amt)
    freigeben(papier, amt)
    auszug = vorlagenanlagen.ablegen(
        vorlage=papier, art=A.AUSZUG, datei=probe.datei(probe.pdf(), "Auszug.pdf"), by=amt.geschaeftsstelle
    )
    with pytest.raises(Verweigert, match="Auszug"):
        vorlagenanlagen.entfernen(anlage=auszug, by=amt.geschaeftsstelle)


@pytest.mark.parametrize(
    ("aenderung", "regel"),
    [
        ({"sha256": "0" * 64}, "nie geändert"),
        ({"oeffentlich": False}, "nie geändert"),
        ({"art": A.AUSZUG}, "kommen nach der Freigabe"),
        ({"entfernt_am": "2027-05-10T10:00:00Z"}, "vorlagenanlage_entfernt_von_person"),
    ],
)
def test_the_database_changes_no_file_of_a_draft(aenderung, regel):
    amt = b.Amt()
    anlage = lege_ab(entwurf(amt), amt.geschaeftsstelle)
    with pytest.raises(IntegrityError, match=regel), transaction.atomic():
        Vorlagenanlage.objects.filter(pk=anlage.pk).update(**aenderung)


def test_the_database_takes_nothing_off_a_released_paper_and_deletes_nothing():
    amt = b.Amt()
    papier = entwurf(amt)
    anlage = lege_ab(papier, amt.geschaeftsstelle)
    freigeben(papier, amt)
    with pytest.raises(IntegrityError, match="solange die Vorlage ein Entwurf ist"), transaction.atomic():
        Vorlagenanlage.objects.update(entfernt_am=zeit.jetzt(), entfernt_von=amt.geschaeftsstelle)
    with pytest.raises(IntegrityError, match="nicht gelöscht"), transaction.atomic():
        Vorlagenanlage.objects.filter(pk=anlage.pk)._raw_delete("default")


def test_whoever_reads_which_file():
    amt = b.Amt()
    papier = entwurf(amt)
    offen = lege_ab(papier, amt.geschaeftsstelle)
    intern = lege_ab(papier, amt.geschaeftsstelle, inhalt=probe.PNG, name="Intern.png", oeffentlich=False)
    ort = f.kommune(amt.kreis)
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, amt.kreis, ort)
    fremd = f.benutzer(Rolle.GESCHAEFTSSTELLE, f.landkreis())
    assert [*Vorlagenanlage.objects.visible_to(amt.kaemmerei)] == [offen, intern]
    assert not Vorlagenanlage.objects.visible_to(clerk).exists()
    assert not Vorlagenanlage.objects.visible_to(fremd).exists()
    freigeben(papier, amt)
    assert Vorlage.objects.visible_to(clerk).exists()
    assert [*Vorlagenanlage.objects.visible_to(fremd)] == []
