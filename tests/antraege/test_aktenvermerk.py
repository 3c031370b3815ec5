"""Notes on a case: written once, in any state, never for the municipality."""

import gc

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.fehler import Verweigert
from antraege.models import Aktenvermerk, Ereignis, Protokolleintrag, Rolle
from antraege.services import aktenvermerk
from antraege.services import antrag as antragsdienst
from tests import dateiproben as proben
from tests import factories as f
from tests.pages.antworten import pflanze

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]


@pytest.fixture
def antrag():
    antrag, clerk = f.entwurf()
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    antrag.clerk = clerk
    return antrag


def schreibe(antrag, rolle=Rolle.SACHBEARBEITUNG, **mehr):
    werte = {"art": "telefon", "vom": f.TAG, "betreff": " Anruf ", "text": "Der Beschluss folgt."} | mehr
    return aktenvermerk.schreiben(antrag=antrag, by=f.benutzer(rolle, antrag.landkreis), heute=f.TAG, **werte)


def test_a_note_leaves_one_entry_that_the_municipality_does_not_see(antrag):
    vermerk = schreibe(antrag)
    eintrag = Protokolleintrag.objects.get(art=Ereignis.AKTENVERMERK)
    assert (eintrag.antrag, eintrag.text.text, eintrag.sichtbar_kommune) == (antrag, "Anruf", False)
    assert list(Aktenvermerk.objects.visible_to(antrag.clerk)) == []
    assert list(Aktenvermerk.objects.visible_to(vermerk.erfasst_von)) == [vermerk]


def test_its_original_is_no_paper_of_the_application(antrag):
    vermerk = schreibe(antrag, text="", datei=proben.datei(proben.pdf(), "Brief.pdf"))
    assert (vermerk.name, vermerk.inhaltstyp) == ("Brief.pdf", "application/pdf")
    assert "Brief.pdf" not in antrag.anlagen.values_list("name", flat=True)


def test_it_can_be_written_after_the_end(antrag):
    pflanze(antrag, status="zurueckgezogen")
    antrag.refresh_from_db()
    assert schreibe(antrag).pk


@pytest.mark.parametrize("act", ["update", "delete"])
def test_nobody_changes_or_deletes_it(antrag, act):
    vermerk = Aktenvermerk.objects.filter(pk=schreibe(antrag).pk)
    with pytest.raises(IntegrityError, match="Eine Berichtigung ist ein neuer Vermerk"), transaction.atomic():
        vermerk.update(text="anders") if act == "update" else vermerk.delete()


@pytest.mark.parametrize("rolle", [Rolle.KAEMMEREI, Rolle.PRUEFUNG, Rolle.GESCHAEFTSSTELLE])
def test_other_roles_write_none(antrag, rolle):
    with pytest.raises(Verweigert):
        schreibe(antrag, rolle)


def test_the_municipality_writes_none(antrag):
    with pytest.raises(Verweigert):
        aktenvermerk.schreiben(
            antrag=antrag, art="vermerk", vom=f.TAG, betreff="x", text="x", by=antrag.clerk, heute=f.TAG
        )


@pytest.mark.parametrize(
    ("mehr", "feld"),
    [
        ({"betreff": " "}, "betreff"),
        ({"text": ""}, "text"),
        ({"vom": f.SCHLUSS}, "vom"),
        ({"art": "fax"}, "art"),
    ],
)
def test_what_is_missing_is_said_at_its_field(antrag, mehr, feld):
    with pytest.raises(ValidationError) as fehler:
        schreibe(antrag, **mehr)
    assert list(fehler.value.message_dict) == [feld]


def test_a_note_that_is_taken_back_leaves_no_file(antrag):
    with transaction.atomic():
        vermerk = schreibe(antrag, datei=proben.datei(proben.pdf(), "Brief.pdf"))
        ablage, name = vermerk.datei.storage, vermerk.datei.name
        assert ablage.exists(name)
        transaction.set_rollback(True)
    del vermerk
    gc.collect()
    assert not ablage.exists(name)
