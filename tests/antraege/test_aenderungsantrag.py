"""Motions to change a Ziffer: recorded once, decided once, never reworded."""

from contextlib import nullcontext
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Aenderungsantrag, Protokolleintrag
from antraege.services import aenderungsantraege as dienst
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_vorlagenanlagen import entwurf, freigeben

pytestmark = pytest.mark.django_db
E = Aenderungsantrag.Ergebnis


@pytest.fixture(autouse=True)
def im_mai():
    with zeit.gestellt(b.MAI, time(10)):
        yield


@pytest.fixture
def amt():
    return b.Amt()


@pytest.fixture
def ziffer(amt):
    papier = entwurf(amt)
    freigeben(papier, amt)
    return papier.beschlussantraege.get()


def erfasse(ziffer, amt, **felder):
    vorgabe = {"antragsteller": "Fraktion A", "wortlaut": "Die Richtlinie bleibt.", "eingegangen_am": b.MAI}
    return dienst.erfassen(
        ziffer=ziffer, by=felder.pop("by", amt.geschaeftsstelle), heute=b.MAI, **(vorgabe | felder)
    )


def entscheide(antrag, amt, ergebnis, tag=b.SGA):
    dienst.ergebnis_erfassen(
        aenderungsantrag=antrag, ergebnis=ergebnis, entschieden_am=tag, by=amt.geschaeftsstelle, heute=b.KT
    )


def test_it_is_recorded_with_its_number_and_told(ziffer, amt):
    erste, zweite = erfasse(ziffer, amt), erfasse(ziffer, amt, antragsteller="Gruppe B")
    assert [(a.nummer, a.antragsteller, a.ergebnis) for a in (erste, zweite)] == [
        (1, "Fraktion A", "offen"),
        (2, "Gruppe B", "offen"),
    ]
    eintrag = Protokolleintrag.objects.filter(art="aenderungsantrag_erfasst").first()
    assert eintrag.text.text == "Änderungsantrag 1 zu Ziffer 1, Fraktion A: Noch nicht behandelt"


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"antragsteller": " "}, "antragsteller"),
        ({"wortlaut": " "}, "wortlaut"),
        ({"wortlaut": "Die Richtlinie wird angepasst."}, "wortlaut"),
        ({"eingegangen_am": b.SGA}, "eingegangen_am"),
    ],
)
def test_bad_input_is_said_at_its_field(ziffer, amt, felder, feld):
    with pytest.raises(ValidationError) as fehler:
        erfasse(ziffer, amt, **felder)
    assert list(fehler.value.message_dict) == [feld]
    assert not Aenderungsantrag.objects.exists()


def test_only_the_office_of_the_council_and_only_on_a_released_paper(ziffer, amt):
    with pytest.raises(Verweigert, match="Rolle"):
        erfasse(ziffer, amt, by=amt.sachbearbeitung)
    papier = ziffer.vorlage
    type(papier).objects.filter(pk=papier.pk).update(status="beschlossen")
    with pytest.raises(Verweigert, match="Freigegeben"):
        erfasse(ziffer, amt)


@pytest.fixture
def beraten():
    """(office, paper on its way to the advice, a motion to change its Ziffer)."""
    amt = b.Amt()
    papier = b.vorlage(amt, rd := f.runde(amt.kreis, entscheidung="beschluss"), [b.gezeichnet(rd, amt)])
    return amt, papier, erfasse(papier.beschlussantraege.get(), amt)


def test_of_each_ziffer_the_latest_motion_accepted_that_day_counts(beraten):
    amt, papier, erste = beraten
    zweite, dritte = (erfasse(papier.beschlussantraege.get(), amt, wortlaut=w) for w in ("Zwei.", "Drei."))
    for antrag, ergebnis, tag in (
        (erste, E.ANGENOMMEN, b.SGA),
        (zweite, E.ANGENOMMEN, b.SGA),
        (dritte, E.ANGENOMMEN, b.KT),
    ):
        entscheide(antrag, amt, ergebnis, tag)
    schritte = papier.beratungsfolge.select_related("sitzung")
    assert [dienst.angenommene(s) for s in schritte] == [{1: zweite}, {1: dritte}]


def test_a_ziffer_that_was_changed_is_not_accepted_as_it_was_proposed(beraten):
    amt, papier, antrag = beraten
    entscheide(antrag, amt, E.ANGENOMMEN)
    with pytest.raises(ValidationError) as fehler:
        b.beraten(papier, amt)
    assert fehler.value.message_dict == {
        "ziffer_1_wert": [
            "In dieser Sitzung ist der Änderungsantrag 1 zu Ziffer 1 angenommen. Bitte wählen Sie „Geändert empfohlen“."
        ]
    }
    with pytest.raises(IntegrityError, match="angenommene_aenderung_gilt"), transaction.atomic():
        papier.beratungsfolge.first().ergebnisse.create(
            beschlussantrag=antrag.beschlussantrag, wert="empfohlen", erfasst_von=amt.geschaeftsstelle
        )
    b.beraten(papier, amt, "geaendert_empfohlen", wortlaut=antrag.wortlaut)


@pytest.mark.parametrize(
    "felder", [{"wert": "empfohlen", "wortlaut": ""}, {"wert": "mit_massgabe", "wortlaut": ""}]
)
def test_nor_does_its_result_say_so_afterwards(beraten, felder):
    amt, papier, antrag = beraten
    entscheide(antrag, amt, E.ANGENOMMEN)
    ergebnis = papier.beratungsfolge.first().ergebnisse.create(
        beschlussantrag=antrag.beschlussantrag,
        wert="geaendert_empfohlen",
        wortlaut=antrag.wortlaut,
        erfasst_von=amt.geschaeftsstelle,
    )
    with pytest.raises(IntegrityError, match="angenommene_aenderung_gilt"), transaction.atomic():
        type(ergebnis).objects.filter(pk=ergebnis.pk).update(**felder)


@pytest.mark.parametrize(("wortlaut", "geht"), [("", False), ("Die Richtlinie bleibt.", True)])
def test_with_conditions_the_changed_wording_stands_beside_them(beraten, wortlaut, geht):
    amt, papier, antrag = beraten
    entscheide(antrag, amt, E.ANGENOMMEN, b.KT)
    b.beraten(papier, amt)
    angabe = {"massgaben": {1: b.MASSGABE}, "wortlaut": wortlaut}
    with nullcontext() if geht else pytest.raises(ValidationError, match="Geändert beschlossen"):
        b.beschliessen(papier, amt, "mit_massgabe", **angabe)


def test_nor_is_it_changed_after_it_was_accepted_as_proposed(beraten):
    amt, papier, antrag = beraten
    b.beraten(papier, amt)
    with pytest.raises(ValidationError) as fehler:
        entscheide(antrag, amt, E.ANGENOMMEN)
    assert "„Empfohlen“ erfasst" in fehler.value.message_dict["ergebnis"][0]
    zeile = Aenderungsantrag.objects.filter(pk=antrag.pk)
    with pytest.raises(IntegrityError, match="angenommene_aenderung_gilt"), transaction.atomic():
        zeile.update(ergebnis="angenommen", entschieden_am=b.SGA)
    entscheide(antrag, amt, E.ABGELEHNT)


def test_a_result_is_recorded_once_and_on_a_day_that_can_be(ziffer, amt):
    antrag = erfasse(ziffer, amt)
    for tag in (b.MAI.replace(day=1), b.KT.replace(day=6)):
        with pytest.raises(ValidationError, match="Tag der Sitzung"):
            entscheide(antrag, amt, E.ANGENOMMEN, tag)
    entscheide(antrag, amt, E.ANGENOMMEN)
    with pytest.raises(Konflikt):
        entscheide(antrag, amt, E.ABGELEHNT)


def test_the_database_keeps_what_was_moved_and_decided(ziffer, amt):
    antrag = erfasse(ziffer, amt)
    zeile = Aenderungsantrag.objects.filter(pk=antrag.pk)
    for felder, regel in (
        ({"wortlaut": "Anders."}, "bleibt, wie er gestellt wurde"),
        ({"ergebnis": "angenommen"}, "aenderungsantrag_entschieden_mit_tag"),
    ):
        with pytest.raises(IntegrityError, match=regel), transaction.atomic():
            zeile.update(**felder)
    entscheide(antrag, amt, E.ABGELEHNT)
    with pytest.raises(IntegrityError, match="steht einmal fest"), transaction.atomic():
        zeile.update(ergebnis="angenommen")
    with pytest.raises(IntegrityError, match="steht einmal fest"), transaction.atomic():
        zeile.delete()
