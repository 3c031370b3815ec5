"""Invitations, roles and recovery of a municipality: done once, logged, with a sentence for everything refused."""

from datetime import date, datetime, time, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Benutzer, Einladung, Mitgliedschaft, Protokolleintrag, Rolle
from antraege.services import einladung as dienst
from antraege.services import zugang
from tests import factories as f

pytestmark = pytest.mark.django_db
JETZT = datetime(2027, 3, 18, 9, tzinfo=zeit.BERLIN)
KONTO = dienst.Konto("Neue Person", "07032 1", "ein-langes-passwort")


class Rathaus:
    """A municipality with one person of each role, and its district."""

    def __init__(self):
        self.kreis = f.landkreis()
        self.ort = f.kommune(self.kreis)
        self.zugang = f.benutzer(Rolle.KOMMUNE_ZUGANG, self.kreis, self.ort)
        self.clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, self.kreis, self.ort)
        self.sb = f.benutzer(Rolle.SACHBEARBEITUNG, self.kreis)

    def neu(self, **felder):
        vorgabe = {"email": "neu@ort.example", "name": "Neue Person", "rolle": Rolle.KOMMUNE_SACHBEARBEITUNG}
        return Einladung(kommune=self.ort, landkreis=self.kreis, **(vorgabe | felder))

    def lade(self, by="zugang", tag=f.TAG, **felder):
        with zeit.gestellt(tag, time(9)):
            return dienst.einladen(einladung=self.neu(**felder), by=frisch(getattr(self, by)), heute=tag)

    def rolle(self, name):
        return getattr(self, name).mitgliedschaften.get()

    def beende(self, name, by="zugang", zum=f.TAG):
        with zeit.gestellt(f.TAG, time(9)):
            zugang.beenden(
                mitgliedschaft=self.rolle(name), zum=zum, by=frisch(getattr(self, by)), heute=f.TAG
            )


def frisch(person):
    return Benutzer.objects.get(pk=person.pk)


def nimm_an(einladung, person=None, konto=KONTO, tag=f.TAG):
    with zeit.gestellt(tag, time(10)):
        return dienst.annehmen(einladung=einladung, person=person, konto=konto, heute=tag)


def rollen(person, tag=f.TAG):
    return list(person.mitgliedschaften.gueltig(am=tag).values_list("rolle", flat=True))


def arten():
    return list(Protokolleintrag.objects.order_by("pk").values_list("art", flat=True))


def test_an_invitation_becomes_an_account_with_a_role():
    rathaus = Rathaus()
    einladung = rathaus.lade()
    assert einladung.gueltig_bis == f.TAG + timedelta(days=14)
    person = nimm_an(einladung)
    assert (person.email, person.name, person.telefon) == ("neu@ort.example", "Neue Person", "07032 1")
    assert person.check_password(KONTO.passwort)
    assert rollen(person) == [Rolle.KOMMUNE_SACHBEARBEITUNG]
    assert arten() == ["zugang_eingeladen", "zugang_angenommen"]
    assert set(Protokolleintrag.objects.values_list("sichtbar_kommune", flat=True)) == {True}


def test_the_link_names_its_invitation_and_no_other():
    rathaus = Rathaus()
    einladung = rathaus.lade()
    link = dienst.schluessel(einladung)
    assert dienst.gelesen(link) == einladung
    assert dienst.gelesen(link[:-2] + "xx") is None
    assert dienst.gelesen("quatsch") is None
    Einladung.objects.filter(pk=einladung.pk).update(ausgestellt_am=zeit.jetzt() - timedelta(days=400))
    assert dienst.gelesen(link) is None


def test_neither_the_link_nor_a_password_stands_in_the_database():
    rathaus = Rathaus()
    einladung = rathaus.lade()
    nimm_an(einladung)
    worte = "".join(e.text.text for e in Protokolleintrag.objects.select_related("text"))
    assert dienst.schluessel(einladung) not in worte
    assert KONTO.passwort not in worte


@pytest.mark.parametrize(
    ("vorher", "satz"),
    [
        ({"angenommen_am": JETZT}, "schon angenommen"),
        ({"widerrufen_am": JETZT}, "widerrufen"),
        ({"gueltig_bis": f.TAG - timedelta(days=1)}, "galt bis zum 17.03.2027"),
    ],
)
def test_a_link_that_is_used_up_says_why(vorher, satz):
    einladung = Rathaus().lade()
    Einladung.objects.filter(pk=einladung.pk).update(**vorher)
    with pytest.raises(dienst.Verbraucht, match=satz):
        nimm_an(einladung)


def test_it_is_good_until_midnight_of_its_last_day():
    einladung = Rathaus().lade()
    assert nimm_an(einladung, tag=f.TAG + timedelta(days=14))


def test_accepting_twice_changes_nothing():
    einladung = Rathaus().lade()
    person = nimm_an(einladung)
    assert nimm_an(einladung, person=person) == person
    with pytest.raises(dienst.Verbraucht):
        nimm_an(einladung)
    assert arten().count("zugang_angenommen") == 1


def test_whoever_has_an_account_signs_in_and_gets_the_role():
    rathaus = Rathaus()
    einladung = rathaus.lade(email=rathaus.clerk.email.upper(), rolle=Rolle.KOMMUNE_ZUGANG)
    with pytest.raises(Verweigert, match="schon ein Konto"):
        nimm_an(einladung)
    assert nimm_an(einladung, person=frisch(rathaus.clerk), konto=None) == rathaus.clerk
    assert set(rollen(rathaus.clerk)) == {Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZUGANG}


def test_somebody_else_s_account_gets_nothing():
    rathaus = Rathaus()
    einladung = rathaus.lade()
    with pytest.raises(Verweigert, match="einer anderen Person"):
        nimm_an(einladung, person=frisch(rathaus.zugang), konto=None)


def test_a_weak_password_is_refused_at_its_field():
    with pytest.raises(ValidationError) as fehler:
        nimm_an(Rathaus().lade(), konto=dienst.Konto("Neue Person", "", "kurz"))
    assert "passwort" in fehler.value.message_dict
    assert not Benutzer.objects.filter(email="neu@ort.example").exists()


@pytest.mark.parametrize("by", ["clerk"])
def test_only_who_manages_accounts_invites(by):
    with pytest.raises(Verweigert):
        Rathaus().lade(by)


def test_nobody_invites_into_another_municipality():
    rathaus, anderes = Rathaus(), Rathaus()
    rathaus.zugang = anderes.zugang
    with pytest.raises(Verweigert):
        rathaus.lade()


def test_the_same_person_is_invited_once_at_a_time():
    rathaus = Rathaus()
    erste = rathaus.lade()
    with pytest.raises(ValidationError) as fehler:
        rathaus.lade(email="NEU@ort.example")
    assert fehler.value.message_dict == {"email": ["Diese Person ist in diese Rolle schon eingeladen."]}
    spaeter = f.TAG + timedelta(days=15)
    zweite = rathaus.lade(tag=spaeter)
    erste.refresh_from_db()
    assert erste.widerrufen_am is not None
    assert dienst.gelesen(dienst.schluessel(zweite)) == zweite


def test_who_has_the_role_is_not_invited_to_it():
    rathaus = Rathaus()
    with pytest.raises(ValidationError) as fehler:
        rathaus.lade(email=rathaus.clerk.email)
    assert "hat diese Rolle" in fehler.value.message_dict["email"][0]


def test_who_gets_the_role_later_is_not_invited_to_it_before():
    rathaus, spaeter = Rathaus(), f.TAG + timedelta(days=14)
    nimm_an(rathaus.lade(gilt_ab=spaeter))
    with pytest.raises(ValidationError, match=r"hat diese Rolle ab 01\.04\.2027"):
        rathaus.lade()


def test_nobody_floods_a_mailbox():
    rathaus = Rathaus()
    for nr in range(dienst.HOECHSTENS_OFFEN):
        rathaus.lade(email=f"n{nr}@ort.example")
    with pytest.raises(Verweigert, match="viele Einladungen offen"):
        rathaus.lade()


def test_withdrawn_it_opens_nothing():
    rathaus = Rathaus()
    einladung = rathaus.lade()
    dienst.widerrufen(einladung=einladung, by=frisch(rathaus.zugang), heute=f.TAG)
    with pytest.raises(dienst.Verbraucht, match="widerrufen"):
        nimm_an(einladung)
    with pytest.raises(Verweigert, match="schon angenommen oder widerrufen"):
        dienst.widerrufen(einladung=einladung, by=frisch(rathaus.zugang), heute=f.TAG)


# Change of person


def test_the_predecessor_s_role_ends_with_the_acceptance():
    rathaus = Rathaus()
    einladung = rathaus.lade(folgt_auf=rathaus.clerk)
    assert rollen(rathaus.clerk) == [Rolle.KOMMUNE_SACHBEARBEITUNG]
    nimm_an(einladung)
    assert rollen(rathaus.clerk) == []


def test_a_stated_day_leaves_time_to_hand_over():
    """Leaver 31.03., successor 22.03.: both work in between."""
    rathaus = Rathaus()
    bis, ab = date(2027, 3, 31), date(2027, 3, 22)
    person = nimm_an(rathaus.lade(folgt_auf=rathaus.clerk, vorgaenger_bis=bis, gilt_ab=ab))
    assert (rollen(person), rollen(person, ab)) == ([], [Rolle.KOMMUNE_SACHBEARBEITUNG])
    assert (rollen(rathaus.clerk, bis), rollen(rathaus.clerk, date(2027, 4, 1))) == (
        [Rolle.KOMMUNE_SACHBEARBEITUNG],
        [],
    )


def test_one_follows_only_somebody_who_has_the_role():
    rathaus = Rathaus()
    with pytest.raises(ValidationError) as fehler:
        rathaus.lade(folgt_auf=rathaus.zugang)
    assert "folgt_auf" in fehler.value.message_dict


def test_a_day_that_is_over_is_refused_at_its_field():
    rathaus = Rathaus()
    with pytest.raises(ValidationError) as fehler:
        rathaus.lade(gilt_ab=f.TAG - timedelta(days=1))
    assert "gilt_ab" in fehler.value.message_dict


# Ending and changing roles


@pytest.mark.parametrize("name", ["zugang", "clerk"])
def test_the_last_one_goes_only_with_a_successor_or_by_the_district(name):
    rathaus = Rathaus()
    with pytest.raises(Verweigert, match="letzte Person Ihrer Kommune"):
        rathaus.beende(name)
    rathaus.beende(name, by="sb")
    assert rollen(getattr(rathaus, name), f.TAG + timedelta(days=1)) == []


def test_with_another_writer_the_first_may_go_on_a_day():
    rathaus = Rathaus()
    nimm_an(rathaus.lade(rolle=Rolle.KOMMUNE_ZEICHNUNG))
    rathaus.beende("clerk", zum=date(2027, 3, 31))
    assert rathaus.rolle("clerk").bis == date(2027, 3, 31)
    text = Protokolleintrag.objects.get(art="zugang_beendet").text.text
    assert text == f"{rathaus.clerk}, Sachbearbeitung der Kommune: bis 31.03.2027"


def test_one_who_leaves_as_well_is_no_successor():
    rathaus = Rathaus()
    zweite = nimm_an(rathaus.lade())
    zweite.mitgliedschaften.update(bis=date(2027, 4, 30))
    with pytest.raises(Verweigert):
        rathaus.beende("clerk")


def test_the_last_day_is_today_at_the_earliest():
    with pytest.raises(ValidationError) as fehler:
        Rathaus().beende("clerk", by="sb", zum=f.TAG - timedelta(days=1))
    assert "zum" in fehler.value.message_dict


def test_a_changed_role_holds_from_today_on():
    rathaus = Rathaus()
    nimm_an(rathaus.lade())
    zugang.rolle_aendern(
        mitgliedschaft=rathaus.rolle("clerk"),
        rolle=Rolle.KOMMUNE_ZEICHNUNG,
        by=frisch(rathaus.zugang),
        heute=f.TAG,
    )
    assert rollen(rathaus.clerk) == [Rolle.KOMMUNE_ZEICHNUNG]
    assert rollen(rathaus.clerk, f.TAG - timedelta(days=1)) == [Rolle.KOMMUNE_SACHBEARBEITUNG]


def test_the_last_zugangsverwaltung_does_not_change_away():
    rathaus = Rathaus()
    with pytest.raises(Verweigert, match="Zugangsverwaltung der Kommune"):
        zugang.rolle_aendern(
            mitgliedschaft=rathaus.rolle("zugang"),
            rolle=Rolle.KOMMUNE_ZEICHNUNG,
            by=frisch(rathaus.zugang),
            heute=f.TAG,
        )


def test_whoever_has_left_gets_no_other_role_without_an_invitation():
    rathaus = Rathaus()
    rathaus.clerk.mitgliedschaften.update(bis=f.TAG - timedelta(days=1))
    with pytest.raises(ValidationError) as fehler:
        zugang.rolle_aendern(
            mitgliedschaft=rathaus.rolle("clerk"),
            rolle=Rolle.KOMMUNE_ZEICHNUNG,
            by=frisch(rathaus.zugang),
            heute=f.TAG,
        )
    assert fehler.value.message_dict["rolle"] == [zugang.GILT_NICHT]
    assert rollen(rathaus.clerk) == []


def test_a_role_that_ends_stays_limited_when_it_changes():
    rathaus, ende = Rathaus(), f.TAG + timedelta(days=30)
    nimm_an(rathaus.lade())
    rathaus.clerk.mitgliedschaften.update(bis=ende)
    neue = zugang.rolle_aendern(
        mitgliedschaft=rathaus.rolle("clerk"),
        rolle=Rolle.KOMMUNE_ZEICHNUNG,
        by=frisch(rathaus.zugang),
        heute=f.TAG,
    )
    assert neue.bis == ende


# Recovery


def stelle_wieder_her(rathaus, *stilllegen, by="sb", **felder):
    with zeit.gestellt(f.TAG, time(9)):
        return dienst.wiederherstellen(
            einladung=rathaus.neu(**({"rolle": Rolle.KOMMUNE_ZUGANG} | felder)),
            stilllegen=list(stilllegen),
            by=frisch(getattr(rathaus, by)),
            heute=f.TAG,
        )


def test_the_district_lets_a_municipality_in_again():
    rathaus = Rathaus()
    einladung = stelle_wieder_her(rathaus, rathaus.zugang, rathaus.clerk)
    assert not frisch(rathaus.zugang).is_active
    assert not frisch(rathaus.clerk).is_active
    assert rollen(rathaus.clerk) == []
    assert rollen(nimm_an(einladung)) == [Rolle.KOMMUNE_ZUGANG]
    assert arten() == ["zugang_wiederhergestellt", "zugang_angenommen"]


def test_drafts_stay_with_the_municipality():
    antrag, clerk = f.entwurf()
    rathaus = Rathaus()
    rathaus.kreis, rathaus.ort, rathaus.sb = (
        antrag.landkreis,
        antrag.kommune,
        f.benutzer("sachbearbeitung", antrag.landkreis),
    )
    neue = nimm_an(stelle_wieder_her(rathaus, clerk, rolle=Rolle.KOMMUNE_SACHBEARBEITUNG))
    with zeit.gestellt(f.TAG, time(11)):
        assert antrag.__class__.objects.visible_to(frisch(neue)).get() == antrag


def test_an_account_with_a_role_elsewhere_stays_open():
    rathaus = Rathaus()
    anderer_ort = f.kommune(rathaus.kreis)
    Mitgliedschaft.objects.create(
        benutzer=rathaus.clerk,
        rolle=Rolle.KOMMUNE_SACHBEARBEITUNG,
        landkreis=rathaus.kreis,
        kommune=anderer_ort,
        von=date(2020, 1, 1),
    )
    stelle_wieder_her(rathaus, rathaus.clerk)
    assert frisch(rathaus.clerk).is_active


def test_a_closed_account_of_the_same_address_opens_again():
    rathaus = Rathaus()
    Benutzer.objects.filter(pk=rathaus.clerk.pk).update(is_active=False)
    rathaus.clerk.mitgliedschaften.update(bis=date(2027, 1, 31))
    einladung = stelle_wieder_her(rathaus, email=rathaus.clerk.email)
    assert frisch(rathaus.clerk).is_active
    assert nimm_an(einladung, person=frisch(rathaus.clerk), konto=None) == rathaus.clerk


@pytest.fixture
def faktoren(settings):
    """``allauth.mfa`` as an installation may add it, with its table."""
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "allauth.mfa"]):
        modell = apps.get_model("mfa", "Authenticator")
        with connection.schema_editor() as editor:
            editor.create_model(modell)
        yield modell.objects


def test_recovery_takes_the_second_factor_from_the_reopened_account_alone(faktoren):
    """The phone is gone with it; the factor of everybody else, and of whoever works elsewhere too, stays."""
    rathaus = Rathaus()
    fremde = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, rathaus.kreis, f.kommune(rathaus.kreis))
    for person in (rathaus.clerk, rathaus.zugang, fremde):
        faktoren.create(user=person, type="totp", data={})
    stelle_wieder_her(rathaus, email=rathaus.clerk.email)
    stelle_wieder_her(rathaus, email=fremde.email)
    assert set(faktoren.values_list("user", flat=True)) == {rathaus.zugang.pk, fremde.pk}


@pytest.mark.parametrize("wer", ["Rolle im Landratsamt", "technische Verwaltung", "ohne jede Rolle"])
def test_naming_an_address_opens_no_stranger_s_account(wer):
    rathaus = Rathaus()
    if wer == "Rolle im Landratsamt":
        konto = f.benutzer(Rolle.AMTSLEITUNG, rathaus.kreis)
    else:
        konto = Benutzer.objects.create_user("jemand@ort.example", name="Jemand")
    Benutzer.objects.filter(pk=konto.pk).update(is_active=False, is_staff=wer == "technische Verwaltung")
    stelle_wieder_her(rathaus, email=konto.email)
    assert not frisch(konto).is_active


def test_a_municipality_does_not_recover_itself():
    with pytest.raises(Verweigert):
        stelle_wieder_her(Rathaus(), by="zugang")


def test_a_role_is_held_once_at_a_time():
    rathaus = Rathaus()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mitgliedschaft.objects.create(
            benutzer=rathaus.clerk,
            rolle=Rolle.KOMMUNE_SACHBEARBEITUNG,
            landkreis=rathaus.kreis,
            kommune=rathaus.ort,
            von=f.TAG,
        )


def test_an_accepted_invitation_is_not_withdrawn():
    rathaus = Rathaus()
    einladung = rathaus.lade()
    nimm_an(einladung)
    with pytest.raises(Konflikt):
        dienst.widerrufen(einladung=einladung, by=frisch(rathaus.zugang), heute=f.TAG)
