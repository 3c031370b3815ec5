"""The closing sheet of a paper and of a round: whatever is decided, it adds up to the hundredth VZÄ and the cent."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antraege import zeit
from antraege.models import Antrag, Foerderrunde, Richtlinienfassung, Status
from antraege.services import antrag as antragsdienst
from antraege.services import wirkung
from antraege.services.empfehlung import betrag_fuer
from tests import factories as f
from tests.antraege import beschluesse as b

RUNDE = Foerderrunde(beginn=date(2027, 9, 1), ende=date(2028, 8, 31))
STAENDE = [Status.IM_GREMIUM, Status.ZURUECKGEZOGEN, Status.UNZULAESSIG, Status.BESCHLOSSEN]
WERTE = [
    "unveraendert_beschlossen",
    "geaendert_beschlossen",
    "mit_massgabe",
    "abgelehnt",
    "vertagt",
    "verwiesen",
]
hundertstel = st.integers(0, 300).map(lambda n: Decimal(n) / 100)
euro = st.decimals(0, 70000, places=2)
zeile = st.tuples(hundertstel, hundertstel, st.sampled_from(STAENDE), hundertstel)


def antrag(pk, beantragt, empfohlen, status, satz):
    neu = Antrag(pk=pk, runde=RUNDE, fassung=Richtlinienfassung(satz_je_vzae=satz), beantragt_vzae=beantragt)
    neu.empfohlen_vzae = min(beantragt, empfohlen)
    neu.beantragt_betrag = betrag_fuer(neu, beantragt)
    neu.status = status
    if status == Status.BESCHLOSSEN:
        neu.bewilligt_vzae = neu.empfohlen_vzae
        neu.bewilligt_betrag = betrag_fuer(neu, neu.empfohlen_vzae)
    return neu


def entschieden(antraege):
    return {a.pk: (a.bewilligt_vzae, a.bewilligt_betrag) for a in antraege if a.bewilligt_vzae is not None}


# Whether the machine is busy says nothing about sums.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(zeile, max_size=8), st.sampled_from(WERTE), euro, st.tuples(hundertstel, euro))
def test_every_decision_shares_out_exactly_what_was_asked(zeilen, wert, satz, sonst):
    antraege = [antrag(pk, a, e, s, satz) for pk, (a, e, s, _) in enumerate(zeilen, 1)]
    anders = {pk: min(neu, zeilen[pk - 1][0]) for pk, (*_, neu) in enumerate(zeilen, 1)}
    neu = wirkung.anteile(antraege, wert, anders if wert == "geaendert_beschlossen" else {})
    *posten, summe = wirkung.posten(
        [wirkung.zeile(a, neu, entschieden(antraege)) for a in antraege], noch_offen=sonst
    )
    assert [p.label for p in posten] == list(wirkung.POSTEN.values())
    vzae = [sum((a.beantragt_vzae for a in antraege), sonst[0]), sum((p.vzae for p in posten), Decimal(0))]
    betrag = [
        sum((a.beantragt_betrag for a in antraege), sonst[1]),
        sum((p.betrag for p in posten), Decimal(0)),
    ]
    assert (vzae, betrag) == ([summe.vzae] * 2, [summe.betrag] * 2)
    assert min(p.vzae for p in posten) >= 0
    assert min(p.betrag for p in posten) >= 0


@pytest.mark.parametrize(
    ("status", "posten"), [(Status.ZURUECKGEZOGEN, "Zurückgezogen"), (Status.UNZULAESSIG, "Verfristet")]
)
def test_what_no_decision_reaches_stays_apart_whatever_is_decided(status, posten):
    weg = antrag(1, Decimal("0.25"), Decimal("0.25"), status, Decimal(48000))
    blatt = {p.label: p.vzae for p in wirkung.posten([wirkung.zeile(weg, {1: Decimal("0.25")}, {})])}
    assert (blatt[posten], blatt["Bewilligt"]) == (Decimal("0.25"), Decimal("0.00"))


def test_what_was_granted_counts_with_the_amount_of_its_notice():
    fest = antrag(1, Decimal("0.50"), Decimal("0.50"), Status.BESCHLOSSEN, Decimal(48000))
    fest.bewilligt_betrag = Decimal("23999.99")
    blatt = {p.label: p.betrag for p in wirkung.posten([wirkung.zeile(fest, {}, entschieden([fest]))])}
    assert (blatt["Bewilligt"], blatt["Gekürzt"]) == (Decimal("23999.99"), Decimal("0.01"))


@pytest.mark.django_db
def test_the_round_counts_all_that_came_in():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    vorn = b.gezeichnet(rd, amt, "0.50")
    b.gezeichnet(rd, amt, "0.40")
    weg = b.gezeichnet(rd, amt, "0.25", personen=30)
    antragsdienst.zurueckziehen(antrag=weg, grund="Eigenanteil", by=weg.clerk, heute=b.MAI)
    f.entwurf(vzae="0.30", rd=rd)  # never handed in: nobody asked for it
    spaet, clerk = f.entwurf(vzae="0.35", rd=rd)
    with zeit.gestellt(f.TAG, time(10)):
        antragsdienst.einreichen(antrag=spaet, by=clerk, heute=f.TAG)
    Antrag.objects.filter(pk=spaet.pk).update(status=Status.UNZULAESSIG)
    blatt = wirkung.der_runde(rd, {vorn.pk: Decimal("0.20")})
    assert {p.label: str(p.vzae) for p in blatt} == {
        "Bewilligt": "0.20",
        "Gekürzt": "0.30",
        "Abgelehnt": "0.00",
        "Zurückgezogen": "0.25",
        "Verfristet": "0.35",
        "Noch offen": "0.40",
        "Beantragt": "1.50",
    }
