"""A judgment and a new remedy of the same moment, on two connections: one comes after the other and sees it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from time import sleep

import pytest
from django.db import IntegrityError, connection, transaction

from antraege import zeit
from antraege.models import Bescheid, Klage, Widerspruch
from tests.antraege.rechtsbehelffall import ENDE, erfassen, fall, klagen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _regel(befehl):
    """Run it on a connection of its own; give the name of the rule that refuses."""
    try:
        befehl()
    except IntegrityError as fehler:
        return fehler.__cause__.diag.constraint_name
    finally:
        connection.close()
    return None


def _nach_dem_urteil(zeile, amt, befehl):
    """Begin the other act while the judgment is written but not yet committed."""
    with ThreadPoolExecutor(1) as neben:
        with transaction.atomic():
            Klage.objects.filter(pk=zeile.pk).update(
                status="stattgegeben", beendet_am=ENDE, beendet_von=amt.amtsleitung
            )
            laeuft = neben.submit(_regel, befehl)
            sleep(0.5)
            assert not laeuft.done()
        return laeuft.result(10)


def test_whatever_comes_beside_a_judgment_waits_and_sees_it():
    with zeit.gestellt(date(2027, 8, 20), time(12)):
        papier, amt = fall()
        widerspruch, zeile = erfassen(papier, amt), klagen(papier, amt)
        Widerspruch.objects.update(status="abgeholfen", entschieden_am=ENDE, entschieden_von=amt.amtsleitung)
    widerspruch.pk = None
    assert _nach_dem_urteil(zeile, amt, lambda: widerspruch.save(force_insert=True)) == (
        "rechtsbehelf_nach_urteil"
    )
    with pytest.raises(IntegrityError, match="hat den Bescheid aufgehoben"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(status="bestandskraeftig", bestandskraeftig_am=ENDE)
