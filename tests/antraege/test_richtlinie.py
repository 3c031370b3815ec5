"""A version of the rules: drafted, stated by a second person, then fixed, whoever writes (R20)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from antraege import felder, zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Antwort,
    Feldregel,
    Protokolleintrag,
    Pruefpunkt,
    Richtlinienfassung,
    Rolle,
    Unterlagenregel,
    Zusatzfrage,
)
from antraege.regelwerk import regelwerk
from antraege.services import antrag as antragsdienst
from antraege.services import fassungsvergleich, richtlinie
from antraege.services.vollstaendigkeit import fehlendes
from tests import factories as f

pytestmark = pytest.mark.django_db
TAG = date(2026, 9, 1)


@pytest.fixture
def amt():
    kreis = f.landkreis()
    leute = {
        rolle: f.benutzer(rolle, kreis) for rolle in ("sachbearbeitung", "sachgebietsleitung", "kaemmerei")
    }
    return kreis, leute["sachbearbeitung"], leute["sachgebietsleitung"], leute["kaemmerei"]


def entwurf(kreis, by):
    return richtlinie.fassung_anlegen(programm=f.programm(kreis), by=by, heute=TAG)


def zeilen(fassung, by):
    """One row of each kind."""
    for zeile in (
        Feldregel(fassung=fassung, feld="eigenanteil", label="Eigenmittel", hilfe="Volle Euro."),
        Unterlagenregel(fassung=fassung, art="konzept"),
        Zusatzfrage(fassung=fassung, nummer=1, frage="Wo?", pflicht=True),
        Pruefpunkt(fassung=fassung, nummer=1, text="Fristgerecht?"),
    ):
        richtlinie.zeile_speichern(zeile=zeile, by=by, heute=TAG)
    return fassung


def festgestellt(amt):
    kreis, sb, sgl, _ = amt
    fassung = zeilen(entwurf(kreis, sb), sb)
    fassung.refresh_from_db()
    richtlinie.fassung_feststellen(fassung=fassung, by=sgl, heute=TAG)
    return fassung


def test_a_second_person_states_it_and_the_log_knows(amt):
    fassung = festgestellt(amt)
    eintrag = Protokolleintrag.objects.get(art="fassung_festgestellt")
    assert (fassung.status, fassung.festgestellt_von) == ("festgestellt", amt[2])
    assert (eintrag.objekt_art, eintrag.objekt_id, eintrag.benutzer) == (
        "richtlinienfassung",
        fassung.pk,
        amt[2],
    )


@pytest.mark.parametrize("danach", [False, True])
def test_who_edited_it_cannot_state_it_whoever_did_so_last(amt, danach):
    kreis, sb, sgl, _ = amt
    fassung = zeilen(entwurf(kreis, sb), sgl)
    if danach:
        frage = Zusatzfrage(fassung=fassung, nummer=2, frage="Wann?")
        richtlinie.zeile_speichern(zeile=frage, by=sb, heute=TAG)
    fassung.refresh_from_db()
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        richtlinie.fassung_feststellen(fassung=fassung, by=sgl, heute=TAG)
    richtlinie.fassung_feststellen(fassung=fassung, by=f.benutzer("amtsleitung", kreis), heute=TAG)
    assert set(fassung.bearbeitende.all()) == {sb, sgl}


def test_the_database_notes_everybody_who_edited_it(amt):
    kreis, sb, sgl, _ = amt
    fassung = zeilen(entwurf(kreis, sb), sgl)
    richtlinie.fassung_speichern(fassung=fassung, werte={"grundlage": "KT 1/2026"}, by=sb, heute=TAG)
    with pytest.raises(DatabaseError, match="nichts an der Fassung geändert"):
        Richtlinienfassung.objects.filter(pk=fassung.pk).update(status="festgestellt", festgestellt_von=sgl)


def test_the_next_draft_begins_with_its_own_editor(amt):
    sgl = amt[2]
    neu = richtlinie.fassung_anlegen(programm=festgestellt(amt).programm, by=sgl, heute=TAG)
    assert list(neu.bearbeitende.all()) == [sgl]


def test_an_edit_in_between_is_seen_before_it_is_stated(amt):
    kreis, sb, sgl, _ = amt
    fassung = entwurf(kreis, sb)
    Richtlinienfassung.objects.filter(pk=fassung.pk).update(bearbeitet_von=f.benutzer("amtsleitung", kreis))
    with pytest.raises(Konflikt, match="inzwischen geändert"):
        richtlinie.fassung_feststellen(fassung=fassung, by=sgl, heute=TAG)


def test_what_the_same_person_changed_since_it_was_read_is_not_stated(amt):
    kreis, sb, sgl, _ = amt
    fassung = zeilen(entwurf(kreis, sb), sb)
    fassung.refresh_from_db()
    gesehen = richtlinie.abdruck(fassung)
    zeile = Zusatzfrage(fassung=fassung, nummer=2, frage="Nachgeschoben?")
    richtlinie.zeile_speichern(zeile=zeile, by=sb, heute=TAG)
    with pytest.raises(Konflikt, match="inzwischen geändert"):
        richtlinie.fassung_feststellen(fassung=fassung, by=sgl, heute=TAG, gesehen=gesehen)
    richtlinie.fassung_feststellen(fassung=fassung, by=sgl, heute=TAG, gesehen=richtlinie.abdruck(fassung))
    assert not fassung.ist_entwurf


def test_the_database_wants_two_persons_too(amt):
    kreis, sb, _, _ = amt
    wer = {"bearbeitet_von": sb, "festgestellt_von": sb}
    with pytest.raises(DatabaseError, match="fassung_festgestellt_durch_zweite_person"):
        Richtlinienfassung.objects.create(programm=f.programm(kreis), nummer=1, gueltig_ab=TAG, **wer)


def test_no_version_is_born_stated(amt):
    kreis, sb, sgl, _ = amt
    wer = {"bearbeitet_von": sb, "festgestellt_von": sgl, "festgestellt_am": zeit.jetzt()}
    with pytest.raises(DatabaseError, match="beginnt als Entwurf"):
        Richtlinienfassung.objects.create(
            programm=f.programm(kreis), nummer=1, gueltig_ab=TAG, status="festgestellt", **wer
        )


@pytest.mark.parametrize("fehlt", ["festgestellt_von", "festgestellt_am"])
def test_who_states_it_and_when_is_written_down(amt, fehlt):
    kreis, sb, sgl, _ = amt
    wer = {"festgestellt_von": sgl, "festgestellt_am": zeit.jetzt()} | {fehlt: None}
    with pytest.raises(DatabaseError, match="wer sie wann festgestellt hat"):
        Richtlinienfassung.objects.filter(pk=entwurf(kreis, sb).pk).update(status="festgestellt", **wer)


@pytest.mark.parametrize("rolle", ["kaemmerei", "sachbearbeitung"])
def test_only_a_head_states(amt, rolle):
    kreis, sb, _, kaemmerei = amt
    anderer = kaemmerei if rolle == "kaemmerei" else f.benutzer(Rolle.SACHBEARBEITUNG, kreis)
    with pytest.raises(Verweigert, match="vorbehalten"):
        richtlinie.fassung_feststellen(fassung=entwurf(kreis, sb), by=anderer, heute=TAG)


SQL = {
    "update": "UPDATE antraege_richtlinienfassung SET mindestanteil = 0.10 WHERE id = %(fassung)s",
    "delete": "DELETE FROM antraege_richtlinienfassung WHERE id = %(fassung)s",
    "back": "UPDATE antraege_richtlinienfassung SET status = 'entwurf' WHERE id = %(fassung)s",
    "field": "UPDATE antraege_feldregel SET label = 'x' WHERE fassung_id = %(fassung)s",
    "new field": "INSERT INTO antraege_feldregel (fassung_id, feld, label, hilfe) VALUES (%(fassung)s, 'andere_vzae', '', '')",
    "paper": "DELETE FROM antraege_unterlagenregel WHERE fassung_id = %(fassung)s",
    "question": "UPDATE antraege_zusatzfrage SET frage = 'x' WHERE fassung_id = %(fassung)s",
    "no question": "DELETE FROM antraege_zusatzfrage WHERE fassung_id = %(fassung)s",
    "point": "UPDATE antraege_pruefpunkt SET text = 'x' WHERE fassung_id = %(fassung)s",
    "moved point": "UPDATE antraege_pruefpunkt SET fassung_id = %(andere)s WHERE fassung_id = %(fassung)s",
    "point moved in": "UPDATE antraege_pruefpunkt SET fassung_id = %(fassung)s, nummer = 9 WHERE fassung_id = %(andere)s",
}


@pytest.mark.parametrize("befehl", SQL)
def test_nothing_of_a_stated_version_changes_whoever_writes(amt, befehl):
    fassung = festgestellt(amt)
    andere = zeilen(entwurf(amt[0], amt[1]), amt[1])
    with pytest.raises(DatabaseError, match="ändert sich nicht mehr \\(R20\\)"), transaction.atomic():
        connection.cursor().execute(SQL[befehl], {"fassung": fassung.pk, "andere": andere.pk})


def test_a_stated_version_refuses_every_act(amt):
    fassung, sb = festgestellt(amt), amt[1]
    frage = fassung.zusatzfragen.get()
    for act, fakten in (
        (richtlinie.fassung_speichern, {"fassung": fassung, "werte": {"mindestanteil": Decimal("0.10")}}),
        (richtlinie.zeile_speichern, {"zeile": frage}),
        (richtlinie.zeile_entfernen, {"zeile": frage}),
        (richtlinie.fassung_verwerfen, {"fassung": fassung}),
    ):
        with pytest.raises(Verweigert, match="Das geht nur im Stand „Entwurf“"):
            act(by=sb, heute=TAG, **fakten)


def test_the_next_version_copies_all_rows_and_says_what_it_changes(amt):
    alt, sb = festgestellt(amt), amt[1]
    neu = richtlinie.fassung_anlegen(programm=alt.programm, by=sb, heute=TAG)
    assert (neu.nummer, neu.status) == (2, "entwurf")
    assert fassungsvergleich.unterschiede(alt, neu) == []
    richtlinie.fassung_speichern(fassung=neu, werte={"hoechstanteil": Decimal("2.00")}, by=sb, heute=TAG)
    richtlinie.zeile_entfernen(zeile=neu.unterlagen.get(), by=sb, heute=TAG)
    neu = Richtlinienfassung.objects.get(pk=neu.pk)
    gefunden = [(u.bereich, u.was, u.vorher, u.nachher) for u in fassungsvergleich.unterschiede(alt, neu)]
    assert ("Richtlinie", "Höchstanteil", "–", "2,00\u00a0VZÄ") in gefunden
    assert ("Unterlagen", "Konzept", "Konzept; Pflicht", "–") in gefunden
    assert alt.unterlagen.count() == 1


def test_one_draft_at_a_time(amt):
    kreis, sb, _, _ = amt
    fassung = entwurf(kreis, sb)
    with pytest.raises(Konflikt, match="schon einen Entwurf"):
        richtlinie.fassung_anlegen(programm=fassung.programm, by=sb, heute=TAG)


def test_a_draft_may_be_discarded_unless_a_round_rests_on_it(amt):
    kreis, sb, _, _ = amt
    fassung = zeilen(entwurf(kreis, sb), sb)
    runde = f.runde(kreis, programm=fassung.programm, fassung=fassung, status="entwurf", kontingent=None)
    with pytest.raises(Verweigert, match="Eine Förderrunde beruht"):
        richtlinie.fassung_verwerfen(fassung=fassung, by=sb, heute=TAG)
    runde.delete()
    richtlinie.fassung_verwerfen(fassung=fassung, by=sb, heute=TAG)
    assert not Richtlinienfassung.objects.filter(pk=fassung.pk).exists()


@pytest.mark.parametrize(
    ("werte", "feld", "satz"),
    [
        ({"frist_ergaenzung": "14 Tage"}, "frist_ergaenzung", "keine Dauer"),
        ({"hoechstanteil": Decimal("0.10")}, "__all__", "Der Höchstanteil liegt unter dem Mindestanteil."),
        ({"einwohner_ab": 100, "einwohner_bis": 50}, "__all__", "in falscher Reihenfolge"),
        ({"schritt": Decimal(0)}, "__all__", "größer als 0"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(amt, werte, feld, satz):
    kreis, sb, _, _ = amt
    with pytest.raises(ValidationError, match=satz) as fehler:
        richtlinie.fassung_speichern(fassung=entwurf(kreis, sb), werte=werte, by=sb, heute=TAG)
    assert feld in fehler.value.message_dict


# What a version does to an application


def fassung_mit(kreis, **felder):
    """A draft version that a round may rest on once it is stated by ``fest``."""
    vorgabe = {"nummer": 1, "gueltig_ab": TAG, "satz_je_vzae": Decimal("48000.00")}
    return Richtlinienfassung.objects.create(programm=f.programm(kreis), **(vorgabe | felder))


def fest(fassung):
    f.festgestellt(fassung)
    return f.runde(fassung.programm.landkreis, programm=fassung.programm, fassung=fassung)


def felder_von(antrag):
    return {punkt.feld: punkt for punkt in fehlendes(antrag)}


def test_duties_limits_and_papers_are_those_of_the_version():
    fassung = fassung_mit(f.landkreis(), hoechstanteil=Decimal("0.40"))
    Feldregel.objects.create(fassung=fassung, feld="ansprech_telefon", label="Durchwahl", pflicht=True)
    Feldregel.objects.create(fassung=fassung, feld="eigenanteil", pflicht=False, hoechstens=Decimal(5000))
    Feldregel.objects.create(fassung=fassung, feld="begruendung", pflicht=False)
    Unterlagenregel.objects.create(fassung=fassung, art="konzept")
    Unterlagenregel.objects.create(fassung=fassung, art="kostenplan", nachreichbar=True)
    Unterlagenregel.objects.create(fassung=fassung, art="qualifikation", pflicht=False)
    antrag, _ = f.entwurf(rd=fest(fassung), begruendung="", beschluss=False)
    punkte = felder_von(antrag)
    assert punkte["ansprech_telefon"].satz == "Bitte füllen Sie das Feld „Durchwahl“ aus."
    assert punkte["eigenanteil"].satz.endswith("Zulässig ist höchstens 5.000,00\u00a0€.")
    assert punkte["beantragt_vzae"].satz.endswith("Zulässig ist höchstens 0,40\u00a0VZÄ.")
    assert punkte["unterlage_konzept"].satz == "Bitte laden Sie die Unterlage „Konzept“ hoch."
    assert punkte["unterlage_kostenplan"].nachreichbar
    assert not {"begruendung", "unterlage_qualifikation", "beschluss"} & set(punkte)


def test_without_rows_the_form_asks_as_before():
    antrag, _ = f.entwurf(beschluss=False)
    assert list(felder_von(antrag)) == ["beschluss"]
    assert regelwerk(antrag.fassung).label("eigenanteil") == "Eigenanteil der Kommune"


FRAGEN = {
    "text": ("Rathaus", "Rathaus", None),
    "zahl": ("12.5", "12,5", "zwölf"),
    "ja_nein": ("nein", "Nein", "vielleicht"),
    "datum": ("2027-10-01", "01.10.2027", "morgen"),
    "auswahl": ("Süd", "Süd", "West"),
}


@pytest.mark.parametrize("art", FRAGEN)
def test_answers_are_kept_read_and_checked_by_their_kind(art):
    wert, gelesen, unsinn = FRAGEN[art]
    fassung = fassung_mit(f.landkreis())
    auswahl = "Nord\nSüd" if art == "auswahl" else ""
    frage = Zusatzfrage.objects.create(
        fassung=fassung, nummer=1, frage="Wo?", art=art, auswahl=auswahl, pflicht=True
    )
    antrag, clerk = f.entwurf(rd=fest(fassung))
    assert felder_von(antrag)[f"frage_{frage.pk}"].satz == "Bitte beantworten Sie die Frage „Wo?“."

    def speichern(text):
        antragsdienst.speichern(
            antrag=antrag,
            felder={},
            antworten={frage.pk: text},
            version=antrag.version,
            by=clerk,
            heute=f.TAG,
        )

    speichern(wert)
    assert felder_von(antrag) == {}
    assert ("Wo?", gelesen) in list(felder.werte(antrag, "angaben"))
    if unsinn:
        with pytest.raises(ValidationError) as fehler, transaction.atomic():
            speichern(unsinn)
        assert list(fehler.value.message_dict) == [f"frage_{frage.pk}"]
    antrag.refresh_from_db()
    speichern("")
    assert not Antwort.objects.exists()


def test_a_question_of_another_version_is_no_answer_of_this_one():
    fremde = Zusatzfrage.objects.create(fassung=fassung_mit(f.landkreis()), nummer=1, frage="Wo?")
    antrag, clerk = f.entwurf()
    with pytest.raises(TypeError, match="keine Fragen dieser Fassung"):
        antragsdienst.speichern(
            antrag=antrag,
            felder={},
            antworten={fremde.pk: "x"},
            version=antrag.version,
            by=clerk,
            heute=f.TAG,
        )
