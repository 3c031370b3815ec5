"""Motions to change a Ziffer: recorded once, decided once, never reworded."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Aenderungsantrag, Protokolleintrag
from antraege.services import aenderungsantraege as dienst
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


def test_the_latest_accepted_wording_is_offered(ziffer, amt):
    assert dienst.angenommener_wortlaut(ziffer) == ""
    antraege = [erfasse(ziffer, amt, wortlaut=f"Wortlaut {n}.") for n in range(3)]
    entscheide(antraege[0], amt, E.ANGENOMMEN)
    entscheide(antraege[1], amt, E.ABGELEHNT, b.KT)
    assert dienst.angenommener_wortlaut(ziffer) == "Wortlaut 0."
    entscheide(antraege[2], amt, E.ANGENOMMEN, b.KT)
    assert dienst.angenommener_wortlaut(ziffer) == "Wortlaut 2."


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
