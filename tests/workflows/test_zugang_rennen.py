"""Two connections accept one invitation, or remove the last two people: one account, one membership, one left."""

from datetime import time

import pytest

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import Benutzer, Einladung, Mitgliedschaft, Protokolleintrag, Rolle
from antraege.services import einladung as dienst
from antraege.services import zugang
from tests import factories as f
from tests.workflows.test_rennen import zugleich

pytestmark = pytest.mark.django_db(transaction=True)
KONTO = dienst.Konto("Neu", "", "ein-langes-passwort")


def rathaus():
    kreis = f.landkreis()
    ort = f.kommune(kreis)
    return kreis, ort, f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, ort)


def versuch(act):
    """The act in a thread of its own, on the case's day; its refusal as an answer."""

    def laufe():
        try:
            with zeit.gestellt(f.TAG, time(10)):
                act()
        except Verweigert as fehler:
            return type(fehler).__name__
        return "getan"

    return laufe


def test_two_clicks_make_one_account_and_one_membership():
    kreis, ort, verwaltung = rathaus()
    neu = Einladung(
        kommune=ort, landkreis=kreis, email="neu@ort.example", name="Neu", rolle=Rolle.KOMMUNE_SACHBEARBEITUNG
    )
    with zeit.gestellt(f.TAG, time(9)):
        dienst.einladen(einladung=neu, by=verwaltung, heute=f.TAG)
    act = versuch(lambda: dienst.annehmen(einladung=neu, person=None, konto=KONTO, heute=f.TAG))
    assert sorted(zugleich(act, act)) == ["Verbraucht", "getan"]
    assert Benutzer.objects.filter(email="neu@ort.example").count() == 1
    assert Mitgliedschaft.objects.filter(benutzer__email="neu@ort.example").count() == 1
    assert Protokolleintrag.objects.filter(art="zugang_angenommen").count() == 1


def test_two_invitations_to_one_address_make_one_account():
    kreis, ort, verwaltung = rathaus()
    einladungen = [
        Einladung(kommune=ort, landkreis=kreis, email="neu@ort.example", name="Neu", rolle=rolle)
        for rolle in (Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG)
    ]
    with zeit.gestellt(f.TAG, time(9)):
        for neu in einladungen:
            dienst.einladen(einladung=neu, by=verwaltung, heute=f.TAG)
    acts = [
        versuch(lambda neu=neu: dienst.annehmen(einladung=neu, person=None, konto=KONTO, heute=f.TAG))
        for neu in einladungen
    ]
    antworten = zugleich(*acts)
    assert antworten.count("getan") == 1
    assert Benutzer.objects.filter(email="neu@ort.example").count() == 1


def test_of_the_last_two_only_one_goes():
    kreis, ort, erste = rathaus()
    zweite = f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, ort)
    rollen = [p.mitgliedschaften.select_related("kommune", "benutzer").get() for p in (erste, zweite)]
    by = [Benutzer.objects.get(pk=erste.pk) for _ in rollen]
    acts = [
        versuch(lambda m=m, b=b: zugang.beenden(mitgliedschaft=m, zum=f.TAG, by=b, heute=f.TAG))
        for m, b in zip(rollen, by, strict=True)
    ]
    assert sorted(zugleich(*acts)) == ["Verweigert", "getan"]
