"""Steps of the district's office around an application."""

from antraege.formate import euro, vzae, zeitpunkt
from antraege.forms.pruefpunkte import EmpfehlungForm, VollstaendigForm
from antraege.forms.pruefung import OhneZeichnungForm, ZurueckgebenForm
from antraege.forms.schritte import VerspaetungVorschlagForm
from antraege.services import (
    antrag,
    empfehlung,
    pruefpunkte,
    pruefung,
    verspaetung,
    vollstaendigkeit,
)
from antraege.services.vollstaendigkeit import ABSCHNITTE
from antraege.views import pruefteile
from antraege.views.bausteine import Condition, Fact
from workflows.steps.basis import AntragView, Handlung


class VerspaetungPruefen(AntragView):
    """The first person proposes."""

    handlungen = (
        Handlung(
            "vorschlagen",
            "Vorschlag abgeben",
            verspaetung.vorschlagen,
            "antrag.verspaetung_vorschlagen",
            "Ihr Vorschlag liegt jetzt bei der Sachgebietsleitung.",
            VerspaetungVorschlagForm,
        ),
    )

    def texte(self):
        """Why it is late, and what was proposed."""
        return _verspaetung(self.objekt)


class VerspaetungEntscheiden(AntragView):
    """The second person decides."""

    handlungen = (
        Handlung(
            "zulassen",
            "Verspätung zulassen",
            verspaetung.entscheiden,
            "antrag.verspaetung_entscheiden",
            "Die Verspätung ist zugelassen. Der Antrag geht in die formale Prüfung.",
            fest={"zulassen": True},
        ),
        Handlung(
            "ablehnen",
            "Als unzulässig beenden",
            verspaetung.entscheiden,
            "antrag.verspaetung_entscheiden",
            "Der Antrag ist als unzulässig beendet.",
            fest={"zulassen": False},
            hinweis="Das Verfahren endet damit. Die Kommune wird benachrichtigt.",
        ),
    )

    def texte(self):
        """Why it is late, and what was proposed."""
        return _verspaetung(self.objekt)


class Pruefung(AntragView):
    """Both checks: what changed since the return, and what other offices say."""

    lang = True

    def vergleich(self):
        """Old beside new of the last return."""
        return pruefteile.vergleich(self.objekt)

    def stellungnahmen(self):
        """Opinions of other offices."""
        return pruefteile.stellungnahmen(self.user, self.objekt, self.heute)


class FormalePruefung(Pruefung):
    """Complete, or returned with remarks at fields."""

    handlungen = (
        Handlung(
            "vollstaendig",
            "Vollständigkeit feststellen",
            pruefung.vollstaendigkeit_feststellen,
            "antrag.vollstaendigkeit_feststellen",
            "Die Vollständigkeit ist festgestellt. Als Nächstes kommt die fachliche Prüfung.",
            VollstaendigForm,
            zwischen=pruefpunkte.speichern,
        ),
        Handlung(
            "zurueckgeben",
            "Zur Ergänzung zurückgeben",
            pruefung.zurueckgeben,
            "antrag.zurueckgeben",
            "Der Antrag ist zur Ergänzung zurückgegeben. Die Kommune wird benachrichtigt.",
            ZurueckgebenForm,
            hinweis="Jede Anmerkung gehört zu einem Feld. Die Kommune beantwortet sie einzeln.",
        ),
    )

    def liste(self):
        """What the machine finds: which sections are complete, what is missing, what does not add up."""
        alle = antrag.fehlendes(self.objekt)
        fehlt = [punkt for punkt in alle if not punkt.nachreichbar]
        folgt = [Condition(True, punkt.satz) for punkt in alle if punkt.nachreichbar]
        luecken = {punkt.abschnitt for punkt in fehlt}
        ganz = [
            Condition(True, f"{titel}: vollständig")
            for key, titel in ABSCHNITTE.items()
            if key not in luecken
        ]
        saetze = [punkt.satz for punkt in fehlt] + vollstaendigkeit.unstimmiges(self.objekt)
        return (
            "Vom System geprüft",
            ganz + folgt + [Condition(False, satz, who="Kommune") for satz in saetze],
        )


class FachlichePruefung(Pruefung):
    """Computed figures beside the asked ones, and the recommendation."""

    handlungen = (
        Handlung(
            "empfehlen",
            "Empfehlung abgeben",
            empfehlung.empfehlen,
            "antrag.empfehlen",
            "Ihre Empfehlung ist abgegeben.",
            EmpfehlungForm,
            hinweis="Der Betrag wird aus dem Stellenanteil berechnet. Bei einer Kürzung erhält die Kommune zuerst Gelegenheit zur Stellungnahme.",
            zwischen=pruefpunkte.speichern,
            zwischen_recht="pruefung.punkte_fachlich",
        ),
    )

    def fakten(self):
        """Asked and computed side by side."""
        rechnung = empfehlung.vorschlag(self.objekt)
        return [*super().fakten(), Fact("Berechnet", vzae(rechnung.vzae), euro(rechnung.betrag), on=True)]

    def tabelle(self):
        """Computed figures beside the asked ones."""
        return pruefteile.zahlen(self.objekt)

    def texte(self):
        """What the municipality writes, how the figure came about, and what was said before."""
        gruende = (
            "\n".join(empfehlung.vorschlag(self.objekt).gruende)
            or "Keine Kürzung nach den Regeln der Richtlinie."
        )
        return [
            ("So wurde gerechnet", gruende),
            ("Begründung der Kommune", self.objekt.begruendung),
            *_stellungnahme(self.objekt),
        ]


class Zeichnung(AntragView):
    """A second person signs, or sends the recommendation back."""

    handlungen = (
        Handlung(
            "zeichnen", "Zeichnen", empfehlung.zeichnen, "antrag.zeichnen", "Die Empfehlung ist gezeichnet."
        ),
        Handlung(
            "ohne_zeichnung",
            "Ohne Zeichnung zurückgeben",
            empfehlung.ohne_zeichnung_zurueckgeben,
            "antrag.ohne_zeichnung_zurueckgeben",
            "Die Empfehlung ist ohne Zeichnung zurückgegeben.",
            OhneZeichnungForm,
        ),
    )

    def fakten(self):
        """Asked and recommended side by side."""
        return [*super().fakten(), self.empfohlen()]

    def stellungnahmen(self):
        """Opinions of other offices, and whose is missing."""
        return pruefteile.stellungnahmen(self.user, self.objekt, self.heute)

    def texte(self):
        """The recommendation's reasons, and what the municipality said to a cut."""
        von = f" ({self.objekt.geprueft_von})" if self.objekt.geprueft_von else ""
        return [
            (f"Begründung der Empfehlung{von}", self.objekt.empfehlung_begruendung),
            *_stellungnahme(self.objekt),
        ]


def _stellungnahme(objekt):
    if objekt.stellungnahme_am is None:
        return []
    return [
        (
            "Stellungnahme der Kommune",
            objekt.stellungnahme or "Die Kommune hat sich bis zum Ablauf der Frist nicht geäußert.",
        )
    ]


def _verspaetung(objekt):
    """Reason of the municipality, and the first person's proposal with reasons."""
    texte = [
        (f"Eingegangen am {zeitpunkt(objekt.eingegangen_am)}, Grund der Kommune", objekt.verspaetung_grund)
    ]
    if objekt.verspaetung_vorschlag:
        titel = f"Vorschlag von {objekt.verspaetung_vorgeschlagen_von}: {objekt.get_verspaetung_vorschlag_display()}"
        texte.append((titel, objekt.verspaetung_begruendung))
    return texte
