"""Who is next on an application, and what the person looking at it can do now: tasks first, then acts without a task."""

from django.urls import reverse

from antraege import einsicht, formate
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.models import Frist, Status
from antraege.services import haushalt
from antraege.services.bescheid_stand import aktueller
from antraege.views import pflege
from antraege.views.bausteine import Act, Condition, Step
from workflows import aemter, stand
from workflows.views import arbeitsliste, verwehrt

# What the municipality reads while it has nothing to do; by the state released to it alone.
WARTET = {
    Status.EINGEREICHT: "Das Landratsamt prüft, ob der Antrag vollständig ist. Sie müssen nichts tun.",
    Status.VOLLSTAENDIG: "Das Landratsamt prüft den Antrag fachlich. Sie müssen nichts tun.",
    Status.IM_GREMIUM: "Das Gremium entscheidet über den Antrag. Sie müssen nichts tun.",
    Status.BESCHLOSSEN: "Das Landratsamt bereitet den Bescheid vor. Sie müssen nichts tun.",
    Status.BESCHIEDEN: "Der Bescheid ist erteilt und wird Ihnen bekannt gegeben. Sie müssen nichts tun.",
}
ERFASST = "Der Bescheid ist erteilt. Das Landratsamt erfasst, was daraus folgt."
ZUSTAND = {"erledigt": "done", "jetzt": "now", "danach": "open"}


def naechster_schritt(user, antrag, aufgaben, fristen):
    """[{who, what, until}] of the open tasks this person may know of, else a sentence about who is waited for.

    ``fristen``: the open deadlines the person sees, so that a day is never told twice differently.
    """
    sichtbar = (
        aufgaben
        if einsicht.im_amt(user, antrag.landkreis_id)
        else [a for a in aufgaben if arbeitsliste.ist_kommunal(a)]
    )
    je_art = {frist.art: frist.faellig_am for frist in fristen}
    return [_schritt(user, aufgabe, je_art) for aufgabe in sichtbar] or [_wartet(user, antrag)]


def _schritt(user, aufgabe, je_art):
    eigen = aufgabe.flow_task.can_execute(user, aufgabe)
    wer = (
        "Sie"
        if eigen and not aufgabe.liegt_bei_anderen(user)
        else aufgabe.owner.name
        if aufgabe.owner
        else arbeitsliste.amtswort(aufgabe)
    )
    return {"wer": wer, "was": aufgabe.flow_task.task_title, "bis": je_art.get(aufgabe.flow_task.frist)}


def _wartet(user, antrag):
    status = einsicht.status_fuer(user, antrag)
    if not einsicht.im_amt(user, antrag.landkreis_id):
        erfasst = status == Status.BESCHIEDEN and einsicht.ergebnis_sichtbar(user, antrag)
        return {"satz": ERFASST if erfasst else WARTET.get(status, "")}
    if status in (Status.GEZEICHNET, Status.IM_GREMIUM):
        was = (
            "Beschluss erfassen" if status == Status.IM_GREMIUM else "Antrag auf eine Sitzungsvorlage setzen"
        )
        return {"wer": aemter.WORTE["geschaeftsstelle"], "was": was, "bis": None}
    return {"satz": ""}


def handlungen(user, antrag, aufgaben, hindernisse, heute):
    """[Act]: the person's open tasks, then what has a page of its own; a task of others and a gap say why."""
    acts = [act for aufgabe in aufgaben for act in _aufgabe(user, antrag, aufgabe, hindernisse, heute)]
    acts += _bescheid(user, antrag, aufgaben) + _kommune(user, antrag) + _amt(user, antrag)
    return acts + _ausnahme(user, antrag, heute)


def _aufgabe(user, antrag, aufgabe, hindernisse, heute):
    if not aufgabe.flow_task.can_execute(user, aufgabe):
        return []
    label = _label(antrag, aufgabe, heute)
    if aufgabe.liegt_bei_anderen(user):
        return [Act(label, off="bei jemand anderem", reason=f"{aufgabe.owner.name} hat sie übernommen.")]
    if aufgabe.knoten == "entwurf" and hindernisse:
        fehlt = [Condition(False, satz, url=url) for satz, url in hindernisse]
        return [Act("Weiter ausfüllen", hindernisse[0][1], primary=True), Act(label, conditions=fehlt)]
    return [Act(label, reverse("aufgabe", args=[aufgabe.pk]), primary=True)]


def _label(antrag, aufgabe, heute):
    if aufgabe.knoten == "entwurf":
        return "Verspätet einreichen" if heute > antrag.runde.antrag_bis else "Prüfen und einreichen"
    return aufgabe.flow_task.task_title


def _bescheid(user, antrag, aufgaben):
    """While the office is to post the notice, the municipality may be faster; or it is told that it comes by post."""
    if "versand" not in [aufgabe.knoten for aufgabe in aufgaben]:
        return []
    papier = aktueller(antrag)
    if not hat_recht(user, RECHTE["bescheid.oeffnen"], papier):
        return []
    label, auskunft = "Bescheid öffnen (Bekanntgabe)", may(user, "bescheid.oeffnen", papier)
    if auskunft:
        return [Act(label, reverse("bescheid_oeffnen", args=[antrag.pk]), primary=True)]
    return [Act(label, off="nicht möglich", reason=auskunft.satz)]


def _kommune(user, antrag):
    if not hat_recht(user, RECHTE["antrag.zurueckziehen"], antrag) or antrag.status in (
        Status.ZURUECKGEZOGEN,
        Status.UNZULAESSIG,
    ):
        return []
    url = reverse("antrag_zurueckziehen", args=[antrag.pk])
    return _mehr_zeit(user, antrag) + pflege.knopf(
        user, "antrag.zurueckziehen", antrag, "Antrag zurückziehen", url
    )


def _mehr_zeit(user, antrag):
    if not may(user, "antrag.mehr_zeit_erbitten", antrag):
        return []  # explained by the list of what is not possible
    return [Act("Um mehr Zeit bitten", reverse("mehr_zeit_erbitten", args=[antrag.pk]))]


def _amt(user, antrag):
    return [
        Act(label, reverse(seite, args=[antrag.pk]))
        for act, label, seite in verwehrt.im_amt(user, antrag)
        if seite and may(user, act, antrag) and not verwehrt.laeuft_noch(act, antrag)
    ]


def _ausnahme(user, antrag, heute):
    """While a draft waits for the budget to be in force alone: whoever may let it go all the same."""
    if not user.hat_rolle(*RECHTE["haushalt.ausnahme"].rollen, landkreis_id=antrag.landkreis_id):
        return []
    entwurf = aktueller(antrag)
    if entwurf is None or entwurf.status != entwurf.Status.ENTWURF:
        return []
    if not haushalt.fehlt_nur_inkrafttreten(entwurf, heute):
        return []
    url = reverse("haushalt_ausnahme", args=[entwurf.pk])
    return pflege.knopf(user, "haushalt.ausnahme", entwurf, "Ausnahme vom Haushaltsvorbehalt zulassen", url)


def stationen(antrag, user):
    """[Step]: done, now, to come, as far as this person may know."""
    return [Step(titel, ZUSTAND[zustand]) for titel, zustand in stand.schritte(antrag, user)]


def frist_zeile(frist):
    """Name of a deadline and where it stands, for the list of deadlines."""
    if frist.erledigt_am:
        return f"{frist.benennung}: erledigt am {formate.datum(frist.erledigt_am)}, Ende war {formate.datum(frist.faellig_am)}"
    return frist.benennung if frist.typ != Frist.Typ.TERMIN else f"{frist.benennung} (Termin)"
