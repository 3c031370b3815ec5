"""The clock: one legal day, which only tests and the demo may move."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from antraege import zeit

TAG = date(2027, 7, 6)


@pytest.fixture
def demo(settings, db):
    settings.DEMO = True
    zeit.vergiss_demotag()
    yield settings
    zeit.vergiss_demotag()


@pytest.fixture
def betrieb(settings):
    settings.DEMO = False
    zeit.vergiss_demotag()


def demouhr(*args: str) -> str:
    out = StringIO()
    call_command("demouhr", *args, stdout=out)
    return out.getvalue().strip()


def test_outside_the_demo_the_clock_is_real(betrieb):
    assert abs(zeit.jetzt() - datetime.now(UTC)) < timedelta(seconds=5)
    assert zeit.jetzt().tzinfo is zeit.BERLIN


def test_the_legal_day_changes_at_midnight_in_berlin(betrieb, monkeypatch):
    class Uhr(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2027, 3, 31, 22, 7, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(zeit, "datetime", Uhr)
    assert zeit.heute() == date(2027, 4, 1)


def test_a_set_day_and_time_hold_within_the_block_only(betrieb):
    with zeit.gestellt(TAG, time(23, 52)):
        assert zeit.jetzt() == datetime(2027, 7, 6, 21, 52, tzinfo=UTC)
        with zeit.gestellt(date(2027, 7, 7)):
            assert zeit.heute() == date(2027, 7, 7)
        assert zeit.heute() == TAG
    assert zeit.heute() == datetime.now(zeit.BERLIN).date()


def test_the_time_of_day_runs_on_a_set_day(betrieb):
    with zeit.gestellt(TAG):
        abstand = datetime.combine(zeit.jetzt(), datetime.now(zeit.BERLIN).time()) - zeit.jetzt().replace(
            tzinfo=None
        )
    assert abs(abstand) < timedelta(seconds=5)


def test_midnight_is_a_time_of_day(betrieb):
    with zeit.gestellt(TAG, time(0)):
        assert zeit.jetzt() == datetime(2027, 7, 5, 22, 0, tzinfo=UTC)


def test_an_hour_that_does_not_exist_becomes_one_that_does(betrieb):
    with zeit.gestellt(date(2027, 3, 28), time(2, 30)):
        assert zeit.jetzt().isoformat() == "2027-03-28T03:30:00+02:00"


def test_the_demo_lives_on_the_day_it_is_set_to(demo):
    assert demouhr("2027-07-06") == "2027-07-06"
    assert zeit.heute() == TAG
    assert demouhr("2027-10-04") == "2027-10-04"
    assert demouhr() == "2027-10-04"


def test_a_demo_without_a_day_runs_in_real_time(demo):
    assert zeit.demotag() is None
    assert zeit.heute() == datetime.now(zeit.BERLIN).date()


def test_the_demo_asks_the_database_once_a_second(demo, django_assert_num_queries):
    with django_assert_num_queries(1):
        for _ in range(10):
            zeit.heute()


def test_another_process_follows_after_a_second(demo, monkeypatch):
    demouhr("2027-07-06")
    zeit.heute()
    zeit._demouhr().update(tag=date(2027, 7, 7))
    assert zeit.heute() == TAG
    monkeypatch.setattr(zeit, "CACHE_SECONDS", 0.0)
    assert zeit.heute() == date(2027, 7, 7)


def test_a_day_set_for_a_block_goes_before_the_demo(demo):
    demouhr("2027-07-06")
    with zeit.gestellt(date(2027, 3, 1)):
        assert zeit.heute() == date(2027, 3, 1)


def test_outside_the_demo_the_command_refuses_with_one_sentence(betrieb):
    with pytest.raises(CommandError, match=r"^Die Uhr lässt sich nur in der Demo stellen \(DEMO=1\)\.$"):
        demouhr("2027-07-06")


def test_outside_the_demo_the_row_is_not_even_read(betrieb):
    # No database fixture: a query would fail this test.
    assert demouhr() == datetime.now(zeit.BERLIN).date().isoformat()


@pytest.mark.parametrize("tag", ["morgen", "06.07.2027", "2027-02-30"])
def test_a_day_that_is_none_gets_a_sentence(demo, tag):
    with pytest.raises(CommandError, match="ist kein Tag"):
        demouhr(tag)


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "06.07.2027", "2027-02-30", ""])
def test_a_day_of_a_command_lies_in_this_century(text):
    with pytest.raises(ValueError):  # noqa: PT011  three wordings, one kind
        zeit.tag(text)


def test_a_day_of_a_command_is_read():
    assert zeit.tag("2027-07-06") == date(2027, 7, 6)
