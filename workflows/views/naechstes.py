"""Who is next on an application, and what the person looking at it can do now: tasks first, then acts without a task."""

from django.urls import reverse

from antraege import einsicht, formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.models import ENDZUSTAENDE, Frist, Status
from antraege.rechte.antrag import AMT
from antraege.services import pruefung
from antraege.views.bausteine import Act, Condition, Step
from workflows import aemter, stand
from workflows.views import arbeitsliste

# What the municipality reads while it has nothing to do; by the state released to it alone.
WARTET = {
    Status.EINGEREICHT: "Das Landratsamt prüft, ob der Antrag vollständig ist. Sie müssen nichts tun.",
    Status.VOLLSTAENDIG: "Das Landratsamt prüft den Antrag fachlich. Sie müssen nichts tun.",
    Status.IM_GREMIUM: "Das Gremium entscheidet über den Antrag. Sie müssen nichts tun.",
    Status.BESCHLOSSEN: "Das Landratsamt bereitet den Bescheid vor. Sie müssen nichts tun.",
    Status.BESCHIEDEN: "Der Bescheid ist erteilt. Das Landratsamt erfasst den Stellenanteil.",
}
ZUSTAND = {"erledigt": "done", "jetzt": "now", "danach": "open"}
# Acts that explain themselves while they are not possible: (right, label, page of its own or "" where a task does it).
IM_AMT = (
    ("antrag.zurueckgeben", "Zur Ergänzung zurückgeben", ""),
    ("antrag.vollstaendigkeit_feststellen", "Vollständigkeit feststellen", ""),
    ("pruefung.fachstellungnahme_erbitten", "Fachstellungnahme erbitten", "fachstellungnahme_erbitten"),
    ("antrag.frist_verlaengern", "Frist verlängern", "frist_verlaengern"),
    ("antrag.ohne_ergaenzung_weiterpruefen", "Ohne Ergänzung weiterprüfen", "ohne_ergaenzung"),
    ("antrag.empfehlen", "Empfehlung abgeben", ""),
    ("antrag.zeichnen", "Empfehlung zeichnen", ""),
    ("antrag.ohne_zeichnung_zurueckgeben", "Ohne Zeichnung zurückgeben", ""),
    ("pruefung.zeichnung_aufheben", "Zeichnung aufheben", "zeichnung_aufheben"),
)
VERSPAETUNG = (
    ("antrag.verspaetung_vorschlagen", "Vorschlag zur Verspätung abgeben", ""),
    ("antrag.verspaetung_entscheiden", "Über die Verspätung entscheiden", ""),
)
DER_KOMMUNE = (
    ("antrag.bearbeiten", "Angaben ändern"),
    ("antrag.ergaenzen", "Ergänzung einreichen"),
    ("antrag.stellungnahme_abgeben", "Stellung nehmen"),
    ("antrag.nachreichen", "Unterlage nachreichen"),
)


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
        return {"satz": WARTET.get(status, "")}
    if status in (Status.GEZEICHNET, Status.IM_GREMIUM):
        was = (
            "Beschluss erfassen" if status == Status.IM_GREMIUM else "Antrag auf eine Sitzungsvorlage setzen"
        )
        return {"wer": aemter.WORTE["geschaeftsstelle"], "was": was, "bis": None}
    return {"satz": ""}


def handlungen(user, antrag, aufgaben, hindernisse, heute):
    """[Act]: the person's open tasks, then what has a page of its own; a task of others and a gap say why."""
    acts = [act for aufgabe in aufgaben for act in _aufgabe(user, antrag, aufgabe, hindernisse, heute)]
    acts += _kommune(user, antrag) + _amt(user, antrag)
    return acts


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


def _kommune(user, antrag):
    if not hat_recht(user, RECHTE["antrag.zurueckziehen"], antrag) or antrag.status in (
        Status.ZURUECKGEZOGEN,
        Status.UNZULAESSIG,
    ):
        return []
    auskunft = may(user, "antrag.zurueckziehen", antrag)
    if not auskunft:
        return [
            Act(
                "Antrag zurückziehen",
                off="nicht mehr möglich",
                reason="Der Bescheid ist erteilt. Bitte wenden Sie sich an das Landratsamt.",
            )
        ]
    return [Act("Antrag zurückziehen", reverse("antrag_zurueckziehen", args=[antrag.pk]))]


def _amt(user, antrag):
    return [
        Act(label, reverse(seite, args=[antrag.pk]))
        for act, label, seite in _im_amt(user, antrag)
        if seite and may(user, act, antrag) and not _laeuft_noch(act, antrag)
    ]


def _im_amt(user, antrag):
    """The office's acts of this phase, for whoever works in the deciding office."""
    if not user.hat_rolle(*AMT, landkreis_id=antrag.landkreis_id) or antrag.status not in VOR_ENTSCHEIDUNG:
        return ()
    return (*(VERSPAETUNG if antrag.verspaetet else ()), *IM_AMT)


def nicht_moeglich(user, antrag):
    """[Act]: what this person's side could do at another time or by another person, each with the reason and who can help."""
    refused = [
        Act(label, reason=satz)
        for act, label, _ in _im_amt(user, antrag)
        if (satz := _satz(may(user, act, antrag)) or _laeuft_noch(act, antrag))
    ]
    kommunal = DER_KOMMUNE if antrag.eingegangen_am and antrag.status not in ENDZUSTAENDE else ()
    return refused + [
        Act(label, reason=_satz(auskunft))
        for act, label in kommunal
        if hat_recht(user, RECHTE[act], antrag) and not (auskunft := may(user, act, antrag))
    ]


def _laeuft_noch(act, antrag):
    """Why the office cannot go on without the completion yet; empty for other acts and once the deadline is over."""
    if act != "antrag.ohne_ergaenzung_weiterpruefen" or antrag.status != Status.NACHFORDERUNG:
        return ""
    laeuft = pruefung.frist_laeuft(antrag, zeit.heute())
    return (
        f"Die Frist zur Ergänzung läuft noch bis {formate.datum(laeuft)}. Bis dahin kann: Kommune."
        if laeuft
        else ""
    )


VOR_ENTSCHEIDUNG = {
    Status.EINGEREICHT,
    Status.NACHFORDERUNG,
    Status.VOLLSTAENDIG,
    Status.STELLUNGNAHME,
    Status.IN_ZEICHNUNG,
    Status.GEZEICHNET,
    Status.IM_GREMIUM,
}


def _satz(auskunft):
    if auskunft:
        return ""
    return (
        f"{auskunft.satz} Das kann: {auskunft.wer}."
        if auskunft.wer and auskunft.wer not in auskunft.satz
        else auskunft.satz
    )


def stationen(antrag, user):
    """[Step]: done, now, to come, as far as this person may know."""
    return [Step(titel, ZUSTAND[zustand]) for titel, zustand in stand.schritte(antrag, user)]


def frist_zeile(frist):
    """Name of a deadline and where it stands, for the list of deadlines."""
    if frist.erledigt_am:
        return f"{frist.get_art_display()}: erledigt am {formate.datum(frist.erledigt_am)}, Ende war {formate.datum(frist.faellig_am)}"
    return frist.get_art_display() if frist.typ != Frist.Typ.TERMIN else f"{frist.get_art_display()} (Termin)"
