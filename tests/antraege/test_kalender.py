"""Calendar files: what is read, what is refused with which sentence, and what becomes of the sittings."""

from datetime import date, time
from time import monotonic

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from antraege.models import Gremium, Sitzung
from antraege.services import kalender, kalenderlauf
from antraege.services.kalender import Termin, Unlesbar
from tests import factories as f
from tests.antraege import beschluesse as b

HEUTE = date(2027, 3, 1)


def datei(inhalt):
    return SimpleUploadedFile("sitzungen.ics", inhalt if isinstance(inhalt, bytes) else inhalt.encode())


def ics(*termine):
    return datei("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(termine) + "END:VCALENDAR\r\n")


def termin(titel="Sitzung des SGA", wann=":20270614T150000", uid="eins@ris.example", mehr=""):
    kennung = f"UID:{uid}\r\n" if uid else ""
    return f"BEGIN:VEVENT\r\n{kennung}SUMMARY:{titel}\r\nDTSTART{wann}\r\n{mehr}END:VEVENT\r\n"


def lies(*termine):
    return kalender.lies(ics(*termine))


# Reading


@pytest.mark.parametrize(
    ("wann", "tag", "beginn"),
    [
        (":20270614T150000", date(2027, 6, 14), time(15)),
        (":20270614T150000Z", date(2027, 6, 14), time(17)),
        (":20270614T233000Z", date(2027, 6, 15), time(1, 30)),
        (";TZID=Europe/Berlin:20271213T170000", date(2027, 12, 13), time(17)),
        (";TZID=W. Europe Standard Time:20271213T170000", date(2027, 12, 13), time(17)),
        (";TZID=Eigene Zone:20271213T170000", date(2027, 12, 13), time(17)),
        (";VALUE=DATE:20270614", date(2027, 6, 14), None),
    ],
)
def test_day_and_begin_are_those_of_berlin(wann, tag, beginn):
    (gelesen,) = lies(termin(wann=wann))
    assert (gelesen.tag, gelesen.beginn) == (tag, beginn)


def test_place_publicity_and_cancellation_are_read():
    (gelesen,) = lies(
        termin(
            "SGA (nichtöffentlich)", mehr="LOCATION:Landratsamt\\, Großer\r\n  Saal\r\nSTATUS:CANCELLED\r\n"
        )
    )
    assert gelesen == Termin(
        "eins@ris.example",
        "SGA (nichtöffentlich)",
        date(2027, 6, 14),
        time(15),
        "Landratsamt, Großer Saal",
        False,
        True,
    )


UNLESBAR = {
    "ohne Kennung": (termin(uid=""), "keine Kennung"),
    "ohne Tag": ("BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:SGA\r\nEND:VEVENT\r\n", "keinen Tag"),
    "Serie": (termin(mehr="RRULE:FREQ=SECONDLY\r\n"), "wiederholt sich"),
    "Unsinn": (termin(wann=":99999999T999999"), "nicht lesbar"),
    "Jahr 9999": (termin(wann=":99990101T100000"), "Jahr ist nicht möglich"),
    "kein Datum": (termin(wann=":morgen"), "nicht lesbar"),
}


@pytest.mark.parametrize(("text", "satz"), UNLESBAR.values(), ids=UNLESBAR)
def test_one_bad_appointment_does_not_end_the_file(text, satz):
    schlecht, gut = lies(text, termin(uid="zwei"))
    assert isinstance(schlecht, Unlesbar)
    assert satz in schlecht.satz
    assert gut.kennung == "zwei"


KEINE = {
    "leer": (b"", "leer"),
    "kein Kalender": (b"<html>Anmelden</html>", "keine Kalenderdatei"),
    "Bild": (b"\x89PNG\r\n\x1a\n\0\0", "keine Kalenderdatei"),
    "ohne Termin": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "enthält keinen Termin"),
    "nicht zu Ende": (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\n", "enthält keinen Termin"),
    "zu groß": (b"BEGIN:VCALENDAR\r\n" + b"X:" + b"a" * 1024 * 1024, "größer als 1 MB"),
    "zu viele": (
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 501,
        "mehr als 500 Termine",
    ),
}


@pytest.mark.parametrize(("inhalt", "satz"), KEINE.values(), ids=KEINE)
def test_what_is_no_calendar_gets_its_sentence(inhalt, satz):
    with pytest.raises(ValidationError, match=satz):
        kalender.lies(datei(inhalt))


def test_a_zone_that_never_ends_is_not_followed():
    bombe = "BEGIN:VTIMEZONE\r\nTZID:Bombe\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    beginn = monotonic()
    (gelesen,) = lies(bombe, termin(wann=";TZID=Bombe:20270614T150000"))
    assert (gelesen.beginn, monotonic() - beginn < 1) == (time(15), True)


# Taking over


@pytest.fixture
def amt(db):
    amt = b.Amt()
    Gremium.objects.create(landkreis=amt.kreis, name="Sozialausschuss", kurz="SGA", abgabe_werktage=10)
    Gremium.objects.create(landkreis=amt.kreis, name="Kreistag", kurz="KT")
    return amt


def urteile(amt, *termine, sonst=None):
    return [(z.urteil, z.satz) for z in kalenderlauf.beurteile(amt.kreis, lies(*termine), sonst)]


def uebernehmen(amt, *termine):
    zeilen = kalenderlauf.uebernehmen(
        landkreis=amt.kreis, termine=lies(*termine), sonst=None, by=amt.geschaeftsstelle, heute=HEUTE
    )
    return [zeile.urteil.value for zeile in zeilen]


def test_the_title_names_the_committee(amt):
    assert uebernehmen(amt, termin("Sitzung des Sozialausschusses"), termin("KT", uid="zwei")) == ["neu"] * 2
    gelesen = Sitzung.objects.order_by("pk").values_list(
        "gremium__kurz", "quelle", "kennung", "abgabeschluss"
    )
    assert list(gelesen) == [
        ("SGA", "kalender", "eins@ris.example", date(2027, 5, 31)),
        ("KT", "kalender", "zwei", None),
    ]


@pytest.mark.parametrize("titel", ["Kreisbereisung", "KTX", "Kreistag und Sozialausschuss"])
def test_a_title_that_names_none_or_two_needs_a_choice(amt, titel):
    assert [u for u, _ in urteile(amt, termin(titel))] == ["unlesbar"]
    assert [u for u, _ in urteile(amt, termin(titel), sonst=Gremium.objects.get(kurz="KT"))] == ["neu"]


def test_a_second_reading_changes_what_has_changed_and_nothing_else(amt):
    uebernehmen(amt, termin())
    assert urteile(amt, termin()) == [("unveraendert", "")]
    assert uebernehmen(amt, termin()) == ["unveraendert"]
    verlegt = termin(wann=":20270621T160000")
    assert urteile(amt, verlegt) == [("geaendert", "Tag, Beginn")]
    assert uebernehmen(amt, verlegt) == ["geaendert"]
    sitzung = Sitzung.objects.get()
    assert (sitzung.tag, sitzung.beginn, sitzung.abgabeschluss) == (
        date(2027, 6, 21),
        time(16),
        date(2027, 6, 7),
    )


def test_a_sitting_entered_by_hand_is_recognised_by_its_day(amt):
    Sitzung.objects.create(gremium=Gremium.objects.get(kurz="SGA"), tag=date(2027, 6, 14))
    assert uebernehmen(amt, termin()) == ["geaendert"]
    assert Sitzung.objects.get().kennung == "eins@ris.example"


def test_two_appointments_for_one_day_are_no_two_sittings(amt):
    assert [u for u, _ in urteile(amt, termin(), termin(uid="zwei"))] == ["neu", "unlesbar"]
    uebernehmen(amt, termin())
    assert "schon eine Sitzung" in urteile(amt, termin(uid="zwei"))[0][1]


def test_a_sitting_with_a_result_stays_as_it_is(db):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    papier = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    assert urteile(amt, termin(mehr="STATUS:CANCELLED\r\n"))[0][0] == "bleibt"
    b.beraten(papier, amt)
    assert urteile(amt, termin(wann=":20270614T160000"))[0][0] == "bleibt"


def test_all_or_nothing(amt):
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    Gremium.objects.filter(kurz__in=("SGA", "KT")).delete()
    b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    uebernehmen(amt, termin("Gesundheitsausschuss SGA"))
    hinter_dem_beschluss = termin("SGA", wann=":20270712T150000")
    with pytest.raises(ValidationError, match="vor der Vorberatung beschlossen"):
        uebernehmen(amt, termin("KT", wann=":20271004", uid="neu"), hinter_dem_beschluss)
    assert not Sitzung.objects.filter(kennung="neu").exists()
