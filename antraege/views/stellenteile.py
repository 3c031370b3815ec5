"""What the pages of positions show: rows of the list, sources, deadlines, the gate's conditions with the way to each."""

from django.urls import reverse

from antraege import einsicht, formate
from antraege.berechnung import hoechststand
from antraege.berechtigungen import RECHTE
from antraege.dauer import Dauer
from antraege.models import Frist, Inanspruchnahme, Protokolleintrag, Stelle
from antraege.services import stellenanpassung
from antraege.services.inanspruchnahme import geschaffene_vzae
from antraege.views.bausteine import Badge, Column, Condition, Due, Link, LogEntry, Row
from antraege.views.verlauf import wer

WARNUNG = Dauer(6, "M")  # how long before its end a source is said to run out
SPALTEN = [
    Column("Stelle"),
    Column("Anstellungsträger, Einsatzort"),
    Column("VZÄ", numeric=True),
    Column("Quellen"),
    Column("Entgelt", small=False),
    Column("von", small=False),
    Column("Befristet bis"),
    Column("Stand"),
]
QUELLEN = [
    Column("Quelle"),
    Column("VZÄ", numeric=True),
    Column("von"),
    Column("bis"),
    Column("Antrag"),
    Column("danach gesichert", numeric=True),
]
STAND = {
    Stelle.Status.BESETZT: "success",
    Stelle.Status.VAKANT: "warning",
    Stelle.Status.TEILBESETZT: "warning",
    Stelle.Status.BEENDET: "neutral",
}
# Where the page is on which a missing condition is supplied.
WEGE = {
    "stelle_r21": "kontingent_erfassen",
    "stelle_r15": "inanspruchnahme",
    "stelle_r14": "inanspruchnahme",
    "stelle_vereinbarung": "inanspruchnahme",
    "stelle_r17_bedarf": "inanspruchnahme",
}


def warngrenze(heute):
    """The last day of those that count as soon."""
    return WARNUNG.nach(heute)


def zeile(stelle, heute):
    """A row of the list; beneath its number what ends soon of it."""
    zellen = [
        stelle.nummer,
        traeger_und_ort(stelle),
        formate.zahl(stelle.vzae),
        " + ".join(f"{a.runde.programm.kurz} {formate.zahl(a.vzae)}" for a in stelle.anteile.all()),
        stelle.entgeltgruppe,
        formate.datum(stelle.beginn),
        bis(stelle.ende, heute),
        stand(stelle, heute),
    ]
    return Row(zellen, url=reverse("stelle", args=[stelle.pk]), note=hinweis(stelle, heute))


def traeger_und_ort(stelle):
    """``Landkreis · Mötzingen`` or ``Herrenberg``."""
    if stelle.anstellungstraeger_id is None:
        return f"Landkreis · {stelle.einsatzort}"
    eigene = stelle.anstellungstraeger_id == stelle.einsatzort_id
    return str(stelle.einsatzort) if eigene else f"{stelle.anstellungstraeger} · {stelle.einsatzort}"


def bis(tag, heute):
    """A day to come with what is left, loud from six months before; a day that is over stays a plain date."""
    if tag < heute:
        return formate.datum(tag)
    return Due(tag, heute, "soon" if tag <= warngrenze(heute) else "calm")


def stand(stelle, heute):
    """The badge: what the calendar says comes before what was recorded."""
    if stelle.status == Stelle.Status.BEENDET or stelle.ende < heute:
        return Badge("neutral", "Beendet")
    if any(heute <= anteil.ende <= warngrenze(heute) for anteil in stelle.anteile.all()):
        return Badge("warning", "Läuft aus")
    return Badge(STAND.get(stelle.status, "info"), stelle.get_status_display())


def hinweis(stelle, heute):
    """A source that ends before the position does and soon: the position shrinks then."""
    bald = [a for a in stelle.anteile.all() if heute <= a.ende <= warngrenze(heute) and a.ende < stelle.ende]
    return "; ".join(f"{formate.vzae(a.vzae)} enden am {formate.datum(a.ende)}" for a in bald)


def summenzeile(summe):
    """The last line: the size of all positions of this selection, also of those on other pages."""
    return ["Summe dieser Auswahl", "", formate.zahl(summe), *[""] * (len(SPALTEN) - 3)]


def weg_zur_schaffung(user):
    """The address for who creates positions of the district; empty for others."""
    return reverse("stelle_neu") if user.hat_rolle(*RECHTE["stelle.schaffen"].rollen) else ""


def seite(user, stelle, heute):
    """Everything the page of one position shows."""
    fristen = Frist.objects.visible_to(user).filter(stelle=stelle).select_related("anteil__runde__programm")
    return {
        "stelle": stelle,
        "heute": heute,
        "badge": stand(stelle, heute),
        "zeile": f"{formate.vzae(stelle.vzae)} · {stelle.entgeltgruppe} · {formate.zeitraum(stelle.beginn, stelle.ende)}",
        "spalten": QUELLEN,
        "quellen": [_quelle(user, stelle, anteil, heute) for anteil in stelle.anteile.all()],
        "angaben": _angaben(stelle),
        "fristen": [(frist, bis(frist.faellig_am, heute)) for frist in fristen],
        "verlauf": _verlauf(user, stelle),
        "anpassen": _anpassen(user, stelle),
    }


def _anpassen(user, stelle):
    """What later notices left too large, for the office alone: a municipality learns of a notice by opening it."""
    if not einsicht.im_amt(user, stelle.landkreis_id):
        return []
    antraege = {anteil.antrag_id: anteil.antrag for anteil in stelle.anteile.all() if anteil.antrag_id}
    return [satz for antrag in antraege.values() if (satz := stellenanpassung.hinweis(antrag))]


def _quelle(user, stelle, anteil, heute):
    danach = hoechststand(
        (a.vzae, a.beginn, a.ende) for a in stelle.anteile.all() if a.beginn <= anteil.ende < a.ende
    )
    zellen = [
        f"{anteil.runde.programm.kurz}: {anteil.runde}",
        formate.zahl(anteil.vzae),
        formate.datum(anteil.beginn),
        bis(anteil.ende, heute),
        _antrag(user, anteil.antrag),
        formate.zahl(danach),
    ]
    return Row(zellen)


def _antrag(user, antrag):
    """The application it was granted on, as a link for who may see it."""
    if antrag is None or not (
        antrag.kommune_id in user.kommune_ids or einsicht.im_amt(user, antrag.landkreis_id)
    ):
        return ""
    return Link(antrag.vorgangsnummer, reverse("antrag", args=[antrag.pk]))


def _angaben(stelle):
    return [
        ("Anstellungsträger", stelle.anstellungstraeger or stelle.landkreis),
        ("Einsatzort", stelle.einsatzort),
        ("Umfang", formate.vzae(stelle.vzae)),
        ("Entgeltgruppe", stelle.entgeltgruppe),
        ("Laufzeit", formate.zeitraum(stelle.beginn, stelle.ende)),
        ("Grund der Befristung", stelle.befristungsgrund),
        ("Stand", stelle.get_status_display()),
    ]


def _verlauf(user, stelle):
    """The log of this position. Who may see it as a municipality sees the entries released to municipalities."""
    eintraege = Protokolleintrag.objects.filter(objekt_art="stelle", objekt_id=stelle.pk)
    if not einsicht.im_amt(user, stelle.landkreis_id):
        eintraege = eintraege.filter(sichtbar_kommune=True)
    eintraege = eintraege.select_related("benutzer", "vertretung_fuer", "text").prefetch_related(
        "benutzer__mitgliedschaften"
    )
    return [
        LogEntry(e.geschehen_am, e.get_art_display(), wer(e), _detail(e)) for e in eintraege.order_by("-pk")
    ]


def _detail(eintrag):
    stufen = " → ".join(stufe for stufe in (eintrag.vorher, eintrag.nachher) if stufe)
    return ": ".join(wort for wort in (stufen, eintrag.text.text if eintrag.text else "") if wort)


def noch_offen(runde, ort):
    """What the municipality passed on and is not created yet: the size the form proposes; None for nothing."""
    uebertragen = Inanspruchnahme.objects.filter(
        kommune=ort, runde=runde, art=Inanspruchnahme.Art.AN_LANDKREIS
    ).first()
    rest = uebertragen.vzae - geschaffene_vzae(ort, runde) if uebertragen else 0
    return rest if rest > 0 else None


def bedingungen(voraussetzungen, runde, ort):
    """[Condition]: met ones by their title, others by the sentence of what stands against them and who can help."""
    return [_bedingung(v, runde, ort) for v in voraussetzungen]


def _bedingung(voraussetzung, runde, ort):
    hindernis = voraussetzung.hindernis
    if hindernis is None:
        return Condition(True, voraussetzung.titel)
    name = next((name for regel, name in WEGE.items() if hindernis.regel.startswith(regel)), "")
    suche = f"?kommune={ort.pk}" if name == "inanspruchnahme" else ""
    return Condition(
        False, hindernis.satz, hindernis.wer, reverse(name, args=[runde.pk]) + suche if name else ""
    )
