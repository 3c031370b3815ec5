"""Counting backwards: for what must be known some time before a day."""

from datetime import date

import pytest

from antraege.dauer import Dauer


@pytest.mark.parametrize(
    ("dauer", "tag", "vorher"),
    [
        ("6M", date(2028, 8, 31), date(2028, 2, 29)),
        ("12M", date(2028, 2, 29), date(2027, 2, 28)),
        ("3M", date(2027, 2, 28), date(2026, 11, 28)),
        ("1J", date(2027, 12, 31), date(2026, 12, 31)),
        ("14T", date(2027, 3, 31), date(2027, 3, 17)),
    ],
)
def test_so_long_before_a_day(dauer, tag, vorher):
    assert Dauer.parse(dauer).vor(tag) == vorher
