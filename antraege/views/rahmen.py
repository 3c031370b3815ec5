"""The frame of every page: who is here in which role, and where this role can go.

Numbers in the menu belong to the packages that own them: workflows and notifications add ``offene_aufgaben`` and
``ungelesen`` with context processors of their own (antraege imports neither); ``offene_fachstellungnahmen`` is asked
only where the menu is drawn and the role may be asked for one.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse

from antraege import zeit
from antraege.formate import wen
from antraege.models.benutzer import Rolle
from antraege.views import fachteile

LABELS = {
    "aufgaben": "Aufgaben",
    "antraege": "Anträge",
    "runden": "Runden",
    "vorlagen": "Vorlagen",
    "sitzungen": "Sitzungen",
    "stellen": "Stellen",
    "berichte": "Berichte",
    "fachstellungnahmen": "Fachstellungnahmen",
    "zugang": "Zugänge",
    "nachrichten": "Nachrichten",
}
KOMMUNE = ("aufgaben", "antraege", "runden", "stellen", "nachrichten")
LANDKREIS = ("aufgaben", "antraege", "runden", "vorlagen", "stellen", "nachrichten")
LEITUNG = (*LANDKREIS[:-1], "berichte", "nachrichten")
FINANZEN = ("aufgaben", "stellen", "berichte", "runden", "antraege", "nachrichten")
GEBETEN = ("aufgaben", "stellen", "runden", "antraege", "fachstellungnahmen", "vorlagen", "nachrichten")
FACHSTELLE = ("aufgaben", "fachstellungnahmen", "antraege", "vorlagen", "nachrichten")
MITZEICHNEND = ("aufgaben", "vorlagen", "runden", "antraege", "nachrichten")
NAVIGATION = {
    Rolle.KOMMUNE_SACHBEARBEITUNG: KOMMUNE,
    Rolle.KOMMUNE_ZEICHNUNG: KOMMUNE,
    Rolle.KOMMUNE_ZUGANG: (*KOMMUNE[:-1], "zugang", "nachrichten"),
    Rolle.SACHBEARBEITUNG: LANDKREIS,
    Rolle.SACHGEBIETSLEITUNG: LEITUNG,
    Rolle.AMTSLEITUNG: LEITUNG,
    Rolle.GESCHAEFTSSTELLE: ("aufgaben", "vorlagen", "sitzungen", "runden", "nachrichten"),
    Rolle.KAEMMEREI: GEBETEN,
    Rolle.PERSONAL: GEBETEN,
    Rolle.KREISKASSE: FINANZEN,
    Rolle.PRUEFUNG: ("antraege", "runden", "vorlagen", "stellen", "berichte"),
    Rolle.AUSLAENDERBEHOERDE: FACHSTELLE,
    Rolle.KOORDINATION: FACHSTELLE,
    Rolle.RECHTSAMT: FACHSTELLE,
    Rolle.DEZERNAT: MITZEICHNEND,
    Rolle.LANDRAT: MITZEICHNEND,
    Rolle.SYSTEMBETREUUNG: ("nachrichten",),
}


# Pages that have an address of their own and stand below an entry of the menu.
DARUNTER = {
    "antraege": ("/bescheide/", "/widersprueche/", "/klagen/"),
    "runden": ("/richtlinien/", "/fassungen/", "/haushalt/", "/textbausteine/", "/importe/", "/kommunen/"),
    "vorlagen": ("/hausvorlage/", "/massgaben/", "/mitzeichnung/", "/beratungen/"),
    "sitzungen": ("/gremien/", "/ratssystem/"),
}


@dataclass(frozen=True)
class NavEntry:
    """A menu entry; ``name`` is the url name, so that a template can hang a number on it."""

    name: str
    label: str
    url: str
    current: bool


def rahmen(request):
    """Context processor. Costs one query (the memberships), two with the demo's clock."""
    user = getattr(request, "user", None)
    frame = {"demo": settings.DEMO, "demo_tag": zeit.demotag(), "quelltext": settings.SOURCE_URL}
    if user is None or not user.is_authenticated:
        return frame
    memberships = user.aktive_mitgliedschaften
    return frame | {
        "person": user,
        "rolle": " · ".join(dict.fromkeys(m.get_rolle_display() for m in memberships if m.vertritt is None)),
        "vertretene": ", ".join(wen(person) for person in user.vertretene),
        "bereich": ", ".join(dict.fromkeys(str(m.kommune or m.landkreis) for m in memberships)),
        "navigation": navigation(user.rollen, request.path),
        "offene_fachstellungnahmen": cache(lambda: fachteile.anzahl(user)),
    }


def navigation(roles, path):
    """The entries of these roles; the list page that a path lies under is the current one."""
    lists = [NAVIGATION[role] for role in roles]
    names = (
        lists[0]
        if len(lists) == 1
        else [name for name in LABELS if any(name in entries for entries in lists)]
    )
    entries = [(name, reverse(name)) for name in names]
    return [
        NavEntry(name, LABELS[name], url, path.startswith((url, *DARUNTER.get(name, ()))))
        for name, url in entries
    ]
