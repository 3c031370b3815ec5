"""The rules of a stated version are read once a process, behind the door; those of a draft always anew."""

import pytest

from antraege.models import Richtlinienfassung
from antraege.regelwerk import behalten, regelwerk
from tests import factories as f

pytestmark = pytest.mark.django_db


def gelesen(fassung):
    """The version as an act would read it."""
    neu = Richtlinienfassung.objects.get(pk=fassung.pk)
    behalten(neu)
    return neu


def test_a_stated_version_is_read_once(django_assert_num_queries):
    programm = f.programm(f.landkreis())
    entwurf = Richtlinienfassung.objects.create(programm=programm, nummer=1, gueltig_ab=f.TAG)
    entwurf.feldregeln.create(feld="eigenanteil", label="Eigener Anteil")
    fassung = f.festgestellt(entwurf)
    assert regelwerk(gelesen(fassung)).label("eigenanteil") == "Eigener Anteil"
    nochmal = gelesen(fassung)
    with django_assert_num_queries(0):
        assert regelwerk(nochmal).label("eigenanteil") == "Eigener Anteil"


def test_a_draft_is_read_anew():
    programm = f.programm(f.landkreis())
    entwurf = Richtlinienfassung.objects.create(programm=programm, nummer=1, gueltig_ab=f.TAG)
    assert not regelwerk(gelesen(entwurf)).eigenes_label("eigenanteil")
    entwurf.feldregeln.create(feld="eigenanteil", label="Eigener Anteil")
    assert regelwerk(gelesen(entwurf)).eigenes_label("eigenanteil") == "Eigener Anteil"


def test_two_stated_versions_keep_their_own():
    programm = f.programm(f.landkreis())
    fassungen = []
    for nummer, label in enumerate(("Eins", "Zwei"), 1):
        entwurf = Richtlinienfassung.objects.create(programm=programm, nummer=nummer, gueltig_ab=f.TAG)
        entwurf.feldregeln.create(feld="eigenanteil", label=label)
        fassungen.append(f.festgestellt(entwurf))
    assert [regelwerk(gelesen(fassung)).label("eigenanteil") for fassung in fassungen] == ["Eins", "Zwei"]
