"""What holds across cases: shares and money, positions, the sealed log, messages, and who sees what."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import F, Q, Sum

from antraege.models import (
    Antrag,
    Bescheid,
    Besetzung,
    Fachstellungnahme,
    Finanzierungsanteil,
    Frist,
    Haushaltsermaechtigung,
    Kontingent,
    Protokolleintrag,
    Protokollsiegel,
    Status,
    Stelle,
    Vorlage,
    Widerspruch,
)
from antraege.services import siegel
from notifications import ausgang
from notifications.empfaenger import Verzeichnis
from tests.notifications.hilfen import siegeln
from tests.workflows.zustaende.immer import immer
from workflows.models import OHNE_FRIST, Arbeitsvorrat, Aufgabe
from workflows.nodes import HumanTask

S = Status
SICHTBAR = (
    Antrag,
    Vorlage,
    Bescheid,
    Frist,
    Protokolleintrag,
    Fachstellungnahme,
    Widerspruch,
    Stelle,
    Aufgabe,
)


@immer
def never_more_than_the_kontingent(gang):
    """I1, in every round: what is known of it may shrink below what is granted, but then nothing more is."""
    zaehlend = Antrag.objects.zaehlend().order_by().values_list("runde")
    bindend = Kontingent.objects.filter(bezug="alle").exclude(art="schaetzung").order_by("stand", "pk")
    gilt = {k.runde_id: k.vzae for k in bindend}
    for runde, summe in zaehlend.annotate(Sum("bewilligt_vzae")):
        bisher = gang.merke("bewilligt", runde, summe)
        assert summe is None or runde not in gilt or summe <= max(gilt[runde], bisher or 0)


@immer
def never_more_than_the_budget_of_a_year(gang):
    """I1, in every programme and year: it may be cut below what is bound, but then nothing more is."""
    rahmen, gebunden = defaultdict(Decimal), defaultdict(Decimal)
    for zeile in Haushaltsermaechtigung.objects.all():
        rahmen[zeile.programm_id, zeile.jahr] += zeile.ansatz
    for papier in {papier.antrag_id: papier for papier in gang.erteilte}.values():
        for jahr in papier.jahre.all():
            gebunden[papier.antrag.runde.programm_id, jahr.jahr] += jahr.betrag
    for wofuer, betrag in gebunden.items():
        assert betrag <= max(rahmen[wofuer], gang.merke("gebunden", wofuer, betrag) or 0)


@immer
def no_position_outside_the_funding_period(gang):
    """I2: each source lies within its round and its position, and within what was granted."""
    ausserhalb = Q(beginn__lt=F("runde__beginn")) | Q(ende__gt=F("runde__ende"))
    neben = Q(beginn__lt=F("stelle__beginn")) | Q(ende__gt=F("stelle__ende"))
    assert not Finanzierungsanteil.objects.filter(ausserhalb | neben).exists()
    je_antrag = Finanzierungsanteil.objects.filter(antrag__isnull=False).values("antrag")
    for zeile in je_antrag.annotate(summe=Sum("vzae"), bewilligt=F("antrag__bewilligt_vzae")):
        # What a later notice takes back ends the position later on; until then its share stays recorded.
        assert zeile["bewilligt"] is not None
        assert zeile["summe"] <= gang.welt.beantragt.get(zeile["antrag"], zeile["summe"])


@immer
def nobody_fills_more_than_one_position(gang):
    """I11: at no day more than 1.00 VZÄ for a person, nor more than the position has."""
    zeilen = list(Besetzung.objects.select_related("stelle"))
    for tag in {zeile.beginn for zeile in zeilen}:
        person, stelle = defaultdict(Decimal), defaultdict(Decimal)
        for zeile in zeilen:
            if zeile.beginn <= tag and (zeile.ende is None or tag <= zeile.ende):
                person[zeile.kennzeichen] += zeile.vzae
                stelle[zeile.stelle] += zeile.vzae
        assert all(summe <= 1 for summe in person.values())
        assert all(summe <= s.vzae for s, summe in stelle.items())


@immer
def the_log_is_sealed_without_a_gap(gang):
    """I6; sealing also fires every deferred trigger."""
    siegeln()
    assert siegel.pruefen().heil


@immer
def each_entry_owes_its_messages_once(gang):
    """I7: read from the log as the relay would, each has a key and a Message-ID of its own; what was read lies there."""
    verzeichnis = Verzeichnis(gang.tag)
    rahmen = ("eintrag__landkreis", "eintrag__antrag__kommune", "eintrag__antrag__runde")
    neue = Protokollsiegel.objects.filter(nr__gt=gang.fest.get("siegel", 0)).order_by("nr")
    for zeile in neue.select_related(*rahmen):
        for nachricht in ausgang.nachrichten_zu(zeile.eintrag, verzeichnis):
            schluessel, kennung = (gang.fest.setdefault(k, {}) for k in ("schluessel", "message_id"))
            assert schluessel.setdefault(nachricht.schluessel, zeile.nr) == zeile.nr
            assert kennung.setdefault(nachricht.message_id, nachricht.schluessel) == nachricht.schluessel
        gang.fest["siegel"] = zeile.nr


@immer
def the_worklist_s_rows_are_those_of_the_open_tasks(gang):
    """Office, person, deadline, open points."""
    offen = [(t, objekt) for t, objekt in gang.offene if t.flow_task_type == "HUMAN"]
    fristen = _fristen()
    soll = {
        (t.pk, t.owner_permission, t.owner_id, _ende(t, o, fristen), getattr(o, "offene_punkte", 0))
        for t, o in offen
    }
    felder = ("aufgabe_id", "amt", "person_id", "bis", "offene_punkte")
    assert set(Arbeitsvorrat.objects.values_list(*felder)) == soll


@immer
def the_municipality_learns_nothing_before_its_time(gang):
    """Neither a signature, nor a paper before its day, nor what was not decided in public."""
    for antrag in gang.antraege:
        gesehen = antrag.status_kommune
        assert gesehen not in (S.IN_ZEICHNUNG, S.GEZEICHNET)
        if gesehen == S.IM_GREMIUM:
            assert antrag.beschlussantrag.vorlage.veroeffentlicht_am is not None
        if gesehen == S.BESCHLOSSEN:
            assert _oeffentlich_beschlossen(antrag)


@immer
def nobody_sees_another_district(gang):
    """I13: who works elsewhere sees nothing of it."""
    fern = gang.person(next(iter(gang.faelle())), "fern")
    assert not any(modell.objects.visible_to(fern).exists() for modell in SICHTBAR)


@immer
def a_municipality_sees_its_own_alone(gang):
    """I13: the words of the querysets against a naive model."""
    faelle = list(gang.faelle())
    fall = faelle[gang.schritte % len(faelle)]
    clerk, ort = gang.person(fall, "clerk"), fall.ort.pk
    if not clerk.kommune_ids:
        return
    antraege = {a.pk for a in Antrag.objects.all() if a.kommune_id == ort}
    assert _ids(Antrag, clerk) == antraege
    bereit = {b.pk for b in Bescheid.objects.all() if b.antrag_id in antraege and b.bereitgestellt_am}
    assert _ids(Bescheid, clerk) == bereit
    assert _ids(Vorlage, clerk) == {
        v.pk for v in Vorlage.objects.all() if v.veroeffentlicht_am and v.veroeffentlicht_am <= gang.tag
    }
    eintraege = Protokolleintrag.objects.filter(antrag__in=antraege, sichtbar_kommune=True)
    assert _ids(Protokolleintrag, clerk) == set(eintraege.values_list("pk", flat=True))
    assert _ids(Fachstellungnahme, clerk) == set()
    for frist in Frist.objects.visible_to(clerk).select_related("antrag"):
        assert frist.antrag is None or frist.antrag.kommune_id == ort


def _oeffentlich_beschlossen(antrag):
    if antrag.runde.ergebnis_sichtbar != "sitzung" or not antrag.beschlussantrag:
        return False
    schritte = antrag.beschlussantrag.vorlage.beratungsfolge.filter(
        rolle="beschluss", erfasst_am__isnull=False
    )
    return schritte.order_by("sitzung__tag").last().sitzung.oeffentlich


def _ids(modell, user):
    return set(modell.objects.visible_to(user).values_list("pk", flat=True))


def _fristen():
    fristen = {}
    for frist in Frist.objects.offen().order_by("-pk"):
        for name in ("antrag", "vorlage", "bescheid"):
            if pk := getattr(frist, f"{name}_id"):
                fristen[name, pk, frist.art] = frist.faellig_am
    return fristen


def _ende(task, gegenstand, fristen):
    """The day the drawing gives to the task: its node's kind of deadline, where one is open."""
    assert isinstance(task.flow_task, HumanTask)
    schluessel = (gegenstand._meta.model_name, gegenstand.pk, task.flow_task.frist or "")
    return fristen.get(schluessel, OHNE_FRIST)
