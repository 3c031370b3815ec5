"""The worklist: which tasks, in which order, in which words. One query for the rows, one for the counts."""

from datetime import date, timedelta

from django.urls import reverse

from antraege.formate import LEER, datum
from antraege.models import Antrag, Frist
from antraege.services.vollstaendigkeit import ABSCHNITTE, hindert
from antraege.views import verzichtteile
from antraege.views.bausteine import Due, Group, Row
from antraege.views.blaettern import blaettere
from workflows import aemter
from workflows.models import OHNE_FRIST, Aufgabe

BALD = timedelta(days=7)
FOLGE = ("bis", "pk")


def aufgaben(user):
    """Open tasks ``user`` may do: own ones and those nobody has taken, with their deadline."""
    return Aufgabe.objects.arbeitsvorrat(user).mit_gegenstand()


def nur_kommunal(user):
    """Whether this person works for municipalities alone: then the page is the next act, not a table."""
    return not user.landkreis_ids and bool(user.kommune_ids)


def kontext(request, heute):
    """What the municipality's page shows; the menu's number is the list's own."""
    return _kommune(blaettere(aufgaben(request.user), request, folge=FOLGE), request, heute)


def nach(zeilen, name, row):
    """[Group]: rows under the heading ``name`` gives each of them, in the order they come."""
    namen = {}
    for aufgabe in zeilen:
        namen.setdefault(name(aufgabe), []).append(row(aufgabe))
    return [Group(name, rows) for name, rows in namen.items()]


def gruppe(bis: date, heute: date):
    """How urgent a deadline is, in words."""
    if bis == OHNE_FRIST:
        return "Ohne Frist"
    if bis < heute:
        return "Überfällig"
    return "In den nächsten sieben Tagen" if bis <= heute + BALD else "Später"


def zeile(aufgabe, user, heute):
    """A row: what, for whom, which case, until when, since when, with whom."""
    objekt = aufgabe.gegenstand
    bei = "frei" if aufgabe.owner_id is None else "Sie" if aufgabe.owner_id == user.pk else str(aufgabe.owner)
    zellen = [
        titel(aufgabe),
        kommune(objekt),
        nummer(objekt),
        due(aufgabe, heute) or LEER,
        datum(aufgabe.created),
        bei,
    ]
    return Row(zellen, url=reverse("aufgabe", args=[aufgabe.pk]))


def titel(aufgabe):
    """What is to be done."""
    return aufgabe.flow_task.task_title


def kommune(objekt):
    """The municipality's name; a paper has none."""
    return getattr(getattr(objekt, "kommune", None), "name", LEER)


def nummer(objekt):
    """Vorgangsnummer, or the number of the paper; a draft has none yet."""
    return getattr(objekt, "drucksache", None) or getattr(objekt, "vorgangsnummer", None) or "Entwurf"


def due(aufgabe, heute):
    """The deadline as a cell that leads to its trace on the application's page; None without one."""
    if aufgabe.bis == OHNE_FRIST:
        return None
    objekt = aufgabe.gegenstand
    seite = f"{reverse('antrag', args=[objekt.pk])}#fristen" if isinstance(objekt, Antrag) else ""
    return Due(aufgabe.bis, heute, url=seite)


def _kommune(seite, request, heute):
    erste, weitere = (None, seite.zeilen) if "nach" in request.GET else _geteilt(seite.zeilen)
    kontext = {
        "template": "workflows/aufgaben_kommune.html",
        "seite": seite,
        "hero": erste and hero(erste, heute),
        "heute": heute,
        "offene_runden": [] if "nach" in request.GET else verzichtteile.alle_offenen(request.user, heute),
        "weitere": [
            (titel(a), reverse("aufgabe", args=[a.pk]), due(a, heute), _worum(a.gegenstand)) for a in weitere
        ],
    }
    return (
        kontext if seite.weiter or "nach" in request.GET else kontext | {"offene_aufgaben": len(seite.zeilen)}
    )


def _geteilt(zeilen):
    return (zeilen[0], zeilen[1:]) if zeilen else (None, [])


def _worum(antrag):
    return f"{antrag.runde} · {nummer(antrag)}"


def hero(aufgabe, heute):
    """The clerk's next act; for a draft with what is missing."""
    antrag = aufgabe.gegenstand
    karte = {
        "title": f"{titel(aufgabe)}: {antrag.runde}",
        "url": reverse("aufgabe", args=[aufgabe.pk]),
        "button": "Aufgabe öffnen",
        "due": due(aufgabe, heute),
    }
    return karte | _fortschritt(antrag) if aufgabe.knoten == "entwurf" else karte


def _fortschritt(antrag):
    offen = hindert(antrag)
    if not offen:
        return {"button": "Prüfen und einreichen", "done": len(ABSCHNITTE), "total": len(ABSCHNITTE)}
    return {
        "button": "Weiter ausfüllen",
        "url": reverse("antrag", args=[antrag.pk]),
        "done": len(ABSCHNITTE) - len({punkt.abschnitt for punkt in offen}),
        "total": len(ABSCHNITTE),
        "missing": [
            (ABSCHNITTE[abschnitt], reverse("antrag_abschnitt", args=[antrag.pk, abschnitt]))
            for abschnitt in dict.fromkeys(p.abschnitt for p in offen)
        ],
    }


def frist(aufgabe):
    """The open deadline of this task with its trace; None without one."""
    art, worum = aufgabe.flow_task.frist, aufgabe.coerced_process.HANDELT_AN
    return Frist.objects.offen().filter(**{worum: aufgabe.gegenstand}, art=art).first() if art else None


def amtswort(aufgabe):
    """Who does such a task, in German."""
    return aemter.wort(aufgabe.owner_permission)


def ist_kommunal(aufgabe):
    """A municipality's tasks need no taking over: it is one office."""
    return aemter.ist_kommunal(aufgabe.owner_permission)
