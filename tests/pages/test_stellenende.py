"""The page on which an employer decides: consequences first, then the form; who does not employ reads only."""

import pytest
from django.urls import reverse

from antraege.models import Rolle, Stellenentscheidung, Stellenumfang
from tests import factories as f
from tests.antraege.test_stellenende import fall  # noqa: F401

pytestmark = pytest.mark.django_db


def seite(client, ziel, by, **daten):
    client.force_login(by)
    weg = reverse("stelle_ende", args=[ziel.pk])
    return client.post(weg, daten) if daten else client.get(weg)


def text(antwort):
    return antwort.content.decode().replace("\xa0", " ")


def test_it_shows_what_is_left_before_anybody_saves(client, fall):  # noqa: F811
    ziel, _, clerk = fall
    inhalt = text(seite(client, ziel, clerk))
    for wort in ("0,60 VZÄ aus", "31.12.2027", "0,40", "Aus eigenen Mitteln", "Entscheidung festhalten"):
        assert wort in inhalt
    assert reverse("stelle_ende", args=[ziel.pk]) in text(client.get(reverse("stelle", args=[ziel.pk])))


def test_a_decision_is_saved_and_the_page_of_the_position_tells_it(client, fall):  # noqa: F811
    ziel, anteil, clerk = fall
    antwort = seite(client, ziel, clerk, anteil=anteil.pk, art="verkleinern", vzae="", grund="Land endet")
    assert antwort.url == reverse("stelle", args=[ziel.pk])
    assert str(Stellenumfang.objects.get().vzae) == "0.40"
    inhalt = text(client.get(antwort.url))
    assert "Verkleinern, ab 01.01.2028" in inhalt
    assert "Land endet" in inhalt


def test_what_the_position_cannot_bear_is_said_at_the_form(client, fall):  # noqa: F811
    ziel, anteil, clerk = fall
    letzter = ziel.anteile.exclude(pk=anteil.pk).get()
    ohne = seite(client, ziel, clerk, anteil=anteil.pk, art="beenden", grund="")
    assert (ohne.status_code, Stellenentscheidung.objects.count()) == (422, 0)
    zuviel = seite(client, ziel, clerk, anteil=anteil.pk, art="verkleinern", vzae="1,00", grund="x")
    assert zuviel.status_code == 422
    assert "mindestens die gesicherten 0,40 VZÄ" in text(zuviel)
    spaet = seite(client, ziel, clerk, anteil=letzter.pk, art="verkleinern", grund="x")
    assert spaet.status_code == 409
    assert "endet am 31.08.2028" in text(spaet)


def test_a_source_of_another_position_cannot_be_chosen(client, fall):  # noqa: F811
    ziel, anteil, clerk = fall
    fremd = seite(client, ziel, clerk, anteil=anteil.pk + 1000, art="beenden", grund="x")
    assert fremd.status_code == 422


def test_the_office_reads_who_decides(client, fall):  # noqa: F811
    ziel, anteil, _ = fall
    buero = f.benutzer(Rolle.SACHBEARBEITUNG, ziel.landkreis)
    inhalt = text(seite(client, ziel, buero))
    assert "Entscheidung festhalten" not in inhalt
    assert "vorbehalten" in inhalt
    assert seite(client, ziel, buero, anteil=anteil.pk, art="beenden", grund="x").status_code == 403
    assert reverse("stelle_ende", args=[ziel.pk]) not in text(client.get(reverse("stelle", args=[ziel.pk])))


def test_when_all_is_decided_nothing_is_asked(client, fall):  # noqa: F811
    ziel, anteil, clerk = fall
    seite(client, ziel, clerk, anteil=anteil.pk, art="beenden", grund="x")
    assert "Über das Ende jeder Quelle dieser Stelle ist entschieden" in text(seite(client, ziel, clerk))
