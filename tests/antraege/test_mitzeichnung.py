"""Signatures on a paper: by route and value, each person once, nobody what she wrote; by service and by database."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Frist, Mitzeichnung, Protokolleintrag, Rolle, Vorlage, Zeichnungsweg
from antraege.services import gremium, mitzeichnung, zeichnungsweg
from antraege.services.zeichnungsweg import Station
from notifications import reminders
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db

WEG = [
    Station(Rolle.SACHGEBIETSLEITUNG, None, "3T"),
    Station(Rolle.KAEMMEREI, Decimal("20000.00"), "1W"),
    Station(Rolle.DEZERNAT, None, "2T"),
    Station(Rolle.LANDRAT, Decimal("1000000.00"), "2T"),
]


def amt_mit_weg(weg=WEG):
    amt = b.Amt()
    zeichnungsweg.aendern(landkreis=amt.kreis, stationen=weg, by=amt.amtsleitung, heute=b.MAI)
    return amt


def entwurf(amt, **felder):
    sga, kreistag = f.sitzungen(amt.kreis)
    papier = gremium.freie_vorlage_anlegen(
        landkreis=amt.kreis, drucksache="050/2027", titel="Richtlinie", ziffern=["Die Richtlinie wird angepasst."],
        sga=sga, kreistag=kreistag, by=amt.geschaeftsstelle, heute=b.MAI,
    )  # fmt: skip
    Vorlage.objects.filter(pk=papier.pk).update(**felder)
    papier.refresh_from_db()
    return papier


def gegeben(amt, betrag="24000.00"):
    papier = entwurf(amt, betrag=Decimal(betrag))
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    return papier


def zeichnen(papier, person, heute=b.MAI, bemerkung=""):
    mitzeichnung.mitzeichnen(vorlage=papier, by=person, heute=heute, bemerkung=bemerkung)


@pytest.mark.parametrize(
    ("betrag", "rollen"),
    [
        ("19999.99", ["sachgebietsleitung", "dezernat"]),
        ("20000.00", ["sachgebietsleitung", "kaemmerei", "dezernat"]),
        ("1000000.00", ["sachgebietsleitung", "kaemmerei", "dezernat", "landrat"]),
    ],
)
def test_the_value_says_who_signs_and_the_last_one_releases(betrag, rollen):
    papier = gegeben(amt_mit_weg(), betrag)
    zeilen = papier.mitzeichnungen.order_by("nummer")
    assert [(z.rolle, z.gibt_frei) for z in zeilen] == [(rolle, rolle == rollen[-1]) for rolle in rollen]


def test_where_the_value_matters_it_must_be_stated():
    amt = amt_mit_weg()
    with pytest.raises(ValidationError) as fehler:
        mitzeichnung.geben(vorlage=entwurf(amt), by=amt.geschaeftsstelle, heute=b.MAI)
    assert list(fehler.value.message_dict) == ["betrag"]
    assert Vorlage.objects.get().status == Vorlage.Status.ENTWURF


def test_a_route_that_applies_to_nothing_leaves_the_release_to_the_head_of_the_office():
    amt = amt_mit_weg([Station(Rolle.LANDRAT, Decimal("50000.00"), "3T")])
    assert [(z.rolle, z.gibt_frei) for z in gegeben(amt).mitzeichnungen.all()] == [("amtsleitung", True)]


def test_each_station_signs_in_its_order_with_its_own_deadline():
    amt = amt_mit_weg()
    papier = gegeben(amt)
    with pytest.raises(Verweigert, match="andere Stelle an der Reihe") as fehler:
        zeichnen(papier, amt.kaemmerei)
    assert fehler.value.wer == "Sachgebietsleitung"
    zeichnen(papier, amt.sachgebietsleitung, bemerkung=" Bitte Ziffer 1 lesen. ")
    frist = Frist.objects.offen().get(vorlage=papier)
    assert (frist.rolle, frist.faellig_am, frist.art) == ("kaemmerei", date(2027, 5, 18), "mitzeichnung")
    assert Frist.objects.filter(vorlage=papier, erledigt_am__isnull=False).count() == 1
    erste = papier.mitzeichnungen.get(nummer=1)
    assert (erste.gezeichnet_von, erste.bemerkung) == (amt.sachgebietsleitung, "Bitte Ziffer 1 lesen.")


def test_whoever_releases_does_not_merely_sign_and_nobody_releases_before_the_last():
    amt = amt_mit_weg()
    papier = gegeben(amt)
    with pytest.raises(Verweigert, match="noch andere Stellen"):
        gremium.vorlage_freigeben(vorlage=papier, by=amt.sachgebietsleitung, heute=b.MAI)
    zeichnen(papier, amt.sachgebietsleitung)
    zeichnen(papier, amt.kaemmerei)
    with pytest.raises(Verweigert, match="sie gibt die Vorlage frei"):
        zeichnen(papier, amt.dezernat)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.dezernat, heute=b.MAI)
    assert (papier.status, papier.freigegeben_von) == ("freigegeben", amt.dezernat)
    assert not Frist.objects.offen().filter(vorlage=papier).exists()


def test_a_return_ends_the_passage_and_the_next_one_begins_anew():
    amt = amt_mit_weg()
    papier = gegeben(amt)
    zeichnen(papier, amt.sachgebietsleitung)
    with pytest.raises(ValidationError, match="Grund"):
        gremium.vorlage_zurueckgeben(vorlage=papier, grund=" ", by=amt.kaemmerei, heute=b.MAI)
    gremium.vorlage_zurueckgeben(vorlage=papier, grund="Kosten fehlen.", by=amt.kaemmerei, heute=b.MAI)
    ergebnisse = list(papier.mitzeichnungen.order_by("nummer").values_list("ergebnis", flat=True))
    assert ergebnisse == ["gezeichnet", "zurueckgegeben", "entfallen"]
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    naechste = Mitzeichnung.objects.naechste(papier)
    assert (naechste.durchgang, naechste.rolle) == (2, "sachgebietsleitung")
    zeichnen(papier, amt.sachgebietsleitung)  # in a new passage the same person signs again


def mit_weiterer_rolle(person, amt, rolle):
    person.mitgliedschaften.create(rolle=rolle, landkreis=amt.kreis, von=date(2016, 1, 1))
    return type(person).objects.get(pk=person.pk)


def test_nobody_signs_twice_in_a_passage():
    amt = amt_mit_weg()
    papier = gegeben(amt)
    beide = mit_weiterer_rolle(amt.sachgebietsleitung, amt, Rolle.KAEMMEREI)
    zeichnen(papier, beide)
    with pytest.raises(Verweigert, match="schon gezeichnet"):
        zeichnen(papier, beide)
    with pytest.raises(Verweigert, match="schon gezeichnet"):
        gremium.vorlage_zurueckgeben(vorlage=papier, grund="Nein.", by=beide, heute=b.MAI)
    with pytest.raises(IntegrityError, match="mitzeichnung_je_person_einmal"), transaction.atomic():
        papier.mitzeichnungen.filter(nummer=2).update(
            ergebnis="gezeichnet", gezeichnet_von=beide, gezeichnet_am=zeit.jetzt()
        )


def test_whoever_wrote_any_of_its_drafts_signs_none_of_it():
    amt = amt_mit_weg()
    papier = entwurf(amt, betrag=Decimal("0.00"))
    schreibt = mit_weiterer_rolle(amt.sachgebietsleitung, amt, Rolle.GESCHAEFTSSTELLE)
    gremium.vorlage_ueberarbeiten(vorlage=papier, titel="Kürzer", by=schreibt, heute=b.MAI)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        zeichnen(papier, schreibt)
    for person in (schreibt, amt.geschaeftsstelle):
        with pytest.raises(IntegrityError, match="mitzeichnung_durch_unbeteiligte"), transaction.atomic():
            papier.mitzeichnungen.filter(nummer=1).update(
                ergebnis="gezeichnet", gezeichnet_von=person, gezeichnet_am=zeit.jetzt()
            )


def test_the_database_releases_nothing_while_a_station_is_open_nor_by_a_writer():
    amt = amt_mit_weg()
    papier = gegeben(amt)
    with pytest.raises(IntegrityError, match="zeichnen noch andere Stellen mit"), transaction.atomic():
        Vorlage.objects.filter(pk=papier.pk).update(status="freigegeben", freigegeben_von=amt.dezernat)
    papier.mitzeichnungen.update(ergebnis="entfallen")
    with pytest.raises(IntegrityError, match="nicht an der Vorlage geschrieben"), transaction.atomic():
        Vorlage.objects.filter(pk=papier.pk).update(
            status="freigegeben", freigegeben_von=amt.geschaeftsstelle
        )


def test_a_station_is_reminded_of_its_deadline_before_and_after():
    amt = amt_mit_weg()
    papier, person = gegeben(amt), amt.sachgebietsleitung
    frist = Frist.objects.get(vorlage=papier)
    assert frist.faellig_am == date(2027, 5, 13)
    with zeit.gestellt(date(2027, 5, 14), zeit.jetzt().time()):
        neu = reminders.neue_nachrichten(date(2027, 5, 14))
    brief = next(n for n in neu if n.benutzer == person)
    assert brief.betreff == "KT-Drucks. Nr. 050/2027 – Überfällig: Mitzeichnung der Vorlage"
    assert f"/vorlagen/{papier.pk}/" in brief.text
    assert "Folge des Ablaufs: Die Vorlage erreicht die Sitzung nicht rechtzeitig." in brief.text


# The route


def test_each_change_of_the_route_is_logged_once_and_unchanged_is_none():
    amt = amt_mit_weg()
    assert not zeichnungsweg.aendern(landkreis=amt.kreis, stationen=WEG, by=amt.geschaeftsstelle, heute=b.MAI)
    assert zeichnungsweg.aendern(landkreis=amt.kreis, stationen=[], by=amt.geschaeftsstelle, heute=b.MAI)
    eintraege = Protokolleintrag.objects.filter(art="zeichnungsweg_geaendert").order_by("pk")
    assert [e.text.text for e in eintraege] == [
        "Sachgebietsleitung (3 Tage), Kämmerei ab 20.000,00\xa0€ (1 Woche), Dezernat (2 Tage), Landrat ab 1.000.000,00\xa0€ (2 Tage)",
        "ohne Stationen: Die Amtsleitung gibt frei",
    ]
    assert not Zeichnungsweg.objects.exists()


def test_a_paper_under_way_keeps_its_route():
    amt = amt_mit_weg()
    papier = gegeben(amt)
    zeichnungsweg.aendern(landkreis=amt.kreis, stationen=WEG[:1], by=amt.amtsleitung, heute=b.MAI)
    assert papier.mitzeichnungen.count() == 3


@pytest.mark.parametrize(
    ("station", "feld"),
    [
        (Station(Rolle.KAEMMEREI, None, "bald"), "frist_kaemmerei"),
        (Station(Rolle.KAEMMEREI, Decimal("-1.00"), "3T"), "betrag_kaemmerei"),
        (Station(Rolle.PRUEFUNG, None, "3T"), "__all__"),
        (Station(Rolle.GESCHAEFTSSTELLE, None, "3T"), "__all__"),
    ],
)
def test_a_route_of_nonsense_names_its_field(station, feld):
    amt = b.Amt()
    with pytest.raises(ValidationError) as fehler:
        zeichnungsweg.aendern(landkreis=amt.kreis, stationen=[station], by=amt.amtsleitung, heute=b.MAI)
    assert feld in getattr(fehler.value, "error_dict", {"__all__": 1})
    assert not Zeichnungsweg.objects.exists()


def test_others_do_not_change_the_route():
    amt = b.Amt()
    with pytest.raises(Verweigert, match="Amtsleitung oder Geschäftsstelle"):
        zeichnungsweg.aendern(landkreis=amt.kreis, stationen=WEG, by=amt.sachbearbeitung, heute=b.MAI)
