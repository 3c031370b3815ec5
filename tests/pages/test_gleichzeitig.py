"""A row that somebody else holds: the page says so, and nothing is lost or half done."""

from datetime import time

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from antraege import zeit
from antraege.models import Antrag
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gesperrt():
    """A draft whose row another connection is changing; our own waits 200 ms only."""
    with zeit.gestellt(f.TAG, time(11, 0)):
        antrag, clerk = f.entwurf()
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        werte = connection.get_connection_params()
        with psycopg.connect(
            **{k: werte[k] for k in ("host", "port", "user", "dbname", "password") if werte.get(k)}
        ) as andere:
            andere.execute("SELECT 1 FROM antraege_antrag WHERE id = %s FOR UPDATE", [antrag.pk])
            yield antrag, clerk
        connection.close()


def test_saving_a_section_meets_the_409_page(client, gesperrt):
    antrag, clerk = gesperrt
    client.force_login(clerk)
    daten = {"version": antrag.version, "ansprechperson": "Neu"}
    antwort = client.post(reverse("antrag_abschnitt", args=[antrag.pk, "angaben"]), daten)
    assert antwort.status_code == 409
    assert "wird gerade von jemand anderem bearbeitet" in antwort.content.decode()
    assert Antrag.objects.get(pk=antrag.pk).ansprechperson == "Hauptamt"
