"""The procedure as a picture: viewflow's layout, our colours, for the district's office only.

Served as a document of its own (``<img>``), drawn with attributes alone: the content security policy allows no styles.
"""

from functools import cache

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from viewflow.workflow.chart import calc_layout_data
from viewflow.workflow.status import STATUS

from antraege.models import Antrag
from workflows.flows import Antragsverfahren
from workflows.models import OFFEN, Aufgabe

RAND = 40  # room for the names of gateways and ends beside their shapes
# (fill, stroke, width of the line, dashes): colour is the third sign, line and word come first.
FARBEN = {
    "offen": ("#ffffff", "#6b7280", 1, "4 4"),
    "erledigt": ("#e3f1e4", "#2f6b34", 2, ""),
    "jetzt": ("#dbe7fb", "#154194", 4, ""),
}
REIHENFOLGE = ("offen", "erledigt", "jetzt")
KURZER_NAME, NAMENSZEILE = 12, 15  # letters of a name that needs one line; height of a line
AUSSCHNITT = (1000, 360)  # what fits beside the margin column without shrinking the words
JA_NEIN = {"yes": "ja", "no": "nein"}


@login_required
@require_GET
def verfahrensbild(request, pk):
    """The drawing of one application, with the place where it stands."""
    antrag = get_object_or_404(Antrag.objects.visible_to(request.user), pk=pk)
    if antrag.landkreis_id not in request.user.landkreis_ids:
        raise Http404
    bild = layout(Antragsverfahren)
    staende = stand_je_knoten(antrag)
    knoten = [
        k | {"stand": staende.get(k["name"], "offen"), "farbe": FARBEN[staende.get(k["name"], "offen")]}
        for k in bild["knoten"]
    ]
    rahmen = ausschnitt(bild, knoten) if "ausschnitt" in request.GET else ganz(bild)
    return render(
        request,
        "workflows/verfahrensbild.svg",
        bild | {"knoten": knoten, "antrag": antrag, "rahmen": rahmen},
        content_type="image/svg+xml",
    )


def ganz(bild):
    """The whole drawing as (x, y, width, height)."""
    return (-RAND, 0, bild["breite"] + RAND, bild["hoehe"])


def ausschnitt(bild, knoten):
    """The part of the drawing around the place where the case stands, at a size that can be read."""
    x, y, breite, hoehe = ganz(bild)
    hier = max(knoten, key=lambda k: (REIHENFOLGE.index(k["stand"]), k["x"]))
    links = min(max(hier["mitte_x"] - AUSSCHNITT[0] / 2, x), x + breite - AUSSCHNITT[0])
    oben = min(max(hier["mitte_y"] - AUSSCHNITT[1] / 2, y), max(y + hoehe - AUSSCHNITT[1], y))
    return (int(links), int(oben), *AUSSCHNITT)


def stand_je_knoten(antrag):
    """Node name -> erledigt or jetzt, by the last task of each node (loops come back; cancelled ones count as open)."""
    letzte = {task.knoten: task.status for task in Aufgabe.objects.von(antrag) if task.flow_task}
    return {
        name: "jetzt" if status in OFFEN else "erledigt"
        for name, status in letzte.items()
        if status != STATUS.CANCELED
    }


@cache
def layout(flow_class):
    """Places of nodes and ways; computed once per flow and process of the server."""
    grid = calc_layout_data(flow_class)
    knoten = [_knoten(cell) for cell in grid.cells]
    wege = [_weg(edge) for edge in grid.edges]
    punkte = [p for edge in grid.edges for p in edge.segments]
    breite = max([k["x"] + k["breite"] for k in knoten] + [x for x, _ in punkte]) + RAND
    hoehe = max([k["y"] + k["hoehe"] for k in knoten] + [y for _, y in punkte]) + 2 * RAND
    return {"knoten": knoten, "wege": wege, "breite": int(breite), "hoehe": int(hoehe)}


def _knoten(cell):
    shape = cell.shape
    mitte_x, mitte_y = shape.x + shape.width / 2, shape.y + shape.height / 2
    kasten = bool(shape.text)
    return {
        "name": cell.node.name,
        "titel": cell.node.task_title,
        "x": shape.x,
        "y": shape.y,
        "breite": shape.width,
        "hoehe": shape.height,
        "form": "kasten" if kasten else _form(cell.node),
        "mitte_x": mitte_x,
        "mitte_y": mitte_y,
        "radius": shape.width / 2,
        "raute": f"{mitte_x},{shape.y} {shape.x + shape.width},{mitte_y} {mitte_x},{shape.y + shape.height} {shape.x},{mitte_y}",
        "zeilen": [(text, shape.x + x, shape.y + y) for text, _, _, x, y in shape.text]
        if kasten
        else _darueber(cell.node.task_title, mitte_x, shape.y - 10),
        "hier_y": int(shape.y) - (12 if kasten else 40),
    }


def _darueber(titel, x, y):
    """The lines of a name above its shape; a long one breaks, or it would run into that of the next gateway."""
    zeilen = titel.split(" ", 1) if len(titel) > KURZER_NAME else [titel]
    return [(zeile, x, y - NAMENSZEILE * nr) for nr, zeile in enumerate(reversed(zeilen))]


def _form(node):
    return "raute" if "GATEWAY" in node.task_type or node.task_type == "SWITCH" else "kreis"


def _weg(edge):
    # a way upwards runs past the gateway's name: its word stands above that
    hinauf = edge.segments[0][1] > edge.segments[1][1]
    return {
        "punkte": " ".join(f"{x},{y}" for x, y in edge.segments),
        "wort": JA_NEIN.get(edge.label, "") if edge.label_pos else "",
        "wort_x": edge.label_pos[0] if edge.label_pos else 0,
        "wort_y": edge.label_pos[1] - NAMENSZEILE * hinauf if edge.label_pos else 0,
    }
