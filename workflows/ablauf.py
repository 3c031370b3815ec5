"""What happens when a deadline passes without an act: the procedure goes on by the system, or the lapse is noted.

Each deadline is handled on its own, under the lock of its procedure and only if it is still due behind that lock, so
the sweep may run twice, at the same time as a person, and over a case that fails.
"""

from django.db import transaction

from antraege.models import Antrag, Benutzer, Frist, Status
from antraege.services import bescheid, empfehlung, rechtsbehelf, termine, verspaetung
from workflows import pannen
from workflows.door import open_task
from workflows.fehler import SchonErledigt
from workflows.verfahren import offene_aufgaben, sperre

# kind of deadline -> (node it closes, what the system does there)
WEITER = {
    Frist.Art.STELLUNGNAHME: ("stellungnahme", empfehlung.stellungnahme_ablaufen),
    Frist.Art.ABRUF: ("bekanntgabe", bescheid.abruf_ablaufen),
}

# the nodes that judge a lateness, in their order
VERSPAETUNG = ("verspaetung_pruefen", "verspaetung_entscheiden")


def feststellen(heute):
    """Handle every deadline that is over on the day ``heute``; give how many were. A failing one is logged and kept."""
    system = Benutzer.objects.system()
    return sum(
        _einzeln(pk, system, heute) for pk in Frist.objects.faellig(am=heute).values_list("pk", flat=True)
    )


def rechtzeitig_geworden(heute):
    """Lead applications past the judgement of their lateness which a later last day of the round made timely; give how many.

    Moving that day is an act on the round, which knows no tasks.
    """
    system = Benutzer.objects.system()
    wartend = Antrag.objects.filter(
        verspaetet=True, verspaetung_entschieden_von=None, status=Status.EINGEREICHT
    )
    rechtzeitig = [antrag for antrag in wartend.select_related("runde") if not antrag.zu_spaet]
    return sum(_rechtzeitig(antrag, system, heute) for antrag in rechtzeitig)


def _rechtzeitig(antrag, system, heute):
    try:
        with transaction.atomic():
            return sum(_entfallen(antrag, knoten, system, heute) for knoten in VERSPAETUNG) > 0
    except SchonErledigt:  # a person was faster
        return False
    except Exception:
        pannen.melden("Counting in time Antrag", antrag.pk, heute)
        return False


def _entfallen(antrag, knoten, system, heute):
    """End the open task of one node, if there is one; False where there is none."""
    task = _offene(antrag, knoten)
    if task is None:
        return False
    with open_task(task.pk, system, heute=heute) as vorgang:
        vorgang.handeln(verspaetung.entfallen)
    return True


def _einzeln(pk, system, heute):
    try:
        return bool(_ablaufen(pk, system, heute))
    except Exception:
        pannen.melden("Handling Frist", pk, heute)
        return False


def _ablaufen(pk, system, heute):
    frist = Frist.objects.select_related("antrag").get(pk=pk)
    if frist.art == Frist.Art.RECHTSBEHELF and frist.bescheid_id:
        return _bestandskraeftig(frist, system, heute)
    aufgabe = _aufgabe(frist)
    if aufgabe is None:
        return _vermerken(frist, system, heute)
    try:
        with open_task(aufgabe.pk, system, heute=heute) as vorgang:
            if not Frist.objects.faellig(am=heute).filter(pk=pk).exists():
                return False
            vorgang.handeln(WEITER[frist.art][1])
    except SchonErledigt:
        return False
    return True


def _aufgabe(frist):
    """The open task this deadline ends; None where its lapse is only noted."""
    if frist.ablauf != Frist.Ablauf.WEITER or frist.art not in WEITER:
        return None
    return _offene(frist.antrag, WEITER[frist.art][0])


def _offene(antrag, knoten):
    return next((task for task in offene_aufgaben(antrag) if task.knoten == knoten), None)


@transaction.atomic
def _bestandskraeftig(frist, system, heute):
    """The month for a remedy is over: no task waits for it, the notice becomes final."""
    sperre(frist.antrag_id)
    return rechtsbehelf.ablaufen(frist=frist, by=system, heute=heute)


@transaction.atomic
def _vermerken(frist, system, heute):
    if frist.antrag_id:
        sperre(frist.antrag_id)
    return termine.ablauf_feststellen(frist=frist, by=system, heute=heute)
