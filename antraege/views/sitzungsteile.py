"""Parts of the pages of sittings: rows of the list, the page of one."""

from django.urls import reverse

from antraege import formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht
from antraege.services import gremien as dienst
from antraege.views import pflege
from antraege.views.bausteine import Act, Badge, Column, Due, Link, Row

SPALTEN = [
    Column("Sitzung"),
    Column("Tag"),
    Column("Beginn"),
    Column("Abgabeschluss"),
    Column("Öffentlichkeit", small=False),
    Column("Stand"),
]
VORLAGEN = [
    Column("Vorlage"),
    Column("Titel"),
    Column("Beratung"),
    Column("Öffentlichkeit", small=False),
    Column("Ergebnis"),
]
PUNKTE = [Column("TOP"), Column("Titel"), Column("Drucksache"), Column("Ergebnis")]
FEHLT = "Das Ratsinformationssystem führt sie seit dem Abruf vom {} nicht mehr. Findet sie nicht statt, sagen Sie sie bitte ab; Vorlagen ziehen dabei in eine andere Sitzung um."
BEISPIEL = "Beispieldaten, frei erfunden"


def zeile(sitzung, heute):
    """A row of the list."""
    schluss = sitzung.abgabeschluss
    zellen = [
        sitzung.gremium.name,
        formate.datum_lang(sitzung.tag),
        formate.uhrzeit(sitzung.beginn),
        Due(schluss, heute) if schluss and schluss >= heute else formate.datum(schluss),
        oeffentlichkeit(sitzung.oeffentlich),
        stand(sitzung, heute),
    ]
    return Row(zellen, url=reverse("sitzung", args=[sitzung.pk]))


def oeffentlichkeit(oeffentlich):
    """The word for a sitting and for an item of it."""
    return "öffentlich" if oeffentlich else "nicht öffentlich"


def stand(sitzung, heute):
    """Where the sitting stands in its time."""
    if sitzung.abgesagt:
        return Badge("danger", "abgesagt")
    if sitzung.fehlt_seit:
        return Badge("warning", "fehlt im Ratsinformationssystem")
    if sitzung.tag < heute or sitzung.beendet_am:
        return "beendet" if sitzung.beendet_am else "vergangen"
    if dienst.abgabe_hinweis(sitzung, heute):
        return Badge("warning", "Abgabeschluss vorbei")
    return Badge("info", "geplant")


def wege(user, gremium):
    """[Act]: the ways sittings come in, for the office of the council; the others find the committees."""
    gremien = Act("Gremien", reverse("gremien"))
    if not hat_recht(user, RECHTE["sitzung.eintragen"], gremium):
        return [gremien]
    return [
        Act("Sitzung eintragen", reverse("sitzung_neu"), primary=True),
        Act("Kalenderdatei einlesen", reverse("sitzungen_kalender")),
        Act("Ratsinformationssystem", reverse("ratssystem")),
        gremien,
    ]


def seite(user, sitzung):
    """The page of one sitting."""
    frist, heute = dienst.abgabeschluss(sitzung.gremium, sitzung.tag), zeit.heute()
    return {
        "sitzung": sitzung,
        "beispiel": BEISPIEL if sitzung.beispieldaten else "",
        "angaben": _angaben(sitzung),
        "spur": frist.spur if frist else (),
        "von_hand": bool(frist and frist.tag != sitzung.abgabeschluss),
        "fehlt": FEHLT.format(formate.datum(sitzung.fehlt_seit)) if sitzung.fehlt_seit else "",
        "hinweis": dienst.abgabe_hinweis(sitzung, heute) if sitzung.tag >= heute else "",
        "spalten_vorlagen": VORLAGEN,
        "vorlagen": [_vorlage(schritt) for schritt in _schritte(sitzung)],
        "spalten_punkte": PUNKTE,
        "punkte": [_punkt(punkt) for punkt in sitzung.tagesordnung.select_related("vorlage")],
        "handeln": pflege.knopf(
            user,
            "sitzung.eintragen",
            sitzung,
            "Sitzung ändern",
            reverse("sitzung_bearbeiten", args=[sitzung.pk]),
        ),
    }


def _angaben(sitzung):
    zustaendig = "beschließt selbst" if sitzung.beschliessend else "berät vor, ermächtigt nicht"
    angaben = [
        ("Tag", formate.datum_voll(sitzung.tag)),
        ("Beginn", formate.uhrzeit(sitzung.beginn)),
        ("Ort", sitzung.ort or formate.LEER),
        ("Öffentlichkeit", oeffentlichkeit(sitzung.oeffentlich)),
        ("Das Gremium", zustaendig),
        ("Einladung am", formate.datum(sitzung.einladung_am)),
        ("Abgabeschluss der Vorlagen", formate.datum_lang(sitzung.abgabeschluss)),
        ("Herkunft", sitzung.get_quelle_display()),
    ]
    if sitzung.beendet_am:
        angaben.append(("Beendet", formate.zeitpunkt(sitzung.beendet_am)))
    return angaben


def _schritte(sitzung):
    return sitzung.beratungen.select_related("vorlage", "sitzung").order_by("pk")


def _vorlage(schritt):
    zellen = [
        str(schritt.vorlage),
        schritt.vorlage.titel,
        schritt.get_rolle_display(),
        oeffentlichkeit(schritt.ist_oeffentlich),
        _ergebnis(schritt),
    ]
    return Row(zellen, url=reverse("vorlage", args=[schritt.vorlage_id]))


def _ergebnis(schritt):
    if schritt.abgesetzt_am:
        return f"abgesetzt am {formate.datum(formate.ortstag(schritt.abgesetzt_am))}"
    return f"erfasst am {formate.datum(schritt.erfasst_am)}" if schritt.erfasst_am else "noch keins"


def _punkt(punkt):
    vorlage = formate.LEER
    if punkt.vorlage:
        vorlage = Link(str(punkt.vorlage), reverse("vorlage", args=[punkt.vorlage_id]))
    elif punkt.drucksache:
        vorlage = punkt.drucksache
    return Row([punkt.nummer or formate.LEER, punkt.titel, vorlage, punkt.ergebnis or formate.LEER])
