"""A next version tells nothing before it is published, closed items are closed from the beginning, stamps tell nothing of them."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from antraege import einsicht, zeit
from antraege.models import Antrag, Massgabe, Oparlstand, Status, Tagesordnungspunkt
from antraege.services import ergaenzung, gremien, gremium, mitzeichnung, vorlagenstand
from antraege.services import vorlagenentwurf as entwurf
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_beratungsfolge import HERBST, neue_fassung, papier_mit_antrag, schritt, sitzung
from tests.vorrat import auf_vorrat

pytestmark = pytest.mark.django_db
TAG = date(2027, 5, 20)


# A next version without an application


@pytest.fixture
def heruntergenommen():
    """(office, paper in its second version, the application that the draft leaves out)."""
    amt, papier, antrag = papier_mit_antrag()
    weiterer = b.gezeichnet(antrag.runde, amt, "0.40")
    with zeit.gestellt(TAG, time(9)):
        neu = neue_fassung(amt, papier, antraege=[weiterer])
        yield amt, neu, antrag


def stand(antrag):
    return Antrag.objects.get(pk=antrag.pk).status_kommune


def freigeben(amt, papier):
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=TAG)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=TAG)


def weitere_vorlage(amt, neben, antrag, drucksache="013/2027"):
    """A draft for the same sittings."""
    sga, kreistag = (s.sitzung for s in neben.beratungsfolge.offen().order_by("sitzung__tag"))
    return gremium.vorlage_erstellen(
        runde=antrag.runde, drucksache=drucksache, titel="Weitere", antraege=[antrag], sga=sga,
        kreistag=kreistag, by=amt.geschaeftsstelle, heute=TAG,
    )  # fmt: skip


def test_that_a_draft_leaves_an_application_out_is_known_with_its_version(heruntergenommen):
    amt, neu, antrag = heruntergenommen
    antrag.refresh_from_db()
    assert (antrag.status, antrag.status_kommune) == (Status.GEZEICHNET, Status.IM_GREMIUM)
    assert einsicht.vorlage_zum(antrag.clerk, antrag) == neu
    assert einsicht.vorlage_zum(amt.geschaeftsstelle, antrag) is None
    freigeben(amt, neu)
    antrag.refresh_from_db()
    assert antrag.status_kommune == Status.VOLLSTAENDIG
    assert einsicht.vorlage_zum(antrag.clerk, antrag) is None


def test_also_where_it_is_put_on_another_paper_meanwhile(heruntergenommen):
    amt, neu, antrag = heruntergenommen
    antrag.refresh_from_db()
    weitere_vorlage(amt, neu, antrag)
    assert stand(antrag) == Status.IM_GREMIUM
    freigeben(amt, neu)
    assert stand(antrag) == Status.VOLLSTAENDIG


def test_a_withdrawn_paper_keeps_nobody_waiting(heruntergenommen):
    amt, neu, antrag = heruntergenommen
    vorlagenstand.zurueckziehen(vorlage=neu, grund="Später.", by=amt.geschaeftsstelle, heute=TAG)
    assert stand(antrag) == Status.VOLLSTAENDIG


def test_another_paper_s_version_changes_nothing_of_it(heruntergenommen):
    amt, neu, antrag = heruntergenommen
    dritter = b.gezeichnet(antrag.runde, amt, "0.30")
    andere = weitere_vorlage(amt, neu, dritter)
    freigeben(amt, andere)
    assert (stand(dritter), stand(antrag)) == (Status.IM_GREMIUM, Status.IM_GREMIUM)


# Closed from the beginning


@auf_vorrat
def bereit():
    """(office, application, sittings) before a paper is written."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar="sitzung")
    return amt, b.gezeichnet(rd, amt), *f.sitzungen(amt.kreis)


VORRAT = [papier_mit_antrag, bereit]


def geschlossener_punkt(tagung, **felder):
    """The agenda as a run of the council system read it."""
    Tagesordnungspunkt.objects.create(
        sitzung=tagung, kennung="k", nummer="N 2", titel="Nicht öffentlich", oeffentlich=False, **felder
    )


def erstelle(amt, antrag, sga, kreistag, drucksache="012/2027"):
    return gremium.vorlage_erstellen(
        runde=antrag.runde, drucksache=drucksache, titel="T", antraege=[antrag], sga=sga, kreistag=kreistag,
        by=amt.geschaeftsstelle, heute=b.MAI,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("nummer", "oeffentlich"),
    [("012/2027", False), ("KT-Drucks. Nr. 12 / 2027", False), ("112/2027", True), ("", True)],
)
def test_a_paper_planned_for_an_item_read_as_closed_is_closed_there(nummer, oeffentlich):
    amt, antrag, sga, kreistag = bereit()
    geschlossener_punkt(kreistag, drucksache=nummer)
    papier = erstelle(amt, antrag, sga, kreistag)
    assert [schritt(papier, tag).oeffentlich for tag in (b.SGA, b.KT)] == [True, oeffentlich]


def test_its_result_is_read_by_nobody_else():
    amt, antrag, sga, kreistag = bereit()
    geschlossener_punkt(kreistag, drucksache="012/2027")
    papier = erstelle(amt, antrag, sga, kreistag)
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    b.beraten(papier, amt)
    with zeit.gestellt(b.KT, time(20)):
        b.beschliessen(papier, amt)
        assert [e.wert for e in einsicht.ergebnisse(antrag.clerk, papier)] == ["empfohlen"]
        assert stand(antrag) == Status.IM_GREMIUM


def test_so_is_one_that_gets_the_number_of_a_closed_item_later():
    amt, antrag, sga, kreistag = bereit()
    geschlossener_punkt(kreistag, drucksache="013/2027")
    papier = erstelle(amt, antrag, sga, kreistag)
    assert schritt(papier, b.KT).oeffentlich
    entwurf.speichern(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, drucksache="013/2027")
    assert not schritt(papier, b.KT).oeffentlich


@pytest.mark.parametrize("wie", ["entwurf", "verlegt", "ergaenzung"])
def test_also_moved_or_supplemented_it_is_closed(wie):
    amt, papier, _ = papier_mit_antrag()
    herbst, person = sitzung(amt, "KT", HERBST), amt.geschaeftsstelle
    if wie == "entwurf":
        geschlossener_punkt(herbst, vorlage=papier)
        neue_fassung(amt, papier, kreistag=herbst)
    elif wie == "verlegt":
        geschlossener_punkt(herbst, vorlage=papier)
        gremien.sitzung_aendern(
            sitzung=schritt(papier, b.KT).sitzung, by=person, heute=b.MAI, abgesagt=True, ersatz=herbst
        )
    else:
        geschlossener_punkt(schritt(papier, b.KT).sitzung, drucksache="077/2027")
        papier = ergaenzung.anlegen(
            haupt=papier, drucksache="077/2027", titel="E", by=person, heute=b.MAI, ziffern=["Mehr."]
        )
    assert not schritt(papier, b.KT if wie == "ergaenzung" else HERBST).oeffentlich


def test_a_person_still_opens_it():
    amt, antrag, sga, kreistag = bereit()
    geschlossener_punkt(kreistag, drucksache="012/2027")
    papier = erstelle(amt, antrag, sga, kreistag)
    gremien.sitzung_aendern(sitzung=kreistag, by=amt.geschaeftsstelle, heute=b.MAI, geschlossen=[])
    assert schritt(papier, b.KT).oeffentlich


@pytest.mark.parametrize("wie", ["sitzung", "punkt"])
def test_the_last_public_item_is_not_moved_where_nobody_hears_it(wie):
    amt, papier, _ = papier_mit_antrag()
    papier.beratungsfolge.filter(sitzung__tag=b.SGA).update(oeffentlich=False)
    ersatz = sitzung(amt, "KT", HERBST, oeffentlich=wie == "punkt")
    if wie == "punkt":
        geschlossener_punkt(ersatz, vorlage=papier)
    geplant = schritt(papier, b.KT).sitzung
    with pytest.raises(ValidationError, match="keinem anderen öffentlichen Punkt") as fehler:
        gremien.sitzung_aendern(
            sitzung=geplant, by=amt.geschaeftsstelle, heute=b.MAI, abgesagt=True, ersatz=ersatz
        )
    assert (list(fehler.value.message_dict), schritt(papier, b.KT).sitzung) == (["ersatz"], geplant)


# Stamps and lists


LANGE_HER = datetime(2016, 5, 10, 10, tzinfo=zeit.BERLIN)


@pytest.mark.parametrize("wert", ["unveraendert_beschlossen", "vertagt"])
def test_no_stamp_tells_what_a_closed_item_said(wert):
    amt, papier, _ = papier_mit_antrag()
    b.beraten(papier, amt)
    papier.beratungsfolge.filter(sitzung__tag=b.KT).update(oeffentlich=False)
    mehr = {"naechste_sitzung": sitzung(amt, "KT", HERBST)} if wert == "vertagt" else {}
    Oparlstand.objects.update(geaendert_am=LANGE_HER)
    b.beschliessen(papier, amt, wert, **mehr)
    assert not Oparlstand.objects.exclude(geaendert_am=LANGE_HER).exists()


def test_what_was_closed_and_is_opened_has_its_stamps():
    amt, antrag, sga, kreistag = bereit()
    geschlossener_punkt(kreistag, drucksache="012/2027")
    papier = erstelle(amt, antrag, sga, kreistag)
    mitzeichnung.geben(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    Oparlstand.objects.update(geaendert_am=LANGE_HER)
    gremien.sitzung_aendern(sitzung=kreistag, by=amt.geschaeftsstelle, heute=b.MAI, geschlossen=[])
    neu = Oparlstand.objects.exclude(geaendert_am=LANGE_HER)
    assert {("schritt", schritt(papier, b.KT).pk), ("vorlage", papier.pk)} <= set(
        neu.values_list("art", "objekt_id")
    )


@pytest.mark.parametrize(
    ("felder", "gestempelt"),
    [({"titel": "Neu"}, False), ({"finanzen": "x"}, False), ({"drucksache": "099/2027"}, True)],
)
def test_only_what_everybody_reads_of_a_paper_stamps_it(felder, gestempelt):
    amt, papier, _ = papier_mit_antrag()
    vorlagenstand.neue_fassung(vorlage=papier, grund="Betrag.", by=amt.geschaeftsstelle, heute=b.MAI)
    Oparlstand.objects.update(geaendert_am=LANGE_HER)
    entwurf.speichern(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, **felder)
    assert Oparlstand.objects.exclude(geaendert_am=LANGE_HER).exists() is gestempelt


def test_a_supplement_stamps_its_main_paper_once_it_is_published():
    amt, papier, _ = papier_mit_antrag()
    Oparlstand.objects.update(geaendert_am=LANGE_HER)
    haupt = Oparlstand.objects.filter(art="vorlage", objekt_id=papier.pk, geaendert_am=LANGE_HER)
    neu = ergaenzung.anlegen(
        haupt=papier,
        drucksache="077/2027",
        titel="E",
        by=amt.geschaeftsstelle,
        heute=b.MAI,
        ziffern=["Mehr."],
    )
    assert haupt.exists()
    mitzeichnung.geben(vorlage=neu, by=amt.geschaeftsstelle, heute=b.MAI)
    gremium.vorlage_freigeben(vorlage=neu, by=amt.amtsleitung, heute=b.MAI)
    assert not haupt.exists()


def test_the_list_of_others_goes_by_the_day_not_by_what_is_recorded(client):
    amt, papier, antrag = papier_mit_antrag("bescheid")
    b.beraten(papier, amt)

    def naechste(person):
        client.force_login(person)
        return client.get(reverse("vorlagen")).context["zeilen"][0].cells[3]

    with zeit.gestellt(b.KT, time(21)):
        vorher = naechste(antrag.clerk)
        assert vorher == naechste(amt.geschaeftsstelle) != "–"
        b.beschliessen(papier, amt)
        assert (naechste(antrag.clerk), naechste(amt.geschaeftsstelle)) == (vorher, "–")
    with zeit.gestellt(date(2027, 7, 6), time(8)):
        assert naechste(antrag.clerk) == "–"


# Recorded conditions


BEDINGUNG = {
    "text": lambda m: Massgabe.objects.update(text="Anders."),
    "rolle": lambda m: Massgabe.objects.update(rolle="personal"),
    "tag": lambda m: Massgabe.objects.update(faellig_am=date(2030, 1, 1)),
    "mit der Erledigung": lambda m: Massgabe.objects.update(
        faellig_am=date(2030, 1, 1), erledigt_am=zeit.jetzt(), erledigt_von=m.ergebnis.erfasst_von
    ),
    "weg": lambda m: m.delete(),
    "dazu": lambda m: m.ergebnis.massgaben.create(nummer=2, **b.MASSGABE),
}


@pytest.mark.parametrize("act", BEDINGUNG)
def test_a_recorded_condition_is_settled_and_never_changed(act):
    amt, papier, _ = papier_mit_antrag()
    b.beraten(papier, amt)
    b.beschliessen(papier, amt, "mit_massgabe", massgaben={1: b.MASSGABE})
    massgabe = Massgabe.objects.get()
    massgabe.fristen.all().delete()
    with (
        pytest.raises(IntegrityError, match="einmal erledigt und sonst nicht geändert"),
        transaction.atomic(),
    ):
        BEDINGUNG[act](massgabe)
