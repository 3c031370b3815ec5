"""What holds of rules, joint applications, budgets, sittings and the district's own positions, whatever was tried."""

from collections import defaultdict
from itertools import pairwise

from antraege.berechnung import hoechststand
from antraege.models import (
    Beratungsschritt,
    Beschlussergebnis,
    Einvernehmen,
    Finanzierungsanteil,
    Foerderrunde,
    Haushaltsermaechtigung,
    Inanspruchnahme,
    Kontingent,
    Richtlinienfassung,
    Sitzung,
    Status,
    Verbundanteil,
    Zustaendigkeit,
)
from tests.workflows.zustaende.immer import immer

Art = Inanspruchnahme.Art
BEENDET = (Status.ZURUECKGEZOGEN, Status.UNZULAESSIG)
ENTWURF = (Status.ENTWURF, Status.ZUR_UNTERSCHRIFT)
JA = ("unveraendert_beschlossen", "geaendert_beschlossen", "mit_massgabe")


@immer
def stated_rules_stand_and_each_application_keeps_its_own(gang):
    """R20: neither what was stated nor what an application rests on ever changes; a published round rests on no draft."""
    for fassung in Richtlinienfassung.objects.filter(status="festgestellt"):
        werte = {f.attname: getattr(fassung, f.attname) for f in fassung._meta.concrete_fields}
        assert gang.merke("fassung", fassung.pk, werte) in (None, werte)
    for antrag in gang.antraege:
        assert gang.merke("antrag_fassung", antrag.pk, antrag.fassung_id) in (None, antrag.fassung_id)
    offen = Foerderrunde.objects.exclude(status="entwurf").exclude(fassung__status="festgestellt")
    assert not offen.exists()


@immer
def a_municipality_asks_once_a_round_alone_or_together(gang):
    """What is under way names nobody twice; the parts of a joint application add up to what it asks."""
    orte = defaultdict(list)
    anteile = defaultdict(list)
    for teil in Verbundanteil.objects.all():
        anteile[teil.antrag_id].append(teil)
    for antrag in [a for a in gang.antraege if a.status not in (*BEENDET, *ENTWURF)]:
        teile = anteile[antrag.pk]
        orte[antrag.runde_id] += {antrag.kommune_id, *(teil.kommune_id for teil in teile)}
        if antrag.zusammenschluss_id and antrag.beantragt_vzae is not None:
            assert sum(teil.vzae for teil in teile) == antrag.beantragt_vzae
    assert all(len(wer) == len(set(wer)) for wer in orte.values())


@immer
def who_waives_asks_for_nothing(gang):
    """A waiver says: no application."""
    verzichtet = set(Inanspruchnahme.objects.filter(art=Art.VERZICHT).values_list("runde", "kommune"))
    assert not verzichtet & {(a.runde_id, a.kommune_id) for a in gang.antraege if a.status not in BEENDET}


@immer
def no_notice_before_its_budget_is_in_force(gang):
    """When it was released, the first year it costs was in force and not locked, or somebody else allowed the exception."""
    jahre = defaultdict(list)
    for zeile in Haushaltsermaechtigung.objects.all():
        jahre[zeile.programm_id, zeile.jahr].append(zeile)
    for papier in gang.erteilte:
        kostet = [jahr.jahr for jahr in papier.jahre.all() if jahr.betrag]
        if gang.merke("haushalt", papier.pk, True) or not kostet or papier.aendert_id:
            continue
        zeilen = jahre[papier.antrag.runde.programm_id, min(kostet)]
        assert zeilen
        assert not any(z.gesperrt for z in zeilen)
        in_kraft = all(z.in_kraft_am and z.in_kraft_am <= papier.datum for z in zeilen)
        assert in_kraft or papier.haushalt_ausnahme_von_id not in (None, papier.entworfen_von_id)


# Committees


@immer
def a_paper_is_advised_on_before_it_is_decided(gang):
    """In this order, on different days, and on no cancelled sitting."""
    geplant = Beratungsschritt.objects.filter(abgesetzt_am__isnull=True).select_related("sitzung")
    folge = defaultdict(list)
    for schritt in geplant.order_by("sitzung__tag", "pk"):
        assert not schritt.sitzung.abgesagt
        folge[schritt.vorlage_id].append(schritt)
    for schritte in folge.values():
        for vorher, nachher in pairwise(schritte):
            zuerst_beschlossen = vorher.rolle == "beschluss" and vorher.erfasst_am is None
            assert not (zuerst_beschlossen and nachher.rolle == "vorberatung")


@immer
def a_decision_has_a_quorum(gang):
    """I9: more yes than no, no more votes than the committee had on its day, and a committee that decides."""
    rechte = defaultdict(list)
    for z in Zustaendigkeit.objects.order_by("gueltig_ab"):
        rechte[z.gremium_id].append(z)
    beschliessend = set(Sitzung.objects.beschliessende().values_list("pk", flat=True))
    for e in Beschlussergebnis.objects.select_related("schritt__sitzung"):
        sitzung = e.schritt.sitzung
        galt = [z for z in rechte[sitzung.gremium_id] if z.gueltig_ab <= sitzung.tag]
        stimmen = (e.ja or 0) + (e.nein or 0) + (e.enthaltung or 0)
        if galt and galt[-1].stimmberechtigte is not None:
            assert stimmen <= galt[-1].stimmberechtigte
        if e.wert in JA:
            assert sitzung.pk in beschliessend
            assert e.ja is None or e.ja > (e.nein or 0)


# The Land's programme


@immer
def a_position_of_the_district_rests_on_consent_and_money(gang):
    """R14 to R21: authorised, transferred by agreement and with consent, never more than secured or transferred."""
    eigene = Finanzierungsanteil.objects.filter(stelle__anstellungstraeger=None)
    je_runde, je_ort = defaultdict(list), defaultdict(list)
    for a in eigene.select_related("stelle", "runde__programm__ermaechtigung"):
        motion = a.runde.programm.ermaechtigung
        assert a.runde.programm.geber == "land"
        assert motion is not None
        assert motion.ermaechtigt
        je_runde[a.runde_id].append((a.vzae, a.beginn, a.ende))
        je_ort[a.runde_id, a.stelle.einsatzort_id].append((a.vzae, a.beginn, a.ende))
    final = Kontingent.objects.filter(art="endgueltig", bezug="landkreis").order_by("stand", "pk")
    gilt = {k.runde_id: k.vzae for k in final}
    for runde, teile in je_runde.items():
        summe = hoechststand(teile)
        assert summe <= max(gilt[runde], gang.merke("kreisstellen", runde, summe) or 0)
    zustimmend = Einvernehmen.objects.filter(widerrufen_am=None, erteilt=True).values_list("runde", "kommune")
    assert set(je_ort) <= set(zustimmend)
    antworten = _antworten()
    for wo, teile in je_ort.items():
        assert antworten[wo].art == Art.AN_LANDKREIS
        assert antworten[wo].vereinbarung_vom is not None
        assert hoechststand(teile) <= antworten[wo].vzae


@immer
def a_share_of_the_land_was_claimed(gang):
    """R15: what a municipality fills itself without an application it has claimed for itself, and no more."""
    je_ort = defaultdict(list)
    ohne_antrag = Finanzierungsanteil.objects.filter(antrag=None, stelle__anstellungstraeger__isnull=False)
    for a in ohne_antrag.select_related("stelle"):
        je_ort[a.runde_id, a.stelle.anstellungstraeger_id].append((a.vzae, a.beginn, a.ende))
    antworten = _antworten() if je_ort else {}
    for wo, teile in je_ort.items():
        assert antworten[wo].art == Art.SELBST
        assert hoechststand(teile) <= antworten[wo].vzae


def _antworten():
    return {(antwort.runde_id, antwort.kommune_id): antwort for antwort in Inanspruchnahme.objects.all()}
