"""What the office's pages show around the check: computed figures, old beside new, the outlook, opinions of others."""

from django.urls import reverse

from antraege import formate
from antraege.berechtigungen import may
from antraege.forms.aussicht import AussichtForm
from antraege.models import Status
from antraege.services import aussicht, inhalt, rueckwaertsplan
from antraege.services.pruefzahlen import pruefzahlen
from antraege.views import fachteile
from antraege.views.abschnittsteile import bemerkung
from antraege.views.bausteine import Badge, Column, Row

ZAHLEN = [
    Column("Größe"),
    Column("Beantragt", numeric=True),
    Column("Empfohlen", numeric=True),
    Column("Bewilligt", numeric=True),
    Column("Was das heißt"),
]
GEAENDERT = [Column("Angabe"), Column("Vorher"), Column("Jetzt")]
SPAETESTENS = [Column("Schritt"), Column("Spätestens"), Column("So gerechnet")]
STATIONEN = [Column("Schritt"), Column("Voraussichtlich"), Column("So gerechnet")]


def zahlen(antrag):
    """The table of computed figures; what speaks against the asked share is marked by a word, not by colour alone."""
    rows = [
        Row([z.was, z.beantragt, z.empfohlen, z.bewilligt, z.satz], note="Bitte prüfen" if z.achtung else "")
        for z in pruefzahlen(antrag)
    ]
    caption = "Berechnete Größen neben den beantragten"
    return {"caption": caption, "columns": ZAHLEN, "rows": rows}


def geaendert(antrag):
    """{field: Aenderung} of the last completion; nothing while the municipality is still at it."""
    if antrag.status == Status.NACHFORDERUNG:
        return {}
    return {aenderung.feld: aenderung for aenderung in inhalt.aenderungen(antrag)}


def letzte_anmerkungen(antrag):
    """The remarks of the last return, once they are answered."""
    alle = list(antrag.anmerkungen.order_by("pk"))
    letzter = max((a.durchgang for a in alle), default=0)
    return [a for a in alle if a.durchgang == letzter and a.beantwortet_am]


def vergleich(antrag):
    """Old beside new for each remark of the last return, and what else changed; {} where nothing was returned."""
    fragen = letzte_anmerkungen(antrag)
    if not fragen:
        return {}
    neu = geaendert(antrag)
    gefragt = {a.feld for a in fragen}
    return {
        "bemerkungen": [bemerkung(antrag, a, aenderung=neu.get(a.feld)) for a in fragen],
        "sonst": sonst(neu, gefragt),
    }


def sonst(neu, gefragt):
    """The table of what changed without being asked; None where nothing did."""
    rows = [Row([a.label, a.vorher, a.nachher]) for feld, a in neu.items() if feld not in gefragt]
    return {"caption": "Was sich sonst geändert hat", "columns": GEAENDERT, "rows": rows} if rows else None


def ausblick(user, antrag, heute, abfrage):
    """Form and stations of "what if it were returned on ..."; {} for whoever cannot return it now."""
    if not may(user, "antrag.zurueckgeben", antrag):
        return {}
    form = AussichtForm(heute=heute)
    if not AussichtForm(abfrage, heute=heute).gefragt:
        return {"form": form}
    form = AussichtForm(abfrage, heute=heute)
    if not form.is_valid():
        return {"form": form, "offen": True}
    modus = form.cleaned_data["pruefdauer"] or "weiter"
    stationen = aussicht.weg(aussicht.plan_fuer(antrag), form.cleaned_data["rueckgabe"], modus)
    return {
        "form": form,
        "offen": True,
        "warnungen": [s.warnung for s in stationen if s.warnung],
        "tabelle": {
            "caption": f"Wenn am {formate.datum(form.cleaned_data['rueckgabe'])} zurückgegeben wird",
            "columns": STATIONEN,
            "rows": [_station(station) for station in stationen],
        },
    }


def rueckwaerts(antrag, heute):
    """The plan back from the sitting the round names; None without one."""
    plan = rueckwaertsplan.fuer(antrag, heute)
    rows = [_station(station) for station in plan.stationen] if plan else ()
    return plan and {"plan": plan, "columns": SPAETESTENS, "rows": rows}


def _station(station):
    tag = formate.datum_lang(station.tag) if station.tag else Badge("warning", "offen")
    return Row([station.was, tag, " → ".join(station.spur)], note=station.warnung)


def stellungnahmen(user, antrag, heute):
    """The opinions of other offices, and the way to ask for one."""
    block = fachteile.block(antrag, heute)
    if may(user, "pruefung.fachstellungnahme_erbitten", antrag):
        block["erbitten"] = reverse("fachstellungnahme_erbitten", args=[antrag.pk])
    return block
