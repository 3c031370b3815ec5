"""What each side may see, state by state: the municipality learns of no vote and no result before its release."""

from datetime import date

import pytest

from antraege import einsicht, felder
from antraege.models import Antrag, Phase, Rolle, Status
from antraege.services.antrag import FELDER
from tests import factories as f

pytestmark = pytest.mark.django_db
ERGEBNIS = {"beschlossen", "beschieden", "abgeschlossen"}


@pytest.mark.parametrize("status", Status.values)
def test_a_municipality_sees_recommendation_and_result_by_its_own_state_alone(status):
    antrag, clerk = f.entwurf()
    antrag.status, antrag.status_kommune = Status.GEZEICHNET, status
    assert einsicht.status_fuer(clerk, antrag) == status
    assert einsicht.empfehlung_sichtbar(clerk, antrag) == (status in ERGEBNIS | {"stellungnahme"})
    assert einsicht.ergebnis_sichtbar(clerk, antrag) == (status in ERGEBNIS)


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
