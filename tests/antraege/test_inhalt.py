"""What is handed in: read, summed up, kept for ever, and compared with what comes later."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from antraege import zeit
from antraege.models import (
    Antwort,
    Einreichung,
    Feldwert,
    Richtlinienfassung,
    Unterschriftsblatt,
    Zusatzfrage,
)
from antraege.services import inhalt
from tests import factories as f
from tests.workflows.fall import Fall

pytestmark = pytest.mark.django_db
VORRAT = [f.entwurf]


def eingereicht(**felder):
    return Fall(**felder).gehe("einreichen")


def runde(frage=None, **felder):
    """A round with a version of its own; ``frage``: a further question of it."""
    kreis = f.landkreis()
    programm = f.programm(kreis)
    fassung = Richtlinienfassung.objects.create(
        programm=programm, nummer=1, gueltig_ab=date(2026, 9, 1), satz_je_vzae=Decimal("48000.00"), **felder
    )
    if frage:
        Zusatzfrage.objects.create(fassung=fassung, nummer=1, **frage)
    f.festgestellt(fassung)
    return f.runde(kreis, programm=programm, fassung=fassung)


def werte(antrag):
    return {zeile.feld: zeile.wert for zeile in inhalt.inhalt(antrag)}


def test_the_content_reads_like_the_form():
    antrag, _ = f.entwurf(vzae="0.50", personen=52)
    gelesen = werte(antrag)
    gruppe = antrag.runde.zielgruppen.get()
    assert gelesen["beantragt_vzae"] == "0,50\N{NO-BREAK SPACE}VZÄ"
    assert gelesen[f"zielgruppe_{gruppe.pk}"] == "52"
    assert gelesen["erklaerung_befugt"] == "Ja"
    assert gelesen["beschluss"] == f"Beschluss.pdf (SHA-256 {'0' * 64})"


def test_an_answer_stands_in_the_content():
    antrag, _ = f.entwurf(rd=runde({"frage": "Ab wann?", "art": "datum"}))
    frage = antrag.fassung.zusatzfragen.get()
    Antwort.objects.create(antrag=antrag, frage=frage, wert="2027-09-01")
    antrag.refresh_from_db()
    assert werte(antrag)[f"frage_{frage.pk}"] == "01.09.2027"


def test_the_reason_of_a_deviation_is_content():
    antrag, _ = f.entwurf(personen=52)
    vorher = inhalt.pruefsumme(antrag)
    antrag.fallzahlen.update(abweichung_grund="Zuzug im Januar")
    assert (
        werte(antrag)[f"zielgruppe_{antrag.runde.zielgruppen.get().pk}"] == "52 (Abweichung: Zuzug im Januar)"
    )
    assert inhalt.pruefsumme(antrag) != vorher


def test_the_checksum_is_what_its_description_says():
    zeilen = [
        inhalt.Zeile("b", "Beschriftung", "ä"),
        inhalt.Zeile("a", "Andere", "1"),
        inhalt.Zeile("leer", "Leer", "–"),
    ]
    text = 'foerderlauf-inhalt-1\nantrag 7\n["a","1"]\n["b","ä"]'
    assert inhalt.summe(7, zeilen) == sha256(text.encode()).hexdigest()


def test_labels_take_no_part_in_the_checksum():
    eins, zwei = ([inhalt.Zeile("a", label, "1")] for label in ("Frage", "Andere Frage"))
    assert inhalt.summe(7, eins) == inhalt.summe(7, zwei)


def test_two_applications_that_say_the_same_have_different_checksums():
    assert inhalt.summe(7, []) != inhalt.summe(8, [])


def test_the_signed_scan_and_the_original_are_no_content():
    antrag, clerk = f.entwurf()
    vorher = inhalt.pruefsumme(antrag)
    f.anlage(antrag, clerk, "unterschrift")
    f.anlage(antrag, clerk, "original")
    assert inhalt.pruefsumme(antrag) == vorher


def test_a_removed_paper_is_no_content():
    antrag, _ = f.entwurf()
    antrag.anlagen.update(entfernt_am=zeit.jetzt())
    assert werte(antrag)["beschluss"] == "–"


def test_submission_keeps_every_field_with_its_label():
    fall = eingereicht()
    einreichung = fall.antrag.einreichungen.get()
    kept = {(w.feld, w.label, w.wert) for w in einreichung.werte.all()}
    assert kept == {(z.feld, z.label, z.wert) for z in inhalt.inhalt(fall.antrag)}
    assert (einreichung.nr, einreichung.weg, einreichung.eingereicht_von) == (1, "portal", fall.clerk)
    assert einreichung.eingegangen_am == fall.antrag.eingegangen_am


def test_the_kept_rows_give_the_kept_checksum_even_after_a_change():
    fall = eingereicht()
    einreichung = fall.antrag.einreichungen.get()
    fall.gehe("zurueckgeben")
    f.ausfuellen(fall.antrag, fall.wer("clerk"), eigenanteil=Decimal("7000.00"), beschluss=False)
    assert inhalt.summe(fall.antrag.pk, einreichung.werte.all()) == einreichung.sha256
    assert inhalt.pruefsumme(fall.antrag) != einreichung.sha256


def geaendert_und_ergaenzt():
    fall = eingereicht().gehe("zurueckgeben")
    with fall.uhr():
        f.ausfuellen(fall.antrag, fall.wer("clerk"), eigenanteil=Decimal("7000.00"), beschluss=False)
    return fall


def test_while_it_is_returned_changes_are_told_against_what_was_handed_in():
    fall = geaendert_und_ergaenzt()
    (aenderung,) = inhalt.aenderungen(fall.antrag)
    assert (aenderung.feld, aenderung.vorher, aenderung.nachher) == (
        "eigenanteil",
        "6.000,00\N{NO-BREAK SPACE}€",
        "7.000,00\N{NO-BREAK SPACE}€",
    )


def test_after_the_completion_they_are_told_against_the_submission_before():
    fall = geaendert_und_ergaenzt().gehe("ergaenzen")
    assert [a.feld for a in inhalt.aenderungen(fall.antrag)] == ["eigenanteil"]
    assert [e.nr for e in fall.antrag.einreichungen.all()] == [1, 2]
    assert inhalt.aenderungen(fall.antrag, seit=fall.antrag.einreichungen.get(nr=2)) == []


def test_without_an_earlier_submission_nothing_is_told():
    assert inhalt.aenderungen(f.entwurf()[0]) == []
    assert inhalt.aenderungen(eingereicht().antrag) == []


def test_a_changed_paper_is_told_by_short_checksums():
    alt = [inhalt.Zeile("beschluss", "Beschluss", f"B.pdf (SHA-256 {'a' * 64})")]
    (aenderung,) = inhalt.unterschiede(alt, [inhalt.Zeile("beschluss", "Beschluss", "–")])
    assert (aenderung.vorher, aenderung.nachher) == ("B.pdf (SHA-256 AAAA AAAA AAAA AAAA)", "–")


# What the database itself refuses


def ausfuehren(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE antraege_einreichung SET sha256 = repeat('0', 64)",
        "DELETE FROM antraege_einreichung",
        "UPDATE antraege_feldwert SET wert = 'anders'",
        "DELETE FROM antraege_feldwert",
    ],
)
def test_what_was_handed_in_never_changes(sql):
    eingereicht()
    with (
        pytest.raises(IntegrityError, match="wird weder geändert"),
        transaction.atomic(),
    ):
        ausfuehren(sql)
    assert Einreichung.objects.exists()
    assert Feldwert.objects.exists()


def blatt(antrag, by, **felder):
    vorgabe = {"sha256": inhalt.pruefsumme(antrag), "erzeugt_am": zeit.jetzt(), "erzeugt_von": by}
    return Unterschriftsblatt.objects.create(antrag=antrag, **(vorgabe | felder))


def unterschrieben(antrag, by, **felder):
    scan = f.anlage(antrag, by, "unterschrift")
    name = {"unterzeichnet_von": "Frau Amsel", "unterzeichnet_am": date(2027, 3, 17)}
    return blatt(antrag, by, anlage=scan, **(name | felder))


@pytest.mark.parametrize(
    "felder", [{"sha256": "0" * 64}, {"aufgehoben_am": datetime(2027, 3, 17, tzinfo=UTC)}]
)
def test_a_submission_never_rests_on_another_sheet(felder):
    antrag, clerk = f.entwurf()
    falsch = unterschrieben(antrag, clerk, **felder)
    with pytest.raises(IntegrityError, match="gehört nicht zu diesem Inhalt"), transaction.atomic():
        inhalt.festhalten(antrag, weg="portal", by=clerk, blatt=falsch)


def test_a_submission_never_rests_on_an_unsigned_sheet():
    antrag, clerk = f.entwurf()
    with pytest.raises(IntegrityError, match="gehört nicht zu diesem Inhalt"), transaction.atomic():
        inhalt.festhalten(antrag, weg="portal", by=clerk, blatt=blatt(antrag, clerk))


def test_where_the_version_wants_the_sheet_the_portal_takes_nothing_without():
    antrag, clerk = f.entwurf(rd=runde(unterzeichnung="blatt"))
    with pytest.raises(IntegrityError, match="verlangt das unterschriebene"), transaction.atomic():
        inhalt.festhalten(antrag, weg="portal", by=clerk)
    assert inhalt.festhalten(antrag, weg="post", by=clerk).nr == 1


@pytest.mark.parametrize(
    "aenderung",
    ["sha256 = repeat('1', 64)", "anlage_id = NULL, unterzeichnet_von = ''", "unterzeichnet_von = 'Andere'"],
)
def test_a_signed_sheet_never_changes(aenderung):
    antrag, clerk = f.entwurf()
    unterschrieben(antrag, clerk)
    with pytest.raises(IntegrityError, match="ändert sich nicht"), transaction.atomic():
        ausfuehren(f"UPDATE antraege_unterschriftsblatt SET {aenderung}")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE antraege_unterschriftsblatt SET aufgehoben_am = NULL",
        "DELETE FROM antraege_unterschriftsblatt",
    ],
)
def test_a_voided_sheet_never_holds_again(sql):
    antrag, clerk = f.entwurf()
    unterschrieben(antrag, clerk, aufgehoben_am=zeit.jetzt(), aufhebung_grund="Inhalt geändert")
    with pytest.raises(IntegrityError, match="ändert sich nicht"), transaction.atomic():
        ausfuehren(sql)


def test_a_completion_late_in_the_day_bears_its_own_time():
    fall = geaendert_und_ergaenzt()
    fall.tag = date(2027, 3, 20)
    fall.gehe("ergaenzen")
    eins, zwei = fall.antrag.einreichungen.all()
    assert (eins.eingegangen_am.date(), zwei.eingegangen_am.date()) == (f.TAG, date(2027, 3, 20))
