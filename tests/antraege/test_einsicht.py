"""What each side may see, state by state: the municipality learns of no vote and no result before its release."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from antraege import einsicht, felder, zeit
from antraege.models import (
    Antrag,
    Bescheid,
    Foerderrunde,
    Phase,
    Rolle,
    Sitzung,
    Status,
    Vorlage,
    Vorlagenanlage,
)
from antraege.services.antrag import FELDER
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.notifications.hilfen import ohne_tore
from tests.pages.antworten import pflanze

pytestmark = pytest.mark.django_db
VORSCHLAG = {"stellungnahme", "im_gremium"}
BEKANNT = {"beschlossen", "abgeschlossen"}  # beside them "beschieden" once its notice is opened or posted


@pytest.mark.parametrize("status", Status.values)
def test_a_municipality_sees_recommendation_and_result_as_far_as_its_own_state_says(status):
    antrag, clerk = f.entwurf()
    Antrag.objects.filter(pk=antrag.pk).update(status_kommune=status)
    antrag.refresh_from_db()
    antrag.status = Status.GEZEICHNET
    assert einsicht.status_fuer(clerk, antrag) == status
    assert einsicht.empfehlung_sichtbar(clerk, antrag) == (status in BEKANNT | VORSCHLAG)
    assert einsicht.ergebnis_sichtbar(clerk, antrag) == (status in BEKANNT)


def test_that_a_notice_waits_tells_nothing_of_what_is_in_it():
    antrag, clerk = f.entwurf()
    Antrag.objects.filter(pk=antrag.pk).update(status_kommune="beschieden", bewilligt_vzae="0.33")
    antrag.refresh_from_db()
    assert (einsicht.ergebnis_sichtbar(clerk, antrag), _gezaehlt(clerk)) == (False, 0)
    pflanze_bescheid(antrag, clerk)
    Bescheid.objects.update(bekanntgegeben_am=f.TAG)
    antrag.refresh_from_db()
    assert (einsicht.ergebnis_sichtbar(clerk, antrag), _gezaehlt(clerk)) == (True, 1)
    assert einsicht.bekannte_bewilligung(clerk, antrag).vzae == antrag.bewilligt_vzae


def test_the_manual_tells_the_same():
    text = (Path(__file__).parents[2] / "docs" / "handbuch" / "oeffentlichkeit.md").read_text(encoding="utf8")
    gelesen = re.findall(r"^\| ([^|]+) \| (ja|nein) \| (ja|nein) \|$", text, re.MULTILINE)
    antrag, clerk = f.entwurf()
    for worte, empfehlung, ergebnis in gelesen:
        antrag.status_kommune = {s.label: s for s in Status}[worte.partition(",")[0]]
        antrag.ergebnis_bekannt = antrag.status_kommune in BEKANNT or "geöffnet oder" in worte
        gezeigt = (einsicht.empfehlung_sichtbar(clerk, antrag), einsicht.ergebnis_sichtbar(clerk, antrag))
        assert gezeigt == (empfehlung == "ja", ergebnis == "ja"), worte
    assert len(gelesen) == 7


def _gezaehlt(person):
    return einsicht.bewilligte(Antrag.objects.all(), person).count()


def pflanze_bescheid(antrag, person):
    """A notice past the rules of its making; its triggers are awake again afterwards."""
    with ohne_tore():
        Bescheid.objects.create(
            antrag=antrag, art="bewilligung", vzae="0.33", betrag="15840.00", begruendung="Bedarf",
            entworfen_von=person, entworfen_am=zeit.jetzt(), weg="portal",
        )  # fmt: skip


def test_decided_in_public_it_stays_known_while_the_notice_waits():
    antrag, clerk = f.entwurf()
    for status in ("beschlossen", "beschieden"):
        Antrag.objects.filter(pk=antrag.pk).update(status_kommune=status)
    antrag.refresh_from_db()
    assert einsicht.ergebnis_sichtbar(clerk, antrag)


def test_nobody_can_make_a_result_known_before_its_time():
    antrag, _ = f.entwurf()
    Antrag.objects.filter(pk=antrag.pk).update(ergebnis_bekannt=True)
    antrag.refresh_from_db()
    assert not antrag.ergebnis_bekannt
    with pytest.raises(IntegrityError, match="antrag_ergebnis_erst_nach_freigabe"):
        pflanze(antrag, ergebnis_bekannt=True)


# Papers


@pytest.fixture
def papier():
    """(office, paper): released, published, advised on and decided in public sittings of a round that says so."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar="sitzung")
    vorlage = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    b.beraten(vorlage, amt)
    b.beschliessen(vorlage, amt)
    return amt, vorlage


@pytest.fixture
def am_tag_danach():
    with zeit.gestellt(date(2027, 7, 6), time(8)):
        yield


@pytest.mark.usefixtures("am_tag_danach")
@pytest.mark.parametrize(
    ("beendet", "schritte"),
    [(None, 2), (datetime(2027, 7, 5, 20, tzinfo=UTC), 2), (datetime(2027, 7, 6, 20, tzinfo=UTC), 1)],
)
def test_a_result_is_public_from_the_end_of_the_public_sitting(papier, beendet, schritte):
    Sitzung.objects.filter(tag=b.KT).update(beendet_am=beendet)
    assert einsicht.oeffentliche_schritte().count() == schritte


@pytest.mark.usefixtures("am_tag_danach")
def test_a_closed_item_of_a_public_sitting_tells_nothing(papier):
    papier[1].beratungsfolge.filter(rolle="beschluss").update(oeffentlich=False)
    assert [s.rolle for s in einsicht.oeffentliche_schritte()] == ["vorberatung"]


def test_what_a_closed_item_decided_its_municipality_learns_with_the_notice():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar="sitzung")
    vorlage = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    vorlage.beratungsfolge.filter(rolle="beschluss").update(oeffentlich=False)
    b.beraten(vorlage, amt)
    b.beschliessen(vorlage, amt)
    antrag = Antrag.objects.get()
    assert (antrag.status, antrag.status_kommune, antrag.ergebnis_bekannt) == (
        "beschlossen",
        "im_gremium",
        False,
    )


@pytest.mark.parametrize(("sichtbar", "schritte"), [("sitzung", 3), ("bescheid", 2)])
def test_a_deferral_is_told_with_its_new_sitting(sichtbar, schritte):
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar=sichtbar)
    antrag = b.gezeichnet(rd, amt)
    vorlage = b.vorlage(amt, rd, [antrag])
    b.beraten(vorlage, amt)
    naechste = Sitzung.objects.create(gremium=Sitzung.objects.get(tag=b.KT).gremium, tag=date(2027, 9, 20))
    b.beschliessen(vorlage, amt, wert="vertagt", naechste_sitzung=naechste)
    with zeit.gestellt(date(2027, 7, 6), time(8)):
        gelesen = [len(einsicht.beratungsfolge(p, vorlage)) for p in (antrag.clerk, amt.sachbearbeitung)]
    assert gelesen == [schritte, 3]


@pytest.mark.usefixtures("am_tag_danach")
def test_with_the_notices_it_is_public_when_all_are_known(papier):
    Foerderrunde.objects.update(ergebnis_sichtbar="bescheid")
    antrag = Antrag.objects.get()
    pflanze(antrag, ergebnis_bekannt=False, status_kommune="beschieden")
    assert einsicht.oeffentliche_schritte().count() == 0
    pflanze(antrag, ergebnis_bekannt=True)
    assert einsicht.oeffentliche_schritte().count() == 2


@pytest.mark.usefixtures("am_tag_danach")
def test_an_extract_is_read_with_the_results_in_it(papier):
    amt, vorlage = papier
    person = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, amt.kreis, f.kommune(amt.kreis))
    auszug = Vorlagenanlage.objects.create(
        vorlage=vorlage, art="auszug", name="Auszug.pdf", groesse=1, sha256="1" * 64,
        hochgeladen_am=zeit.jetzt(), hochgeladen_von=amt.geschaeftsstelle,
    )  # fmt: skip

    def sichtbar(user):
        return einsicht.dateien(Vorlagenanlage.objects.visible_to(user), user).count()

    assert (sichtbar(person), sichtbar(amt.geschaeftsstelle)) == (0, 1)
    vorlage.beratungsfolge.filter(rolle="beschluss").update(auszug=auszug)
    assert sichtbar(person) == 1
    Foerderrunde.objects.update(ergebnis_sichtbar="bescheid")
    pflanze(Antrag.objects.get(), ergebnis_bekannt=False, status_kommune="beschieden")
    assert sichtbar(person) == 0


def test_what_told_something_does_not_become_closed(papier):
    with pytest.raises(IntegrityError, match="steht damit fest"), transaction.atomic():
        Sitzung.objects.filter(tag=b.KT).update(oeffentlich=False)
    with pytest.raises(IntegrityError, match="bleibt es"):
        Vorlage.objects.update(veroeffentlicht_am=None)


def test_the_only_public_sitting_of_a_published_paper_stays_public():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    Sitzung.objects.filter(tag=b.SGA).update(oeffentlich=False)
    with pytest.raises(IntegrityError, match="in keiner anderen"):
        Sitzung.objects.filter(tag=b.KT).update(oeffentlich=False)


def test_only_a_released_paper_is_published():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    vorlage = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)], frei=False)
    with pytest.raises(IntegrityError, match="nur eine freigegebene"):
        Vorlage.objects.filter(pk=vorlage.pk).update(veroeffentlicht_am=b.MAI)


def test_the_office_sees_the_legal_state_and_every_figure():
    antrag, _ = f.entwurf()
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    antrag.status, antrag.status_kommune = Status.GEZEICHNET, Status.VOLLSTAENDIG
    assert einsicht.status_fuer(officer, antrag) == Status.GEZEICHNET
    assert einsicht.empfehlung_sichtbar(officer, antrag)
    assert einsicht.ergebnis_sichtbar(officer, antrag)


def test_another_districts_office_sees_what_a_municipality_sees():
    antrag, _ = f.entwurf()
    fremd = f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis())
    antrag.status, antrag.status_kommune = Status.GEZEICHNET, Status.VOLLSTAENDIG
    assert not einsicht.empfehlung_sichtbar(fremd, antrag)


def test_every_state_has_its_phase_but_the_ends_without_result():
    runde = f.runde(f.landkreis())
    ohne = [status for status in Status.values if einsicht.phase(status, runde, date(2027, 9, 1)) is None]
    assert ohne == ["zurueckgezogen", "unzulaessig"]


def test_after_the_funding_period_it_is_about_proof_of_use():
    runde = f.runde(f.landkreis())
    phasen = [einsicht.phase("abgeschlossen", runde, tag) for tag in (date(2028, 8, 31), date(2028, 9, 1))]
    assert phasen == [Phase.FOERDERUNG, Phase.NACHWEIS]


def test_every_column_a_form_fills_has_its_label_and_section():
    antrag, _ = f.entwurf()
    aller = {feld for abschnitt in felder.FELDER for feld, _ in felder.felder(antrag, abschnitt)}
    nur_im_fall = {"aufgestockt", "vereinbarung_vom"}  # a top-up's position, a joint application's agreement
    assert aller >= FELDER - nur_im_fall
    assert nur_im_fall <= set(felder.FELDER["stellenanteile"])
    assert {felder.abschnitt_von(feld) for feld in aller} == set(felder.FELDER)


def test_sections_read_as_people_write():
    antrag, _ = f.entwurf()
    antrag = Antrag.objects.get(pk=antrag.pk)
    assert dict(felder.werte(antrag, "stellenanteile")) == {
        "Antragsart": "Neuer Stellenanteil",
        "Beantragt": "0,50\xa0VZÄ",
        "Beantragte Förderung": "24.000,00\xa0€",
        "Voraussichtlich besetzt ab": "–",
        "Eigenanteil der Kommune": "6.000,00\xa0€",
    }
