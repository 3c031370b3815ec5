"""A decision on real connections: two people record it, it is cut off in the middle; all of it or nothing."""

import threading
from functools import partial

import pytest
from django.db import DatabaseError, InterfaceError, connection, connections

from antraege.fehler import Verweigert
from antraege.models import Antrag, Beschlussergebnis, Foerderrunde, Protokolleintrag, Vorlage
from antraege.services import gremium
from tests import factories as f
from tests.workflows.fall import Fall, offen
from tests.workflows.test_rennen import gehalten, siegel, wartet, zugleich
from workflows import verfahren

pytestmark = pytest.mark.django_db(transaction=True)
BIS_GEZEICHNET = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")


def beschlussreif(anzahl=2):
    """A paper with so many applications, advised and waiting for its decision."""
    fall = Fall("beschluss").gehe(*BIS_GEZEICHNET)
    weitere = [Fall(kreis=fall.kreis, runde=fall.runde).gehe(*BIS_GEZEICHNET) for _ in range(anzahl - 1)]
    fall.sga, fall.kreistag = f.sitzungen(fall.kreis)
    with fall.uhr():
        fall.vorlage = verfahren.vorlage_anlegen(
            runde=fall.runde, drucksache="101/2027", titel="Bewilligungen",
            antraege=[fall.antrag, *(w.antrag for w in weitere)], sga=fall.sga, kreistag=fall.kreistag,
            by=fall.wer("gs"), heute=fall.tag,
        )  # fmt: skip
    return fall.vorlage_geben().vorlage_gehe("freigabe", "freigeben", "al").beraten("empfohlen")


def staende():
    return list(Antrag.objects.order_by("pk").values_list("status", flat=True))


def test_of_two_people_recording_the_same_decision_one_wins():
    fall = beschlussreif(1)
    schritt, tag = gremium.naechster_schritt(fall.vorlage), fall.kreistag.tag
    angaben = {"schritt": schritt, "ergebnisse": {1: {"wert": "unveraendert_beschlossen"}}}

    def erfassen(person):
        papier = Vorlage.objects.get(pk=fall.vorlage.pk)
        try:
            verfahren.schritt(papier, "beschluss", "erfassen", by=person, heute=tag, **angaben)
        except Verweigert:
            return "abgewiesen"
        return "erfasst"

    leute = [fall.wer("gs"), f.benutzer("geschaeftsstelle", fall.kreis)]
    antworten = zugleich(*(partial(erfassen, person) for person in leute))
    assert (sorted(antworten), staende()) == (["abgewiesen", "erfasst"], ["beschlossen"])
    assert Beschlussergebnis.objects.filter(schritt=schritt).count() == 1
    assert Protokolleintrag.objects.filter(art="vorlage_beschlossen").count() == 1


def runde():
    """The lock that moving the first application needs: by then the results are written."""
    list(Foerderrunde.objects.select_for_update())


@pytest.mark.parametrize("sperre", [runde, siegel])
def test_a_decision_cut_off_in_the_middle_moves_nothing(sperre):
    fall = beschlussreif()
    verbindung, fehler = [], []

    def beschliessen():
        with connection.cursor() as cursor:
            verbindung.append(cursor.execute("SELECT pg_backend_pid()").fetchone()[0])
        try:
            fall.beraten("unveraendert_beschlossen")
        except (DatabaseError, InterfaceError) as abbruch:
            fehler.append(abbruch)
        finally:
            connections.close_all()

    handelnd = threading.Thread(target=beschliessen)
    with gehalten(sperre):
        handelnd.start()
        assert wartet()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", verbindung)
        handelnd.join()
    assert len(fehler) == 1
    assert (staende(), offen(fall.vorlage)) == (["im_gremium"] * 2, ["beschluss"])
    assert not Beschlussergebnis.objects.filter(schritt__rolle="beschluss").exists()
    assert not Protokolleintrag.objects.filter(art="vorlage_beschlossen").exists()
    fall.beraten("unveraendert_beschlossen")
    assert (staende(), gremium.naechster_schritt(fall.vorlage)) == (["beschlossen"] * 2, None)
