"""The worklist: which tasks, in which order, in which words. One query for the rows, one for the counts."""

from datetime import date, timedelta
from functools import cache

from django.db.models import Count, Q
from django.urls import reverse
from viewflow.workflow.fields import get_task_ref

from antraege.formate import LEER, datum
from antraege.models import Frist
from antraege.services.vollstaendigkeit import ABSCHNITTE, hindert
from antraege.views.bausteine import Column, Due, Group, Row, Tab
from antraege.views.blaettern import HOECHSTENS, blaettere
from workflows import aemter
from workflows.flows import FLOWS
from workflows.models import OHNE_FRIST, Aufgabe
from workflows.nodes import HumanTask

SPALTEN = [
    Column("Aufgabe"),
    Column("Kommune"),
    Column("Vorgangsnummer"),
    Column("Frist"),
    Column("Offen seit", small=False),
    Column("Bei"),
]
BALD = timedelta(days=7)
FOLGE = ("bis", "pk")


@cache
def fristarten():
    """Node reference -> kind of deadline, read from the drawings."""
    knoten = [
        node for flow in FLOWS for node in flow.instance.nodes() if isinstance(node, HumanTask) and node.frist
    ]
    return {get_task_ref(node): node.frist for node in knoten}


def aufgaben(user):
    """Open tasks ``user`` may do: own ones and those nobody has taken, with their deadline."""
    return Aufgabe.objects.zu_tun(user).mit_gegenstand().mit_frist(fristarten())


def kontext(request, heute):
    """Everything the page shows; the menu's number is the list's own."""
    user = request.user
    if not user.landkreis_ids and user.kommune_ids:
        return _kommune(blaettere(aufgaben(user), request, folge=FOLGE), request, heute)
    return _amt(user, request.GET.get("ansicht", ""), request, heute)


def _amt(user, ansicht, request, heute):
    alle = aufgaben(user)
    gewaehlt = {"meine": alle.meine(user), "frei": alle.frei()}.get(ansicht, alle)
    seite, zahlen = blaettere(gewaehlt, request, folge=FOLGE), anzahl(alle, user, heute)
    return {
        "template": "workflows/aufgaben.html",
        "seite": seite,
        "zahlen": zahlen,
        "offene_aufgaben": zahlen["alle"],
        "columns": SPALTEN,
        "tabs": _tabs(ansicht, zahlen),
        "groups": gruppen(seite.zeilen, user, heute),
    }


def anzahl(alle, user, heute):
    """How many, counted up to the cap in one query: all, mine, free, overdue, due within a week."""
    zahlen = alle.order_by()[: HOECHSTENS + 1].aggregate(
        alle=Count("pk"),
        meine=Count("pk", filter=Q(owner=user)),
        frei=Count("pk", filter=Q(owner__isnull=True)),
        ueberfaellig=Count("pk", filter=Q(bis__lt=heute)),
        bald=Count("pk", filter=Q(bis__gte=heute, bis__lte=heute + BALD)),
    )
    return {name: zahl if zahl <= HOECHSTENS else f"über {HOECHSTENS}" for name, zahl in zahlen.items()}


def _tabs(ansicht, zahlen):
    url = reverse("aufgaben")
    return [
        Tab("Alle offenen", url, zahlen["alle"], ansicht not in ("meine", "frei")),
        Tab("Von mir übernommen", f"{url}?ansicht=meine", zahlen["meine"], ansicht == "meine"),
        Tab("Offen im Amt", f"{url}?ansicht=frei", zahlen["frei"], ansicht == "frei"),
    ]


def gruppen(zeilen, user, heute):
    """Rows by urgency, as their order by deadline gives it."""
    namen = {}
    for aufgabe in zeilen:
        namen.setdefault(_gruppe(aufgabe.bis, heute), []).append(zeile(aufgabe, user, heute))
    return [Group(name, rows) for name, rows in namen.items()]


def _gruppe(bis: date, heute: date):
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
    """The deadline as a cell; None without one."""
    return None if aufgabe.bis == OHNE_FRIST else Due(aufgabe.bis, heute)


def _kommune(seite, request, heute):
    erste, weitere = (None, seite.zeilen) if "nach" in request.GET else _geteilt(seite.zeilen)
    kontext = {
        "template": "workflows/aufgaben_kommune.html",
        "seite": seite,
        "hero": erste and hero(erste, heute),
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
    art = aufgabe.flow_task.frist
    return Frist.objects.offen().filter(antrag=aufgabe.gegenstand, art=art).first() if art else None


def amtswort(aufgabe):
    """Who does such a task, in German."""
    return aemter.wort(aufgabe.owner_permission)


def ist_kommunal(aufgabe):
    """A municipality's tasks need no taking over: it is one office."""
    return aemter.ist_kommunal(aufgabe.owner_permission)
