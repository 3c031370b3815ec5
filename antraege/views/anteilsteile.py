"""What the application shows around its share: parts of a position that grows, persons per VZÄ, who applies together."""

from django.urls import reverse

from antraege import berechnung, formate
from antraege.berechtigungen import may
from antraege.services import aufstockung, eingereicht, uebernahme
from antraege.views.bausteine import Column, Row

ORTE = [Column("Kommune"), Column("Anteil", numeric=True), Column("Personen", numeric=True)]
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


def auf_der_seite(user, antrag):
    """Context of the application's page: who applies together, what grows, who saved last, what may be taken over.

    Nothing where the last submission is read: it says all that itself.
    """
    if eingereicht.gelesene(user, antrag):
        return {}
    entwurf = may(user, "antrag.angaben_uebernehmen", antrag)
    frueher = entwurf and uebernahme.fruehere(antrag).exists()
    return {
        "je_vzae": personen_je_vzae(antrag),
        "teile": teile(antrag),
        "spalten": TEILE,
        "verbund": verbund(antrag),
        "orte": ORTE,
        "zuletzt": zuletzt(antrag) if may(user, "antrag.bearbeiten", antrag) else "",
        "uebernehmen_url": reverse("antrag_uebernehmen", args=[antrag.pk]) if frueher else "",
        "uebernehmen_nicht": uebernahme.KEINER if entwurf and not frueher else "",
        "verbund_url": reverse("antrag_verbund", args=[antrag.pk])
        if may(user, "antrag.verbund_waehlen", antrag)
        else "",
    }


def verbund(antrag):
    """{name, satz, zeilen} of a joint application: each municipality with its part; None for one municipality's own."""
    if antrag.zusammenschluss_id is None:
        return None
    tag = f" Vereinbarung vom {formate.datum(antrag.vereinbarung_vom)}." if antrag.vereinbarung_vom else ""
    return {
        "name": antrag.zusammenschluss.name,
        "satz": f"{antrag.kommune} stellt den Antrag und ist Anstellungsträger für alle.{tag}",
        "zeilen": [
            Row([str(teil.kommune), formate.vzae(teil.vzae), formate.zahl(teil.personen, 0)])
            for teil in antrag.verbundanteile.select_related("kommune")
        ],
    }


def zuletzt(antrag):
    """Who saved last and when, for colleagues who write on the same application; "" for one never saved."""
    if antrag.gespeichert_am is None:
        return ""
    return f"Zuletzt gespeichert von {antrag.gespeichert_von} am {formate.zeitpunkt(antrag.gespeichert_am)}"
