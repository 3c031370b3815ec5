"""Steps of the municipality."""

from django.urls import reverse

from antraege import felder
from antraege.berechtigungen import may
from antraege.formate import datum
from antraege.forms.pruefung import ErgaenzungForm, StellungnahmeForm
from antraege.forms.schritte import EinreichenForm, OhneUnterschriftForm
from antraege.services import antrag, bescheid, empfehlung, pruefung
from antraege.views import mehrzeitteile, ratsplanteile
from antraege.views.bausteine import Condition
from workflows.steps.basis import Alert, AntragView, Handlung

EINREICHEN = Handlung(
    "einreichen",
    "Antrag verbindlich einreichen",
    antrag.einreichen,
    "antrag.einreichen",
    "Ihr Antrag ist eingegangen. Vorgangsnummer: {0.vorgangsnummer}. Sie erhalten eine Eingangsbestätigung per E-Mail.",
    EinreichenForm,
)


class Einreichung(AntragView):
    """Submission overview: what is missing, with links to the fields."""

    def beschriftung(self, handlung, form):
        """Late submission says so on its button."""
        return "Verspätet einreichen" if getattr(form, "verspaetet", False) else handlung.label

    def hinweis(self):
        """What submission means."""
        if self.heute > self.objekt.runde.antrag_bis:
            satz = "Sie können den Antrag verspätet einreichen. Zwei Personen im Landratsamt entscheiden, ob er zugelassen wird."
            return Alert(
                "warning", f"Die Antragsfrist ist am {datum(self.objekt.runde.antrag_bis)} abgelaufen", satz
            )
        return Alert(
            "info",
            "Mit dem Einreichen wird der Antrag verbindlich",
            "Danach können Sie ihn nur noch zurückziehen, oder ergänzen, wenn wir ihn zurückgeben.",
        )

    def liste(self):
        """Missing points with the way to their field; those that may follow are told apart."""
        punkte = [
            Condition(punkt.nachreichbar, punkt.satz, url=_link(self.objekt, punkt.abschnitt, punkt.feld))
            for punkt in antrag.fehlendes(self.objekt)
        ]
        return (
            "Was noch fehlt",
            punkte or [Condition(True, "Alle Angaben, Unterlagen und Erklärungen sind da.")],
        )

    def seitlich(self):
        """For the side of the page: when the Gemeinderat must have decided, and the draft of its paper."""
        objekt = self.objekt
        return {
            "ratsplan": ratsplanteile.zum_antrag(objekt, self.heute),
            "rats_vorlage": bool(may(self.user, "antrag.bearbeiten", objekt)),
        }


class Entwurf(Einreichung):
    """The draft: submit, or pass it on to the person who signs."""

    handlungen = (
        EINREICHEN,
        Handlung(
            "zur_unterschrift",
            "Zur Unterschrift geben",
            antrag.zur_unterschrift_geben,
            "antrag.zur_unterschrift_geben",
            "Der Antrag liegt jetzt zur Unterschrift bei der zeichnungsberechtigten Person.",
        ),
    )


class Unterschrift(Einreichung):
    """The person entitled to sign submits, or returns the draft."""

    handlungen = (
        EINREICHEN,
        Handlung(
            "in_entwurf",
            "Ohne Unterschrift zurückgeben",
            antrag.in_entwurf_zurueckgeben,
            "antrag.in_entwurf_zurueckgeben",
            "Der Antrag ist wieder im Entwurf.",
            OhneUnterschriftForm,
        ),
    )


class Ergaenzung(AntragView):
    """Answer the remarks, one by one."""

    handlungen = (
        Handlung(
            "ergaenzen",
            "Ergänzung einreichen",
            pruefung.ergaenzen,
            "antrag.ergaenzen",
            "Ihre Ergänzung ist eingegangen. Der Tag des ersten Eingangs bleibt erhalten.",
            ErgaenzungForm,
            zwischen=pruefung.antworten_speichern,
        ),
    )

    def liste(self):
        """The remarks with the way to their field."""
        offen = self.objekt.anmerkungen.filter(beantwortet_am__isnull=True)
        punkte = [
            (
                a,
                felder.label(self.objekt, a.feld),
                _link(self.objekt, felder.abschnitt_von(a.feld, self.objekt), a.feld),
            )
            for a in offen
        ]
        return (
            "Anmerkungen, zu jeder eine Antwort",
            [Condition(bool(a.antwort), f"{label}: {a.text}", url=url) for a, label, url in punkte],
        )

    def seitlich(self):
        """Beside the deadline: the way to more time."""
        return {"mehr_zeit": mehrzeitteile.kasten(self.user, self.objekt)}


class Stellungnahme(AntragView):
    """The municipality is heard on an intended cut."""

    handlungen = (
        Handlung(
            "stellungnahme",
            "Stellungnahme abgeben",
            empfehlung.stellungnahme_abgeben,
            "antrag.stellungnahme_abgeben",
            "Ihre Stellungnahme ist eingegangen. Sie wird der Empfehlung beigelegt.",
            StellungnahmeForm,
        ),
    )

    def fakten(self):
        """Asked and intended side by side."""
        return [*super().fakten(), self.empfohlen()]

    def texte(self):
        """Why."""
        return [("Begründung der Kürzung", self.objekt.empfehlung_begruendung)]

    def seitlich(self):
        """Beside the deadline: the way to more time."""
        return {"mehr_zeit": mehrzeitteile.kasten(self.user, self.objekt)}


class Bekanntgabe(AntragView):
    """Open the notice for the first time: the page says before what that sets going."""

    handlungen = (
        Handlung(
            "oeffnen",
            "Bescheid öffnen (Bekanntgabe)",
            bescheid.oeffnen,
            "bescheid.oeffnen",
            "Der Bescheid ist geöffnet. Er gilt am nächsten Tag als bekannt gegeben; ab dann läuft die Rechtsbehelfsfrist.",
            worueber=bescheid.aktueller,
        ),
    )

    WARNUNG = Alert(
        "warning",
        "Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist",
        "Der Bescheid gilt am Tag nach dem Öffnen als bekannt gegeben. Ab dann läuft die Rechtsbehelfsfrist von einem Monat.",
    )

    def hinweis(self):
        """Said before the first opening, because it sets the month for a remedy going."""
        return self.WARNUNG

    def fakten(self):
        """No figures before the notice itself is opened."""
        return []

    def ziel(self):
        """Straight to the notice."""
        return reverse("bescheid", args=[bescheid.aktueller(self.objekt).pk])


def _link(objekt, abschnitt, feld):
    return reverse("antrag_abschnitt", args=[objekt.pk, abschnitt]) + f"#id_{feld}"
