"""Many districts share an installation: what belongs together belongs to one of them, whoever writes."""

import pytest
from django.db import DatabaseError, transaction

from antraege.models import Antrag, Kommune, Mitgliedschaft, Rolle
from tests import factories as f

pytestmark = pytest.mark.django_db


def verweigert(menge, **werte):
    with pytest.raises(DatabaseError, match="Landkreis"), transaction.atomic():
        menge.update(**werte)


def test_an_application_its_municipality_and_its_round_share_the_district():
    antrag, _ = f.entwurf()
    fremd = f.landkreis()
    alle = Antrag.objects.filter(pk=antrag.pk)
    verweigert(alle, landkreis=fremd)
    verweigert(alle, kommune=f.kommune(fremd))
    verweigert(alle, runde=f.runde(fremd))


def test_a_municipality_never_changes_its_district():
    ort = f.kommune()
    verweigert(Kommune.objects.filter(pk=ort.pk), landkreis=f.landkreis())


def test_a_role_for_a_municipality_lies_in_its_district():
    ort = f.kommune()
    person = f.benutzer(Rolle.KOMMUNE_ZUGANG, ort.landkreis, ort)
    verweigert(Mitgliedschaft.objects.filter(benutzer=person), landkreis=f.landkreis())


def test_a_municipality_without_mailbox_is_refused():
    with pytest.raises(DatabaseError, match="kommune_hat_postfach"), transaction.atomic():
        f.kommune(postfach="")
