"""Somebody keeps an answer in the moment in which a colleague sends the completed application: what was sent stays."""

import threading
from time import sleep

import pytest
from django.db import connections, transaction

from antraege import zeit
from antraege.models import Benutzer
from antraege.services import antrag as antragsdienst
from antraege.services import pruefung
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_late_answer_does_not_replace_the_one_that_was_sent():
    antrag, clerk = f.entwurf()
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    officer = f.benutzer("sachbearbeitung", antrag.landkreis)
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("begruendung", "Wofür?")], by=officer, heute=f.TAG)
    anmerkung, kollegin = antrag.anmerkungen.get(), Benutzer.objects.get(pk=clerk.pk)
    alt = type(antrag).objects.get(pk=antrag.pk)

    def spaet():
        try:
            fakten = {"antworten": {anmerkung.pk: "zu spät"}, "by": kollegin, "heute": f.TAG}
            with zeit.gestellt(f.TAG):
                pruefung.antworten_speichern(antrag=alt, **fakten)
        finally:
            connections.close_all()

    with transaction.atomic():
        pruefung.ergaenzen(antrag=antrag, antworten={anmerkung.pk: "gesendet"}, by=clerk, heute=f.TAG)
        faden = threading.Thread(target=spaet)
        faden.start()
        sleep(0.5)  # it has read the open remark by now, or waits for it
    faden.join()
    anmerkung.refresh_from_db()
    assert anmerkung.antwort == "gesendet"
