"""Parts of a round's page: its state, the slide's facts, the district's figures, and the way into an application."""

from django.db.models import Count
from django.urls import reverse

from antraege import einsicht, formate
from antraege.berechtigungen import may
from antraege.models import Antrag, Foerderprogramm, Kommune, Kontingent, Status, Verbundanteil
from antraege.rechte.antrag import KOMMUNE
from antraege.services import rueckwaertsplan
from antraege.views.bausteine import Act, Badge, Column, Row, Tab

BIS_ZUR_SITZUNG = [
    Column("Kommune"),
    Column("Stand"),
    Column("Zeichnung spätestens"),
    Column("Zeichnung voraussichtlich"),
]
OFFEN = Badge("success", "Offen")
VORBEREITUNG = Badge("warning", "In Vorbereitung")


def nimmt_antraege(runde):
    """Say whether the district itself grants this programme (else the municipality answers the Inanspruchnahme)."""
    return runde.programm.bewilligungsstelle == Foerderprogramm.Bewilligungsstelle.LANDKREIS


def stand(runde, heute):
    """The badge of a round on a day."""
    if not runde.veroeffentlicht:
        return VORBEREITUNG
    if nimmt_antraege(runde) and runde.antrag_von and runde.antrag_von <= heute <= runde.antrag_bis:
        return OFFEN
    if runde.antrag_von and heute < runde.antrag_von:
        return Badge("neutral", "Noch nicht offen")
    if heute > runde.ende:
        return Badge("neutral", "Beendet")
    return Badge(
        "info",
        "Förderung läuft"
        if runde.beginn <= heute
        else "Antragsfrist abgelaufen"
        if runde.antrag_bis
        else "Vorgesehen",
    )


def kontingent(runde):
    """The latest known Kontingent of a round, the one of all municipalities first; None without one."""
    return min(
        runde.kontingente_neu_zuerst, key=lambda k: k.bezug == Kontingent.Bezug.LANDKREIS, default=None
    )


def eckdaten(runde):
    """[(label, value)] as the slides of 2017 present a round."""
    menge = kontingent(runde)
    fuer_kreis = menge is not None and menge.bezug == Kontingent.Bezug.LANDKREIS
    geschaetzt = (
        "Geschätzte Stellenanteile"
        if menge is not None and menge.art == Kontingent.Art.SCHAETZUNG
        else "Stellenanteile"
    )
    paare = [
        ("Zeitraum", formate.zeitraum(runde.beginn, runde.ende)),
        ("Zu betreuende Zielgruppe", ", ".join(gruppe.name for gruppe in runde.zielgruppen.all())),
        ("Anzahl abgerufener Kommunen", runde.anzahl_kommunen)
        if nimmt_antraege(runde) and runde.anzahl_kommunen
        else None,
        (f"{geschaetzt} {'für Landkreis' if fuer_kreis else 'gesamt'}", formate.vzae(menge and menge.vzae)),
        ("Finanzierung", runde.programm.get_geber_display()),
        ("Beschluss", runde.fassung.grundlage) if runde.fassung.grundlage else None,
        ("Stichtag der Fallzahlen", formate.datum(runde.stichtag)) if runde.stichtag else None,
    ]
    return [paar for paar in paare if paar]


def phasen(user, runde, heute):
    """[Tab]: how many applications stand in which phase, each a link to the list."""
    anzahl = {}
    for zeile in (
        Antrag.objects.visible_to(user).in_runde(runde).order_by().values("status").annotate(n=Count("pk"))
    ):
        phase = einsicht.phase(zeile["status"], runde, heute)
        schluessel = (
            (f"?runde={runde.pk}&phase={phase.value}", phase.label)
            if phase
            else (f"?runde={runde.pk}", Status(zeile["status"]).label)
        )
        anzahl[schluessel] = anzahl.get(schluessel, 0) + zeile["n"]
    return [Tab(label, reverse("antraege") + abfrage, n) for (abfrage, label), n in anzahl.items()]


def bis_zur_sitzung(runde, heute):
    """[Row]: for each application that waits for its signature, whether it reaches the sitting that shall decide it."""
    return [
        Row(
            [
                antrag.kommune.name,
                Badge("warning", "gefährdet") if plan.warnung else Badge("success", "im Plan"),
                formate.datum(plan.gezeichnet_bis),
                formate.datum(plan.erwartet),
            ],
            url=reverse("antrag", args=[antrag.pk]),
        )
        for antrag, plan in rueckwaertsplan.der_runde(runde, heute)
    ]


def handeln(user, runde, heute):
    """[Act]: for each municipality the person writes applications for, the draft there is, or the start of one."""
    if not nimmt_antraege(runde):
        return []
    kommunen = Kommune.objects.filter(pk__in=user.kommune_ids, landkreis_id=runde.programm.landkreis_id)
    eigene = [k for k in kommunen if user.hat_rolle(*KOMMUNE, kommune_id=k.pk)]
    laufend = {
        a.kommune_id: a for a in Antrag.objects.in_runde(runde).filter(kommune__in=eigene).nicht_beendet()
    }
    laufend = _gemeinsame(eigene, runde) | laufend
    return [
        _oeffnen(laufend[k.pk], runde, heute, k) if k.pk in laufend else _beginnen(user, k, runde, heute)
        for k in eigene
    ]


def _gemeinsame(kommunen, runde):
    """Municipality -> the submitted joint application of the round that names it."""
    eingegangen = Antrag.objects.eingegangen().in_runde(runde)
    teile = Verbundanteil.objects.filter(kommune__in=kommunen, antrag__in=eingegangen)
    return {teil.kommune_id: teil.antrag for teil in teile.select_related("antrag__kommune")}


def _oeffnen(antrag, runde, heute, kommune):
    if antrag.kommune_id != kommune.pk:
        label = f"Gemeinsamen Antrag von {antrag.kommune} ansehen"
        return Act(label, reverse("antrag", args=[antrag.pk]), primary=True)
    entwurf = antrag.status_kommune in (Status.ENTWURF, Status.ZUR_UNTERSCHRIFT)
    label = (
        ("Entwurf öffnen und verspätet einreichen" if heute > runde.antrag_bis else "Entwurf öffnen")
        if entwurf
        else "Ihren Antrag ansehen"
    )
    return Act(label, reverse("antrag", args=[antrag.pk]), primary=True)


def _beginnen(user, kommune, runde, heute):
    label = f"Antrag für {kommune.name} beginnen" if len(user.kommune_ids) > 1 else "Antrag beginnen"
    auskunft = may(user, "antrag.anlegen", Antrag(kommune=kommune))
    if satz := runde.fassung.ausschluss(kommune):
        return Act(label, off="nicht möglich", reason=satz)
    if runde.antrag_von is None:
        return Act(label, reason="Die Antragsfrist dieser Runde steht noch nicht fest.")
    if heute < runde.antrag_von:
        return Act(label, reason=f"Die Runde nimmt ab {formate.datum_lang(runde.antrag_von)} Anträge an.")
    if heute > runde.antrag_bis:
        return Act(
            label,
            off="nicht mehr möglich",
            reason=f"Die Antragsfrist ist am {formate.datum_lang(runde.antrag_bis)} um 24 Uhr abgelaufen.",
        )
    if not auskunft:
        return Act(label, reason=auskunft.satz)
    return Act(
        label,
        reverse("antrag_neu", args=[runde.pk]),
        primary=True,
        post=True,
        name="kommune",
        value=str(kommune.pk),
    )
