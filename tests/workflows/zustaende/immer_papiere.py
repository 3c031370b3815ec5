"""What holds of papers and notices, whatever was tried."""

from collections import defaultdict
from hashlib import sha256

from antraege.models import (
    Bescheid,
    Beschlussergebnis,
    Klage,
    Mitzeichnung,
    Sitzung,
    Status,
    Vorlage,
    Widerspruch,
)
from tests.workflows.zustaende.immer import immer

S, B, V = Status, Bescheid.Status, Vorlage.Status
WARTET = {
    V.ENTWURF: {"ueberarbeitung"},
    V.MITZEICHNUNG: {"mitzeichnung", "freigabe"},
    V.FREIGEGEBEN: {"vorberatung", "beschluss"},
}
FEST = (
    "nummer",
    "datum",
    "vzae",
    "betrag",
    "beginn",
    "ende",
    "begruendung",
    "nebenbestimmungen",
    "freigegeben_von_id",
)
ENTSCHIEDEN = ["unveraendert_beschlossen", "geaendert_beschlossen", "mit_massgabe", "abgelehnt"]


@immer
def a_paper_s_open_task_agrees_with_its_state(gang):
    """I12, I16."""
    offen = defaultdict(list)
    for task, objekt in gang.offene:
        offen[objekt].append(task.knoten)
    for vorlage in gang.vorlagen:
        assert len(offen[vorlage]) == (vorlage.status in WARTET)
        assert set(offen[vorlage]) <= WARTET.get(vorlage.status, set())


@immer
def an_application_waits_only_on_a_living_paper(gang):
    """Withdrawn, a paper holds nobody; decided, nobody who is not decided."""
    for antrag in gang.antraege:
        assert antrag.status != S.IM_GREMIUM or antrag.beschlussantrag.vorlage.status in WARTET


@immer
def nobody_signs_a_paper_twice_or_one_of_her_own(gang):
    """I4 of the paper."""
    for vorlage in Vorlage.objects.prefetch_related("mitzeichnungen"):
        je_durchgang = defaultdict(list)
        for zeile in vorlage.mitzeichnungen.all():
            if zeile.gezeichnet_von_id and zeile.ergebnis == Mitzeichnung.Ergebnis.GEZEICHNET:
                je_durchgang[zeile.durchgang].append(zeile.gezeichnet_von_id)
        for wer in je_durchgang.values():
            assert len(wer) == len(set(wer))
            assert vorlage.erstellt_von_id not in wer
        assert vorlage.freigegeben_von_id != vorlage.erstellt_von_id


@immer
def a_notice_is_released_by_a_second_person(gang):
    """I4 of the notice, and of what was objected or sued."""
    for papier in gang.erteilte:
        assert papier.freigegeben_von_id != papier.entworfen_von_id
    for zeile in Widerspruch.objects.exclude(entschieden_von=None).select_related("bescheid"):
        assert zeile.entschieden_von_id not in (zeile.erfasst_von_id, zeile.bescheid.entworfen_von_id)
    assert not any(k.beendet_von_id == k.erfasst_von_id for k in Klage.objects.exclude(beendet_von=None))


@immer
def a_released_notice_stands(gang):
    """I8: neither words nor figures nor file change."""
    for papier in gang.erteilte:
        werte = tuple(getattr(papier, feld) for feld in FEST)
        assert gang.fest.setdefault(papier.pk, werte) == werte
        if papier.sha256 and papier.sha256 != gang.fest.get(f"{papier.pk}.pdf"):
            assert f"{papier.pk}.pdf" not in gang.fest
            with papier.pdf.open() as datei:
                assert sha256(datei.read()).hexdigest() == papier.sha256
            gang.fest[f"{papier.pk}.pdf"] = papier.sha256


@immer
def notices_are_numbered_without_a_gap(gang):
    """I8, in each series."""
    reihen = defaultdict(list)
    for papier in gang.erteilte:
        reihe, _, nummer = papier.nummer.rpartition("-")
        reihen[reihe].append(int(nummer))
    for nummern in reihen.values():
        assert sorted(nummern) == list(range(1, len(nummern) + 1))


@immer
def no_notice_without_a_decision(gang):
    """I9: of the office, or of a committee that decides, by a vote that was recorded."""
    beschlossen = Beschlussergebnis.objects.filter(
        schritt__sitzung__in=Sitzung.objects.beschliessende(),
        schritt__erfasst_am__isnull=False,
        wert__in=ENTSCHIEDEN,
    ).exclude(abstimmung="")
    ziffern = set(beschlossen.values_list("beschlussantrag", flat=True))
    for papier in gang.erteilte:
        assert papier.antrag.entschieden_am is not None
        if papier.antrag.runde.entscheidung == "beschluss":
            assert papier.antrag.beschlussantrag_id in ziffern


@immer
def the_years_sum_up_to_the_amount(gang):
    """I10."""
    for papier in Bescheid.objects.exclude(status=B.VERWORFEN).prefetch_related("jahre"):
        assert sum(jahr.betrag for jahr in papier.jahre.all()) == papier.betrag


@immer
def the_grant_is_what_the_latest_released_notice_says(gang):
    """I10 of the grant."""
    for papier in {papier.antrag_id: papier for papier in gang.erteilte}.values():
        antrag = papier.antrag
        assert (antrag.bewilligt_vzae, antrag.bewilligt_betrag) == (papier.vzae, papier.betrag)


@immer
def final_is_what_nobody_attacked_in_time(gang):
    """A timely open objection or action stops finality; a waiver does not come before the notice."""
    fertig = Bescheid.objects.filter(status=B.BESTANDSKRAEFTIG)
    for art in (Widerspruch, Klage):
        assert not art.objects.hemmend().filter(bescheid__in=fertig).exists()
    assert not fertig.filter(bekanntgegeben_am=None).exists()
