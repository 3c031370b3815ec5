"""One case with everybody it needs, driven through the same door as the pages: ``Fall().gehe("einreichen", "vollstaendig")``."""

from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal

from antraege import zeit
from antraege.models import Antrag, Benutzer, Protokolleintrag, Rolle
from antraege.services import gremium
from notifications import ausgang
from notifications.empfaenger import Verzeichnis
from tests import factories as f
from workflows import verfahren
from workflows.door import open_task
from workflows.models import Aufgabe
from workflows.steps import SCHRITTE

EMPFEHLUNG = {"vzae": Decimal("0.50"), "begruendung": "Nach Maß der Richtlinie."}
BESCHEID = {"begruendung": "Die Voraussetzungen liegen vor.", "nebenbestimmungen": "Nachweis bis 30.11.2028."}
STELLE = {"entgeltgruppe": "S 12", "beginn": date(2027, 9, 1), "ende": date(2028, 8, 31)}

# act of a page -> (node, who, facts)
SCHRITT = {
    "einreichen": ("entwurf", "clerk", {}),
    "zur_unterschrift": ("entwurf", "clerk", {}),
    "unterschreiben": ("unterschrift", "mayor", {}),
    "in_entwurf": ("unterschrift", "mayor", {"grund": "Betrag prüfen."}),
    "vorschlagen": (
        "verspaetung_pruefen",
        "sb",
        {"vorschlag": "zulassen", "begruendung": "Nachweis liegt vor."},
    ),
    "zulassen": ("verspaetung_entscheiden", "sgl", {"zulassen": True}),
    "ablehnen": ("verspaetung_entscheiden", "sgl", {"zulassen": False}),
    "vollstaendig": ("formale_pruefung", "sb", {}),
    "zurueckgeben": ("formale_pruefung", "sb", {"anmerkungen": [("eigenanteil", "Bitte prüfen.")]}),
    "empfehlen": ("fachliche_pruefung", "sb", EMPFEHLUNG),
    "kuerzen": ("fachliche_pruefung", "sb", EMPFEHLUNG | {"vzae": Decimal("0.30")}),
    "ablehnend": ("fachliche_pruefung", "sb", EMPFEHLUNG | {"vzae": Decimal("0.00")}),
    "stellungnahme": ("stellungnahme", "clerk", {"text": "Wir sind einverstanden."}),
    "zeichnen": ("zeichnung", "sgl", {}),
    "ohne_zeichnung": ("zeichnung", "sgl", {"grund": "Bitte besser begründen."}),
    "bescheid_entwerfen": ("bescheid_entwerfen", "sb", BESCHEID),
    "bescheid_freigeben": ("bescheid_freigeben", "sgl", {}),
    "bescheid_zurueckgeben": ("bescheid_freigeben", "sgl", {"grund": "Tippfehler."}),
    "oeffnen": ("bekanntgabe", "clerk", {}),
    "stelle_erfassen": ("stelle_erfassen", "sb", STELLE),
}
NAME = {
    "unterschreiben": "einreichen",
    "kuerzen": "empfehlen",
    "ablehnend": "empfehlen",
    "bescheid_entwerfen": "entwerfen",
    "bescheid_freigeben": "freigeben",
    "bescheid_zurueckgeben": "zurueckgeben",
    "stelle_erfassen": "erfassen",
}
LEUTE = ("clerk", "mayor", "sb", "sgl", "al", "gs")


class Fall:
    """A draft ready to submit, its people, and the day."""

    def __init__(self, entscheidung="verwaltung", tag=f.TAG, **felder):
        self.tag = tag
        self.kreis = felder.pop("kreis", None) or f.landkreis()
        self.ort = f.kommune(self.kreis)
        self.runde = felder.pop("runde", None) or f.runde(self.kreis, entscheidung)
        self.clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, self.kreis, self.ort)
        self.mayor = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, self.kreis, self.ort)
        self.sb, self.sgl, self.al, self.gs = (
            f.benutzer(rolle, self.kreis)
            for rolle in (
                Rolle.SACHBEARBEITUNG,
                Rolle.SACHGEBIETSLEITUNG,
                Rolle.AMTSLEITUNG,
                Rolle.GESCHAEFTSSTELLE,
            )
        )
        with self.uhr():
            self.antrag = verfahren.antrag_anlegen(
                kommune=self.ort, runde=self.runde, by=self.clerk, heute=self.tag
            )
            f.ausfuellen(self.antrag, self.clerk, **felder)
        self.antrag.refresh_from_db()

    def uhr(self):
        """The case's day."""
        return zeit.gestellt(self.tag, time(10, 0))

    def wer(self, name):
        """The person, fresh as in a request of its own."""
        return Benutzer.objects.get(pk=getattr(self, name).pk)

    def gehe(self, *acts):
        """Take these acts one after the other."""
        for act in acts:
            knoten, wer, facts = self.angaben(act)
            self.schritt(self.antrag, knoten, NAME.get(act, act), wer, **facts)
        return self

    def angaben(self, act):
        """(node, who, facts) of an act; what depends on the case is filled in."""
        if act == "ergaenzen":
            offen = self.antrag.anmerkungen.filter(beantwortet_am__isnull=True)
            return "ergaenzung", "clerk", {"antworten": {a.pk: "Geprüft." for a in offen}}
        knoten, wer, facts = SCHRITT[act]
        if act == "zurueckgeben":
            facts = facts | {"frist_bis": self.tag + timedelta(days=14)}
        return knoten, wer, facts

    @contextmanager
    def vorbereitet(self, act):
        """Give the act as a call with everything read beforehand: person with roles, task id."""
        knoten, wer, facts = self.angaben(act)
        person = self.wer(wer)
        assert person.rollen
        pk = next(task.pk for task in verfahren.offene_aufgaben(self.antrag) if task.knoten == knoten)
        handlung = SCHRITTE[knoten].handlung(NAME.get(act, act))
        with self.uhr():
            yield lambda: self._tue(pk, person, handlung, facts)

    def _tue(self, pk, person, handlung, facts):
        with open_task(pk, person, heute=self.tag) as vorgang:
            vorgang.handeln(handlung.act, **facts)

    def schritt(self, objekt, knoten, act, wer, **facts):
        """One step through the door."""
        with self.uhr():
            verfahren.schritt(objekt, knoten, act, by=self.wer(wer), heute=self.tag, **facts)
        return self

    def zurueckziehen(self):
        """Withdraw, as the municipality's page does."""
        with self.uhr():
            verfahren.antrag_zurueckziehen(
                antrag=self.antrag, grund="Kein Eigenanteil.", by=self.wer("clerk"), heute=self.tag
            )

    def zeichnung_aufheben(self, wer="sb"):
        """Void the signature, as the office's page does."""
        with self.uhr():
            verfahren.zeichnung_aufheben(
                antrag=self.antrag, grund="Die Kommune hat berichtigt.", by=self.wer(wer), heute=self.tag
            )
        return self

    # The paper

    def vorlage_anlegen(self, nummer="101/2027", ziffern=(), entwurf=False):
        """Put the signed application on a paper and hand it in for signature, unless it is to stay an ``entwurf``."""
        self.sga, self.kreistag = f.sitzungen(self.kreis)
        with self.uhr():
            self.vorlage = verfahren.vorlage_anlegen(
                runde=self.runde,
                drucksache=nummer,
                titel="Bewilligungen 2027/28",
                antraege=[self.antrag],
                sga=self.sga,
                kreistag=self.kreistag,
                ziffern=ziffern,
                by=self.wer("gs"),
                heute=self.tag,
            )
        return self if entwurf else self.vorlage_geben()

    def vorlage_geben(self, **angaben):
        """Hand the draft in for signature."""
        return self.vorlage_gehe("ueberarbeitung", "ueberarbeiten", "gs", **angaben)

    def vorlage_gehe(self, knoten, act, wer, **facts):
        """One step of the paper."""
        return self.schritt(self.vorlage, knoten, act, wer, **facts)

    def beraten(self, wert, naechste=None, zweite=""):
        """Record the next sitting's result on Ziffer 1 (and on a second one), on the sitting's day."""
        schritt = gremium.naechster_schritt(self.vorlage)
        self.tag = max(self.tag, schritt.sitzung.tag)
        ergebnisse = {nr: _ergebnis(wert) for nr, wert in enumerate((wert, zweite), 1) if wert}
        return self.vorlage_gehe(
            schritt.rolle, "erfassen", "gs", schritt=schritt, ergebnisse=ergebnisse, naechste_sitzung=naechste
        )


def _ergebnis(wert):
    return {"wert": wert, "abstimmung": "" if wert in ("vertagt", "verwiesen") else "einstimmig"}


def offen(objekt):
    """Names of the nodes that wait, human or not."""
    return [task.knoten for task in Aufgabe.objects.von(objekt).offen()]


def weg(objekt):
    """Names of all nodes passed, in order, without the open ones."""
    return [task.knoten for task in Aufgabe.objects.von(objekt).filter(status="DONE")]


def botschaften(fall, eintraege):
    """Who hears of these entries, as "art an name name": the messages that the relay would write."""
    namen = {getattr(fall, name).pk: name for name in LEUTE}
    gefunden = {}
    for eintrag in eintraege:
        for n in ausgang.nachrichten_zu(eintrag, Verzeichnis(fall.tag)):
            gefunden.setdefault(n.art, set()).add(namen.get(n.benutzer_id, "postfach"))
    return [" ".join([art, "an", *sorted(leute)]) for art, leute in sorted(gefunden.items())]


def ereignisse(objekt):
    """The log, in order."""
    art = objekt._meta.model_name
    eintraege = Protokolleintrag.objects.filter(
        **{"antrag": objekt} if art == "antrag" else {"objekt_art": art, "objekt_id": objekt.pk}
    )
    return list(eintraege.order_by("pk").values_list("art", flat=True))


def status(antrag):
    """The stored state."""
    return Antrag.objects.values_list("status", flat=True).get(pk=antrag.pk)
