"""The top-up (R11): which position grows, what one person has in all, and that the later record tops up just that one."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.models import Inanspruchnahme, Stelle
from antraege.services import antrag as antragsdienst
from antraege.services import aufstockung
from antraege.services import stelle as stellen
from antraege.services.vollstaendigkeit import fehlendes
from tests import factories as f
from tests.antraege.stellenfall import HEUTE, beschieden, landesrunde

pytestmark = pytest.mark.django_db


def landesstelle(antrag, vzae="0.60"):
    """A position of the municipality that the Land pays until 31.12.2027."""
    runde = landesrunde(antrag.landkreis)
    Inanspruchnahme.objects.create(
        kommune=antrag.kommune, runde=runde, art="selbst", vzae=Decimal(vzae), erklaert_am=HEUTE
    )
    return stellen.landesanteil_erfassen(
        kommune=antrag.kommune,
        runde=runde,
        vzae=Decimal(vzae),
        entgeltgruppe="S 12",
        beginn=runde.beginn,
        ende=runde.ende,
        by=f.benutzer("sachbearbeitung", antrag.landkreis),
        heute=HEUTE,
    )


def speichern(antrag, clerk, **felder):
    antragsdienst.speichern(antrag=antrag, felder=felder, version=antrag.version, by=clerk, heute=f.TAG)


def test_the_position_must_be_chosen_where_there_is_one():
    antrag, clerk = f.entwurf("0.40")
    stelle = landesstelle(antrag)
    speichern(antrag, clerk, antragsart="aufstockung")
    assert [(p.feld, p.satz) for p in fehlendes(antrag)] == [
        ("aufgestockt", "Bitte wählen Sie die Stelle, die aufgestockt wird.")
    ]
    with pytest.raises(ValidationError, match="Stelle, die aufgestockt wird"):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    speichern(antrag, clerk, aufgestockt=stelle)
    assert fehlendes(antrag) == []
    assert [teil.vzae for teil in aufstockung.teile(antrag)] == [Decimal("0.60")]


def test_without_a_position_in_the_books_the_persons_share_is_told():
    antrag, clerk = f.entwurf("0.40")
    speichern(antrag, clerk, antragsart="aufstockung")
    (punkt,) = fehlendes(antrag)
    assert (punkt.feld, "keine laufende Stelle erfasst" in punkt.satz) == ("andere_vzae", True)
    speichern(antrag, clerk, andere_vzae=Decimal("0.60"))
    assert fehlendes(antrag) == []


@pytest.mark.parametrize(
    ("vzae", "satz"), [("0.40", None), ("0.50", "0,60 + 0,50 = 1,10 VZÄ, über 1,00 VZÄ")]
)
def test_more_than_a_full_post_for_one_person_is_said(vzae, satz):
    antrag, clerk = f.entwurf(vzae)
    speichern(antrag, clerk, antragsart="aufstockung", aufgestockt=landesstelle(antrag))
    hinweise = aufstockung.hinweise(antrag)
    assert [satz in h for h in hinweise] == ([True] if satz else [])


def test_the_later_record_tops_up_the_position_that_was_named():
    antrag, buero = beschieden("0.40", antragsart="aufstockung", andere_vzae=Decimal("0.60"))
    stelle = landesstelle(antrag)
    type(antrag).objects.filter(pk=antrag.pk).update(aufgestockt=stelle)
    stand = stellen.anteil_erfassen(
        antrag=antrag,
        entgeltgruppe="S 12",
        beginn=antrag.runde.beginn,
        ende=antrag.runde.ende,
        by=buero,
        heute=HEUTE,
    )
    assert (stand.pk, stand.vzae, stand.anteile.count()) == (stelle.pk, Decimal("1.00"), 2)
    assert Stelle.objects.count() == 1


def regel(befehl, *werte):
    with pytest.raises(IntegrityError) as fehler, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(befehl, werte)
    return fehler.value.__cause__.diag.constraint_name


def test_the_database_tops_up_own_positions_only_and_only_in_a_top_up():
    antrag, _ = f.entwurf("0.40")
    fremder, _ = f.entwurf()
    eigene, fremde = landesstelle(antrag), landesstelle(fremder)
    befehl = "UPDATE antraege_antrag SET antragsart = %s, aufgestockt_id = %s WHERE id = %s"
    assert regel(befehl, "aufstockung", fremde.pk, antrag.pk) == "antrag_aufgestockt_eigene"
    assert regel(befehl, "neu", eigene.pk, antrag.pk) == "antrag_aufgestockt_nur_bei_aufstockung"
    assert date(2027, 12, 31) == eigene.ende
