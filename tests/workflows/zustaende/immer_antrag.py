"""What holds of applications, their log, tasks and deadlines, whatever was tried."""

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

from django.db.models import Q

from antraege import zeit
from antraege.models import (
    ENDZUSTAENDE,
    UEBERGAENGE,
    Benutzer,
    Bescheid,
    Einreichung,
    Ereignis,
    Frist,
    Mitgliedschaft,
    Protokolleintrag,
    Status,
    Vertretung,
    Vorlage,
    Zeichnung,
)
from tests.workflows.zustaende.immer import immer

S = Status
PAARE = {(von, nach) for alle, nach in UEBERGAENGE.values() for von in alle}
# Which node waits in which state: the drawing and the legal state must tell the same story.
WARTET = {
    S.ENTWURF: {"entwurf"},
    S.ZUR_UNTERSCHRIFT: {"unterschrift"},
    S.EINGEREICHT: {"formale_pruefung", "verspaetung_pruefen", "verspaetung_entscheiden"},
    S.NACHFORDERUNG: {"ergaenzung"},
    S.VOLLSTAENDIG: {"fachliche_pruefung"},
    S.STELLUNGNAHME: {"stellungnahme"},
    S.IN_ZEICHNUNG: {"zeichnung"},
    S.GEZEICHNET: {"beschluss_da"},
    S.IM_GREMIUM: {"beschluss_da"},
    S.BESCHLOSSEN: {"bescheid_entwerfen", "bescheid_freigeben"},
    S.BESCHIEDEN: {"bekanntgabe", "versand", "stelle_erfassen"},
}
# A deadline of these kinds runs in these states only.
LAEUFT = {
    Frist.Art.ANTRAG: {S.ENTWURF, S.ZUR_UNTERSCHRIFT},
    Frist.Art.ERGAENZUNG: {S.NACHFORDERUNG},
    Frist.Art.STELLUNGNAHME: {S.STELLUNGNAHME},
    Frist.Art.ZEICHNUNG: {S.IN_ZEICHNUNG},
}
# How many of a kind may run at once: one, but for each office asked and each condition of a decision.
MEHRFACH = {Frist.Art.FACHSTELLUNGNAHME, Frist.Art.MASSGABE}
ENDET = {Ereignis.ZUGANG_ANGENOMMEN, Ereignis.ZUGANG_BEENDET, Ereignis.ZUGANG_WIEDERHERGESTELLT}
TAG = timedelta(days=1)
OHNE_URTEIL = {S.ENTWURF, S.ZUR_UNTERSCHRIFT, S.EINGEREICHT, S.ZURUECKGEZOGEN, S.UNZULAESSIG}


@immer
def the_log_tells_the_state_and_every_step_is_one_of_the_table(gang):
    """I5, I12, I17: replaying the log gives the state, each step begins where the last one ended."""
    schritte = defaultdict(lambda: [S.ENTWURF])
    wechsel = Protokolleintrag.objects.filter(objekt_art="antrag", nachher__in=S.values).order_by("pk")
    for antrag, vorher, nachher in wechsel.values_list("antrag", "vorher", "nachher"):
        if vorher:
            assert vorher == schritte[antrag][-1]
            schritte[antrag].append(nachher)
    for antrag in gang.antraege:
        assert set(pairwise(schritte[antrag.pk])) <= PAARE
        assert schritte[antrag.pk][-1] == antrag.status


@immer
def open_tasks_agree_with_the_state(gang):
    """I12, I16: one task waits, the one of the state; a closed case has none."""
    offen = defaultdict(list)
    for task, objekt in gang.offene:
        offen[objekt].append(task.knoten)
    for antrag in gang.antraege:
        if antrag.status in ENDZUSTAENDE:
            assert offen[antrag] == []
        else:
            assert len(offen[antrag]) == 1
            assert offen[antrag][0] in WARTET[antrag.status]


@immer
def deadlines_agree_with_the_state(gang):
    """None runs for what is over, none twice."""
    offen = list(Frist.objects.offen().select_related("antrag", "vorlage"))
    for frist in offen:
        if frist.antrag is not None:
            assert frist.antrag.status in LAEUFT.get(frist.art, set(S))
            assert frist.antrag.status not in (S.ZURUECKGEZOGEN, S.UNZULAESSIG)
        if frist.art == Frist.Art.MITZEICHNUNG:
            assert frist.vorlage.status == Vorlage.Status.MITZEICHNUNG
    je_art = Counter(
        (x.antrag_id, x.vorlage_id, x.bescheid_id, x.anteil_id, x.art) for x in offen if x.art not in MEHRFACH
    )
    assert [frist for frist, anzahl in je_art.items() if anzahl > 1] == []


@immer
def asked_recommended_and_granted_stay_apart(gang):
    """Nobody gets more than was asked, and only what was decided is granted."""
    for antrag in gang.antraege:
        assert antrag.beantragt_vzae == gang.welt.beantragt.get(antrag.pk, antrag.beantragt_vzae)
        assert (antrag.empfohlen_vzae or 0) <= (antrag.beantragt_vzae or 0)
        assert (antrag.bewilligt_vzae or 0) <= (antrag.beantragt_vzae or 0)
        assert (antrag.bewilligt_vzae is not None) == (antrag.entschieden_am is not None)


@immer
def two_persons_sign(gang):
    """I4 of the application."""
    assert not any(z.benutzer_id == z.empfehlung_von_id for z in Zeichnung.objects.all())
    for antrag in gang.antraege:
        zweite = antrag.verspaetung_entschieden_von_id
        assert zweite is None or zweite != antrag.verspaetung_vorgeschlagen_von_id


@immer
def nobody_of_the_municipality_decides_on_its_application(gang):
    """I3: neither signs nor releases the notice, nor did who handed it in."""
    orte = set(Mitgliedschaft.objects.filter(kommune__isnull=False).values_list("benutzer", "kommune"))
    gezeichnet = Zeichnung.objects.values_list("benutzer", "antrag__kommune", "antrag__eingereicht_von")
    erteilt = Bescheid.objects.filter(freigegeben_von__isnull=False)
    freigegeben = erteilt.values_list("freigegeben_von", "antrag__kommune", "antrag__eingereicht_von")
    for person, ort, eingereicht_von in [*gezeichnet, *freigegeben]:
        assert (person, ort) not in orte
        assert person != eingereicht_von


@immer
def what_came_after_the_last_day_is_late_and_goes_on_only_if_admitted(gang):
    """I15, for each submission: the time of receipt decides, not what the form said."""
    for antrag in gang.antraege:
        if antrag.eingegangen_am is None:
            continue
        tag, bis = antrag.eingegangen_am.astimezone(zeit.BERLIN).date(), antrag.runde.antrag_bis
        assert antrag.verspaetet or tag <= bis
        if antrag.verspaetet and antrag.status not in OHNE_URTEIL:
            assert antrag.verspaetung_zugelassen is True
    erste = {e.antrag_id: e.eingegangen_am for e in Einreichung.objects.filter(nr=1)}
    assert all(a.eingegangen_am in (None, erste.get(a.pk)) for a in gang.antraege)


@immer
def who_acted_held_an_office_that_day(gang):
    """I14: a role that has ended does nothing; in somebody's name acts only the substitute entered for that day."""
    system = Benutzer.objects.system().pk
    halten = _tage(Mitgliedschaft.objects.all(), "benutzer", "landkreis")
    vertreten = _tage(Vertretung.objects.all(), "durch", "fuer")
    eintraege = Protokolleintrag.objects.exclude(Q(historisch=True) | Q(benutzer=system)).order_by("-pk")
    felder = ("benutzer", "landkreis", "vertretung_fuer", "geschehen_am", "art")
    geendet = set()
    for person, kreis, fuer, wann, art in eintraege.values_list(*felder):
        tag = wann.astimezone(zeit.BERLIN).date()
        geendet |= {tag} if art in ENDET else set()
        # Who was given another role, or shut out, on that very day had acted before it.
        assert _an(halten, person, kreis, tag) or (tag in geendet and _an(halten, person, kreis, tag - TAG))
        if fuer:
            assert _an(vertreten, person, fuer, tag)
            assert _an(halten, fuer, kreis, tag)


def _tage(zeilen, wer, wo):
    tage = defaultdict(list)
    for zeile in zeilen:
        bis = zeile.bis
        if beendet := getattr(zeile, "beendet_am", None):
            bis = beendet - timedelta(days=1)
        tage[getattr(zeile, f"{wer}_id"), getattr(zeile, f"{wo}_id")].append((zeile.von, bis))
    return tage


def _an(tage, wer, wo, tag):
    return any(von <= tag and (bis is None or tag <= bis) for von, bis in tage[wer, wo])
