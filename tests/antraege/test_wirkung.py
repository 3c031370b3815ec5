"""The closing sheet of a paper: whatever is decided, it adds up to the hundredth VZÄ and the cent."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from antraege.models import Antrag, Foerderrunde, Richtlinienfassung, Status
from antraege.services import wirkung
from antraege.services.empfehlung import betrag_fuer

RUNDE = Foerderrunde(beginn=date(2027, 9, 1), ende=date(2028, 8, 31))
hundertstel = st.integers(0, 300).map(lambda n: Decimal(n) / 100)
WERTE = [
    "unveraendert_beschlossen",
    "geaendert_beschlossen",
    "mit_massgabe",
    "abgelehnt",
    "vertagt",
    "verwiesen",
]


def antrag(pk, beantragt, empfohlen, zurueckgezogen, satz):
    neu = Antrag(pk=pk, runde=RUNDE, fassung=Richtlinienfassung(satz_je_vzae=satz), beantragt_vzae=beantragt)
    neu.empfohlen_vzae = min(beantragt, empfohlen)
    neu.beantragt_betrag = betrag_fuer(neu, beantragt)
    neu.status = Status.ZURUECKGEZOGEN if zurueckgezogen else Status.IM_GREMIUM
    return neu


@given(
    st.lists(st.tuples(hundertstel, hundertstel, st.booleans(), hundertstel), max_size=8),
    st.sampled_from(WERTE),
    st.decimals(0, 70000, places=2),
)
def test_every_decision_shares_out_exactly_what_was_asked(zeilen, wert, satz):
    antraege = [antrag(pk, b, e, z, satz) for pk, (b, e, z, _) in enumerate(zeilen, 1)]
    anders = {pk: min(neu, zeilen[pk - 1][0]) for pk, (*_, neu) in enumerate(zeilen, 1)}
    neu = wirkung.anteile(antraege, wert, anders if wert == "geaendert_beschlossen" else {})
    *posten, summe = wirkung.posten([wirkung.zeile(a, neu) for a in antraege])
    assert (
        summe.vzae
        == sum((a.beantragt_vzae for a in antraege), Decimal(0))
        == sum((p.vzae for p in posten), Decimal(0))
    )
    assert summe.betrag == sum((a.beantragt_betrag for a in antraege), Decimal(0))


def test_a_withdrawn_application_stays_apart_whatever_is_decided():
    weg = antrag(1, Decimal("0.25"), Decimal("0.25"), True, Decimal(48000))
    posten = {p.label: p.vzae for p in wirkung.posten([wirkung.zeile(weg, {1: Decimal("0.25")})])}
    assert (posten["Zurückgezogen"], posten["Bewilligt"]) == (Decimal("0.25"), Decimal("0.00"))
