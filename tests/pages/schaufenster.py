"""Every component once, with plausible values: what the component and browser tests look at. Not a page of the product."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms

from antraege.forms.basis import Formular
from antraege.forms.felder import DatumFeld, EuroFeld, PersonenFeld, VzaeFeld
from antraege.views.auswahl import Leiste
from antraege.views.bausteine import (
    Act,
    Badge,
    Column,
    Condition,
    Due,
    Fact,
    Group,
    Link,
    LogEntry,
    Remark,
    Role,
    Row,
    Section,
    Sheet,
    Step,
    Tab,
)

TODAY = date(2026, 11, 26)
WHEN = datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("Europe/Berlin"))


class Musterformular(Formular):
    """One field of every kind."""

    stichtag = DatumFeld(label="Stichtag der Zählung", help_text="Vorgegeben ist der 15.09.2026.")
    duldung = PersonenFeld(label="Personen mit Duldung", help_text="Im Vorjahr: 52")
    vzae = VzaeFeld(label="Beantragter Stellenanteil", min_value=0.25)
    eigenanteil = EuroFeld(label="Eigenanteil der Kommune", required=False)
    ansprechperson = forms.CharField(label="Ansprechperson")
    begruendung = forms.CharField(label="Begründung", widget=forms.Textarea)
    gruppe = forms.ChoiceField(label="Entgeltgruppe", choices=[("", "Bitte wählen"), ("s12", "S 12")])
    anstellung = forms.ChoiceField(
        label="Wer stellt an?",
        widget=forms.RadioSelect,
        choices=[("selbst", "Die Stadt"), ("kreis", "Der Landkreis")],
    )
    gruppen = forms.MultipleChoiceField(
        label="Zielgruppen",
        widget=forms.CheckboxSelectMultiple,
        choices=[("d", "Duldung"), ("u", "Unentschieden")],
    )
    beschluss = forms.FileField(label="Beschluss des Gemeinderats", required=False)
    richtig = forms.BooleanField(label="Die Angaben sind richtig und vollständig.")


class Filterformular(Formular):
    """A list's filter."""

    runde = forms.ChoiceField(label="Runde", choices=[("", "Alle Runden")], required=False)
    q = forms.CharField(label="Kommune oder Vorgangsnummer", required=False)


FALSCH = {
    "stichtag_tag": "31",
    "stichtag_monat": "02",
    "stichtag_jahr": "2027",
    "duldung": "57,5",
    "vzae": "0.2",
    "anstellung": "x",
}
BADGE = Badge("info", "In Prüfung")
CONDITIONS = [
    Condition(True, "Formale Prüfung ist abgeschlossen"),
    Condition(False, "Empfehlung liegt vor", "Sachbearbeitung", "/x/"),
]
COLUMNS = [
    Column("Vorgangsnummer"),
    Column("Stand"),
    Column("Frist"),
    Column("Antrag", small=False),
    Column("VZÄ", numeric=True),
]
ROW = Row(
    ["BB-27-0001", BADGE, Due(date(2026, 11, 20), TODAY), Link("ansehen", "/x/"), "0,75"],
    url="/x/",
    note="Bondorf",
)
STEPS = [Step("Antrag eingereicht", "done"), Step("Fachliche Prüfung", "now", "bei Ihnen"), Step("Zeichnung")]
REMARK = Remark(
    "a1", "Personen mit Duldung", "Die Zahl weicht ab.", Badge("warning", "Antwort prüfen"), url="/x/",
    asked="Anmerkung vom 03.12.", old="67 Personen", new="57 Personen", answer="Berichtigt.", answered="Antwort vom 11.12.",
)  # fmt: skip
SHEET = Sheet(
    "Zuwendungsbescheid", ["Landkreis Böblingen", "Landratsamt"], ["Böblingen, 12.07.2027"], ["Gemeinde Bondorf"],
    ["Sehr geehrte Damen und Herren,"], [("1. Bewilligung", [("Stellenanteil", "0,50 VZÄ")], ["Der Betrag ist fest."])], ["Im Auftrag"],
)  # fmt: skip

EXAMPLES = {
    "actions": {"acts": [Act("Empfehlung abgeben", "/x/", primary=True), Act("Aufgabe übernehmen", "/y/", post=True), Act("Zeichnen", conditions=CONDITIONS)], "csrf_token": "x"},
    "alert": {"kind": "success", "title": "Antrag eingereicht", "text": "Die Bestätigung liegt in Ihren Nachrichten."},
    "badge": {"kind": "neutral", "text": "Entwurf"},
    "bar": {"value": 0.75, "max": 4},
    "conditions": {"conditions": CONDITIONS},
    "crumbs": {"crumbs": [("Aufgaben", "/x/")], "here": "Fallzahlen"},
    "due": {"date": date(2026, 11, 30), "today": TODAY, "note": "bis 24 Uhr"},
    "empty": {"sentence": "Für Sie ist gerade nichts zu tun.", "reason": "31 Vorgänge warten auf andere.", "url": "/x/", "label": "Anträge ansehen"},
    "facts": {"facts": [Fact("Beantragt", "0,90 VZÄ", "55.800,00 €"), Fact("Empfohlen", "0,75 VZÄ", on=True)]},
    "filter": {"form": Filterformular(), "label": "Anträge filtern", "reset": "/x/"},
    "hero": {"title": "Antrag fertigstellen", "url": "/x/", "button": "Weiter ausfüllen", "due": Due(date(2026, 11, 30), TODAY, "soon"), "done": 3, "total": 5, "missing": [("Stellenanteil", "/x/")], "saved": "Zuletzt gespeichert heute, 10:42 Uhr"},
    "legend": {"items": [("kfr", "Kreisförderrichtlinie"), ("im", "Integrationsmanagement"), ("gap", "Lücke")]},
    "log": {"entries": [LogEntry(WHEN, "Antrag eingereicht", "Sachbearbeitung, Bondorf", now=True), LogEntry(WHEN, "Entwurf angelegt")]},
    "pager": {"url": "?nach=x", "label": "12 weitere Anträge anzeigen"},
    "pagehead": {"title": "Bondorf: Stellenanteile 2027/2028", "number": "BB-27-0001", "badge": BADGE, "line": "Als Nächstes: Sie"},
    "pairs": {"pairs": [("Stichtag", "15.09.2026"), ("Beantragt", "0,75 VZÄ")]},
    "process": {"steps": STEPS, "wide": True},
    "quiet": {"today": TODAY},
    "remark": {"remark": REMARK},
    "roles": {"groups": [("Landkreis", [Role("a@b.example", "Sachbearbeitung", "prüft Anträge", "checklist")])], "action": "/x/", "csrf_token": "x"},
    "saved": {"text": "Zuletzt gespeichert um 10:42 Uhr"},
    "sheet": {"sheet": SHEET, "mark": "Vorschau, nicht zugestellt"},
    "status": {"status": "nachforderung", "label": "Zur Ergänzung zurückgegeben"},
    "table": {"caption": "Anträge nach Frist", "columns": COLUMNS, "groups": [Group("Überfällig", [ROW], 1)], "total": ["Zusammen", "", "", "", "0,75"]},
    "bulk": {"bar": Leiste((("zeichnen", "Empfehlungen zeichnen"),), False, "?alle=1")},
    "tabs": {"tabs": [Tab("Alle", "/x/", 24, True), Tab("Meine", "/y/", 9)], "label": "Ansicht"},
    "tasklist": {"sections": [Section("Angaben", Badge("success", "Vollständig"), "/x/", "Ansprechperson"), Section("Unterlagen", Badge("warning", "1 fehlt"))], "done": 1, "total": 2},
    "why": {"summary": "So wurde die Frist berechnet", "lines": ["Sitzung: 18.01.2027", "7 Tage vorher"]},
}  # fmt: skip
