"""What the pages show of opinions: rows of the list, the block on an application, the number in the menu."""

from django.urls import reverse

from antraege import formate
from antraege.models import Fachstellungnahme
from antraege.rechte.pruefung import FACHSTELLEN
from antraege.services import fachstellungnahme
from antraege.views.bausteine import Badge, Column, Due, Row
from antraege.views.blaettern import HOECHSTENS
from antraege.views.pflege import knopf

SPALTEN = [
    Column("Antrag"),
    Column("Vorgangsnummer", small=False),
    Column("Gebeten ist"),
    Column("Erbeten am", small=False),
    Column("Frist"),
]
ART = {"keine_bedenken": "success", "bedenken": "warning", "nicht_betroffen": "neutral"}


def offene(user):
    """Open requests: those to the person's own office; of the deciding office all."""
    bitten = Fachstellungnahme.objects.visible_to(user).offen().mit_frist()
    if user.rollen & FACHSTELLEN:
        bitten = bitten.gebeten(user)
    return bitten.select_related("antrag__kommune", "antrag__runde").prefetch_related("fristen")


def zeilen(bitten, heute):
    """[Row]: municipality and round, who is asked, since when, until when."""
    return [
        Row(
            [
                f"{bitte.antrag.kommune}: {bitte.antrag.runde}",
                bitte.antrag.vorgangsnummer,
                bitte.get_stelle_display(),
                formate.datum(bitte.erbeten_am),
                faellig(bitte, heute),
            ],
            url=reverse("fachstellungnahme", args=[bitte.pk]),
        )
        for bitte in bitten
    ]


def frist(bitte):
    """The deadline of a request, the open one first; None without one."""
    alle = sorted(bitte.fristen.all(), key=lambda f: (f.erledigt_am is not None, -f.pk))
    return alle[0] if alle else None


def faellig(bitte, heute):
    """The deadline as a cell."""
    da = frist(bitte)
    return Due(da.faellig_am, heute) if da else formate.LEER


def stand(bitte, heute):
    """The badge of a request: its Votum, open, or open and over its time."""
    if bitte.votum:
        return Badge(ART[bitte.votum], bitte.get_votum_display())
    if bitte.zurueckgenommen_am:
        return Badge("neutral", "Zurückgenommen")
    vorbei = (da := frist(bitte)) is not None and da.faellig_am < heute
    return Badge("warning", "Nicht eingegangen") if vorbei else Badge("info", "Steht aus")


def kontext(user, bitte, heute):
    """What the page of one request shows around its form."""
    return {
        "bitte": bitte,
        "antrag": bitte.antrag,
        "stand": stand(bitte, heute),
        "frist": frist(bitte),
        "heute": heute,
        "handlungen": knopf(
            user,
            "pruefung.fachstellungnahme_zuruecknehmen",
            bitte,
            "Bitte zurücknehmen",
            reverse("fachstellungnahme_zuruecknehmen", args=[bitte.pk]),
        ),
    }


def block(antrag, heute):
    """[(request, Badge, deadline)] for the application's page and the task pages of the office, and who is missing."""
    bitten = fachstellungnahme.zu(antrag)
    zeilen = [(bitte, stand(bitte, heute), frist(bitte)) for bitte in bitten]
    return {"zeilen": zeilen, "fehlend": fachstellungnahme.fehlende(bitten)} if bitten else {}


def anzahl(user):
    """How many open requests wait for this person's office; 0 for whoever is never asked."""
    if not user.rollen & FACHSTELLEN:
        return 0
    return Fachstellungnahme.objects.offen().gebeten(user)[: HOECHSTENS + 1].count()
