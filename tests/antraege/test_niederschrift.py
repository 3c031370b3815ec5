"""Results stand "vorläufig nach Sitzung" until the extract from the minutes confirms them; then they never change."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.ergebnisworte import ergebnissatz
from antraege.fehler import Verweigert
from antraege.models import Beratungsschritt, Beschlussergebnis, Massgabe, Protokolleintrag, Vorlagenanlage
from antraege.services import massgaben, niederschrift
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db
GEAENDERT = {"wortlaut": "Erfasst."}


@pytest.fixture(autouse=True)
def ablage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def beschlossen(wert="unveraendert_beschlossen", **angaben):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    papier = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    b.beraten(papier, amt)
    b.beschliessen(papier, amt, wert, **angaben)
    return amt, papier.beratungsfolge.select_related("vorlage", "sitzung__gremium").get(rolle="beschluss")


def bestaetige(amt, schritt, **mehr):
    datei = probe.datei(probe.pdf(), "Auszug.pdf")
    niederschrift.bestaetigen(schritt=schritt, auszug=datei, by=amt.geschaeftsstelle, heute=b.KT, **mehr)


def ergebnis(schritt):
    return Beschlussergebnis.objects.select_related("schritt__sitzung__gremium").get(schritt=schritt)


def test_the_extract_confirms_what_was_recorded():
    amt, schritt = beschlossen()
    assert ergebnissatz(ergebnis(schritt)).endswith("Unverändert beschlossen, vorläufig nach Sitzung")
    bestaetige(amt, schritt)
    schritt.refresh_from_db()
    assert (schritt.bestaetigt_von, schritt.auszug.art, schritt.auszug.oeffentlich) == (
        amt.geschaeftsstelle,
        "auszug",
        True,
    )
    assert ergebnissatz(ergebnis(schritt)).endswith("Unverändert beschlossen")
    eintrag = Protokolleintrag.objects.get(art="beschluss_bestaetigt")
    assert (eintrag.objekt_id, eintrag.text.text) == (schritt.vorlage_id, "Beschluss: KT am 05.07.2027")


def test_a_wording_is_corrected_to_the_minutes_with_a_reason_and_the_result_never():
    amt, schritt = beschlossen("geaendert_beschlossen", **GEAENDERT)
    with pytest.raises(ValidationError) as fehler:
        bestaetige(amt, schritt, wortlaute={1: "Nach der Niederschrift."})
    assert list(fehler.value.message_dict) == ["grund"]
    with pytest.raises(ValidationError) as fehler:
        bestaetige(amt, schritt, wortlaute={1: " "}, grund="Tippfehler")
    assert list(fehler.value.message_dict) == ["wortlaut_1"]
    assert not Vorlagenanlage.objects.exists()
    bestaetige(amt, schritt, wortlaute={1: "Nach der Niederschrift."}, grund="Tippfehler")
    nachher = ergebnis(schritt)
    assert (nachher.wortlaut, nachher.wert) == ("Nach der Niederschrift.", "geaendert_beschlossen")
    worte = Protokolleintrag.objects.get(art="beschluss_bestaetigt").text.text
    assert worte.endswith("Wortlaut berichtigt (Ziffer 1): Tippfehler")


FRUEHER = [
    {"abstimmung": "einstimmig", "ja": 20},
    {"abstimmung": "mehrheitlich", "ja": 40},
    {"abstimmung": "mehrheitlich", "nein": 45},  # leaves no majority
    {"ja": 40},
    {"enthaltung": 2},
]


@pytest.mark.parametrize("gezaehlt", FRUEHER)
def test_what_was_counted_by_older_rules_stays_when_its_wording_is_corrected(gezaehlt):
    amt, schritt = beschlossen("geaendert_beschlossen", **GEAENDERT)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Beschlussergebnis.objects.filter(schritt=schritt).update(**gezaehlt)
        cursor.execute("SET LOCAL session_replication_role = origin")
    bestaetige(amt, schritt, wortlaute={1: "Nach der Niederschrift."}, grund="Tippfehler")
    connection.check_constraints()
    nachher = ergebnis(schritt)
    assert {feld: getattr(nachher, feld) for feld in gezaehlt} == gezaehlt
    assert (nachher.wortlaut, nachher.nein) == ("Nach der Niederschrift.", gezaehlt.get("nein"))


def test_an_unchanged_wording_needs_no_reason():
    amt, schritt = beschlossen("geaendert_beschlossen", **GEAENDERT)
    bestaetige(amt, schritt, wortlaute={1: "Erfasst."})
    assert ergebnis(schritt).wortlaut == "Erfasst."


def test_it_is_confirmed_once_by_the_office_of_the_council_after_it_is_recorded():
    amt, schritt = beschlossen()
    with pytest.raises(Verweigert, match="Geschäftsstelle Kreistag"):
        niederschrift.bestaetigen(
            schritt=schritt, auszug=probe.datei(probe.pdf()), by=amt.amtsleitung, heute=b.KT
        )
    bestaetige(amt, schritt)
    with pytest.raises(Verweigert, match="schon mit dem Auszug"):
        bestaetige(amt, Beratungsschritt.objects.get(pk=schritt.pk))
    offen = Beratungsschritt.objects.create(
        vorlage=schritt.vorlage, sitzung=f.sitzungen(b.Amt().kreis)[1], rolle="beschluss"
    )
    with pytest.raises(Verweigert, match="noch kein Ergebnis erfasst"):
        bestaetige(amt, offen)


def test_a_file_that_is_none_confirms_nothing():
    amt, schritt = beschlossen()
    with pytest.raises(ValidationError) as fehler:
        niederschrift.bestaetigen(
            schritt=schritt, auszug=probe.datei(b"MZ", "Auszug.pdf"), by=amt.geschaeftsstelle, heute=b.KT
        )
    assert list(fehler.value.message_dict) == ["datei"]
    schritt.refresh_from_db()
    assert schritt.bestaetigt_am is None


UNMOEGLICH = {
    "wert": lambda s: Beschlussergebnis.objects.filter(schritt=s).update(wert="abgelehnt"),
    "wortlaut": lambda s: Beschlussergebnis.objects.filter(schritt=s).update(wortlaut="Anders."),
    "weg": lambda s: Beschlussergebnis.objects.filter(schritt=s)._raw_delete("default"),
    "dazu": lambda s: Beschlussergebnis.objects.create(
        schritt=s,
        beschlussantrag=s.vorlage.beschlussantraege.get(),
        wert="vertagt",
        erfasst_von=s.bestaetigt_von,
    ),
    "schritt": lambda s: Beratungsschritt.objects.filter(pk=s.pk).update(bestaetigt_am=None),
    "auszug": lambda s: Beratungsschritt.objects.filter(pk=s.pk).update(auszug=None),
    "massgabe": lambda s: Massgabe.objects.update(text="Anders."),
    "massgabe weg": lambda s: Massgabe.objects.get().delete(),
}


@pytest.mark.parametrize("act", UNMOEGLICH)
def test_the_database_keeps_what_is_confirmed(act):
    amt, schritt = beschlossen("mit_massgabe", massgaben={1: b.MASSGABE})
    bestaetige(amt, schritt)
    Massgabe.objects.get().fristen.all().delete()
    with (
        pytest.raises(IntegrityError, match="mit dem Auszug aus der Niederschrift bestätigt"),
        transaction.atomic(),
    ):
        UNMOEGLICH[act](schritt)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_condition_is_settled_after_the_confirmation_too():
    amt, schritt = beschlossen("mit_massgabe", massgaben={1: b.MASSGABE})
    bestaetige(amt, schritt)
    massgaben.erledigen(massgabe=Massgabe.objects.get(), vermerk="Getan.", by=amt.kaemmerei, heute=b.KT)
    assert Massgabe.objects.get().erledigt_am
