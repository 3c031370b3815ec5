"""What the application shows around its share: parts of a position that grows, persons per VZÄ, who applies together."""

from django.urls import reverse

from antraege import berechnung, formate
from antraege.berechtigungen import may
from antraege.services import aufstockung
from antraege.views.bausteine import Column, Row

TEILE = [Column("Quelle"), Column("Anteil", numeric=True), Column("Zeitraum")]


def mehr_zum_anteil(user, antrag):
    """Context of the section: the parts of the position, what one person would have in all, the way to a joint application."""
    weg = reverse("antrag_verbund", args=[antrag.pk]) if may(user, "antrag.verbund_waehlen", antrag) else ""
    return {
        "teile": teile(antrag),
        "spalten": TEILE,
        "ueber_eins": aufstockung.hinweise(antrag),
        "verbund_url": weg,
        "je_vzae": personen_je_vzae(antrag),
    }


def teile(antrag):
    """[Row]: each source of the position that is to grow, then what is asked for it now (R11)."""
    bisher = [
        Row([f"{t.runde.programm.kurz}: {t.runde}", formate.vzae(t.vzae), formate.zeitraum(t.beginn, t.ende)])
        for t in aufstockung.teile(antrag)
        if t.antrag_id != antrag.pk
    ]
    if not bisher:
        return []
    runde = antrag.runde
    neu = ["Dieser Antrag", formate.vzae(antrag.beantragt_vzae), formate.zeitraum(runde.beginn, runde.ende)]
    return [*bisher, Row(neu, chosen=True)]


def personen_je_vzae(antrag):
    """How many persons one full share would look after, as a sentence; "" while a figure is missing."""
    if antrag.personen_gesamt is None or not antrag.beantragt_vzae:
        return ""
    je = berechnung.personen_je_vzae(antrag.personen_gesamt, antrag.beantragt_vzae)
    richtwert = antrag.fassung.personen_je_vzae
    zusatz = f" Vorgesehen sind mindestens {richtwert}." if richtwert else ""
    return f"{antrag.personen_gesamt} Personen auf {formate.vzae(antrag.beantragt_vzae)}: {formate.zahl(je, 1)} Personen je VZÄ.{zusatz}"
