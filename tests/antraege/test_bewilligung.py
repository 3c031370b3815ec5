"""What a notice costs each fiscal year adds up to the notice, to the cent, whatever was changed before it."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from antraege import berechnung
from antraege.models import Antrag, Bescheid, Foerderrunde, Richtlinienfassung
from antraege.services import bewilligung

D = Decimal
BETRAEGE = st.decimals(D(0), D(10**7), places=2)
VZAE = st.decimals(D("0.00"), D(4), places=2)
TAGE = st.dates(date(2016, 1, 1), date(2032, 12, 31))
LAENGEN = st.integers(0, 1100)


@given(BETRAEGE, TAGE, LAENGEN)
def test_an_amount_shared_among_years_sums_up(betrag, beginn, tage):
    jahre = berechnung.auf_jahre(betrag, beginn, ende := beginn + timedelta(days=tage))
    assert list(jahre) == list(range(beginn.year, ende.year + 1))
    assert berechnung.summe(jahre.values()) == betrag
    assert min(jahre.values()) >= 0


@given(
    st.none() | st.decimals(D("0.01"), D(90000), places=2),
    TAGE,
    LAENGEN,
    st.lists(st.tuples(VZAE, BETRAEGE, st.integers(0, 1200)), min_size=1, max_size=4),
)
def test_so_do_the_years_of_a_notice_after_any_number_of_changes(satz, beginn, tage, folge):
    runde = Foerderrunde(beginn=beginn, ende=beginn + timedelta(days=tage))
    antrag = Antrag(runde=runde, fassung=Richtlinienfassung(satz_je_vzae=satz))
    bescheid = None
    for vzae, betrag, ab in folge:
        wirksam = beginn + timedelta(days=ab) if bescheid else None
        bescheid = Bescheid(antrag=antrag, aendert=bescheid, vzae=vzae, betrag=betrag, wirksam_ab=wirksam)
        jahre = bewilligung.jahre(bescheid)
        assert berechnung.summe(jahre.values()) == betrag
        assert all(teil > 0 for teil in jahre.values())
