"""The fields of one motion in the form of a sitting's results, and what they are filled in with."""

from django import forms

from antraege.forms.felder import DatumFeld
from antraege.forms.schritte import mehrzeilig
from antraege.models import Beratungsschritt, Beschlussergebnis, Rolle
from antraege.rechte.massgabe import ZUSTAENDIG
from antraege.services import abstimmung
from antraege.services.aenderungsantraege import GEAENDERT, UNVERAENDERT

W = Beschlussergebnis.Wert
# In the line of the result, and below it where it departs from the usual.
ZEILE = ("wert", "abstimmung", "ja", "nein", "enthaltung")
FELDER = (*ZEILE, "wortlaut", "befangen", "verlassen")
BREITE = {"wert": "wide", "abstimmung": ""}
WORT = {
    "wert": "Ergebnis",
    "abstimmung": "Abstimmung",
    "ja": "Ja",
    "nein": "Nein",
    "enthaltung": "Enthaltung",
    "wortlaut": "Geänderter Wortlaut",
    "befangen": "Befangen (Anzahl)",
    "verlassen": "Wer den Tisch verlassen hat",
}
MASSGABE = ("text", "rolle", "faellig_am")
MASSGABEN = 2  # rows to begin with
HOECHSTENS = 20
ROLLEN = [("", "Bitte wählen"), *((r.value, r.label) for r in Rolle if r in ZUSTAENDIG)]
# What the advice leaves of a motion, in the words of the decision.
NACH_VORBERATUNG = {W.GEAENDERT_EMPFOHLEN: W.GEAENDERT}


def felder(ziffer, werte):
    """Name -> field of one motion; their labels name it, because the error summary lists all of them."""
    arten = [("", "nicht angegeben"), *Beschlussergebnis.Abstimmung.choices]
    je_feld = {
        "wert": forms.ChoiceField(choices=[(w.value, w.label) for w in werte], initial=werte[0]),
        "abstimmung": forms.ChoiceField(choices=arten, initial="einstimmig", required=False),
        "ja": _stimmen(),
        "nein": _stimmen(),
        "enthaltung": _stimmen(),
        "wortlaut": mehrzeilig("", zeilen=3, required=False),
        "befangen": _stimmen(),
        "verlassen": forms.CharField(max_length=300, required=False),
    }
    for name, feld in je_feld.items():
        feld.label = f"Ziffer {ziffer}: {WORT[name]}"
    return {f"ziffer_{ziffer}_{name}": feld for name, feld in je_feld.items()}


def _stimmen():
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    feld = forms.IntegerField(min_value=0, max_value=999, required=False, widget=widget)
    feld.error_messages["invalid"] = "Bitte eine ganze Zahl eingeben, zum Beispiel 58"
    return feld


# Conditions


def massgabenfelder(ziffer, zeilen):
    """Name -> field of ``zeilen`` rows of conditions."""
    alle = {}
    for nr in range(1, zeilen + 1):
        name, wort = f"massgabe_{ziffer}_{nr}_", f"Ziffer {ziffer}, Maßgabe {nr}"
        alle |= {
            f"{name}text": mehrzeilig(wort, zeilen=2, laenge=2000, required=False),
            f"{name}rolle": forms.ChoiceField(label=f"{wort}: zuständig", choices=ROLLEN, required=False),
            f"{name}faellig_am": DatumFeld(label=f"{wort}: zu erledigen bis", required=False),
        }
    return alle


def zeilenzahl(daten, gefragt):
    """How many rows of conditions the form has: those it was sent with, those asked for, at least ``MASSGABEN``."""
    gesendet = [
        int(teile[2])
        for name in daten or ()
        if len(teile := name.split("_")) == 4 and teile[0] == "massgabe" and teile[2].isdecimal()
    ]
    return min(max([MASSGABEN, gefragt, *gesendet]), HOECHSTENS)


def massgaben(daten, ziffer, zeilen):
    """{row number: values} of the rows in which something stands."""
    alle = {
        nr: {f: daten.get(f"massgabe_{ziffer}_{nr}_{f}") for f in MASSGABE} for nr in range(1, zeilen + 1)
    }
    return {nr: zeile for nr, zeile in alle.items() if any(zeile.values())}


# What stands in the form from the start


def vorbelegung(ziffern, schritt, gemeldet, geaendert):
    """Field name -> value where the usual does not hold.

    A decision begins with what the advice made of the motion; what the council system says of this very sitting
    (``gemeldet``: Ziffer -> Vorschlag) goes before it, and claims no unanimity that it does not tell. Where this sitting
    accepted a motion to change a Ziffer (``geaendert``), consent to the Ziffer is consent to that wording.
    """
    werte = _vorberaten(ziffern) if schritt.rolle == Beratungsschritt.Rolle.BESCHLUSS else {}
    for ziffer in ziffern:
        vorschlag = gemeldet.get(ziffer.ziffer)
        if vorschlag and vorschlag.wert:
            felder = {f: getattr(vorschlag, f) for f in (*ZEILE, "wortlaut")}
            wortlaut = felder.pop("wortlaut") or werte.get(f"ziffer_{ziffer.ziffer}_wortlaut", "")
            felder["wortlaut"] = wortlaut if vorschlag.wert in abstimmung.MIT_WORTLAUT else ""
            werte |= {f"ziffer_{ziffer.ziffer}_{feld}": wert for feld, wert in felder.items()}
    for nummer, antrag in geaendert.items():
        werte |= _geaendert(werte, f"ziffer_{nummer}_", antrag.wortlaut, GEAENDERT[schritt.rolle])
    return werte


def _geaendert(werte, name, wortlaut, wert):
    bisher = werte.get(f"{name}wert", wert)
    if bisher != wert and bisher not in UNVERAENDERT:
        return {}
    gemeldet = werte.get(f"{name}wortlaut") if bisher == wert else ""
    return {f"{name}wert": wert, f"{name}wortlaut": gemeldet or wortlaut}


def _vorberaten(ziffern):
    vorberaten = Beschlussergebnis.objects.filter(
        beschlussantrag__in=ziffern, schritt__rolle=Beratungsschritt.Rolle.VORBERATUNG
    ).select_related("beschlussantrag")
    letzte = {e.beschlussantrag: e for e in vorberaten.order_by("schritt__sitzung__tag", "schritt_id")}
    return {
        f"ziffer_{ziffer.ziffer}_{feld}": wert
        for ziffer, e in letzte.items()
        if e.wert in NACH_VORBERATUNG
        for feld, wert in (("wert", NACH_VORBERATUNG[e.wert]), ("wortlaut", e.wortlaut))
    }


def ohne_stimme(ergebnis):
    """The result without the unanimity it was filled in with, where nobody votes and nothing was counted."""
    gezaehlt = any(ergebnis[feld] is not None for feld in ("ja", "nein", "enthaltung"))
    if ergebnis["wert"] in abstimmung.OHNE_ABSTIMMUNG and not gezaehlt:
        return ergebnis | {"abstimmung": ""}
    return ergebnis
