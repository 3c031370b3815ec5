"""Where a procedure stands, in words: the steps done, the one now and those to come.

A municipality sees its own steps by name and the district's as one: which of them is open would tell of a
recommendation before its time (praxis 3, rows 2 to 4).
"""

from viewflow.workflow.status import STATUS

from antraege.einsicht import im_amt
from antraege.models import ENDZUSTAENDE
from workflows.flows import Antragsverfahren
from workflows.models import OFFEN, Aufgabe

AMT = "Bearbeitung im Landratsamt"
ENTSCHEIDUNG = {True: "beschluss_da", False: "verwaltung_entscheidet"}
# The way without detours; others show only once they were taken.
HAUPTWEG = (
    "entwurf",
    "formale_pruefung",
    "fachliche_pruefung",
    "zeichnung",
    "entscheidung",
    "bescheid_entwerfen",
    "bescheid_freigeben",
    "bekanntgabe",
    "stelle_erfassen",
)
UMWEGE = {
    "unterschrift": "entwurf",
    "verspaetung_pruefen": "entwurf",
    "verspaetung_entscheiden": "entwurf",
    "ergaenzung": "formale_pruefung",
    "stellungnahme": "fachliche_pruefung",
    "versand": "bekanntgabe",
}
KOMMUNAL = frozenset({"entwurf", "unterschrift", "ergaenzung", "stellungnahme", "bekanntgabe"})


def schritte(antrag, user):
    """[(title, erledigt | jetzt | danach)] in the order of the procedure; one query."""
    letzte = {task.knoten: task for task in Aufgabe.objects.von(antrag) if task.flow_task}
    folge = [(name, _stand(name, letzte)) for name in _weg(antrag, letzte)]
    if antrag.status in ENDZUSTAENDE:  # nothing comes any more, wherever it ended
        folge = [(name, stand) for name, stand in folge if stand == "erledigt"]
    if not im_amt(user, antrag.landkreis_id):
        return _kommunal(folge)
    return [(Antragsverfahren.instance.node(name).task_title, stand) for name, stand in folge]


def _weg(antrag, letzte):
    """Nodes of the main way, each followed by the detours behind it that were taken."""
    for name in HAUPTWEG:
        if name == "bekanntgabe" and name not in letzte and "versand" in letzte:
            yield "versand"  # without consent to the portal nobody waits for the municipality
            continue
        yield ENTSCHEIDUNG[antrag.braucht_beschluss] if name == "entscheidung" else name
        yield from (umweg for umweg, nach in UMWEGE.items() if nach == name and umweg in letzte)


def _stand(name, letzte):
    task = letzte.get(name)
    if task is None or task.status == STATUS.CANCELED:
        return "danach"
    if task.status in OFFEN:
        return "jetzt"
    offen = [t for t in letzte.values() if t.status in OFFEN]
    # A loop led back before this step: it will be done once more.
    zurueck = any(_rang(t.knoten) < _rang(name) for t in offen)
    return "danach" if zurueck else "erledigt"


def _rang(name):
    haupt = UMWEGE.get(name, name)
    entscheidung = "entscheidung" if haupt in ENTSCHEIDUNG.values() else haupt
    return HAUPTWEG.index(entscheidung) if entscheidung in HAUPTWEG else len(HAUPTWEG)


def _kommunal(folge):
    zeilen = []
    for name, stand in folge:
        titel = Antragsverfahren.instance.node(name).task_title if name in KOMMUNAL else AMT
        if zeilen and zeilen[-1][0] == titel == AMT:
            zeilen[-1] = (AMT, _gemeinsam(zeilen[-1][1], stand))
        else:
            zeilen.append((titel, stand))
    return zeilen[:-1] if zeilen[-1:] == [(AMT, "danach")] else zeilen


def _gemeinsam(eins, zwei):
    return eins if eins == zwei else "jetzt"
