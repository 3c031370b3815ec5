"""What people try with an application: every act of its procedure, and what lies beside it."""

from datetime import timedelta
from functools import partial

from antraege.models import Anlage, Pruefergebnis, Pruefpunkt
from antraege.services import (
    aktenvermerk,
    anlagen,
    antrag,
    fachstellungnahme,
    pruefpunkte,
    ratssitzung,
    runde,
    unterschriftsblatt,
)
from tests import dateiproben as probe
from tests.workflows.fall import NAME, SCHRITT
from tests.workflows.zustaende.gang import HANDLUNGEN, handlung
from tests.workflows.zustaende.welt import ALLE
from workflows import door, verfahren
from workflows.models import Aufgabe


def _schritt(act, gang, fall, zahl):
    knoten, _, facts = fall.angaben(act)
    return partial(verfahren.schritt, gang.antrag(fall), knoten, NAME.get(act, act), **facts)


for _act in (*SCHRITT, "ergaenzen"):
    HANDLUNGEN[_act] = ("clerk" if _act == "ergaenzen" else SCHRITT[_act][1], partial(_schritt, _act))


@handlung("clerk")
def anlegen(gang, fall, zahl):
    """Begin an application in one of the rounds."""
    return partial(verfahren.antrag_anlegen, kommune=fall.ort, runde=gang.runde(zahl))


@handlung("clerk")
def speichern(gang, fall, zahl):
    """Change the reason, or the own share."""
    felder = {"begruendung": f"Betreuung, {zahl}."} if zahl % 2 else {"eigenanteil": zahl * 100}
    stand = gang.antrag(fall)
    return partial(antrag.speichern, antrag=stand, felder=felder, version=stand.version)


@handlung("clerk")
def verspaetet_einreichen(gang, fall, zahl):
    """Submit and say why so late."""
    return partial(
        verfahren.schritt, gang.antrag(fall), "entwurf", "einreichen", grund_verspaetung="Der Rat tagte spät."
    )


@handlung("clerk")
def zurueckziehen(gang, fall, zahl):
    """Withdraw."""
    return partial(verfahren.antrag_zurueckziehen, antrag=gang.antrag(fall), grund="Nein.")


@handlung("sb")
def verlaengern(gang, fall, zahl):
    """Give more time to complete."""
    bis = gang.tag + timedelta(days=zahl + 20)
    return partial(verfahren.frist_verlaengern, antrag=gang.antrag(fall), bis=bis, grund="Ferien.")


@handlung("clerk")
def mehr_zeit(gang, fall, zahl):
    """Ask for more time to complete, or to respond."""
    bis = gang.tag + timedelta(days=zahl + 20)
    return partial(
        verfahren.mehr_zeit_erbitten, antrag=gang.antrag(fall), bis=bis, grund="Der Rat tagt im Mai."
    )


@handlung("sb")
def mehr_zeit_ablehnen(gang, fall, zahl):
    """Leave the deadline as it is."""
    return partial(verfahren.mehr_zeit_ablehnen, antrag=gang.antrag(fall), grund="Die Sitzung steht fest.")


@handlung("sb")
def ohne_ergaenzung(gang, fall, zahl):
    """Go on without the answer."""
    return partial(verfahren.ohne_ergaenzung_weiterpruefen, antrag=gang.antrag(fall), grund="Still.")


@handlung("sb")
def zeichnung_aufheben(gang, fall, zahl):
    """Void the signature."""
    return partial(verfahren.zeichnung_aufheben, antrag=gang.antrag(fall), grund="Neu.")


@handlung("sgl")
def antragsfrist_verlaengern(gang, fall, zahl):
    """Move the round's last day."""
    bis = gang.tag + timedelta(days=zahl + 14)
    return partial(runde.antragsfrist_verlaengern, runde=fall.runde, bis=bis, grund="Auf vielfachen Wunsch.")


@handlung("sb")
def vermerken(gang, fall, zahl):
    """Put a note on the file."""
    vom = gang.tag - timedelta(days=zahl % 5 - 1)
    return partial(
        aktenvermerk.schreiben, antrag=gang.antrag(fall), art="telefon", vom=vom, betreff="Anruf", text="Ja."
    )


@handlung("clerk")
def ratssitzungen(gang, fall, zahl):
    """Say when the own council sits."""
    tage = [gang.tag + timedelta(days=30 + zahl)]
    return partial(ratssitzung.eintragen, kommune=fall.ort, tage=tage, vorlauf=zahl * 3)


# Papers and opinions


@handlung("clerk")
def blatt_erzeugen(gang, fall, zahl):
    """Make the sheet for a signature on paper."""
    return partial(unterschriftsblatt.erzeugen, antrag=gang.antrag(fall))


@handlung("clerk")
def blatt_hochladen(gang, fall, zahl):
    """Upload the signed sheet."""
    angaben = {"unterzeichnet_von": "Frau Amsel", "unterzeichnet_am": gang.tag, "datei": _pdf("Scan.pdf")}
    return partial(unterschriftsblatt.hochladen, antrag=gang.antrag(fall), **angaben)


@handlung("clerk")
def nachreichen(gang, fall, zahl):
    """Hand in the decision of the Gemeinderat that was announced."""
    datei = _pdf("Beschluss.pdf")
    return partial(anlagen.hinzufuegen, antrag=gang.antrag(fall), art=Anlage.Art.BESCHLUSS, datei=datei)


@handlung("sb")
def stellungnahme_erbitten(gang, fall, zahl):
    """Ask the Kämmerei."""
    bis = gang.tag + timedelta(days=zahl)
    angaben = {"stellen": ["kaemmerei"], "frage": "Trägt der Haushalt das?", "bis": bis}
    return partial(fachstellungnahme.erbitten, antrag=gang.antrag(fall), **angaben)


@handlung("kaemmerei")
def stellungnahme_abgeben(gang, fall, zahl):
    """Answer the latest request."""
    bitte = fall.antrag.fachstellungnahmen.order_by("pk").last()
    return bitte and partial(fachstellungnahme.abgeben, bitte=bitte, votum="bedenken", antwort="Zu viel.")


@handlung("sb")
def bitte_zuruecknehmen(gang, fall, zahl):
    """Take the latest request back."""
    bitte = fall.antrag.fachstellungnahmen.order_by("pk").last()
    return bitte and partial(fachstellungnahme.zuruecknehmen, bitte=bitte, grund="Doch nicht.")


@handlung("sb")
def punkte_formal(gang, fall, zahl):
    """Judge the points of the formal check."""
    return _punkte(gang, fall, zahl, Pruefpunkt.Art.FORMAL)


@handlung("sb")
def punkte_fachlich(gang, fall, zahl):
    """Judge the points of the subject check."""
    return _punkte(gang, fall, zahl, Pruefpunkt.Art.FACHLICH)


def _punkte(gang, fall, zahl, art):
    stand = gang.antrag(fall)
    ergebnis = Pruefergebnis.Ergebnis.values[zahl % len(Pruefergebnis.Ergebnis.values)]
    punkte = [p.punkt.pk for p in pruefpunkte.liste(stand, art)]
    befunde = {pk: pruefpunkte.Befund(ergebnis, "Gesehen.") for pk in punkte}
    return partial(pruefpunkte.speichern, antrag=stand, art=art, befunde=befunde)


# Tasks


@handlung("sb")
def aufgabe_uebernehmen(gang, fall, zahl):
    """Take the open task."""
    return _aufgabe(door.uebernehmen, fall)


@handlung("sgl")
def aufgabe_zuweisen(gang, fall, zahl):
    """Give the open task to somebody."""
    return _aufgabe(door.zuweisen, fall, gang.person(fall, (*ALLE, "sb")[-zahl % (len(ALLE) + 1)]))


@handlung("sb")
def aufgabe_abgeben(gang, fall, zahl):
    """Give the open task back."""
    return _aufgabe(door.freigeben, fall)


def _aufgabe(act, fall, *mehr):
    pk = Aufgabe.objects.von(fall.antrag).offen().values_list("pk", flat=True).first() or 0
    return lambda by, heute: act(pk, by, *mehr)


def _pdf(name):
    return probe.datei(probe.pdf(), name)
