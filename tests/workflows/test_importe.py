"""Import of many: judged first, then all or none, never twice, recognised when it comes again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from decimal import Decimal
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Eingangsweg, Ereignis, Importlauf, Importzeile, Protokolleintrag, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import importlauf, importvorlage, laufsperre
from antraege.services.runde import antragsfrist_verlaengern
from tests import dateiproben as proben
from tests import factories as f
from tests.notifications.hilfen import relay
from tests.workflows.test_rennen import wartet
from workflows import importe, verfahren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
S, E = Importlauf.Status, Importzeile.Ergebnis
KOPF = "Kommune;Eingegangen am;Uhrzeit;Begründung;Beantragt;Eigenanteil;Personen: Duldung;Personen insgesamt;Angaben richtig"
ZEILE = "{};17.03.2027;10:30;Betreuung;0,50;6.000,00;20;20;ja"


@pytest.fixture
def runde():
    return f.runde(f.landkreis())


@pytest.fixture
def sb(runde):
    return f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis)


@pytest.fixture
def orte(runde):
    return [f.kommune(runde.programm.landkreis, name) for name in ("Aidlingen", "Bondorf", "Mötzingen")]


def als_csv(*zeilen, kopf=KOPF) -> bytes:
    return "\r\n".join([kopf, *zeilen]).encode()


def hochladen(runde, sb, inhalt, name="Liste.csv"):
    return importlauf.hochladen(runde=runde, datei=proben.datei(inhalt, name), by=sb, heute=f.TAG)


def uebernehmen(lauf, sb):
    importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)
    getan = importe.uebernehmen(lauf.pk)
    lauf.refresh_from_db()
    return getan


def fehler(lauf):
    return [(z.nr, z.spalte, z.wert) for z in lauf.ergebnisse.filter(ergebnis=E.FEHLER)]


def test_nothing_is_written_before_the_start(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte)))
    assert (lauf.status, lauf.zeilen, Antrag.objects.count()) == (S.GEPRUEFT, 3, 0)
    assert [(z.nr, z.kommune, z.ergebnis) for z in lauf.ergebnisse.all()] == [
        (nr, ort.name, E.NEU) for nr, ort in enumerate(orte, 2)
    ]
    assert not Protokolleintrag.objects.exists()


def test_every_row_becomes_what_a_single_entry_would_be(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte)))
    assert uebernehmen(lauf, sb)
    assert (lauf.status, lauf.verarbeitet) == (S.FERTIG, 3)
    antraege = list(Antrag.objects.order_by("pk"))
    assert [a.vorgangsnummer[-4:] for a in antraege] == ["0001", "0002", "0003"]
    einer = antraege[0]
    assert (einer.eingangsweg, einer.beantragt_vzae, einer.eigenanteil) == (
        Eingangsweg.IMPORT,
        Decimal("0.50"),
        Decimal("6000.00"),
    )
    assert (einer.fallzahlen.get().personen, einer.einreichungen.get().weg) == (20, Eingangsweg.IMPORT)
    assert [t.knoten for t in verfahren.offene_aufgaben(einer)] == ["formale_pruefung"]
    assert [z.antrag for z in lauf.ergebnisse.all()] == antraege


def test_one_entry_each_and_one_for_the_table(runde, sb, orte):
    uebernehmen(hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte))), sb)
    arten = list(Protokolleintrag.objects.order_by("pk").values_list("art", flat=True))
    assert arten == [Ereignis.ANTRAG_ERFASST] * 3 + [Ereignis.IMPORT_UEBERNOMMEN]
    assert not Protokolleintrag.objects.get(art=Ereignis.IMPORT_UEBERNOMMEN).sichtbar_kommune


def test_each_municipality_hears_of_its_row_and_the_office_of_the_table(runde, sb, orte):
    kollegin = f.benutzer(Rolle.SACHBEARBEITUNG, runde.programm.landkreis)
    uebernehmen(hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte))), sb)
    an = sorted((n.art, n.empfaenger_adresse or n.benutzer.email) for n in relay())
    assert an == sorted([("erfasst", ort.postfach) for ort in orte] + [("hinweis", kollegin.email)])


def test_the_report_says_row_column_value_and_reason(runde, sb, orte):
    kaputt = "{};31.02.2027;10:30;Betreuung;halb;6.000,00;20,5;20;vielleicht"
    lauf = hochladen(
        runde, sb, als_csv(ZEILE.format("Aidlingen"), kaputt.format("Bondorf"), ZEILE.format("Atlantis"))
    )
    assert lauf.status == S.FEHLERHAFT
    assert fehler(lauf) == [
        (3, "Beantragt (VZÄ)", "halb"),
        (3, "Personen: Duldung", "20,5"),
        (3, "Angaben richtig", "vielleicht"),
        (3, "Eingegangen am", "31.02.2027"),
        (4, "Kommune", "Atlantis"),
    ]
    assert all(z.satz.endswith(".") for z in lauf.ergebnisse.filter(ergebnis=E.FEHLER))


def test_a_table_with_errors_cannot_be_started(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(ZEILE.format("Aidlingen"), ZEILE.format("Atlantis")))
    with pytest.raises(Verweigert):
        importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)


@pytest.mark.parametrize(
    "zeile",
    [
        ZEILE.format("Aidlingen").replace("17.03.2027", "19.03.2027"),
        ZEILE.format("Aidlingen").replace("17.03.2027", "17.03.2026"),
        ZEILE.format("Aidlingen").replace("10:30", "25:99"),
        ZEILE.format("Aidlingen").replace("17.03.2027", ""),
        ZEILE.format("").replace("Betreuung", "x" * 4001),
    ],
)
def test_what_cannot_be_received_is_an_error_of_its_row(runde, sb, orte, zeile):
    assert hochladen(runde, sb, als_csv(zeile)).status == S.FEHLERHAFT


def test_the_same_municipality_twice_is_an_error(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(ZEILE.format("Aidlingen"), ZEILE.format("AIDLINGEN")))
    assert [z.satz for z in lauf.ergebnisse.filter(ergebnis=E.FEHLER)] == [
        "Diese Kommune steht schon in Zeile 2."
    ]


def test_key_and_name_must_agree(runde, sb, orte):
    kopf = "AGS;Kommune;Eingegangen am"
    lauf = hochladen(
        runde,
        sb,
        als_csv(f"{orte[0].ags};Bondorf;17.03.2027", f"{orte[2].ags};Mötzingen;17.03.2027", kopf=kopf),
    )
    assert [nr for nr, *_ in fehler(lauf)] == [2]


def test_the_same_table_again_changes_nothing(runde, sb, orte):
    inhalt = als_csv(*(ZEILE.format(ort) for ort in orte))
    uebernehmen(hochladen(runde, sb, inhalt), sb)
    lauf = hochladen(runde, sb, inhalt)
    assert (lauf.status, {z.ergebnis for z in lauf.ergebnisse.all()}) == (S.GEPRUEFT, {E.UNVERAENDERT})
    with pytest.raises(Verweigert, match="nichts Neues"):
        importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)


def test_only_what_is_new_is_added(runde, sb, orte):
    uebernehmen(hochladen(runde, sb, als_csv(ZEILE.format("Aidlingen"))), sb)
    lauf = hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte)))
    assert [z.ergebnis for z in lauf.ergebnisse.all()] == [E.UNVERAENDERT, E.NEU, E.NEU]
    uebernehmen(lauf, sb)
    assert Antrag.objects.count() == 3


def test_a_changed_row_names_its_columns_and_overwrites_nothing(runde, sb, orte):
    uebernehmen(hochladen(runde, sb, als_csv(ZEILE.format("Aidlingen"))), sb)
    lauf = hochladen(
        runde, sb, als_csv(ZEILE.format("Aidlingen").replace("0,50", "0,75").replace(";20;20", ";21;21"))
    )
    satz = lauf.ergebnisse.get().satz
    assert lauf.status == S.FEHLERHAFT
    assert "Beantragt (VZÄ), Personen insgesamt, Personen: Duldung" in satz


def test_a_withdrawn_one_does_not_come_back_by_the_same_table(runde, sb, orte):
    inhalt = als_csv(ZEILE.format("Aidlingen"))
    uebernehmen(hochladen(runde, sb, inhalt), sb)
    antrag = Antrag.objects.get()
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, antrag.kommune)
    verfahren.antrag_zurueckziehen(antrag=antrag, grund="Kein Bedarf.", by=clerk, heute=f.TAG)
    assert hochladen(runde, sb, inhalt).ergebnisse.get().ergebnis == E.UNVERAENDERT


def test_a_draft_in_the_portal_sends_to_the_single_entry(runde, sb, orte):
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, orte[0].landkreis, orte[0])
    antragsdienst.anlegen(kommune=orte[0], runde=runde, by=clerk, heute=f.TAG)
    lauf = hochladen(runde, sb, als_csv(ZEILE.format("Aidlingen")))
    assert "einzeln" in lauf.ergebnisse.get().satz


def test_what_happened_since_the_report_stops_all_of_it(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte)))
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, orte[2].landkreis, orte[2])
    antragsdienst.anlegen(kommune=orte[2], runde=runde, by=clerk, heute=f.TAG)
    assert not uebernehmen(lauf, sb)
    assert (lauf.status, Antrag.objects.count(), lauf.verarbeitet) == (S.ABGEBROCHEN, 1, 0)
    assert lauf.meldung.startswith("Zeile 4, Mötzingen:")


def test_a_failure_in_the_middle_takes_everything_back(runde, sb, orte, monkeypatch):
    lauf = hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte)))
    richtig, gerufen = verfahren.antrag_erfassen, []

    def beim_dritten_kaputt(**angaben):
        gerufen.append(angaben)
        if len(gerufen) == 3:
            raise RuntimeError("kaputt")
        return richtig(**angaben)

    monkeypatch.setattr(verfahren, "antrag_erfassen", beim_dritten_kaputt)
    assert not uebernehmen(lauf, sb)
    assert (lauf.status, lauf.meldung, Antrag.objects.count()) == (S.ABGEBROCHEN, importe.GESCHEITERT, 0)
    monkeypatch.undo()
    assert uebernehmen(lauf, sb)
    assert Antrag.objects.count() == 3


def test_a_finished_run_is_not_done_again(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(ZEILE.format("Aidlingen")))
    uebernehmen(lauf, sb)
    assert not importe.uebernehmen(lauf.pk)
    with pytest.raises(Konflikt):
        importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)


@pytest.mark.parametrize("rolle", [Rolle.SACHGEBIETSLEITUNG, Rolle.KAEMMEREI, Rolle.PRUEFUNG])
def test_other_roles_and_districts_import_nothing(runde, orte, rolle):
    for person in (
        f.benutzer(rolle, runde.programm.landkreis),
        f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis()),
    ):
        with pytest.raises(Verweigert):
            hochladen(runde, person, als_csv(ZEILE.format("Aidlingen")))


def test_the_template_read_back_is_one_valid_row(runde, sb):
    f.kommune(runde.programm.landkreis, "Nufringen", ags="08115037")
    for vorlage, name in ((importvorlage.xlsx, "Vorlage.xlsx"), (importvorlage.csv, "Vorlage.csv")):
        inhalt, _, _ = vorlage(runde)
        lauf = hochladen(runde, sb, b"".join(inhalt), name)
        zeilen = [(z.kommune, z.spalte, z.satz) for z in lauf.ergebnisse.all()]
        assert (lauf.status, zeilen) == (S.GEPRUEFT, [("Nufringen", "", "")])


def test_judging_costs_the_same_for_one_row_and_three(runde, sb, orte, django_assert_max_num_queries):
    for zeilen in (orte[:1], orte):
        with django_assert_max_num_queries(16):
            hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in zeilen)))


def test_one_more_row_costs_so_many_statements(runde, sb, orte):
    """Two savepoints, application and receipt, number, process and ids of tasks; all else is written together."""
    zahlen = []
    for rd, zeilen in ((runde, orte[:1]), (f.runde(runde.programm.landkreis, kuerzel="B"), orte)):
        lauf = hochladen(rd, sb, als_csv(*(ZEILE.format(ort) for ort in zeilen)))
        importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)
        with CaptureQueriesContext(connection) as gesehen:
            assert importe.uebernehmen(lauf.pk)
        zahlen.append(len(gesehen))
    assert zahlen[1] - zahlen[0] == 10 * 2


# Five hundred mutated files in the long run, fifty in the short one


def grundlage() -> dict[str, bytes]:
    zeilen = [ZEILE.format(ort) for ort in ("Aidlingen", "Bondorf", "Mötzingen")]
    mappe = Workbook()
    for zeile in (KOPF, *zeilen):
        mappe.active.append(zeile.split(";"))
    puffer = BytesIO()
    mappe.save(puffer)
    return {"Liste.csv": als_csv(*zeilen), "Liste.xlsx": puffer.getvalue()}


def bytes_gekippt(inhalt, zufall):
    kaputt = bytearray(inhalt)
    for _ in range(zufall.randint(1, 12)):
        kaputt[zufall.randrange(len(kaputt))] = zufall.randrange(256)
    return bytes(kaputt)


def abgeschnitten(inhalt, zufall):
    return inhalt[: zufall.randrange(len(inhalt))]


def zelle_geaendert(inhalt, zufall):
    zeilen = inhalt.decode().split("\r\n")
    nr = zufall.randrange(len(zeilen))
    zellen = zeilen[nr].split(";")
    zellen[zufall.randrange(len(zellen))] = zufall.choice(
        [
            "",
            "=1+1",
            "-5",
            "1e308",
            "9" * 50,
            "NaN",
            "31.02.2027",
            "\u202e",
            "'" * 9,
            '"',
            "ß" * 6000,
            "\x0b",
            "0x1F",
            "\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        ]
    )
    zeilen[nr] = ";".join(zellen)
    return "\r\n".join(zeilen).encode()


def spalte_weg(inhalt, zufall):
    zeilen = [zeile.split(";") for zeile in inhalt.decode().split("\r\n")]
    weg = zufall.randrange(len(zeilen[0]))
    return "\r\n".join(";".join(z[:weg] + z[weg + 1 :]) for z in zeilen).encode()


def umkodiert(inhalt, zufall):
    return inhalt.decode().encode(
        zufall.choice(["utf-16", "utf-16-be", "cp1252", "cp850", "utf-7", "utf-32"])
    )


def teil_ersetzt(inhalt, zufall):
    """A part of the workbook that is no longer what it says."""
    alt, puffer = ZipFile(BytesIO(inhalt)), BytesIO()
    ziel = zufall.choice(alt.namelist())
    with ZipFile(puffer, "w") as neu:
        for name in alt.namelist():
            teil = alt.read(name)
            neu.writestr(name, bytes_gekippt(teil, zufall) if name == ziel else teil)
    return puffer.getvalue()


def tabelle_geaendert(inhalt, zufall):
    """A workbook with cells of other kinds in it."""
    mappe = load_workbook(BytesIO(inhalt))
    for _ in range(zufall.randint(1, 6)):
        zelle = mappe.active.cell(zufall.randint(1, 5), zufall.randint(1, 10))
        zelle.value = zufall.choice(
            [True, 10**30, -0.1, f.TAG, time(10, 0), "=1/0", "#N/A", "x" * 30000, None]
        )
    puffer = BytesIO()
    mappe.save(puffer)
    return puffer.getvalue()


MUTATIONEN = {
    "Liste.csv": (bytes_gekippt, abgeschnitten, zelle_geaendert, spalte_weg, umkodiert),
    "Liste.xlsx": (bytes_gekippt, abgeschnitten, teil_ersetzt, tabelle_geaendert, tabelle_geaendert),
}


@pytest.mark.parametrize("reihe", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 11))])
def test_fifty_mutated_files_fail_with_a_sentence_or_come_in_whole(runde, sb, orte, reihe):
    basis = grundlage()
    for nr in range(50):
        zufall = Random(reihe * 50 + nr)
        name = ("Liste.csv", "Liste.xlsx")[nr % 2]
        inhalt = zufall.choice(MUTATIONEN[name])(basis[name], zufall)
        with transaction.atomic():
            _einzeln(runde, sb, inhalt, name)
            transaction.set_rollback(True)


def _einzeln(runde, sb, inhalt, name):
    try:
        lauf = hochladen(runde, sb, inhalt, name)
    except ValidationError as abgelehnt:
        saetze = abgelehnt.message_dict
    else:
        saetze = None
    if saetze is not None:
        assert list(saetze) == ["datei"]
        assert not Antrag.objects.exists()
        return
    neu = lauf.ergebnisse.filter(ergebnis=E.NEU).count()
    assert lauf.status == (S.FEHLERHAFT if lauf.ergebnisse.filter(ergebnis=E.FEHLER).exists() else S.GEPRUEFT)
    getan = lauf.status == S.GEPRUEFT and uebernehmen(lauf, sb)
    assert Antrag.objects.count() == (neu if getan else 0)


# Two at a time


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_run_take_it_over_once(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte)))
    importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)
    with ThreadPoolExecutor(2) as pool:
        getan = list(pool.map(_im_faden, [lauf.pk] * 2))
    lauf.refresh_from_db()
    assert (sorted(getan), lauf.status, Antrag.objects.count()) == ([False, True], S.FERTIG, 3)


@pytest.mark.django_db(transaction=True)
def test_two_tables_at_once_leave_one_of_them(runde, sb, orte):
    laeufe = [hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte))) for _ in range(2)]
    importlauf.starten(lauf=laeufe[0], by=sb, heute=f.TAG)
    with pytest.raises(Konflikt, match="anderer Import"):
        importlauf.starten(lauf=laeufe[1], by=sb, heute=f.TAG)
    assert _im_faden(laeufe[0].pk)
    importlauf.starten(lauf=laeufe[1], by=sb, heute=f.TAG)
    assert _im_faden(laeufe[1].pk)  # judged again, all of it is there already
    assert Antrag.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_run_that_stands_still_is_noticed_and_started_again(runde, sb, orte):
    lauf = hochladen(runde, sb, als_csv(ZEILE.format("Aidlingen")))
    importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)  # and the worker dies
    lauf.refresh_from_db()
    assert not importlauf.wird_bearbeitet(lauf)
    with transaction.atomic():
        assert importlauf.sperren(lauf.pk)
        assert importlauf.wird_bearbeitet(lauf)
        with pytest.raises(Konflikt, match="läuft schon"):
            importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)
    importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)
    assert _im_faden(lauf.pk)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_from_outside_while_it_runs(runde, sb, orte, monkeypatch):
    lauf = hochladen(runde, sb, als_csv(*(ZEILE.format(ort) for ort in orte)))
    importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)
    monkeypatch.setattr(importe, "SCHRITT", 1)
    gesehen, richtig = [], importlauf.abschliessen

    def abschliessen(**angaben):
        with ThreadPoolExecutor(1) as pool:  # another connection, as a page's
            gesehen.append(pool.submit(_verarbeitet, lauf.pk).result())
        richtig(**angaben)

    monkeypatch.setattr(importlauf, "abschliessen", abschliessen)
    assert importe.uebernehmen(lauf.pk)
    stand, antraege = gesehen[0]
    assert stand > 0
    assert antraege == 0


@pytest.mark.django_db(transaction=True)
def test_no_run_holds_the_seal_of_the_log():
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        assert laufsperre.bis_commit(laufsperre.IMPORT, 1)
        assert laufsperre.bis_commit(laufsperre.SERIE, 1)
        assert pool.submit(_siegel_frei).result()


def _siegel_frei():
    try:
        return laufsperre.bis_commit(4711, 1)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verlaengert", [True, False])
def test_a_last_day_moved_while_the_worker_begins_decides_what_is_late(sb, verlaengert):
    rd = f.runde(sb.mitgliedschaften.get().landkreis, kuerzel="B", antrag_bis=f.TAG.replace(day=16))
    f.kommune(rd.programm.landkreis, "Aidlingen")
    lauf = hochladen(rd, sb, als_csv(ZEILE.format("Aidlingen")))
    importlauf.starten(lauf=lauf, by=sb, heute=f.TAG)
    al = f.benutzer(Rolle.AMTSLEITUNG, rd.programm.landkreis)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            bis = {"bis": f.TAG.replace(day=25), "grund": "Portal gestört.", "by": al, "heute": f.TAG}
            antragsfrist_verlaengern(runde=rd, **bis)
            getan = pool.submit(_im_faden, lauf.pk)
            assert wartet()
            transaction.set_rollback(not verlaengert)
        assert getan.result()
    assert Antrag.objects.get(runde=rd).verspaetet is not verlaengert


def _verarbeitet(pk):
    try:
        return Importlauf.objects.get(pk=pk).verarbeitet, Antrag.objects.count()
    finally:
        connection.close()


def _im_faden(pk):
    def lauf():
        try:
            with zeit.gestellt(f.TAG, time(11, 0)):
                return importe.uebernehmen(pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lauf).result()
