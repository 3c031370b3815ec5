"""Rows of a list that are ticked to act on several at once: without JavaScript, in one form, the choice in the address."""

from dataclasses import dataclass

from antraege.views.bausteine import Pick

# What can be done with several cases at once; the page behind says what each of them means for every single case.
HANDLUNGEN = (
    ("uebernehmen", "Aufgaben übernehmen"),
    ("zuweisen", "Aufgaben zuweisen"),
    ("abgeben", "Aufgaben abgeben"),
    ("zurueckgeben", "Zur Ergänzung zurückgeben"),
    ("frist_verlaengern", "Frist verlängern"),
    ("zeichnen", "Empfehlungen zeichnen"),
)


@dataclass(frozen=True)
class Leiste:
    """The bar under the rows: what can be done, whether all rows are ticked, where to tick or untick them all."""

    handlungen: tuple[tuple[str, str], ...]
    alles: bool
    umschalten: str


def ist_alles(request):
    """Whether the address asks for every row of the page to be ticked."""
    return "alle" in request.GET


def leiste(request):
    """The bar of this list; who works for municipalities alone has none."""
    if not request.user.landkreis_ids:
        return None
    abfrage = request.GET.copy()
    alles = abfrage.pop("alle", None) is not None
    if not alles:
        abfrage["alle"] = "1"
    return Leiste(HANDLUNGEN, alles, f"?{abfrage.urlencode()}")


def pick(name, wert, worte, alles):
    """The box of a row, named by its words for those who do not see the row."""
    return Pick(name, str(wert), "Auswählen: " + ", ".join(str(wort) for wort in worte if wort), alles)
