"""Rules and money change while cases run: versions, rounds, Kontingent, numbers, budget, blocks of text."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from antraege.models import Fallzahl, Foerderrunde, Richtlinienfassung
from antraege.services import (
    fallzahlen,
    haushalt,
    haushaltsplan,
    programm,
    richtlinie,
    rueckwaertsplan,
    runde,
    textbausteine,
)
from tests import factories as f
from tests.workflows.zustaende.gang import handlung


@handlung("kaemmerei")
def kontingent(gang, fall, zahl):
    """Record a final Kontingent of the round, also below what is granted."""
    angaben = {"art": "endgueltig", "vzae": Decimal(zahl) / 4, "grundlage": "Nachtrag"}
    return partial(programm.kontingent_erfassen, runde=fall.runde, **angaben)


@handlung("sb")
def fallzahl(gang, fall, zahl):
    """Record the municipality's number of the round's day."""
    gruppe = f.zielgruppe()
    stand = Fallzahl.objects.filter(kommune=fall.ort, zielgruppe=gruppe, stichtag=fall.runde.stichtag)
    vorher = stand.values_list("personen", flat=True).first()
    zahlen = {(fall.ort.pk, gruppe.pk): (vorher, 40 + zahl)}
    return partial(fallzahlen.erfassen, runde=fall.runde, zahlen=zahlen)


@handlung("sb")
def textbaustein(gang, fall, zahl):
    """Write a passage for later notices."""
    angaben = {"art": "bewilligung", "stelle": "begruendung", "titel": "Neu", "text": "Anders."}
    return partial(textbausteine.speichern, programm=fall.runde.programm, nummer=zahl, **angaben)


# Budget


@handlung("kaemmerei")
def haushalt_aussetzen(gang, fall, zahl):
    """Take the first year's budget out of force, or lock it (even numbers); ``0`` puts it back."""
    zeile = fall.runde.programm.ermaechtigungen.order_by("jahr").first()
    in_kraft = zeile.in_kraft_am or gang.tag
    angaben = {"gesperrt": zahl > 0 and zahl % 2 == 0, "in_kraft_am": None if zahl % 2 else in_kraft}
    return partial(haushaltsplan.aendern, ermaechtigung=zeile, ansatz=zeile.ansatz, **angaben)


@handlung("kaemmerei")
def haushalt_kuerzen(gang, fall, zahl):
    """Cut the first year to some thousand EUR, also below what is bound."""
    zeile = fall.runde.programm.ermaechtigungen.order_by("jahr").first()
    angaben = {"ansatz": Decimal(zahl * 1000), "in_kraft_am": zeile.in_kraft_am}
    return partial(haushaltsplan.aendern, ermaechtigung=zeile, **angaben)


@handlung("kaemmerei")
def haushalt_ausnahme(gang, fall, zahl):
    """Allow the notice before the budget is in force."""
    papier = gang.bescheid(fall)
    return papier and partial(haushalt.ausnahme_zulassen, bescheid=papier, grund="Die Stelle ist besetzt.")


# Versions of the rules


@handlung("sb")
def fassung_anlegen(gang, fall, zahl):
    """Draft the next version."""
    return partial(richtlinie.fassung_anlegen, programm=fall.runde.programm)


@handlung("sb")
def fassung_aendern(gang, fall, zahl):
    """Change what a position costs in the latest version."""
    werte = {"satz_je_vzae": Decimal(48000 + zahl)}
    return partial(richtlinie.fassung_speichern, fassung=_fassung(fall), werte=werte)


@handlung("sb")
def fassung_verwerfen(gang, fall, zahl):
    """Discard it."""
    return partial(richtlinie.fassung_verwerfen, fassung=_fassung(fall))


@handlung("al")
def fassung_feststellen(gang, fall, zahl):
    """State it."""
    return partial(richtlinie.fassung_feststellen, fassung=_fassung(fall))


def _fassung(fall):
    alle = Richtlinienfassung.objects.filter(programm=fall.runde.programm).select_related("programm")
    return alle.order_by("-nummer").first()


# Rounds


@handlung("sb")
def runde_kopieren(gang, fall, zahl):
    """Draft the next year's round."""
    return partial(runde.runde_kopieren, runde=_runde(fall))


@handlung("sb")
def runde_aendern(gang, fall, zahl):
    """Change how the latest round decides, and its rules to the newest stated version."""
    rd = _runde(fall)
    werte = {"name": f"Runde {zahl}", "fassung": runde.neueste_fassung(rd.programm)}
    return partial(runde.runde_speichern, runde=rd, werte=werte, zielgruppen=[f.zielgruppe()])


@handlung("sb")
def runde_verwerfen(gang, fall, zahl):
    """Discard the latest round."""
    return partial(runde.runde_verwerfen, runde=_runde(fall))


@handlung("sgl")
def runde_veroeffentlichen(gang, fall, zahl):
    """Show it to the municipalities."""
    return partial(runde.runde_veroeffentlichen, runde=_runde(fall))


@handlung("gs")
def ziel_bestimmen(gang, fall, zahl):
    """Name the sitting that shall decide the round."""
    ziel = gang.welt.sitzung(gang.welt.kreistag, gang.tag + timedelta(days=zahl * 30))
    return partial(rueckwaertsplan.ziel_bestimmen, runde=fall.runde, zielsitzung=ziel)


def _runde(fall):
    alle = Foerderrunde.objects.filter(programm=fall.runde.programm).select_related("programm", "fassung")
    return alle.order_by("-pk").first()
