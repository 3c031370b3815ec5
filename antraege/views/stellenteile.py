"""What the pages of positions show: rows of the list, sources, deadlines, the gate's conditions with the way to each."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse

from antraege import auswertung_stellen, einsicht, formate
from antraege.auswertung_stellen import warngrenze
from antraege.berechnung import hoechststand
from antraege.berechtigungen import RECHTE, may
from antraege.models import Frist, Inanspruchnahme, Protokolleintrag, Stelle
from antraege.services import stellenanpassung, stellenende
from antraege.services.inanspruchnahme import geschaffene_vzae
from antraege.views import anspruchsteile
from antraege.views.bausteine import Badge, Column, Condition, Due, Link, LogEntry, Row
from antraege.views.verlauf import wer

QUELLEN = [
    Column("Quelle"),
    Column("VZÄ", numeric=True),
    Column("von"),
    Column("bis"),
    Column("Antrag"),
    Column("danach gesichert", numeric=True),
]
STAND = {
    Stelle.Status.BESETZT.label: "success",
    Stelle.Status.VAKANT.label: "warning",
    Stelle.Status.TEILBESETZT.label: "warning",
    Stelle.Status.AUSLAUFEND.label: "warning",
    Stelle.Status.BEENDET.label: "neutral",
}
# Where the page is on which a missing condition is supplied.
WEGE = {
    "stelle_r21": "kontingent_erfassen",
    "stelle_r15": "inanspruchnahme",
    "stelle_r14": "inanspruchnahme",
    "stelle_vereinbarung": "inanspruchnahme",
    "stelle_r17_bedarf": "inanspruchnahme",
}


def zeile(stelle, spalten, heute):
    """A row of the list: the report's columns; beneath its number what ends soon of it."""
    zellen = [_zelle(c.label, c.value(stelle), heute) for c in spalten]
    return Row(zellen, url=reverse("stelle", args=[stelle.pk]), note=hinweis(stelle, heute))


def _zelle(label, wert, heute):
    """A value as the page shows it."""
    if isinstance(wert, date):
        return bis(wert, heute)
    if label == "Stand":
        return Badge(STAND.get(wert, "info"), wert)
    return formate.zahl(wert) if isinstance(wert, Decimal) else wert


def bis(tag, heute):
    """A day to come with what is left, loud from six months before; a day that is over stays a plain date."""
    if tag < heute:
        return formate.datum(tag)
    return Due(tag, heute, "soon" if tag <= warngrenze(heute) else "calm")


def stand(stelle, heute):
    """The badge of its state."""
    return _zelle("Stand", auswertung_stellen.stand(stelle, heute), heute)


def hinweis(stelle, heute):
    """A source that ends before the position does and soon: the position shrinks then."""
    bald = [a for a in stelle.anteile.all() if heute <= a.ende <= warngrenze(heute) and a.ende < stelle.ende]
    return "; ".join(f"{formate.vzae(a.vzae)} enden am {formate.datum(a.ende)}" for a in bald)


def summenzeile(spalten, qs):
    """The last line: the size of all positions of this selection, also of those on other pages."""
    summe = formate.zahl(qs.aggregate(summe=Sum("vzae"))["summe"])
    return ["Summe dieser Auswahl", *[summe if c.total else "" for c in spalten[1:]]]


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
        "besetzung_seite": _besetzung_seite(user, stelle),
        "zeile": f"{formate.vzae(stelle.vzae)} · {stelle.entgeltgruppe} · {formate.zeitraum(stelle.beginn, stelle.ende)}",
        "spalten": QUELLEN,
        "quellen": [_quelle(user, stelle, anteil, heute) for anteil in stelle.anteile.all()],
        "angaben": _angaben(stelle),
        "fristen": [(frist, bis(frist.faellig_am, heute)) for frist in fristen],
        "verlauf": _verlauf(user, stelle),
        "anpassen": _anpassen(user, stelle),
        "ort_seite": _ort_seite(user, stelle),
        "anspruch": anspruchsteile.block(user, stelle, heute),
        "ende_entscheiden": _ende_entscheiden(user, stelle),
    }


def _ende_entscheiden(user, stelle):
    """The page for the decision, for who employs; empty where nothing is left to decide."""
    offen = may(user, "stelle.entscheiden", stelle) and stellenende.offene(stelle)
    return reverse("stelle_ende", args=[stelle.pk]) if offen else ""


def _besetzung_seite(user, stelle):
    """Who fills it, for who may know."""
    return reverse("stelle_besetzung", args=[stelle.pk]) if einsicht.besetzung_sichtbar(user, stelle) else ""


def _ort_seite(user, stelle):
    """The page of the place of work, for who may open it."""
    darf = stelle.einsatzort_id in user.kommune_ids or einsicht.im_amt(user, stelle.landkreis_id)
    return reverse("kommune", args=[stelle.einsatzort_id]) if darf else ""


def _anpassen(user, stelle):
    """What later notices left too large, for the office alone: a municipality learns of a notice by opening it."""
    if not einsicht.im_amt(user, stelle.landkreis_id):
        return []
    antraege = {anteil.antrag_id for anteil in stelle.anteile.all() if anteil.antrag_id}
    return stellenanpassung.hinweise(antraege) if antraege else []


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
