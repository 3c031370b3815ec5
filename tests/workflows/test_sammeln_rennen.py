"""A bulk act and a single one meet on the same task, and a bulk act meets itself: each case is done once."""

import pytest

from antraege.models import Zeichnung
from tests.workflows.fall import Fall, ereignisse, offen
from tests.workflows.test_rennen import post, zugleich
from tests.workflows.test_seiten import aufgabe

pytestmark = pytest.mark.django_db(transaction=True)


def drei():
    """Three cases of one round waiting for the signature."""
    erster = Fall(vzae="0.25", personen=30)
    weitere = [Fall(kreis=erster.kreis, runde=erster.runde, vzae="0.25", personen=30) for _ in range(2)]
    faelle = [erster, *weitere]
    for fall in faelle:
        fall.gehe("einreichen", "vollstaendig")
        fall.schritt(
            fall.antrag,
            "fachliche_pruefung",
            "empfehlen",
            "sb",
            vzae=fall.antrag.beantragt_vzae,
            begruendung="Ja.",
        )
    return faelle


def einmal_gezeichnet(faelle):
    for fall in faelle:
        assert ereignisse(fall.antrag).count("antrag_gezeichnet") == 1
        assert offen(fall.antrag) == ["bescheid_entwerfen"]
    assert Zeichnung.objects.count() == len(faelle)


def test_a_bulk_signature_and_a_single_one():
    faelle = drei()
    pks = [aufgabe(fall, "zeichnung").pk for fall in faelle]
    person = faelle[0].wer("sgl")
    for fall in faelle[1:]:
        fall.sgl = faelle[0].sgl
    with faelle[0].uhr():
        codes = zugleich(
            post(person, "/sammeln/", {"act": "zeichnen", "aufgabe": pks}),
            post(person, f"/aufgaben/{pks[1]}/", {"act": "zeichnen"}),
        )
    assert codes[0] == 200
    assert codes[1] in (302, 409)
    einmal_gezeichnet(faelle)


def test_a_double_click_on_the_bulk_act():
    faelle = drei()
    pks = [aufgabe(fall, "zeichnung").pk for fall in faelle]
    daten = {"act": "zeichnen", "aufgabe": pks}
    with faelle[0].uhr():
        codes = zugleich(*(post(faelle[0].wer("sgl"), "/sammeln/", daten) for _ in range(2)))
    assert codes == [200, 200]
    einmal_gezeichnet(faelle)
