"""Stored notices can be proved: the frozen data give the same bytes, and each kind of difference has its verdict."""

import json
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from antraege.models import Bescheid
from antraege.services import bescheid_pdf
from antraege.services.bescheid_pruefung import pruefe
from antraege.services.bescheid_text import inhalt
from tests.antraege import beschluesse as b
from tests.antraege.test_bescheid import bereit, datei, freigegeben

pytestmark = pytest.mark.django_db
VORRAT = [b.beschlossen]


def gepflanzt(papier, **felder):
    """Write past the triggers, as somebody with the database's own password could."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Bescheid.objects.filter(pk=papier.pk).update(**felder)
        cursor.execute("SET LOCAL session_replication_role = origin")
    return Bescheid.objects.get(pk=papier.pk)


def test_what_was_provided_is_made_again_byte_by_byte():
    _, _, papier = bereit()
    befund = pruefe(Bescheid.objects.get(pk=papier.pk))
    assert (befund.nummer, befund.urteil, befund.grund) == (papier.nummer, "gleich", "")


def test_names_and_addresses_that_change_later_change_no_notice():
    antrag, _, papier = freigegeben()
    type(antrag.landkreis).objects.update(anschrift="Neue Straße 1, 71034 Böblingen")
    bereitgestellt = Bescheid.objects.get(pk=papier.pk)
    assert bereitgestellt.daten == papier.daten != inhalt(bereitgestellt)


def test_the_frozen_letter_never_changes():
    _, _, papier = freigegeben()
    with pytest.raises(IntegrityError, match="nicht mehr geändert"), transaction.atomic():
        Bescheid.objects.filter(pk=papier.pk).update(daten={})


@pytest.mark.parametrize(
    ("felder", "urteil", "grund"),
    [
        ({"typst_version": "0.1"}, "nicht vergleichbar", "Gesetzt mit typst 0.1"),
        ({"vorlage_sha256": "0" * 64}, "nicht vergleichbar", "Druckvorlage oder Schriften"),
        ({"daten": None}, "nicht vergleichbar", "noch nicht aufgehoben"),
        ({"pdf": "bescheide/weg.pdf"}, "nicht vergleichbar", "Die Datei fehlt."),
        ({"sha256": "0" * 64}, "abweichend", "Ihre Prüfsumme ist eine andere"),
    ],
)
def test_each_difference_has_its_verdict(felder, urteil, grund):
    _, _, papier = bereit()
    befund = pruefe(gepflanzt(papier, **felder))
    assert (befund.urteil, grund in befund.grund) == (urteil, True)


def test_changed_data_are_found_though_the_file_is_untouched():
    _, _, papier = bereit()
    befund = pruefe(gepflanzt(papier, daten=papier.daten | {"titel": "Ablehnungsbescheid"}))
    assert (befund.urteil, befund.grund) == (
        "abweichend",
        "Aus den aufgehobenen Daten entsteht eine andere Datei.",
    )


def test_the_command_names_what_differs_and_fails():
    _, _, papier = bereit()
    aus = StringIO()
    call_command("bescheid_pruefen", nummer=papier.nummer, json=True, stdout=aus)
    assert json.loads(aus.getvalue()) == [{"nummer": papier.nummer, "urteil": "gleich", "grund": ""}]
    gepflanzt(papier, sha256="0" * 64)
    aus = StringIO()
    with pytest.raises(CommandError, match=f"Abweichend: {papier.nummer}"):
        call_command("bescheid_pruefen", stdout=aus)
    assert "1 Bescheide: 0 gleich, 1 abweichend, 0 nicht vergleichbar." in aus.getvalue()


def test_an_unknown_number_is_said():
    with pytest.raises(CommandError, match="gibt es nicht"):
        call_command("bescheid_pruefen", nummer="BB-1999-0001")


def test_the_data_lie_in_the_file_as_its_data_and_every_page_is_tagged():
    _, _, papier = bereit()
    with pikepdf.open(BytesIO(datei(papier))) as pdf:
        assert pdf.check_pdf_syntax() == []
        anhang = pdf.attachments["bescheid.json"]
        assert (str(anhang.obj.AFRelationship), anhang.description) == ("/Data", "Daten dieses Bescheids")
        assert [str(a.F) for a in pdf.Root.AF] == ["bescheid.json"]
        assert anhang.get_file().mime_type == "application/json"
        assert pdf.Root.StructTreeRoot.K is not None
        assert all("/StructParents" in seite for seite in pdf.pages)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_same_data_give_the_same_bytes_whatever_their_order():
    _, _, papier = freigegeben()
    rueckwaerts = dict(reversed(papier.daten.items()))
    assert bescheid_pdf.setze(rueckwaerts).sha256 == bescheid_pdf.setze(papier.daten).sha256
