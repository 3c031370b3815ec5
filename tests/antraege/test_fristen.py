"""Deadlines: the tables hold what the law says, the rest what must hold for any day."""

import json
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from antraege import fristen
from antraege.fristen import Dauer, Stopp
from tests.antraege.tabellen import lies, tag

TAGE = st.dates(date(1991, 1, 1), date(2090, 12, 31))
DAUERN = st.builds(Dauer, st.integers(1, 60), st.sampled_from("TWMJ")).filter(
    lambda d: d.nach(date(2000, 1, 1)).year < 2009
)


def rows(name, *keys):
    return [pytest.param(zeile, id=" ".join(zeile[key] for key in keys)) for zeile in lies(name)]


def stopps(text):
    return [Stopp(*map(tag, teil.split("/"))) for teil in text.split(",") if teil]


def berechne(zeile):
    ab = tag(zeile["ab"])
    match zeile["Art"]:
        case "frist":
            return fristen.frist(
                ab, zeile["Dauer"], stopps=stopps(zeile["Stopps"]), modus=zeile["Modus"] or "weiter"
            )
        case "termin":
            return fristen.termin(ab, zeile["Dauer"] or None)
        case "zeitraum":
            return fristen.zeitraum(ab, zeile["Dauer"])
        case "nachweis":
            return fristen.nachweis_faellig(ab, zeile["Dauer"])


@pytest.mark.parametrize("zeile", rows("fristen", "Fall"))
def test_day_and_reason_are_as_the_table_says(zeile):
    ergebnis = berechne(zeile)
    assert (ergebnis.tag, ergebnis.text) == (tag(zeile["Ende"]), zeile["Weg"])


@pytest.mark.parametrize("zeile", rows("bekanntgabe", "Fall"))
def test_notification_and_remedy_are_as_the_table_says(zeile):
    bekannt = fristen.bekanntgabe(tag(zeile["Ereignis"]), zeile["Art"])
    rechtsbehelf = fristen.rechtsbehelf(bekannt)
    assert bekannt.tag == tag(zeile["bekannt gegeben am"])
    assert (rechtsbehelf.tag, rechtsbehelf.text) == (tag(zeile["Rechtsbehelf bis"]), zeile["Weg"])


def test_the_day_of_notification_shifts_only_by_the_switch():
    bekannt = fristen.bekanntgabe(date(2017, 9, 28), verschieben=True)
    assert bekannt.tag == date(2017, 10, 2)
    assert bekannt.text == (
        "zur Post 28.09.2017 + 3 Tage = 01.10.2017 (Sonntag) → 02.10.2017 (gilt als bekannt gegeben)"
    )


def test_without_instruction_the_remedy_has_a_year():
    assert fristen.rechtsbehelf(date(2027, 7, 16), belehrt=False).tag == date(2028, 7, 17)


def test_a_notice_waits_ten_days_in_the_portal():
    assert fristen.abruf_bis(date(2027, 7, 12)).tag == date(2027, 7, 22)


def test_an_unknown_way_of_notification_gets_a_sentence():
    with pytest.raises(ValueError, match="ist keine Art der Bekanntgabe: post, elektronisch, portal"):
        fristen.bekanntgabe(date(2027, 7, 12), "fax")


@pytest.mark.parametrize("zeile", rows("feiertage", "Land", "Tag"))
def test_holidays_are_those_of_the_land(zeile):
    assert (fristen.feiertag(tag(zeile["Tag"]), zeile["Land"]) or "") == zeile["Feiertag"]


def test_an_unknown_land_gets_a_sentence():
    with pytest.raises(ValueError, match="Das Land »XX« ist nicht bekannt"):
        fristen.frist(date(2027, 4, 12), "14T", "XX")


def test_the_land_decides_the_end():
    enden = [fristen.frist(date(2027, 10, 18), "14T", land).tag for land in ("BW", "NI")]
    assert enden == [date(2027, 11, 2), date(2027, 11, 1)]


@pytest.mark.parametrize("zeile", rows("hinweise", "Tag"))
def test_a_bad_day_for_a_deadline_is_warned_of(zeile):
    assert (fristen.hinweis(tag(zeile["Tag"])) or "") == zeile["Hinweis"]


@pytest.mark.parametrize("zeile", rows("arbeitstage", "ab", "Arbeitstage"))
def test_working_days_both_ways(zeile):
    n = int(zeile["Arbeitstage"])
    zaehle = fristen.arbeitstage_nach if n > 0 else fristen.arbeitstage_vor
    ergebnis = zaehle(tag(zeile["ab"]), abs(n))
    assert (ergebnis.tag, ergebnis.text) == (tag(zeile["Ende"]), zeile["Weg"])


def test_no_working_day_at_all_gets_a_sentence():
    with pytest.raises(ValueError, match="mindestens einen Arbeitstag"):
        fristen.arbeitstage_nach(date(2027, 4, 12), 0)


@pytest.mark.parametrize("fall", sorted({zeile["Fall"] for zeile in lies("erinnerungen")}))
def test_reminders_go_out_on_working_days(fall):
    zeilen = [zeile for zeile in lies("erinnerungen") if zeile["Fall"] == fall]
    erwartet = [(int(zeile["Stufe"]), tag(zeile["geht hinaus am"])) for zeile in zeilen]
    assert fristen.erinnerungstage(tag(zeilen[0]["fällig"])) == erwartet


@pytest.mark.parametrize(
    ("moment", "verspaetet"),
    [
        (datetime(2027, 3, 31, 21, 59, 59, 999999, tzinfo=UTC), False),  # 23:59:59 in Berlin
        (datetime(2027, 3, 31, 22, 0, tzinfo=UTC), True),
        (datetime(2027, 4, 1, 0, 7, tzinfo=fristen.BERLIN), True),  # Magstadt
        (datetime(2027, 3, 31, 23, 52, tzinfo=fristen.BERLIN), False),
    ],
)
def test_in_time_is_until_midnight_in_berlin(moment, verspaetet):
    assert fristen.ist_verspaetet(moment, date(2027, 3, 31)) is verspaetet


@pytest.mark.parametrize(
    "text", ["", "14", "T", "0T", "-3T", "14 Tage", "1,5M", "14X", "99999T", "1\N{SUPERSCRIPT TWO}T"]
)
def test_what_is_no_duration_gets_a_sentence(text):
    with pytest.raises(ValueError, match="ist keine Dauer"):
        Dauer.parse(text)


@pytest.mark.parametrize("text", ["14T", "14t", " 14 T "])
def test_a_duration_is_read_kindly(text):
    assert Dauer.parse(text) == Dauer(14, "T")


@pytest.mark.parametrize("text", ["9999J", "9999M", "9999W"])
def test_beyond_the_calendar_there_is_a_sentence(text):
    with pytest.raises(ValueError, match="liegt zu weit in der Zukunft"):
        fristen.frist(date(9900, 1, 1), text)


def test_stops_that_overlap_or_run_backwards_get_a_sentence():
    with pytest.raises(ValueError, match=r"überschneiden sich am 09\.03\.2027"):
        fristen.frist(date(2027, 3, 1), "1M", stopps=stopps("05.03.2027/09.03.2027,09.03.2027/12.03.2027"))
    with pytest.raises(ValueError, match="bevor sie am"):
        Stopp(date(2027, 3, 2), date(2027, 3, 1))


@given(TAGE, DAUERN)
def test_a_frist_ends_on_a_working_day_and_its_trace_ends_there(ab, dauer):
    ergebnis = fristen.frist(ab, dauer)
    assert fristen.ist_arbeitstag(ergebnis.tag)
    assert ergebnis.spur[-1].endswith(f"{ergebnis.tag:%d.%m.%Y}")
    assert 0 <= (ergebnis.tag - dauer.nach(ab)).days <= 4


@given(TAGE, DAUERN)
def test_a_later_event_never_ends_earlier(ab, dauer):
    assert fristen.frist(ab, dauer).tag <= fristen.frist(ab + timedelta(days=1), dauer).tag


@given(TAGE, DAUERN, st.integers(1, 30), st.integers(0, 30), st.sampled_from(["weiter", "neu"]))
def test_a_stop_never_shortens(ab, dauer, abstand, laenge, modus):
    von = ab + timedelta(days=abstand)
    stopp = Stopp(von, von + timedelta(days=laenge))
    ohne, mit = fristen.frist(ab, dauer), fristen.frist(ab, dauer, stopps=[stopp], modus=modus)
    assert mit.tag >= ohne.tag
    assert mit == ohne or mit.tag > stopp.bis


@given(TAGE, st.integers(1, 40))
def test_working_days_there_and_back(ab, n):
    hin = fristen.arbeitstage_nach(ab, n).tag
    assert fristen.ist_arbeitstag(hin)
    assert fristen.arbeitstage_vor(hin, n).tag == fristen.voriger_arbeitstag(ab)


@given(TAGE, DAUERN)
def test_periods_join_without_gap_or_overlap(beginn, dauer):
    erster = fristen.zeitraum(beginn.replace(day=1), dauer).tag
    assert erster >= beginn.replace(day=1)
    if dauer.einheit in "MJ":
        assert (erster + timedelta(days=1)).day == 1


@given(TAGE)
def test_reminders_come_in_order_one_a_day_and_never_too_late(faellig):
    stufen = fristen.erinnerungstage(faellig)
    tage = [geht_hinaus for _, geht_hinaus in stufen]
    assert tage == sorted(set(tage))
    assert all(fristen.ist_arbeitstag(geht_hinaus) for geht_hinaus in tage)
    assert all((geht_hinaus <= faellig) == (stufe <= 0) for stufe, geht_hinaus in stufen)


def kommando(*args):
    out = StringIO()
    call_command("frist", *args, stdout=out)
    return out.getvalue().strip()


def test_the_command_prints_day_and_trace_as_json():
    assert json.loads(kommando("--ab", "2017-10-17", "--dauer", "14T", "--json")) == {
        "tag": "2017-11-02",
        "art": "frist",
        "text": "17.10.2017 + 14 Tage = 31.10.2017 (Reformationstag) → 01.11. (Allerheiligen) → 02.11.2017",
        "spur": [
            "17.10.2017 + 14 Tage = 31.10.2017 (Reformationstag)",
            "01.11. (Allerheiligen)",
            "02.11.2017",
        ],
    }


@pytest.mark.parametrize(
    ("optionen", "ende"),
    [
        (["--art", "termin"], "04.07.2027 (Sonntag), ein Termin verschiebt sich nicht"),
        (["--art", "zeitraum"], "03.07.2027 (Samstag), ein Zeitraum verschiebt sich nicht"),
        (["--stopp", "2027-06-22/2027-06-23"], "06.07.2027"),
        (["--stopp", "2027-06-22/2027-06-23", "--modus", "neu"], "07.07.2027"),
        (["--land", "NI"], "05.07.2027"),
    ],
)
def test_the_command_takes_every_option(optionen, ende):
    assert kommando("--ab", "2027-06-20", "--dauer", "14T", *optionen).endswith(ende)


@pytest.mark.parametrize(
    ("optionen", "satz"),
    [
        (["--ab", "20.06.2027", "--dauer", "14T"], "ist kein Tag"),
        (["--ab", "2027-06-20", "--dauer", "bald"], "ist keine Dauer"),
        (["--ab", "2027-06-20", "--dauer", "14T", "--land", "XX"], "ist nicht bekannt"),
        (["--ab", "2027-06-20", "--dauer", "14T", "--stopp", "2027-06-22"], "ist kein Tag"),
        (["--ab", "2027-06-20", "--dauer", "14T", "--stopp", "2027-06-23/2027-06-22"], "bevor sie am"),
        (
            ["--ab", "2027-06-20", "--dauer", "14T", "--art", "termin", "--stopp", "2027-06-22/2027-06-23"],
            "Nur eine Frist",
        ),
    ],
)
def test_the_command_answers_bad_input_with_a_sentence(optionen, satz):
    with pytest.raises(CommandError, match=satz):
        kommando(*optionen)
