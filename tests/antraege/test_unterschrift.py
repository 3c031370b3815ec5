"""Who must sign, the sheet from its making to its scan, and the change that voids it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from antraege import fristen, zeit
from antraege.berechtigungen import may
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Benutzer, Rolle, Unterschriftsblatt
from antraege.services import (
    anlagen,
    inhalt,
    unterschrift,
    unterschriftsblatt,
    unterschriftsblatt_pdf,
    verbund,
)
from antraege.services import antrag as antragsdienst
from tests import dateiproben as probe
from tests import factories as f
from tests.vorrat import auf_vorrat
from tests.workflows.fall import Fall, ereignisse

pytestmark = pytest.mark.django_db


@auf_vorrat
def fall(art="erklaerung", **felder):
    """A draft in a round whose version asks for this kind of signature."""
    kreis = f.landkreis()
    programm = f.programm(kreis)
    fassung = f.fassung_fuer(programm, satz_je_vzae=Decimal("48000.00"), unterzeichnung=art)
    return Fall(kreis=kreis, runde=f.runde(kreis, programm=programm, fassung=fassung), **felder)


VORRAT = [fall, partial(fall, "blatt")]


def erzeugt(f_):
    with f_.uhr():
        return unterschriftsblatt.erzeugen(antrag=f_.antrag, by=f_.wer("clerk"), heute=f_.tag)


def unterschrieben(f_, **felder):
    erzeugt(f_)
    return hochgeladen(f_, **felder)


def hochgeladen(f_, name="Frau Amsel, Bürgermeisterin", am=f.TAG, datei=None):
    with f_.uhr():
        return unterschriftsblatt.hochladen(
            antrag=f_.antrag,
            datei=datei or probe.datei(probe.pdf(), "Scan.pdf"),
            unterzeichnet_von=name,
            unterzeichnet_am=am,
            by=f_.wer("clerk"),
            heute=f_.tag,
        )


def geaendert(f_, **felder):
    f_.antrag.refresh_from_db()
    with f_.uhr():
        antragsdienst.speichern(
            antrag=f_.antrag,
            felder=felder or {"eigenanteil": Decimal("7000.00")},
            version=f_.antrag.version,
            by=f_.wer("clerk"),
            heute=f_.tag,
        )


def blaetter(f_):
    return [(b.anlage_id is not None, b.aufhebung_grund) for b in f_.antrag.unterschriftsblaetter.all()]


# Which signature a version wants


def test_the_declaration_is_enough_where_the_version_says_so():
    f_ = fall()
    assert may(f_.wer("clerk"), "antrag.einreichen", f_.antrag)
    assert f_.gehe("einreichen").antrag.einreichungen.get().blatt is None


@pytest.mark.parametrize(
    ("art", "wort"), [("unterschrift", "Geben Sie den Antrag zur Unterschrift"), ("blatt", "auf Papier")]
)
def test_without_the_signature_a_version_wants_nothing_goes_in(art, wort):
    f_ = fall(art)
    with pytest.raises(Verweigert, match=wort) as fehler:
        f_.gehe("einreichen")
    assert fehler.value.wer


def test_a_person_who_signs_submits_in_the_portal():
    f_ = fall("unterschrift").gehe("zur_unterschrift", "unterschreiben")
    assert f_.antrag.einreichungen.get().eingereicht_von == f_.mayor


@pytest.mark.parametrize(
    "fehlt",
    [
        {"is_active": False},
        {"rolle": "kommune_zugang", "empfangsberechtigt": False},
        {"bis": f.TAG - timedelta(1)},
    ],
)
def test_where_nobody_signs_nothing_is_passed_on_and_the_clerk_stays_able_to_act(fehlt):
    f_ = fall()
    amt = f_.mayor.mitgliedschaften.get()
    if "is_active" in fehlt:
        type(f_.mayor).objects.filter(pk=f_.mayor.pk).update(**fehlt)
    else:
        type(amt).objects.filter(pk=amt.pk).update(**({"von": f.TAG - timedelta(9)} | fehlt))
    with pytest.raises(Verweigert, match="niemand im Portal unterschreiben") as fehler:
        f_.gehe("zur_unterschrift")
    assert "Zugangsverwaltung" in fehler.value.wer
    assert f_.gehe("einreichen").antrag.status == "eingereicht"


def test_where_paper_alone_counts_the_portal_takes_nobodys_signature():
    f_ = fall("blatt")
    with pytest.raises(Verweigert, match="Unterschrift im Portal genügt nicht"):
        f_.gehe("zur_unterschrift")
    assert not may(f_.wer("mayor"), "antrag.einreichen", f_.antrag)


@pytest.mark.parametrize("art", ["erklaerung", "unterschrift", "blatt"])
def test_with_the_signed_sheet_the_clerk_submits(art):
    f_ = fall(art)
    blatt = unterschrieben(f_)
    einreichung = f_.gehe("einreichen").antrag.einreichungen.get()
    assert (einreichung.blatt, einreichung.sha256) == (blatt, blatt.sha256)


# Making the sheet


def test_the_same_content_gives_the_same_sheet_and_one_log_entry():
    f_ = fall()
    assert erzeugt(f_) == erzeugt(f_)
    assert ereignisse(f_.antrag).count("blatt_erzeugt") == 1


def test_what_is_missing_is_named_before_a_sheet_is_made():
    f_ = fall(begruendung="")
    with pytest.raises(ValidationError, match="wofür der Stellenanteil gebraucht wird"):
        erzeugt(f_)


def test_the_office_makes_no_sheet():
    f_ = fall()
    with pytest.raises(Verweigert, match="vorbehalten"):
        unterschriftsblatt.erzeugen(antrag=f_.antrag, by=f_.wer("sb"), heute=f_.tag)


def test_after_submission_there_is_no_sheet():
    f_ = fall().gehe("einreichen")
    with pytest.raises(Verweigert, match="nur, solange der Antrag Entwurf"):
        erzeugt(f_)


# The PDF


def gedruckt(f_):
    return unterschriftsblatt_pdf.pdf(erzeugt(f_))


def text(pdf):
    return " ".join(" ".join(seite.extract_text() for seite in PdfReader(BytesIO(pdf)).pages).split())


def test_the_sheet_says_what_is_signed_and_its_checksum():
    f_ = fall()
    gelesen = text(gedruckt(f_))
    summe = inhalt.pruefsumme(f_.antrag)
    assert summe in gelesen.replace(" ", "")
    for wort in (
        inhalt.kennung(summe),
        str(f_.ort),
        str(f_.runde),
        "0,50",
        "Betreuung in der Anschlussunterbringung.",
        "Die Angaben sind richtig und vollständig.",
        "Prüfsumme 0000 0000 0000 0000",
        "Ort, Datum",
        "Dienstsiegel",
        "So geht es weiter",
    ):
        assert wort in gelesen, wort


def test_markup_typed_into_the_form_stays_text():
    gelesen = text(gedruckt(fall(begruendung="#strong[x] $a$ <b> \\ @ab")))
    assert "#strong[x] $a$ <b> \\ @ab" in gelesen


def test_the_sheet_is_tagged_german_and_for_the_archive():
    with pikepdf.open(BytesIO(gedruckt(fall()))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.Lang == "de-DE"
        assert bool(pdf.Root.MarkInfo.Marked)
        meta = pdf.Root.Metadata.read_bytes()
        assert b"pdfaid:part" in meta
        assert b"pdfuaid:part" in meta


def test_the_same_sheet_is_set_to_the_same_bytes():
    f_ = fall()
    assert gedruckt(f_) == gedruckt(f_)


# The scan


def test_the_scan_keeps_who_signed_and_when():
    f_ = fall()
    blatt = unterschrieben(f_)
    assert (blatt.unterzeichnet_von, blatt.unterzeichnet_am) == ("Frau Amsel, Bürgermeisterin", f.TAG)
    assert (blatt.anlage.art, blatt.anlage.name) == ("unterschrift", "Scan.pdf")
    assert ereignisse(f_.antrag)[-1] == "blatt_unterschrieben"


@pytest.mark.parametrize(
    ("feld", "felder"),
    [
        ("unterzeichnet_von", {"name": "  "}),
        ("unterzeichnet_am", {"am": date(2027, 3, 19)}),
        ("unterzeichnet_am", {"am": date(2027, 3, 17)}),
        ("datei", {"datei": probe.datei(b"", "leer.pdf")}),
    ],
)
def test_a_bad_scan_is_refused_at_its_field(feld, felder):
    f_ = fall()
    erzeugt(f_)
    with pytest.raises(ValidationError) as fehler:
        hochgeladen(f_, **felder)
    assert list(fehler.value.message_dict) == [feld]
    assert blaetter(f_) == [(False, "")]


def test_without_a_sheet_there_is_nothing_to_upload():
    with pytest.raises(Konflikt, match="Bitte erzeugen Sie ein neues"):
        hochgeladen(fall())


def test_a_better_scan_takes_the_place_of_the_first():
    f_ = fall("blatt")
    unterschrieben(f_)
    neu = hochgeladen(f_, name="Herr Amsel")
    assert blaetter(f_) == [(True, "Durch einen neuen Scan ersetzt am 18.03.2027"), (True, "")]
    assert f_.gehe("einreichen").antrag.einreichungen.get().blatt == neu


def test_the_same_scan_with_the_same_words_is_sent_only_once():
    f_ = fall("blatt")
    erstes = unterschrieben(f_)
    with pytest.raises(ValidationError, match="liegt bei diesem Antrag schon vor"):
        hochgeladen(f_)
    assert blaetter(f_) == [(True, "")]
    assert f_.antrag.anlagen.filter(art="unterschrift").get() == erstes.anlage


# The change that voids it


@pytest.mark.parametrize(
    "felder",
    [{"eigenanteil": Decimal("7000.00")}, {"ansprechperson": "Frau Neu"}, {"erklaerung_befugt": False}],
)
def test_any_change_of_the_content_voids_the_signature(felder):
    f_ = fall("blatt")
    unterschrieben(f_)
    geaendert(f_, **felder)
    assert blaetter(f_) == [(True, "Inhalt geändert am 18.03.2027")]
    assert ereignisse(f_.antrag)[-1] == "unterschrift_aufgehoben"
    with pytest.raises(Verweigert, match="auf Papier"):
        f_.gehe("einreichen")


def test_a_number_of_a_group_voids_it():
    f_ = fall()
    unterschrieben(f_)
    gruppe = f_.runde.zielgruppen.get()
    with f_.uhr():
        antragsdienst.speichern(
            antrag=f_.antrag,
            felder={},
            fallzahlen={gruppe.pk: 51},
            version=f_.antrag.version,
            by=f_.wer("clerk"),
            heute=f_.tag,
        )
    assert blaetter(f_)[0][1]


def test_a_paper_that_comes_or_goes_voids_it():
    f_ = fall()
    for schritt in (_beilegen, _entfernen):
        unterschrieben(f_)
        schritt(f_)
        assert unterschrift.gueltiges(f_.antrag) is None


def _beilegen(f_):
    datei = probe.datei(probe.pdf(), "Konzept.pdf")
    with f_.uhr():
        anlagen.hinzufuegen(antrag=f_.antrag, art="konzept", datei=datei, by=f_.wer("clerk"), heute=f_.tag)


def _entfernen(f_):
    with f_.uhr():
        anlagen.entfernen(anlage=f_.antrag.anlagen.get(art="konzept"), by=f_.wer("clerk"), heute=f_.tag)


def test_a_joint_application_voids_it():
    f_ = fall()
    unterschrieben(f_)
    with f_.uhr():
        verbund.zusammenschliessen(
            antrag=f_.antrag,
            version=f_.antrag.version,
            name="Gäu",
            kommunen=[f.kommune(f_.kreis)],
            by=f_.wer("clerk"),
            heute=f_.tag,
        )
    assert blaetter(f_)[0][1] == "Inhalt geändert am 18.03.2027"


def test_the_scan_taken_away_voids_it():
    f_ = fall()
    blatt = unterschrieben(f_)
    with f_.uhr():
        anlagen.entfernen(anlage=blatt.anlage, by=f_.wer("clerk"), heute=f_.tag)
    assert blaetter(f_) == [(True, "Scan entfernt am 18.03.2027")]


def test_saving_the_same_again_voids_nothing():
    f_ = fall()
    unterschrieben(f_)
    geaendert(f_, eigenanteil=Decimal("6000.00"))
    assert blaetter(f_) == [(True, "")]


def test_a_sheet_not_yet_signed_is_voided_too():
    f_ = fall()
    erzeugt(f_)
    geaendert(f_)
    assert blaetter(f_) == [(False, "Inhalt geändert am 18.03.2027")]


def test_without_a_sheet_saving_asks_one_question_more():
    f_ = fall()
    with f_.uhr(), CaptureQueriesContext(connection) as gesehen:
        geaendert(f_)
    assert sum('FROM "antraege_unterschriftsblatt"' in q["sql"] for q in gesehen) == 1


# Completion


def zurueckgegeben(f_):
    return f_.gehe("einreichen", "zurueckgeben")


def test_a_completion_without_a_change_rests_on_the_sheet_of_before():
    f_ = fall("blatt")
    blatt = unterschrieben(f_)
    zurueckgegeben(f_).gehe("ergaenzen")
    assert [e.blatt for e in f_.antrag.einreichungen.all()] == [blatt, blatt]


@pytest.mark.parametrize(
    ("art", "wort"), [("unterschrift", "verlangt eine Unterschrift"), ("blatt", "auf Papier")]
)
def test_a_changed_completion_needs_a_signature_anew(art, wort):
    f_ = fall(art)
    unterschrieben(f_)
    zurueckgegeben(f_)
    geaendert(f_)
    with pytest.raises(Verweigert, match=wort):
        f_.gehe("ergaenzen")
    neu = unterschrieben(f_)
    assert f_.gehe("ergaenzen").antrag.einreichungen.get(nr=2).blatt == neu


def test_in_the_portal_the_person_who_signs_completes_a_change():
    f_ = fall("unterschrift").gehe("zur_unterschrift", "unterschreiben")
    f_.gehe("zurueckgeben")
    geaendert(f_)
    offen = {a.pk: "Geprüft." for a in f_.antrag.anmerkungen.all()}
    f_.schritt(f_.antrag, "ergaenzung", "ergaenzen", "mayor", antworten=offen)
    assert f_.antrag.einreichungen.count() == 2


def test_a_decision_that_was_to_follow_takes_no_signature_away():
    f_ = fall("blatt", beschluss=False, beschluss_folgt=True)
    blatt = unterschrieben(f_)
    f_.gehe("einreichen")
    with f_.uhr():
        datei = probe.datei(probe.pdf())
        anlagen.hinzufuegen(antrag=f_.antrag, art="beschluss", datei=datei, by=f_.wer("clerk"), heute=f_.tag)
    f_.gehe("zurueckgeben")
    geaendert(f_, eigenanteil=Decimal("6000.00"))
    assert f_.gehe("ergaenzen").antrag.einreichungen.get(nr=2).blatt == blatt


def test_a_change_between_check_and_row_never_goes_in_unsigned():
    f_ = fall("blatt")
    unterschrieben(f_)
    f_.antrag.__class__.objects.filter(pk=f_.antrag.pk).update(eigenanteil=1)  # past every service
    with pytest.raises(Verweigert, match="anderen Inhalt"):
        f_.gehe("einreichen")
    assert Unterschriftsblatt.objects.get().aufgehoben_am is None


# 24:00 in Berlin, also where the clocks change


@pytest.mark.parametrize(
    ("schluss", "eingang", "verspaetet"),
    [
        (date(2027, 3, 31), "2027-03-31T21:59:59+00:00", False),
        (date(2027, 3, 31), "2027-03-31T22:00:00+00:00", True),
        (date(2027, 3, 27), "2027-03-27T22:59:59+00:00", False),  # the night the clocks go forward
        (date(2027, 3, 27), "2027-03-27T23:00:00+00:00", True),
        (date(2027, 3, 28), "2027-03-28T21:59:59+00:00", False),
        (date(2027, 3, 28), "2027-03-28T22:00:00+00:00", True),
        (date(2027, 10, 31), "2027-10-31T22:59:59+00:00", False),  # the day with 25 hours
        (date(2027, 10, 31), "2027-10-31T23:00:00+00:00", True),
    ],
)
def test_closed_at_24_hours_berlin_by_the_clock_of_utc(schluss, eingang, verspaetet):
    utc = datetime.fromisoformat(eingang)
    assert fristen.ist_verspaetet(utc, schluss) is verspaetet
    assert fristen.ist_verspaetet(utc.astimezone(zeit.BERLIN), schluss) is verspaetet


@pytest.mark.parametrize(("uhrzeit", "tag"), [(time(23, 59, 59), f.SCHLUSS), (time(0, 0), date(2027, 4, 1))])
def test_the_act_itself_closes_at_24_hours(uhrzeit, tag):
    antrag, clerk = f.entwurf()
    with zeit.gestellt(tag, uhrzeit):
        antragsdienst.einreichen(
            antrag=antrag, by=Benutzer.objects.get(pk=clerk.pk), heute=tag, grund_verspaetung="Ausfall"
        )
    assert antrag.verspaetet is (tag > f.SCHLUSS)
    assert clerk.hat_rolle(Rolle.KOMMUNE_SACHBEARBEITUNG)
