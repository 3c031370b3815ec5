"""Mötzingen: refused by R21, the Land's Bescheid recorded, created, seen in the list of positions."""

from datetime import date

import pytest

from tests.journeys import stellen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_position_of_the_district_before_the_money_is_secured(rundgang):
    rundgang.beginne("rundgang-stellen", buehne=stellen.land()).tag(date(2027, 7, 12))
    stellen.verweigert(rundgang)
    stellen.bescheid_des_landes(rundgang)
    stellen.geschaffen(rundgang)
    stellen.liste(rundgang)
