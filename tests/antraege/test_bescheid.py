"""The notice: draft, release, file, notification; what it says, and that it never changes."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from antraege import fristen, zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Benutzer, Bescheid, Frist, Protokolleintrag, Status
from antraege.services import antrag as antragsdienst
from antraege.services import bescheid, bescheid_pdf, termine
from antraege.services.bescheid_text import inhalt
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db
VORRAT = [b.beschlossen]
JULI = date(2027, 7, 12)


def entworfen(antrag=None, amt=None, **felder):
    if antrag is None:
        antrag, amt = b.beschlossen(**felder)
    text = bescheid.vorschlag(antrag)
    bescheid.entwerfen(
        antrag=antrag,
        begruendung=text.begruendung,
        nebenbestimmungen=text.nebenbestimmungen,
        by=amt.sachbearbeitung,
        heute=JULI,
    )
    return antrag, amt


def freigegeben(*args, **felder):
    antrag, amt = entworfen(*args, **felder)
    return antrag, amt, bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)


def bereit(**felder):
    antrag, amt, _ = freigegeben(**felder)
    with zeit.gestellt(JULI):
        return antrag, amt, bescheid.bereitstellen(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)


def datei(papier):
    with papier.pdf.open() as gespeichert:
        return gespeichert.read()


def text(papier):
    seiten = PdfReader(BytesIO(datei(papier))).pages
    return " ".join(" ".join(seite.extract_text() for seite in seiten).split())


# Draft and release


def test_the_draft_is_prefilled_with_duties_and_the_computed_day():
    antrag, _ = b.beschlossen()
    punkte = bescheid.vorschlag(antrag).nebenbestimmungen.splitlines()
    assert punkte[1].startswith("Die Förderung ist auf die Zeit vom 01.09.2027 bis 31.08.2028 befristet.")
    assert punkte[-1] == "Der Verwendungsnachweis ist bis zum 30.11.2028 vorzulegen."


def test_a_draft_written_after_midnight_bears_the_day_in_germany():
    with zeit.gestellt(JULI, time(0, 30)):
        antrag, _ = entworfen()
    assert inhalt(bescheid.aktueller(antrag))["tag"] == [2027, 7, 12]


def test_a_paper_that_follows_becomes_a_duty_of_the_notice():
    antrag, _ = b.beschlossen()
    termine.eroeffnen(
        "nachreichung",
        ergebnis=fristen.termin(date(2027, 9, 30)),
        ereignis_am=JULI,
        antrag=antrag,
        kommune=antrag.kommune,
    )
    duties = bescheid.vorschlag(antrag).nebenbestimmungen
    assert duties.startswith("Der Beschluss des Gemeinderats ist bis zum 30.09.2027 nachzureichen.")
    termine.erledigen("nachreichung", antrag=antrag, jetzt=zeit.jetzt())
    assert "Gemeinderat" not in bescheid.vorschlag(antrag).nebenbestimmungen


def test_the_notice_of_a_withdrawn_application_is_not_released():
    antrag, amt = entworfen()
    antragsdienst.zurueckziehen(antrag=antrag, grund="Kein Bedarf", by=antrag.clerk, heute=JULI)
    with pytest.raises(Verweigert, match="im Stand „Entschieden“"):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)


def test_an_undecided_application_gets_no_notice():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antrag = b.gezeichnet(rd, amt)
    with pytest.raises(Verweigert, match="erst, wenn über den Antrag entschieden ist"):
        bescheid.entwerfen(
            antrag=antrag, begruendung="x", nebenbestimmungen="", by=amt.sachbearbeitung, heute=JULI
        )


@pytest.mark.parametrize(
    ("worte", "satz"),
    [("  ", "Bitte begründen"), ("Gut 😀", "„😀“ lässt sich nicht drucken"), ("a\ue000", "nicht drucken")],
)
def test_reasons_must_be_there_and_printable(worte, satz):
    antrag, amt = b.beschlossen()
    with pytest.raises(ValidationError) as fehler:
        bescheid.entwerfen(
            antrag=antrag, begruendung=worte, nebenbestimmungen="", by=amt.sachbearbeitung, heute=JULI
        )
    assert satz in fehler.value.message_dict["begruendung"][0]
    assert not Bescheid.objects.exists()


def test_the_drafter_cannot_release_by_service_or_by_database():
    antrag, amt = entworfen()
    amt.sachbearbeitung.mitgliedschaften.create(
        rolle="sachgebietsleitung", landkreis=amt.kreis, von=date(2016, 1, 1)
    )
    person = Benutzer.objects.get(pk=amt.sachbearbeitung.pk)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        bescheid.freigeben(antrag=antrag, by=person, heute=JULI)
    with pytest.raises(IntegrityError, match="bescheid_freigabe_durch_zweite_person"), transaction.atomic():
        Bescheid.objects.filter(antrag=antrag).update(freigegeben_von=person)


def test_release_gives_day_and_number():
    antrag, _, papier = freigegeben()
    assert (papier.nummer, papier.datum, papier.status) == (
        f"{antrag.landkreis.kuerzel}-2027-0001",
        JULI,
        "freigegeben",
    )
    assert Protokolleintrag.objects.filter(art="bescheid_freigegeben").values_list("vorher", "nachher", "sichtbar_kommune").get() == (
        "entwurf", "freigegeben", False,
    )  # fmt: skip


def test_a_returned_draft_stays_a_draft_and_is_written_anew():
    antrag, amt = entworfen()
    bescheid.zurueckgeben(antrag=antrag, grund="Begründung zu knapp", by=amt.sachgebietsleitung, heute=JULI)
    bescheid.entwerfen(
        antrag=antrag, begruendung="Ausführlich", nebenbestimmungen="", by=amt.sachbearbeitung, heute=JULI
    )
    assert Bescheid.objects.values_list("begruendung", "status").get() == ("Ausführlich", "entwurf")


def test_a_return_needs_its_reason():
    antrag, amt = entworfen()
    with pytest.raises(ValidationError, match="Grund"):
        bescheid.zurueckgeben(antrag=antrag, grund=" ", by=amt.sachgebietsleitung, heute=JULI)


@pytest.mark.parametrize(
    "felder",
    [{"in_kraft_am": None}, {"in_kraft_am": date(2027, 7, 13)}, {"in_kraft_am": JULI, "gesperrt": True}],
)
def test_no_notice_before_the_budget_is_in_force(felder):
    antrag, amt = entworfen()
    f.haushalt(antrag.runde.programm, ansatz=Decimal("192000"), **felder)
    with pytest.raises(Verweigert, match=r"noch nicht in Kraft|gesperrt"):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)
    assert Bescheid.objects.get().nummer is None


def test_a_budget_in_force_lets_the_notice_go():
    antrag, amt = entworfen()
    f.haushalt(
        antrag.runde.programm, ansatz=Decimal("8000"), verpflichtung=Decimal("16000"), in_kraft_am=JULI
    )
    assert bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI).nummer


def test_releasing_twice_is_told_and_draws_no_second_number():
    antrag, amt, papier = freigegeben()
    with pytest.raises(Konflikt, match="schon erledigt"):
        bescheid.freigeben(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)
    assert Bescheid.objects.get().nummer == papier.nummer


def test_after_release_nobody_drafts_again():
    antrag, amt, _ = freigegeben()
    with pytest.raises(Konflikt, match="wird nicht mehr geändert"):
        bescheid.entwerfen(
            antrag=antrag, begruendung="x", nebenbestimmungen="", by=amt.sachbearbeitung, heute=JULI
        )


# Never changed


@pytest.mark.parametrize(
    "felder",
    [
        {"begruendung": "anders"},
        {"betrag": 1},
        {"vzae": 1},
        {"nummer": "BB-2027-9999"},
        {"datum": date(2027, 1, 1)},
        {"status": "entwurf"},
    ],
)
def test_a_released_notice_never_changes(felder):
    freigegeben()
    with (
        pytest.raises(IntegrityError, match="wird nicht mehr geändert"),
        transaction.atomic(),
    ):
        Bescheid.objects.update(**felder)


@pytest.mark.parametrize("felder", [{"sha256": "0" * 64}, {"pdf": "anders.pdf"}, {"typst_version": "0"}])
def test_the_file_of_a_provided_notice_never_changes(felder):
    bereit()
    with pytest.raises(IntegrityError, match="wird nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.update(**felder)


def test_a_released_notice_is_never_deleted():
    _, _, papier = freigegeben()
    with pytest.raises(IntegrityError, match=r"nicht gelöscht|nicht mehr geändert"), transaction.atomic():
        papier.delete()


def test_without_a_file_nothing_is_provided():
    freigegeben()
    with pytest.raises(IntegrityError, match="bescheid_bereitgestellt_mit_datei"), transaction.atomic():
        Bescheid.objects.update(bereitgestellt_am=datetime(2027, 7, 12, tzinfo=zeit.BERLIN))


# The letter


def test_the_letter_says_who_what_why_until_when():
    antrag, _, papier = bereit()
    brief = text(papier)
    for worte in (
        f"Bescheidnummer: {papier.nummer}", f"Vorgangsnummer: {antrag.vorgangsnummer}", f"Gemeinde {antrag.kommune.name}", "Datum: 12.07.2027",
        "nach dem Beschluss vom 05.07.2027 (Kreistag, KT-Drucks. Nr. 012/2027, Ziffer 1)", "Stellenanteil 0,50 VZÄ", "24.000,00 €",
        "davon im Jahr 2027 8.000,00 €", "davon im Jahr 2028 16.000,00 €", "bis zum 30.11.2028", "innerhalb eines Monats nach seiner Bekanntgabe Widerspruch",
        f"Im Auftrag {papier.freigegeben_von.name}",
    ):  # fmt: skip
        assert worte in brief


def test_a_partial_grant_names_the_rest_it_refuses():
    antrag, amt = b.beschlossen("0.75", personen=80, empfohlen="0.65")
    papier = freigegeben(antrag, amt)[2]
    saetze = inhalt(papier)["abschnitte"][0]["saetze"]
    assert (papier.art, saetze[0]) == (
        "teilbewilligung", "Beantragt haben Sie 0,75\xa0VZÄ. Im Übrigen (0,10\xa0VZÄ) wird der Antrag abgelehnt.",
    )  # fmt: skip


def test_a_refusal_has_reasons_and_remedy_but_no_duties():
    antrag, amt = b.beschlossen("0.50", empfohlen="0.00")
    papier = freigegeben(antrag, amt)[2]
    brief = inhalt(papier)
    assert (papier.art, papier.nebenbestimmungen) == ("ablehnung", "")
    assert [a["titel"] for a in brief["abschnitte"]] == [
        "1. Entscheidung",
        "2. Gründe",
        "3. Rechtsbehelfsbelehrung",
    ]


def test_the_same_data_give_the_same_bytes():
    _, _, papier = bereit()
    gelesen = bescheid.aktueller(papier.antrag)
    nochmal = bescheid_pdf.setze(inhalt(gelesen))
    assert (sha256(datei(gelesen)).hexdigest(), nochmal.sha256) == (papier.sha256, papier.sha256)
    assert (papier.typst_version, papier.vorlage_sha256) == (
        bescheid_pdf.typst_version(),
        bescheid_pdf.vorlage_sha256(),
    )


def test_the_file_is_tagged_german_for_the_archive_with_its_data():
    _, _, papier = bereit()
    with pikepdf.open(BytesIO(datei(papier))) as pdf, pdf.open_metadata() as angaben:
        assert (angaben["pdfaid:part"], angaben["pdfaid:conformance"], angaben["pdfuaid:part"]) == (
            "3",
            "A",
            "1",
        )
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("de-DE", True)
        daten = json.loads(pdf.attachments["bescheid.json"].get_file().read_bytes())
    assert daten == inhalt(papier)


def test_invented_data_are_called_so():
    antrag, amt = b.beschlossen()
    antrag.runde.beispieldaten = True
    assert inhalt(freigegeben(antrag, amt)[2])["hinweis"].startswith("Beispieldaten, frei erfunden.")


# Notification


def test_providing_moves_the_application_and_gives_ten_days():
    antrag, _, papier = bereit()
    frist = Frist.objects.offen().get(antrag=antrag, art="abruf")
    assert (antrag.status, antrag.status_kommune) == (Status.BESCHIEDEN, Status.BESCHIEDEN)
    assert (frist.faellig_am, frist.ablauf, frist.kommune) == (date(2027, 7, 22), "weiter", antrag.kommune)
    assert papier.pdf.name.startswith("bescheide/")
    assert papier.nummer not in papier.pdf.name


def test_the_municipality_sees_its_notice_only_when_it_is_provided():
    antrag, amt, papier = freigegeben()
    clerk = Benutzer.objects.get(pk=antrag.angelegt_von_id)
    assert papier not in Bescheid.objects.visible_to(clerk)
    bescheid.bereitstellen(antrag=antrag, by=amt.sachgebietsleitung, heute=JULI)
    assert papier in Bescheid.objects.visible_to(clerk)
    assert papier not in Bescheid.objects.visible_to(
        f.benutzer("kommune_zeichnung", amt.kreis, f.kommune(amt.kreis))
    )


def test_the_first_opening_counts_and_the_month_begins_the_day_after():
    antrag, _, papier = bereit()
    tag = date(2027, 7, 14)
    bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=tag)
    papier.refresh_from_db()
    frist = Frist.objects.offen().get(antrag=antrag)
    assert (papier.bekanntgegeben_am, papier.geoeffnet_von, papier.status) == (
        date(2027, 7, 15),
        antrag.angelegt_von,
        "bekanntgegeben",
    )
    assert (frist.art, frist.ereignis_am, frist.faellig_am) == (
        "rechtsbehelf",
        date(2027, 7, 15),
        date(2027, 8, 16),
    )
    assert "im Portal abgerufen 14.07.2027 + 1 Tag" in frist.spur


@pytest.mark.parametrize("felder", [{"bekanntgegeben_am": date(2027, 7, 1)}, {"status": "bereitgestellt"}])
def test_the_day_it_became_known_stands_and_no_state_goes_back(felder):
    antrag, _, papier = bereit()
    bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=JULI)
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(**felder)


def test_a_second_opening_changes_nothing_not_even_by_sql():
    antrag, _, _ = bereit()
    bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=JULI)
    with pytest.raises(Konflikt, match="schon erledigt"):
        bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=date(2027, 7, 20))
    with pytest.raises(IntegrityError), transaction.atomic():
        Bescheid.objects.update(geoeffnet_am=datetime(2027, 8, 1, tzinfo=zeit.BERLIN))


def test_only_the_municipality_opens_its_notice():
    antrag, amt, _ = bereit()
    fremd = f.benutzer("kommune_zeichnung", amt.kreis, f.kommune(amt.kreis))
    for person in (amt.sachbearbeitung, fremd, f.benutzer("kommune_zugang", amt.kreis, antrag.kommune)):
        with pytest.raises(Verweigert, match="Sachbearbeitung der Kommune"):
            bescheid.oeffnen(antrag=antrag, by=person, heute=JULI)


def test_what_nobody_opened_is_posted_by_a_person_and_known_on_the_deemed_day():
    antrag, amt, papier = bereit()
    bescheid.abruf_ablaufen(antrag=antrag, by=Benutzer.objects.system(), heute=date(2027, 7, 23))
    tag = date(2027, 7, 26)
    bescheid.versenden(antrag=antrag, versandt_am=tag, by=amt.sachbearbeitung, heute=date(2027, 7, 27))
    papier.refresh_from_db()
    assert (papier.weg, papier.versandt_am, papier.bekanntgegeben_am, papier.geoeffnet_am) == (
        "post", tag, date(2027, 7, 30), None,
    )  # fmt: skip
    frist = Frist.objects.offen().get(antrag=antrag)
    assert (frist.art, frist.faellig_am) == ("rechtsbehelf", date(2027, 8, 30))
    assert frist.spur.startswith("zur Post 26.07.2027 + 4 Tage = 30.07.2027")


def test_within_the_ten_days_nothing_goes_by_post():
    antrag, _, _ = bereit()
    with pytest.raises(Verweigert, match=r"bis 22\.07\.2027 abrufen"):
        bescheid.abruf_ablaufen(antrag=antrag, by=Benutzer.objects.system(), heute=date(2027, 7, 22))
