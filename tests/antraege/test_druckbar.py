"""A draft is set only where a sign is new at its place; what cannot be printed is refused each time."""

import re
import sys

import pytest
from django.core.exceptions import ValidationError

from antraege import zeichen
from antraege.models import Antrag, Benutzer
from antraege.services import bescheid_pdf
from antraege.services.bescheid_text import inhalt
from tests.antraege import beschluesse as b
from tests.antraege.test_bescheid import entworfen

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief():
    antrag, _ = entworfen()
    daten = inhalt(antrag.bescheide.get())
    bescheid_pdf.pruefe(daten)
    return daten


def mit(brief, satz):
    """The same letter with another sentence among its reasons."""
    abschnitte = [*brief["abschnitte"]]
    abschnitte[1] = abschnitte[1] | {"saetze": [satz]}
    return brief | {"abschnitte": abschnitte}


def test_a_letter_of_known_signs_needs_no_setting(brief):
    assert not bescheid_pdf.unerprobt(brief)
    assert not bescheid_pdf.unerprobt(mit(brief, "".join(sorted(brief["abschnitte"][1]["saetze"][0]))))


def test_a_new_sign_is_tried_once(brief):
    neu = mit(brief, "Þ")
    assert {zeichen for _, zeichen in bescheid_pdf.unerprobt(neu)} == {"Þ"}
    bescheid_pdf.pruefe(neu)
    assert not bescheid_pdf.unerprobt(neu)


def test_a_sign_known_in_the_reasons_is_new_in_the_heading(brief):
    bescheid_pdf.pruefe(mit(brief, "Ð"))
    assert bescheid_pdf.unerprobt(brief | {"titel": "Ð"}) == {(".titel", "Ð")}


def test_a_notice_bears_every_letter_a_file_number_or_a_room_may_have(brief):
    erlaubt = "".join(
        z for z in map(chr, range(sys.maxunicode)) if re.fullmatch(f"[{zeichen.BUCHSTABEN}]", z)
    )
    assert len(erlaubt) > 200
    bescheid_pdf.setze(brief | {"titel": erlaubt, "angaben": [["Aktenzeichen", erlaubt]]})


def test_a_sign_from_elsewhere_is_refused_with_its_place():
    antrag, amt = b.beschlossen()
    Benutzer.objects.filter(pk=amt.sachbearbeitung.pk).update(name="漢字")
    amt.sachbearbeitung.refresh_from_db()
    with pytest.raises(ValidationError) as fehler:
        entworfen(Antrag.objects.get(pk=antrag.pk), amt)
    assert fehler.value.messages == [
        "Auskunft erteilt: Das Zeichen „漢“ lässt sich nicht drucken. Bitte entfernen Sie es."
    ]
    assert not hasattr(fehler.value, "error_dict")


@pytest.mark.parametrize("satz", ["Gut 😀", "a\ue000", "Gut\u0007"])
def test_what_cannot_be_printed_is_refused_each_time(brief, satz):
    for _ in range(2):
        with pytest.raises(bescheid_pdf.NichtDruckbar):
            bescheid_pdf.pruefe(mit(brief, satz))


def test_a_mark_depends_on_its_neighbour_and_is_always_tried(brief):
    neu = mit(brief, "a\u0301")
    bescheid_pdf.pruefe(neu)
    assert {zeichen for _, zeichen in bescheid_pdf.unerprobt(neu)} == {"\u0301"}
