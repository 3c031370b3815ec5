"""Withdrawal, tried at every place where an application may wait: nothing stays open, whatever it waited for."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from antraege.fehler import Verweigert
from antraege.models import UEBERGAENGE, Frist
from tests import factories as f
from tests.workflows.fall import Fall, offen, status
from workflows.models import Antragsprozess

pytestmark = pytest.mark.django_db

WEG = ["zur_unterschrift", "in_entwurf", "einreichen", "zurueckgeben", "ergaenzen", "vollstaendig", "kuerzen"]


def halte(fall):
    """Walk the longest way and stop after each act."""
    yield
    for act in [*WEG, "stellungnahme", "ohne_zeichnung", "empfehlen", "zeichnen"]:
        yield fall.gehe(act)
    yield fall.vorlage_anlegen()
    yield fall.vorlage_gehe("freigabe", "freigeben", "al")
    yield fall.beraten("empfohlen")
    yield fall.beraten("unveraendert_beschlossen")
    yield fall.gehe("bescheid_entwerfen")


@contextmanager
def nur_versucht(fall):
    """Take everything back afterwards, in memory, too."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    fall.antrag.refresh_from_db()


def zurueckgezogen(fall):
    """Whether nothing waits any more: no task, no deadline, no process."""
    prozess = Antragsprozess.objects.get(antrag=fall.antrag)
    fristen = Frist.objects.offen().filter(antrag=fall.antrag).exists()
    return (status(fall.antrag), offen(fall.antrag), fristen, prozess.status)


def test_at_every_place_before_the_notice():
    fall, staende = Fall("beschluss"), set()
    for _ in halte(fall):
        staende.add(stand := status(fall.antrag))
        with nur_versucht(fall):
            fall.zurueckziehen()
            assert zurueckgezogen(fall) == ("zurueckgezogen", [], False, "CANCELED"), stand
    assert staende == UEBERGAENGE["zurueckziehen"][0]


def test_while_two_persons_look_at_its_lateness():
    fall = Fall()
    fall.tag = f.SCHLUSS.replace(month=4, day=1)
    fall.schritt(fall.antrag, "entwurf", "einreichen", "clerk", grund_verspaetung="Portal gestört.")
    with nur_versucht(fall):
        fall.zurueckziehen()
        assert zurueckgezogen(fall) == ("zurueckgezogen", [], False, "CANCELED")
    fall.gehe("vorschlagen").zurueckziehen()
    assert zurueckgezogen(fall) == ("zurueckgezogen", [], False, "CANCELED")


def test_after_the_notice_it_is_refused():
    fall = Fall().gehe(
        "einreichen", "vollstaendig", "empfehlen", "zeichnen", "bescheid_entwerfen", "bescheid_freigeben"
    )
    with pytest.raises(Verweigert):
        fall.zurueckziehen()
    assert (status(fall.antrag), offen(fall.antrag)) == ("beschieden", ["bekanntgabe"])
