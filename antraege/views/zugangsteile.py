"""What the pages about a municipality's accounts show: rows, invitations, the log."""

from django.db.models import Count, Q
from django.urls import reverse

from antraege import zeit
from antraege.formate import LEER, datum, wen
from antraege.models import (
    Einladung,
    Ersatzrolle,
    Kommune,
    Mitgliedschaft,
    Protokolleintrag,
    Rolle,
    Vertretung,
)
from antraege.views.bausteine import Badge, Column, LogEntry, Row
from antraege.views.verlauf import wer

SPALTEN_ORTE = [Column("Kommune"), Column("Personen", numeric=True), Column("Zugangsverwaltung")]
SPALTEN = [Column("Person"), Column("Rolle"), Column("E-Mail-Adresse", small=False), Column("Gilt")]
SPALTEN_ERSATZ = [Column("Stelle"), Column("Heute da"), Column("Ersatz")]
HOECHSTENS = 100


def kommunen(user):
    """Municipalities this person may see, with how many people act for each today."""
    heute = zeit.heute()
    gilt = Q(mitgliedschaften__von__lte=heute, mitgliedschaften__benutzer__is_active=True) & (
        Q(mitgliedschaften__bis__isnull=True) | Q(mitgliedschaften__bis__gte=heute)
    )
    verwaltet = gilt & Q(mitgliedschaften__rolle=Rolle.KOMMUNE_ZUGANG)
    return Kommune.objects.visible_to(user).annotate(
        personen=Count("mitgliedschaften__benutzer", filter=gilt, distinct=True),
        verwaltende=Count("mitgliedschaften__benutzer", filter=verwaltet, distinct=True),
    )


def orte(kommunen):
    """A row each; what is missing is said."""
    return [
        Row(
            [
                ort.name,
                str(ort.personen) if ort.personen else Badge("danger", "niemand"),
                "vorhanden" if ort.verwaltende else Badge("warning", "fehlt"),
            ],
            url=reverse("zugang_kommune", args=[ort.pk]),
        )
        for ort in kommunen
    ]


def kommune(ort, heute):
    """Roles that hold or will, open invitations, the log of accounts."""
    rollen = Mitgliedschaft.objects.filter(Q(bis__isnull=True) | Q(bis__gte=heute), kommune=ort)
    rollen = rollen.select_related("benutzer").order_by("benutzer__name", "pk")
    einladungen = Einladung.objects.offen().filter(kommune=ort).select_related("folgt_auf", "ausgestellt_von")
    return {
        "spalten": SPALTEN,
        "zeilen": [_rolle(m, heute) for m in rollen],
        "einladungen": [_einladung(e, heute) for e in einladungen],
        "vertretungen": Vertretung.objects.offen()
        .filter(kommune=ort, bis__gte=heute)
        .select_related("fuer", "durch"),
        "verlauf": verlauf(ort),
    }


def _rolle(m, heute):
    konto = "" if m.benutzer.is_active else "Konto stillgelegt"
    von = f"ab {datum(m.von)}" if m.von > heute else f"seit {datum(m.von)}"
    gilt = f"{von} bis {datum(m.bis)}" if m.bis else von
    zellen = [str(m.benutzer), m.get_rolle_display(), m.benutzer.email, gilt]
    empfang = "darf Bescheide öffnen" if m.empfangsberechtigt else ""
    hinweis = " · ".join(filter(None, (konto, empfang)))
    return Row(zellen, url=reverse("zugang_rolle", args=[m.pk]), note=hinweis)


def _einladung(e, heute):
    vorbei = e.gueltig_bis < heute
    return {
        "einladung": e,
        "badge": Badge("warning", "Abgelaufen") if vorbei else Badge("info", "Offen"),
    }


def verlauf(ort):
    """[LogEntry] of invitations, roles and substitutions of this municipality, newest first."""
    woran = {
        "einladung": Einladung.objects.filter(kommune=ort),
        "mitgliedschaft": Mitgliedschaft.objects.filter(kommune=ort),
        "vertretung": Vertretung.objects.filter(kommune=ort),
    }
    wege = Q(pk__in=())
    for art, objekte in woran.items():
        wege |= Q(objekt_art=art, objekt_id__in=objekte.values("pk"))
    eintraege = Protokolleintrag.objects.filter(wege, sichtbar_kommune=True, landkreis=ort.landkreis_id)
    eintraege = eintraege.select_related("benutzer", "vertretung_fuer", "text").prefetch_related(
        "benutzer__mitgliedschaften"
    )
    return [
        LogEntry(e.geschehen_am, e.get_art_display(), wer(e), e.text.text if e.text else "")
        for e in eintraege.order_by("-pk")[:HOECHSTENS]
    ]


def ersatz(kreis):
    """The district's Ersatzrollen as what a right is asked about."""
    return Ersatzrolle(landkreis=kreis)


def ersatzrollen(kreis, heute):
    """A row for each role with people: who is there today, which role steps in; a gap is said."""
    da = {}
    for m in Mitgliedschaft.objects.verfuegbar(am=heute).filter(landkreis=kreis).select_related("benutzer"):
        wort = str(m.benutzer) if m.handelt == m.benutzer_id else f"Vertretung für {wen(m.benutzer)}"
        da.setdefault(m.rolle, []).append(wort)
    bestimmt = {e.rolle: e.get_ersatz_display() for e in Ersatzrolle.objects.filter(landkreis=kreis)}
    rollen = Mitgliedschaft.objects.gueltig(am=heute).filter(landkreis=kreis, kommune=None)
    besetzt = set(rollen.values_list("rolle", flat=True)) | set(bestimmt)
    return [
        Row(
            [
                Rolle(rolle).label,
                ", ".join(da.get(rolle, ())) or Badge("warning", "niemand"),
                bestimmt.get(rolle, LEER),
            ]
        )
        for rolle in Rolle
        if rolle in besetzt
    ]
