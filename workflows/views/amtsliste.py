"""The office's worklist: filters and order in the address, views, rows to be ticked. One query for the rows, one for the counts."""

from dataclasses import replace
from functools import cache

from django.db.models import Count, Q
from django.urls import reverse
from viewflow.workflow.fields import get_task_ref

from antraege.forms.filter import AufgabenFilter
from antraege.views import massgaben
from antraege.views.auswahl import ist_alles, leiste, pick
from antraege.views.bausteine import Column, Tab
from antraege.views.blaettern import HOECHSTENS, blaettere
from workflows.flows import FLOWS
from workflows.nodes import HumanTask
from workflows.views import arbeitsliste
from workflows.views.arbeitsliste import BALD

SPALTEN = [
    Column("Aufgabe"),
    Column("Kommune"),
    Column("Vorgangsnummer"),
    Column("Frist"),
    Column("Offen seit", small=False),
    Column("Bei"),
]
NACH_VOLLSTAENDIGKEIT = "vollstaendigkeit"
FOLGEN = {NACH_VOLLSTAENDIGKEIT: ("offene_punkte", "bis", "pk")}
ANSICHTEN = ("meine", "frei")


@cache
def schritte():
    """{title: [node reference]} of the office's tasks, in the order of the drawings; two flows may have one of the same name."""
    knoten = [node for flow in FLOWS for node in flow.instance.nodes() if isinstance(node, HumanTask)]
    gefunden = {}
    for node in knoten:
        if callable(node.rolle) or "kommune" not in node.rolle:
            gefunden.setdefault(node.task_title, []).append(get_task_ref(node))
    return gefunden


def kontext(request, heute):
    """Everything the page shows; the menu's number is the list's own unless a filter is set."""
    user, ansicht = request.user, request.GET.get("ansicht", "")
    form = AufgabenFilter(request.GET, user=user, schritte=schritte())
    gewaehlt = form.gewaehlt()
    folge = gewaehlt.pop("folge", "")
    alle = arbeitsliste.aufgaben(user).filter(**gewaehlt)
    sicht = {"meine": alle.meine(user), "frei": alle.frei()}.get(ansicht, alle)
    seite = blaettere(sicht, request, folge=FOLGEN.get(folge, arbeitsliste.FOLGE))
    zahlen = anzahl(alle, user, heute)
    return {
        "template": "workflows/aufgaben.html",
        "form": form,
        "gefiltert": bool(gewaehlt or folge),
        "seite": seite,
        "zahlen": zahlen,
        "massgaben": massgaben.anzahl(user),
        "columns": SPALTEN,
        "tabs": _tabs(request, ansicht, zahlen),
        "groups": gruppen(seite.zeilen, user, heute, folge, ist_alles(request)),
        "auswahl": leiste(request),
        "caption": "Offene Aufgaben nach Vollständigkeit" if folge else "Offene Aufgaben nach Frist",
    } | ({} if gewaehlt else {"offene_aufgaben": zahlen["alle"]})


def gruppen(zeilen, user, heute, folge="", alles=False):
    """Rows by urgency or by what is open, as their order gives it, each with its box."""

    def row(aufgabe):
        zeile = arbeitsliste.zeile(aufgabe, user, heute)
        return replace(zeile, pick=pick("aufgabe", aufgabe.pk, zeile.cells[:3], alles))

    if folge == NACH_VOLLSTAENDIGKEIT:
        return arbeitsliste.nach(zeilen, lambda aufgabe: _punkte(aufgabe.offene_punkte), row)
    return arbeitsliste.nach(zeilen, lambda aufgabe: arbeitsliste.gruppe(aufgabe.bis, heute), row)


def _punkte(anzahl):
    if not anzahl:
        return "Vollständig eingereicht"
    return "Ein Punkt offen" if anzahl == 1 else f"{anzahl} Punkte offen"


def anzahl(alle, user, heute):
    """How many, counted up to the cap in one query: all, mine, free, overdue, due within a week."""
    zahlen = alle.order_by("bis")[: HOECHSTENS + 1].aggregate(
        alle=Count("pk"),
        meine=Count("pk", filter=Q(owner=user)),
        frei=Count("pk", filter=Q(owner__isnull=True)),
        ueberfaellig=Count("pk", filter=Q(bis__lt=heute)),
        bald=Count("pk", filter=Q(bis__gte=heute, bis__lte=heute + BALD)),
    )
    return {name: zahl if zahl <= HOECHSTENS else f"über {HOECHSTENS}" for name, zahl in zahlen.items()}


def _tabs(request, ansicht, zahlen):
    """Views of the list; what is filtered stays filtered."""
    return [
        Tab("Alle offenen", _adresse(request, ""), zahlen["alle"], ansicht not in ANSICHTEN),
        Tab("Von mir übernommen", _adresse(request, "meine"), zahlen["meine"], ansicht == "meine"),
        Tab("Offen im Amt", _adresse(request, "frei"), zahlen["frei"], ansicht == "frei"),
    ]


def _adresse(request, ansicht):
    abfrage = request.GET.copy()
    for name in ("nach", "alle", "ansicht"):
        abfrage.pop(name, None)
    if ansicht:
        abfrage["ansicht"] = ansicht
    return f"{reverse('aufgaben')}?{abfrage.urlencode()}" if abfrage else reverse("aufgaben")
