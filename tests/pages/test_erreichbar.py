"""What somebody is asked for can be reached by links from the start, not by the message alone: a crawl for each role."""

import re
from dataclasses import dataclass
from datetime import date, time

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Massgabe, Rolle, Vorlage
from antraege.rechte.massgabe import ZUSTAENDIG
from tests import factories as f
from tests.pages.test_vorlagen import veroeffentlicht
from tests.workflows.fall import Fall

pytestmark = pytest.mark.django_db
NICHT = ("/static", "/konto", "/demo", "/admin")
HOECHSTENS = 60


@dataclass
class Welt:
    """A procedure with a published paper, a condition of another paper, and people by role."""

    fall: Fall
    massgabe: Massgabe
    leute: dict


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(date(2027, 7, 20), time(11, 0)):
        yield


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(_mit_massgabe)


def _mit_massgabe():
    """A published paper, and another that was accepted on a condition."""
    with zeit.gestellt(date(2027, 5, 10), time(11, 0)):
        fall = veroeffentlicht()
    papier = Vorlage.objects.create(
        landkreis=fall.kreis, drucksache="002/2027", titel="Frei", erstellt_von=fall.gs
    )
    schritt = papier.beratungsfolge.create(rolle="beschluss", sitzung=fall.kreistag)
    ziffer = papier.beschlussantraege.create(ziffer=1, wortlaut="Die Richtlinie wird angepasst.")
    ergebnis = schritt.ergebnisse.create(beschlussantrag=ziffer, wert="mit_massgabe", erfasst_von=fall.gs)
    massgabe = ergebnis.massgaben.create(
        nummer=1, text="Bericht", rolle=Rolle.KAEMMEREI, faellig_am=date(2027, 10, 15)
    )
    schritt.erfasst_am = zeit.jetzt()
    schritt.save(update_fields=["erfasst_am"])
    return Welt(fall, massgabe, _leute(fall))


def _leute(fall):
    fremde = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, f.kommune(fall.kreis))
    amt = {rolle: f.benutzer(rolle, fall.kreis) for rolle in ZUSTAENDIG}
    return amt | {"eigene": fall.wer("clerk"), "andere": fremde}


def gefunden(client, person, ziele):
    """Those of the addresses the person comes to from the start by links, the nearest pages first."""
    client.force_login(person)
    gesehen, vor = {"/"}, ["/"]
    while vor and len(gesehen) < HOECHSTENS + len(vor) and not set(ziele) <= gesehen:
        neu = [url for url in _links(client, vor.pop(0)) if url not in gesehen]
        gesehen |= set(neu)
        vor += [url for url in dict.fromkeys(neu) if url not in ziele]
    return set(ziele) & gesehen


def _links(client, url):
    antwort = client.get(url, follow=True)
    if antwort.streaming:
        b"".join(antwort.streaming_content)  # read to the end, so that the file is closed
        return []
    if antwort.status_code != 200 or "html" not in antwort.get("Content-Type", ""):
        return []
    links = re.findall(r'href="(/[^"#?]*)', antwort.content.decode())
    return [link for link in links if not link.startswith(NICHT)]


@pytest.mark.parametrize("rolle", sorted(ZUSTAENDIG))
def test_whoever_may_owe_a_condition_comes_to_it_and_to_its_paper(client, gebaut, rolle):
    ziele = {
        reverse("massgabe", args=[gebaut.massgabe.pk]),
        reverse("vorlage", args=[gebaut.massgabe.vorlage.pk]),
    }
    assert gefunden(client, gebaut.leute[rolle], ziele) == ziele


@pytest.mark.parametrize("wer", [pytest.param("eigene", marks=pytest.mark.slow), "andere"])
def test_a_municipality_comes_to_what_is_published(client, gebaut, wer):
    ziele = {reverse("vorlage", args=[gebaut.fall.vorlage.pk])}
    assert gefunden(client, gebaut.leute[wer], ziele) == ziele


def test_the_open_conditions_of_ones_office_stand_with_the_tasks(client, gebaut):
    def zahl(rolle):
        client.force_login(gebaut.leute[rolle])
        return client.get(reverse("aufgaben")).context["massgaben"]

    assert {rolle: zahl(rolle) for rolle in (Rolle.KAEMMEREI, Rolle.PERSONAL)} == {
        Rolle.KAEMMEREI: 1,
        Rolle.PERSONAL: 0,
    }
    Massgabe.objects.update(
        erledigt_am=zeit.jetzt(), erledigt_von=gebaut.leute[Rolle.KAEMMEREI], vermerk="Bericht liegt vor"
    )
    assert zahl(Rolle.KAEMMEREI) == 0
