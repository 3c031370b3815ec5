"""Entering a substitution: who may, what is refused at its field, what is warned of; ending it; Ersatzrollen."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.forms.vertretung import VertretungForm
from antraege.models import Benutzer, Ersatzrolle, Mitgliedschaft, Protokolleintrag, Rolle, Vertretung
from antraege.services import ersatzrolle, vertretung
from tests import factories as f

pytestmark = pytest.mark.django_db
SB = Rolle.KOMMUNE_SACHBEARBEITUNG
BIS = f.TAG + timedelta(days=7)


class Amt:
    """A district's office with everybody it needs."""

    def __init__(self):
        self.kreis = f.landkreis()
        for name, rolle in (
            ("sb", Rolle.SACHBEARBEITUNG),
            ("sgl", Rolle.SACHGEBIETSLEITUNG),
            ("al", Rolle.AMTSLEITUNG),
            ("gs", Rolle.GESCHAEFTSSTELLE),
        ):
            setattr(self, name, f.benutzer(rolle, self.kreis, name=name.upper()))

    def neu(self, durch="gs", fuer="sgl", von=f.TAG, bis=BIS):
        return Vertretung(
            fuer=getattr(self, fuer), durch=getattr(self, durch), landkreis=self.kreis, von=von, bis=bis
        )

    def trage_ein(self, by, **angaben):
        with zeit.gestellt(f.TAG, time(9)):
            return vertretung.eintragen(
                vertretung=self.neu(**angaben), by=frisch(getattr(self, by)), heute=f.TAG
            )

    def hinweise(self, **angaben):
        return vertretung.hinweise(self.neu(**angaben), f.TAG)


def frisch(person):
    return Benutzer.objects.get(pk=person.pk)


def satz(fehler):
    return fehler.value.message_dict


def test_the_own_absence_is_entered_and_logged_without_a_reason():
    amt = Amt()
    neu = amt.trage_ein("sgl")
    assert (neu.eingetragen_von, neu.beendet_am) == (amt.sgl, None)
    eintrag = Protokolleintrag.objects.get(art="vertretung_eingetragen")
    assert eintrag.text.text == "GS vertritt SGL vom 18.03.2027 bis 25.03.2027."
    assert (eintrag.vorher, eintrag.nachher) == (f"konto:{amt.sgl.pk}", f"konto:{amt.gs.pk}")


@pytest.mark.parametrize("by", ["sgl", "al"])
def test_a_head_enters_it_for_somebody_ill_also_after_the_fact(by):
    amt = Amt()
    neu = amt.trage_ein(by, fuer="sb", von=f.TAG - timedelta(days=3))
    assert neu.eingetragen_von == getattr(amt, by)


def test_no_head_enters_herself_in_the_office_of_another():
    amt = Amt()
    with pytest.raises(ValidationError) as fehler:
        amt.trage_ein("sgl", fuer="al", durch="sgl")
    assert "nicht selbst als Vertretung für AL" in satz(fehler)["durch"][0]
    assert not Vertretung.objects.exists()


def test_a_colleague_does_not():
    with pytest.raises(Verweigert, match="für sich selbst"):
        Amt().trage_ein("gs", fuer="sb", durch="sgl")


def test_in_a_municipality_its_zugangsverwaltung_or_the_district_enters_it():
    amt = Amt()
    ort = f.kommune(amt.kreis)
    zugang, clerk, mayor = (
        f.benutzer(rolle, amt.kreis, ort)
        for rolle in (Rolle.KOMMUNE_ZUGANG, Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG)
    )
    for by in (zugang, amt.sb, mayor):
        neu = Vertretung(fuer=clerk, durch=mayor, landkreis=amt.kreis, kommune=ort, von=f.TAG, bis=BIS)
        with zeit.gestellt(f.TAG, time(9)):
            vertretung.eintragen(vertretung=neu, by=frisch(by), heute=f.TAG)
            vertretung.beenden(vertretung=neu, by=frisch(by), heute=f.TAG)
    andere = f.benutzer(Rolle.KOMMUNE_ZUGANG, amt.kreis, f.kommune(amt.kreis))
    neu.pk, neu.beendet_am = None, None
    with zeit.gestellt(f.TAG, time(9)), pytest.raises(Verweigert):
        vertretung.eintragen(vertretung=neu, by=frisch(andere), heute=f.TAG)


@pytest.mark.parametrize(
    ("angaben", "feld", "worte"),
    [
        ({"durch": "sgl"}, "durch", "Niemand vertritt sich selbst"),
        ({"bis": f.TAG - timedelta(days=1), "von": f.TAG - timedelta(days=2)}, "bis", "schon vorbei"),
        ({"von": BIS, "bis": f.TAG}, "bis", "liegt vor dem ersten"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(angaben, feld, worte):
    with pytest.raises(ValidationError) as fehler:
        Amt().trage_ein("sgl", **angaben)
    assert worte in satz(fehler)[feld][0]


def test_a_closed_account_stands_in_for_nobody():
    amt = Amt()
    Benutzer.objects.filter(pk=amt.gs.pk).update(is_active=False)
    amt.gs.refresh_from_db()
    with pytest.raises(ValidationError) as fehler:
        amt.trage_ein("sgl")
    assert "kein aktives Konto" in satz(fehler)["durch"][0]


def test_somebody_of_another_office_stands_in_for_nobody():
    amt, anderes = Amt(), Amt()
    amt.gs = anderes.gs
    with pytest.raises(ValidationError) as fehler:
        amt.trage_ein("sgl")
    assert "keine Rolle bei" in satz(fehler)["durch"][0]


def test_overlapping_days_are_refused_and_named():
    amt = Amt()
    amt.trage_ein("sgl")
    with pytest.raises(ValidationError) as fehler:
        amt.trage_ein("sgl", durch="sb", von=BIS, bis=BIS + timedelta(days=1))
    assert "vom 18.03.2027 bis 25.03.2027 schon eine Vertretung eingetragen" in satz(fehler)["von"][0]


def test_ended_early_it_is_over_at_once_and_the_days_are_free_again():
    amt = Amt()
    neu = amt.trage_ein("sgl")
    with zeit.gestellt(f.TAG, time(9)):
        vertretung.beenden(vertretung=neu, by=frisch(amt.sgl), heute=f.TAG)
        assert not Vertretung.objects.am(f.TAG).exists()
        with pytest.raises(Verweigert, match="schon beendet"):
            vertretung.beenden(vertretung=neu, by=frisch(amt.sgl), heute=f.TAG)
    amt.trage_ein("sgl", durch="sb")
    assert Protokolleintrag.objects.filter(art="vertretung_beendet").count() == 1


def test_what_has_ended_by_itself_is_not_ended_again():
    amt = Amt()
    neu = amt.trage_ein("sgl")
    with pytest.raises(Konflikt, match="abgelaufen"):
        vertretung.beenden(vertretung=neu, by=frisch(amt.sgl), heute=BIS + timedelta(days=1))


# Four eyes


def test_both_sides_in_one_hand_are_warned_of_with_who_signs_instead():
    amt = Amt()
    assert amt.hinweise(durch="sb") == [
        "SB prüft und zeichnet dann in derselben Zeit. Was SB selbst geprüft hat, zeichnet eine andere Person. "
        "Diese Fälle zeichnet AL (Amtsleitung)."
    ]
    assert amt.hinweise(durch="gs") == []


def test_without_another_signer_somebody_else_has_to_check():
    amt = Amt()
    f.benutzer(Rolle.SACHBEARBEITUNG, amt.kreis, name="SB2")
    amt.al.mitgliedschaften.all().delete()
    assert "Bitte lassen Sie SB2 (Sachbearbeitung Förderung) prüfen." in amt.hinweise(durch="sb")[0]
    amt.trage_ein("sgl", durch="sb")


def test_refused_where_one_person_would_be_left_for_both():
    amt = Amt()
    amt.al.mitgliedschaften.all().delete()
    with pytest.raises(ValidationError) as fehler:
        amt.trage_ein("sgl", durch="sb")
    assert "für die zweite Unterschrift bliebe niemand" in satz(fehler)["durch"][0]


def test_an_ersatzrolle_is_somebody_left():
    amt = Amt()
    amt.al.mitgliedschaften.all().delete()
    Ersatzrolle.objects.create(
        landkreis=amt.kreis, rolle=Rolle.SACHGEBIETSLEITUNG, ersatz=Rolle.GESCHAEFTSSTELLE
    )
    amt.trage_ein("sgl", durch="sb")
    assert Vertretung.objects.exists()


def test_a_head_who_is_absent_too_is_nobody_left():
    amt = Amt()
    amt.trage_ein("al", fuer="al", durch="sb")
    with pytest.raises(ValidationError):
        amt.trage_ein("sgl", fuer="sgl", durch="sb")


def test_a_substitute_who_is_absent_is_warned_of():
    amt = Amt()
    amt.trage_ein("sgl", fuer="gs", durch="sb", von=f.TAG, bis=f.TAG)
    assert amt.hinweise() == [
        "GS ist vom 18.03.2027 bis 18.03.2027 selbst abwesend. In dieser Zeit vertritt dann niemand SGL."
    ]


def test_what_the_absent_person_does_for_others_is_said_not_to_pass_over():
    amt = Amt()
    amt.trage_ein("al", fuer="al", durch="sgl")
    assert "Das geht nicht auf GS über" in amt.hinweise()[0]


def test_who_can_never_stand_in_is_not_offered():
    amt = Amt()
    rollen = {name: getattr(amt, name).mitgliedschaften.get() for name in ("sb", "sgl", "gs")}
    assert angeboten(amt.gs, [rollen["gs"]]) == {"SB", "SGL", "AL"}
    assert angeboten(amt.sgl, list(rollen.values())) == {"SB", "AL", "GS"}  # heads enter others, too


def test_a_municipality_s_manager_may_enter_herself():
    amt = Amt()
    ort = f.kommune(amt.kreis)
    leute = {n: f.benutzer(r, amt.kreis, ort, name=n) for n, r in (("Z", Rolle.KOMMUNE_ZUGANG), ("S", SB))}
    stellen = [person.mitgliedschaften.get() for person in leute.values()]
    assert angeboten(leute["Z"], stellen) == {"Z", "S"}


def angeboten(by, stellen):
    """Names to choose from as the substitute."""
    return {name for wert, name in VertretungForm(stellen=stellen, by=by).fields["durch"].choices if wert}


# Ersatzrollen


def test_the_head_of_the_office_says_who_steps_in():
    amt = Amt()
    angaben = {"landkreis": amt.kreis, "rolle": Rolle.SACHBEARBEITUNG, "heute": f.TAG}
    with pytest.raises(Verweigert):
        ersatzrolle.bestimmen(ersatz=Rolle.SACHGEBIETSLEITUNG, by=frisch(amt.sgl), **angaben)
    for ersatz in (Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG, ""):
        assert ersatzrolle.bestimmen(ersatz=ersatz, by=frisch(amt.al), **angaben)
        assert not ersatzrolle.bestimmen(ersatz=ersatz, by=frisch(amt.al), **angaben)
    stufen = Protokolleintrag.objects.filter(art="ersatzrolle_bestimmt").values_list("vorher", "nachher")
    assert list(stufen) == [
        ("", "sachgebietsleitung"),
        ("sachgebietsleitung", "amtsleitung"),
        ("amtsleitung", ""),
    ]


def test_nobody_holds_a_role_twice_at_a_time():
    amt = Amt()
    with pytest.raises(ValidationError) as fehler:
        Mitgliedschaft(
            benutzer=amt.sb, rolle=Rolle.SACHBEARBEITUNG, landkreis=amt.kreis, von=date(2020, 1, 1)
        ).full_clean()
    assert "Diese Rolle hat die Person in dieser Zeit schon." in str(fehler.value)
