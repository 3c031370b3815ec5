"""The district's numbers on the cut-off day: entered in one table, prefilled for the clerk, another one needs a reason."""

import pytest
from django.core.exceptions import ValidationError

from antraege.fehler import Konflikt, Verweigert
from antraege.models import Fallzahl, Protokolleintrag, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import fallzahlen
from antraege.services.vollstaendigkeit import fehlendes
from tests import factories as f

pytestmark = pytest.mark.django_db


def fall():
    antrag, clerk = f.entwurf(personen=52)
    return antrag, clerk, antrag.runde.zielgruppen.get(), f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)


def erfassen(antrag, gruppe, by, neu, alt=None, ort=None):
    zelle = ((ort or antrag.kommune).pk, gruppe.pk)
    return fallzahlen.erfassen(runde=antrag.runde, zahlen={zelle: (alt, neu)}, by=by, heute=f.TAG)


def test_a_table_is_saved_with_one_entry_in_the_log():
    antrag, _, gruppe, buero = fall()
    ort = f.kommune(antrag.landkreis)
    zahlen = {(antrag.kommune_id, gruppe.pk): (None, 52), (ort.pk, gruppe.pk): (None, 0)}
    assert fallzahlen.erfassen(runde=antrag.runde, zahlen=zahlen, by=buero, heute=f.TAG) == 2
    assert set(Fallzahl.objects.values_list("personen", "stichtag")) == {
        (52, antrag.runde.stichtag),
        (0, antrag.runde.stichtag),
    }
    eintrag = Protokolleintrag.objects.get(art="fallzahlen_erfasst")
    assert (eintrag.nachher, eintrag.sichtbar_kommune) == ("2 zum 31.12.2026", False)


def test_nothing_changed_nothing_logged():
    antrag, _, gruppe, buero = fall()
    assert erfassen(antrag, gruppe, buero, None) == 0
    assert not Protokolleintrag.objects.filter(art="fallzahlen_erfasst").exists()


def test_a_number_can_be_taken_away():
    antrag, _, gruppe, buero = fall()
    erfassen(antrag, gruppe, buero, 52)
    erfassen(antrag, gruppe, buero, None, alt=52)
    assert not Fallzahl.objects.exists()


def test_a_colleague_who_was_faster_is_not_overwritten():
    antrag, _, gruppe, buero = fall()
    erfassen(antrag, gruppe, buero, 52)
    with pytest.raises(Konflikt, match="inzwischen geändert"):
        erfassen(antrag, gruppe, buero, 60)
    assert Fallzahl.objects.get().personen == 52


def test_only_the_office_and_only_what_belongs_to_the_round():
    antrag, clerk, gruppe, buero = fall()
    for wer in (
        clerk,
        f.benutzer(Rolle.KAEMMEREI, antrag.landkreis),
        f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis()),
    ):
        with pytest.raises(Verweigert, match="Sachbearbeitung Förderung"):
            erfassen(antrag, gruppe, wer, 1)
    with pytest.raises(ValidationError, match="gehört nicht zur Runde"):
        erfassen(antrag, gruppe, buero, 1, ort=f.kommune())
    with pytest.raises(ValidationError, match="gehört nicht zur Runde"):
        erfassen(antrag, f.zielgruppe("andere"), buero, 1)
    with pytest.raises(ValidationError, match="nicht negativ"):
        erfassen(antrag, gruppe, buero, -1)


def test_without_a_cut_off_day_there_is_nothing_to_enter():
    rd = f.runde(f.landkreis(), stichtag=None)
    antrag, _ = f.entwurf(rd=rd)
    with pytest.raises(Verweigert, match="kein Stichtag"):
        erfassen(antrag, rd.zielgruppen.get(), f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis), 1)


def speichern(antrag, clerk, gruppe, personen, grund=""):
    antragsdienst.speichern(
        antrag=antrag,
        felder={},
        fallzahlen={gruppe.pk: personen},
        abweichungen={gruppe.pk: grund},
        version=antrag.version,
        by=clerk,
        heute=f.TAG,
    )


def test_another_number_needs_a_reason_to_submit():
    antrag, clerk, gruppe, buero = fall()
    erfassen(antrag, gruppe, buero, 60)
    (punkt,) = fehlendes(antrag)
    assert (punkt.abschnitt, punkt.feld, punkt.nachreichbar) == (
        "fallzahlen",
        f"abweichung_{gruppe.pk}",
        False,
    )
    assert "stehen 52 Personen, dem Landratsamt sind 60 gemeldet" in punkt.satz
    with pytest.raises(ValidationError, match="Grund der Abweichung"):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    speichern(antrag, clerk, gruppe, 52, " Zuzug im Januar ")
    assert fehlendes(antrag) == []
    assert antrag.fallzahlen.get().abweichung_grund == "Zuzug im Januar"


@pytest.mark.parametrize("gemeldet", [None, 52])
def test_the_same_number_or_none_known_needs_no_reason(gemeldet):
    antrag, _, gruppe, buero = fall()
    if gemeldet is not None:
        erfassen(antrag, gruppe, buero, gemeldet)
    assert fehlendes(antrag) == []


def test_a_group_the_round_left_out_asks_for_no_reason():
    antrag, _, gruppe, buero = fall()
    antrag.fallzahlen.update_or_create(zielgruppe=gruppe, defaults={"personen": 60})
    erfassen(antrag, gruppe, buero, 52)
    assert [nr for nr, _ in fallzahlen.abweichungen_ohne_grund(antrag)] == [gruppe.pk]
    antrag.runde.zielgruppen.set([f.zielgruppe("anerkannt")])
    assert fallzahlen.abweichungen_ohne_grund(antrag) == []


def test_an_act_reads_the_rows_anew_and_remembers_none_of_them():
    antrag, clerk, gruppe, _ = fall()
    f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, antrag.landkreis, antrag.kommune)
    antrag = type(antrag).objects.prefetch_related("fallzahlen", "anlagen").get(pk=antrag.pk)
    antrag.fallzahlen.model.objects.filter(antrag=antrag.pk).delete()
    with pytest.raises(ValidationError, match="Zielgruppe"):
        antragsdienst.zur_unterschrift_geben(antrag=antrag, by=clerk, heute=f.TAG)
    antrag.fallzahlen.model.objects.create(antrag=antrag, zielgruppe=gruppe, personen=52)
    antragsdienst.zur_unterschrift_geben(antrag=antrag, by=clerk, heute=f.TAG)
    assert antrag.status == "zur_unterschrift"
