"""The draft of a paper: what the data propose, what the office changes, and that nothing half is stored."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antrag,
    Protokolleintrag,
    Sitzung,
    Status,
    Vorlage,
)
from antraege.services import vorlagenentwurf
from antraege.services.vorlage import vorlage_erstellen
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db


@pytest.fixture
def amt():
    return b.Amt()


@pytest.fixture
def rd(amt):
    return f.runde(amt.kreis, entscheidung="beschluss")


def entwurf(amt, rd, *antraege, **felder):
    sga, kreistag = f.sitzungen(amt.kreis)
    angaben = {"drucksache": "012/2027", "titel": "Stellenanteile", "ziffern": ()} | felder
    return vorlage_erstellen(
        runde=rd,
        antraege=antraege,
        sga=sga,
        kreistag=kreistag,
        by=amt.geschaeftsstelle,
        heute=b.MAI,
        **angaben,
    )


def speichern(papier, amt, **angaben):
    vorlagenentwurf.speichern(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, **angaben)
    return Vorlage.objects.get(pk=papier.pk)


def reihe(papier):
    return [(z.pk, z.wortlaut) for z in papier.beschlussantraege.order_by("ziffer")]


def test_the_data_propose_facts_cost_by_fiscal_year_budget_and_what_is_left(amt, rd):
    f.haushalt(rd.programm, produkt="31.30", ansatz=Decimal("90000.00"), in_kraft_am=date(2027, 1, 5))
    antraege = [b.gezeichnet(rd, amt, "0.50"), b.gezeichnet(rd, amt, "0.40")]
    papier = entwurf(amt, rd, *antraege)
    assert papier.betrag == sum(a.empfohlen_betrag for a in antraege) == Decimal("43200.00")
    zeilen = papier.finanzen.split("\n")
    assert zeilen[0] == "Die Förderung kostet zusammen 43.200,00\xa0€."
    assert [zeile.split(":")[0] for zeile in zeilen[1:3]] == ["Haushaltsjahr 2027", "Haushaltsjahr 2028"]
    assert zeilen[3] == "Haushalt 2027, Produkt 31.30: Ansatz 90.000,00\xa0€, in Kraft am 05.01.2027."
    assert zeilen[4].startswith("Stellenkontingent der Runde: 4,00\xa0VZÄ")
    assert zeilen[4].endswith("nach dieser Vorlage noch frei: 3,10\xa0VZÄ.")
    assert "Anträge von 2 Kommunen über zusammen 0,90\xa0VZÄ" in papier.sachverhalt


def test_what_nobody_changed_follows_the_applications_and_what_was_changed_stays(amt, rd):
    erster, zweiter = b.gezeichnet(rd, amt, "0.50"), b.gezeichnet(rd, amt, "0.40")
    papier = entwurf(amt, rd, erster)
    assert "1 Kommune" in papier.beschlussantraege.get().wortlaut
    papier = speichern(
        papier,
        amt,
        antraege=[erster, zweiter],
        sachverhalt="Eigene Worte.",
        finanzen=papier.finanzen.replace("\n", "\r\n"),
        ziffern=reihe(papier),
    )
    assert (papier.sachverhalt, papier.betrag) == ("Eigene Worte.", Decimal("43200.00"))
    assert papier.finanzen.startswith("Die Förderung kostet zusammen 43.200,00")
    assert "2 Kommunen" in papier.beschlussantraege.get().wortlaut


def test_an_application_taken_off_waits_again_for_another_paper(amt, rd):
    antraege = [b.gezeichnet(rd, amt, "0.50"), b.gezeichnet(rd, amt, "0.40")]
    papier = entwurf(amt, rd, *antraege)
    speichern(papier, amt, antraege=antraege[:1])
    herunter = Antrag.objects.get(pk=antraege[1].pk)
    assert (herunter.status, herunter.beschlussantrag_id) == (Status.GEZEICHNET, None)
    assert Protokolleintrag.objects.filter(art="antrag_von_vorlage", antrag=herunter).count() == 1
    entwurf_zwei = vorlage_erstellen(
        runde=rd, drucksache="013/2027", titel="Rest", antraege=[herunter], by=amt.geschaeftsstelle, heute=b.MAI,
        sga=papier.beratungsfolge.first().sitzung, kreistag=papier.beratungsfolge.last().sitzung,
    )  # fmt: skip
    assert entwurf_zwei.beschlussantraege.get().antraege.get() == herunter


def test_a_paper_of_a_round_keeps_at_least_one_application(amt, rd):
    antrag = b.gezeichnet(rd, amt)
    papier = entwurf(amt, rd, antrag)
    with pytest.raises(ValidationError) as fehler:
        speichern(papier, amt, antraege=[])
    assert list(fehler.value.message_dict) == ["antraege"]
    assert Antrag.objects.get().status == Status.IM_GREMIUM


def test_an_application_of_another_paper_is_not_taken_over(amt, rd):
    erster, zweiter = b.gezeichnet(rd, amt, "0.50"), b.gezeichnet(rd, amt, "0.40")
    papier = entwurf(amt, rd, erster)
    folge = [s.sitzung for s in papier.beratungsfolge.all()]
    vorlage_erstellen(
        runde=rd, drucksache="013/2027", titel="x", antraege=[zweiter], by=amt.geschaeftsstelle, heute=b.MAI,
        sga=folge[0], kreistag=folge[1],
    )  # fmt: skip
    with pytest.raises(Konflikt, match="auf keiner anderen Vorlage"):
        speichern(papier, amt, antraege=[erster, zweiter], titel="Anders")
    assert Vorlage.objects.get(pk=papier.pk).titel == "Stellenanteile"


def test_motions_are_added_moved_and_removed(amt, rd):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt), ziffern=["Zweitens.", "Drittens."])
    (eins, text), (zwei, _), (drei, _) = reihe(papier)
    papier = speichern(papier, amt, ziffern=[(drei, "Drittens, geändert."), (eins, text), (None, "Neu.")])
    assert [(z.ziffer, z.wortlaut) for z in papier.beschlussantraege.all()] == [
        (1, "Drittens, geändert."),
        (2, text),
        (3, "Neu."),
    ]
    assert not papier.beschlussantraege.filter(pk=zwei).exists()
    assert papier.beschlussantraege.get(ziffer=2).antraege.count() == 1


def test_a_motion_that_carries_applications_stays(amt, rd):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt), ziffern=["Zweitens."])
    (eins, _), (zwei, _) = reihe(papier)
    with pytest.raises(ValidationError) as fehler:
        speichern(papier, amt, ziffern=[(zwei, "Zweitens.")])
    assert list(fehler.value.message_dict) == [f"weg_{eins}"]
    assert len(reihe(papier)) == 2


@pytest.mark.parametrize(
    ("angaben", "feld"),
    [({"drucksache": "12"}, "drucksache"), ({"titel": " "}, "titel"), ({"ziffern": []}, "ziffern")],
)
def test_bad_input_names_its_field(amt, rd, angaben, feld):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt))
    with pytest.raises(ValidationError) as fehler:
        speichern(papier, amt, **angaben)
    assert list(fehler.value.message_dict) == [feld]


def test_a_number_given_to_another_paper_is_refused_at_its_field(amt, rd):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt))
    Vorlage.objects.create(
        landkreis=amt.kreis, drucksache="099/2027", titel="x", erstellt_von=amt.geschaeftsstelle
    )
    with pytest.raises(ValidationError, match="schon vergeben"):
        speichern(papier, amt, drucksache="099/2027")


def test_the_sittings_of_a_draft_change(amt, rd):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt))
    sga, kreistag = [s.sitzung.gremium for s in papier.beratungsfolge.all()]
    neu = {
        "sga": Sitzung.objects.create(gremium=sga, tag=date(2027, 9, 20)),
        "kreistag": Sitzung.objects.create(gremium=kreistag, tag=date(2027, 10, 11)),
    }
    speichern(papier, amt, **neu)
    assert [s.sitzung for s in papier.beratungsfolge.all()] == list(neu.values())


def test_a_cancelled_sitting_is_not_chosen(amt, rd):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt))
    sga, kreistag = [s.sitzung for s in papier.beratungsfolge.all()]
    kreistag.abgesagt = True
    with pytest.raises(ValidationError, match="abgesagt") as fehler:
        speichern(papier, amt, sga=sga, kreistag=kreistag)
    assert list(fehler.value.message_dict) == ["kreistag"]


def test_after_the_closing_day_handing_in_needs_a_reason_that_stands_in_the_log(amt, rd):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt))
    Sitzung.objects.filter(gremium__kurz="SGA").update(abgabeschluss=date(2027, 5, 7))
    with pytest.raises(ValidationError) as fehler:
        vorlagenentwurf.ueberarbeiten(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, titel="Neu")
    assert fehler.value.message_dict == {
        "nachmeldung": [
            "Der Abgabeschluss für SGA am 14.06.2027 war am 07.05.2027. Eine Nachmeldung braucht einen Grund."
        ]
    }
    assert Vorlage.objects.get(pk=papier.pk).titel == "Stellenanteile"
    vorlagenentwurf.ueberarbeiten(
        vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, nachmeldung="Frist des Landes."
    )
    eintrag = Protokolleintrag.objects.get(art="vorlage_zur_mitzeichnung")
    assert eintrag.text.text == "Nachmeldung: Frist des Landes."


def test_only_whoever_leads_the_paper_writes_it_and_only_as_a_draft(amt, rd):
    papier = entwurf(amt, rd, b.gezeichnet(rd, amt))
    with pytest.raises(Verweigert, match="Federführung"):
        vorlagenentwurf.speichern(vorlage=papier, by=amt.sachbearbeitung, heute=b.MAI, titel="Meins")
    vorlagenentwurf.ueberarbeiten(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    with pytest.raises(Verweigert, match="nur im Stand „Entwurf“"):
        speichern(papier, amt, titel="Zu spät")
