"""Somebody saves in the moment in which a colleague withdraws the returned application: withdrawn is what was handed in."""

import threading
from time import sleep

import pytest
from django.db import connections, transaction

from antraege import zeit
from antraege.models import Antrag
from antraege.services import antrag as antragsdienst
from antraege.services import inhalt, rohwerte
from tests import factories as f
from tests.workflows.fall import Fall
from workflows import verfahren

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_saved_at_the_last_moment_does_not_slip_into_the_withdrawn_application():
    fall = Fall().gehe("einreichen", "zurueckgeben")
    antrag, kollegin = Antrag.objects.get(pk=fall.antrag.pk), fall.wer("clerk")

    def zurueckziehen():
        try:
            with zeit.gestellt(f.TAG):
                verfahren.antrag_zurueckziehen(antrag=fall.antrag, grund="Nein.", by=kollegin, heute=f.TAG)
        finally:
            connections.close_all()

    with fall.uhr(), transaction.atomic():
        was = {"felder": {"begruendung": "Zuletzt."}, "fallzahlen": {fall.runde.zielgruppen.get().pk: 99}}
        antragsdienst.speichern(
            antrag=antrag, version=antrag.version, by=fall.wer("clerk"), heute=f.TAG, **was
        )
        faden = threading.Thread(target=zurueckziehen)
        faden.start()
        sleep(0.5)  # it waits for the row by now
    faden.join()
    antrag = Antrag.objects.get(pk=antrag.pk)
    assert (antrag.status, rohwerte.lesen(antrag)) == (
        "zurueckgezogen",
        inhalt.letzte_einreichung(antrag).stand,
    )
    assert [zeile[2] for zeile in antrag.nicht_eingereicht.get().aenderungen] == ["Zuletzt.", "99"]
