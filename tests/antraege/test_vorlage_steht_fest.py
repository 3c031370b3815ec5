"""A released paper's live rows: no SQL changes its texts, its motions or its applications; the lawful acts still do."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from antraege.models import Antrag, Beschlussantrag, Vorlage
from antraege.services import vorlagenentwurf, vorlagenstand
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db


def bauen():
    """(office, paper with one application on Ziffer 1 of two, a signed application beside it)."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    erster, zweiter = b.gezeichnet(rd, amt), b.gezeichnet(rd, amt, "0.40")
    papier = b.vorlage(amt, rd, [erster], ziffern=["Der Bericht wird zur Kenntnis genommen."])
    return amt, papier, erster, zweiter


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(bauen)


@pytest.fixture
def fall(gebaut):
    amt, papier, erster, zweiter = deepcopy(gebaut)
    return amt, Vorlage.objects.get(pk=papier.pk), *(Antrag.objects.get(pk=a.pk) for a in (erster, zweiter))


def sql(text, *werte):
    with connection.cursor() as cursor:
        cursor.execute(text, werte)


VORLAGE = "UPDATE antraege_vorlage SET {} WHERE id = %s"
KOPF = {
    "Titel": VORLAGE.format("titel = 'anders'"),
    "Nummer": VORLAGE.format("drucksache = '999/2027'"),
    "Sachverhalt": VORLAGE.format("sachverhalt = 'anders'"),
    "Finanzen": VORLAGE.format("finanzen = ''"),
    "Betrag": VORLAGE.format("betrag = NULL"),
    "Fassung": VORLAGE.format("fassung = 2"),
    "Freigebende": VORLAGE.format("freigegeben_von_id = NULL, status = 'zurueckgezogen'"),
    "zurück ohne neue Fassung": VORLAGE.format("status = 'entwurf'"),
    "zurück in die Mitzeichnung": VORLAGE.format("status = 'mitzeichnung'"),
    "neue Fassung mit neuem Text": VORLAGE.format("status = 'entwurf', fassung = 2, titel = 'anders'"),
    "Löschen": "DELETE FROM antraege_vorlage WHERE id = %s",
}
ZIFFERN = {
    "Wortlaut": "UPDATE antraege_beschlussantrag SET wortlaut = 'anders' WHERE vorlage_id = %s AND ziffer = 2",
    "Nummer": "UPDATE antraege_beschlussantrag SET ziffer = 3 WHERE vorlage_id = %s AND ziffer = 2",
    "Löschen": "DELETE FROM antraege_beschlussantrag WHERE vorlage_id = %s AND ziffer = 2",
    "neue Ziffer": "INSERT INTO antraege_beschlussantrag (vorlage_id, ziffer, wortlaut) VALUES (%s, 3, 'neu')",
}


@pytest.mark.parametrize("stand", ["freigegeben", "beschlossen", "zurueckgezogen"])
@pytest.mark.parametrize("anweisung", KOPF.values(), ids=KOPF)
def test_its_head_and_texts_stay(fall, anweisung, stand):
    _, papier, *_ = fall
    Vorlage.objects.filter(pk=papier.pk).update(status=stand)
    with pytest.raises(IntegrityError, match=r"freigegebene Vorlage wird nicht"), transaction.atomic():
        sql(anweisung, papier.pk)


@pytest.mark.parametrize("stand", ["beschlossen", "zurueckgezogen"])
def test_a_decided_or_withdrawn_one_does_not_come_back(fall, stand):
    _, papier, *_ = fall
    Vorlage.objects.filter(pk=papier.pk).update(status=stand)
    for nach in {"freigegeben", "beschlossen", "zurueckgezogen"} - {stand}:
        with pytest.raises(IntegrityError, match="wird nicht wieder aufgenommen"), transaction.atomic():
            Vorlage.objects.filter(pk=papier.pk).update(status=nach)


@pytest.mark.parametrize("stand", ["freigegeben", "beschlossen", "zurueckgezogen"])
@pytest.mark.parametrize("anweisung", ZIFFERN.values(), ids=ZIFFERN)
def test_its_motions_stay(fall, anweisung, stand):
    _, papier, *_ = fall
    Vorlage.objects.filter(pk=papier.pk).update(status=stand)
    with (
        pytest.raises(IntegrityError, match="Ziffern einer freigegebenen Vorlage stehen fest"),
        transaction.atomic(),
    ):
        sql(anweisung, papier.pk)


def test_no_motion_moves_from_a_draft_onto_it(fall):
    amt, papier, *_ = fall
    andere = Vorlage.objects.create(
        landkreis=amt.kreis, drucksache="013/2027", titel="x", erstellt_von=amt.geschaeftsstelle
    )
    ziffer = Beschlussantrag.objects.create(vorlage=andere, ziffer=9, wortlaut="x")
    with pytest.raises(IntegrityError, match="stehen fest"), transaction.atomic():
        Beschlussantrag.objects.filter(pk=ziffer.pk).update(vorlage=papier)


def test_its_applications_stay_on_their_motions(fall):
    _, papier, erster, zweiter = fall
    eins, zwei = papier.beschlussantraege.order_by("ziffer")
    for antrag, ziffer in ((erster, None), (erster, zwei), (zweiter, eins)):
        with (
            pytest.raises(IntegrityError, match="freigegebenen Vorlage stehen, steht fest"),
            transaction.atomic(),
        ):
            Antrag.objects.filter(pk=antrag.pk).update(beschlussantrag=ziffer)


def test_addresses_and_days_of_publication_may_come_later(fall):
    _, papier, *_ = fall
    Vorlage.objects.filter(pk=papier.pk).update(adresse="https://rat.example/1", veroeffentlichen_am=b.SGA)


def test_the_next_version_is_a_draft_again_and_may_change_everything(fall):
    amt, papier, _, zweiter = fall
    vorlagenstand.neue_fassung(vorlage=papier, grund="Zahlen", by=amt.geschaeftsstelle, heute=b.MAI)
    texte = [(z.pk, f"{z.wortlaut} Neu.") for z in papier.beschlussantraege.order_by("ziffer")]
    vorlagenentwurf.speichern(
        vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, betrag=Decimal(1), ziffern=texte[:1], antraege=[zweiter]
    )  # fmt: skip
    assert [a.pk for a in vorlagenentwurf.auf_vorlage(papier)] == [zweiter.pk]


def test_a_withdrawn_paper_gives_its_applications_free(fall):
    amt, papier, erster, _ = fall
    vorlagenstand.zurueckziehen(vorlage=papier, grund="Überholt", by=amt.geschaeftsstelle, heute=b.MAI)
    erster.refresh_from_db()
    assert (erster.status, erster.beschlussantrag_id) == ("gezeichnet", None)
