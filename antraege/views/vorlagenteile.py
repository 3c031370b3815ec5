"""Parts of a paper's page: its state, its way, what was decided on each Ziffer, and its applications with their sums.

What of it a municipality may read says ``einsicht``.
"""

from dataclasses import replace

from django.db.models import F
from django.urls import reverse

from antraege import einsicht, formate
from antraege.einsicht import im_amt
from antraege.ergebnisworte import VORLAEUFIG, ergebnissatz
from antraege.models import (
    ANGENOMMEN,
    Antrag,
    Beratungsschritt,
    Beschlussergebnis,
    Mitzeichnung,
    Protokolleintrag,
    Status,
    Vorlage,
    Vorlagenanlage,
    Vorlagenfassung,
)
from antraege.services import wirkung
from antraege.services.abstimmung import AUFGESCHOBEN
from antraege.views.bausteine import Badge, Column, Fact, LogEntry, Row, Step
from antraege.views.verlauf import wer

BEISPIEL = "Beispieldaten, frei erfunden"
S = Vorlage.Status
ART = {
    S.ENTWURF: "neutral",
    S.MITZEICHNUNG: "info",
    S.FREIGEGEBEN: "info",
    S.BESCHLOSSEN: "success",
    S.ZURUECKGEZOGEN: "neutral",
}
SPALTEN = [
    Column("Kommune"),
    Column("Beantragt", numeric=True),
    Column("Vorschlag", numeric=True),
    Column("Beschluss", numeric=True),
    Column("Betrag", numeric=True),
    Column("Stand", small=False),
]


def stand(user, vorlage):
    """The badge of a paper; that it is decided is no more public than the results, and a next version is office work."""
    stand = Vorlage.Status(vorlage.status)
    zeigbar = stand == S.ZURUECKGEZOGEN or (stand == S.BESCHLOSSEN and vorlage.beschluss_oeffentlich)
    if im_amt(user, vorlage.landkreis_id) or zeigbar:
        return Badge(ART[stand], stand.label)
    return Badge("info", "Veröffentlicht")


def statt_entwurf(user, vorlagen):
    """{paper id: Vorlagenfassung}: the last published version of each paper that says something else by now.

    A version that is being written, signed or waits for its day is office work: a municipality goes on reading the last
    published one, in lists and on pages alike, whatever became of the paper.
    """
    fremd = [v for v in vorlagen if not im_amt(user, v.landkreis_id)]
    oeffentlich = Vorlagenfassung.objects.visible_to(user).filter(vorlage__in=fremd)
    letzte = oeffentlich.order_by("vorlage_id", "-nummer").distinct("vorlage_id").values("pk")
    andere = Vorlagenfassung.objects.filter(pk__in=letzte).exclude(nummer=F("vorlage__fassung"))
    return {fassung.vorlage_id: fassung for fassung in andere}


def ergaenzungen(user, vorlage):
    """[(Vorlage, title)] of the supplements this person may see."""
    liste = list(Vorlage.objects.visible_to(user).filter(ergaenzt=vorlage).order_by("pk"))
    statt = statt_entwurf(user, liste)
    return [(v, statt[v.pk].inhalt["titel"] if v.pk in statt else v.titel) for v in liste]


def mitzeichnung(user, vorlage):
    """[Step] of the latest passage of signatures, for the office."""
    if not im_amt(user, vorlage.landkreis_id):
        return []
    zeilen = list(vorlage.mitzeichnungen.select_related("gezeichnet_von").order_by("-durchgang", "nummer"))
    offen = next((z.pk for z in zeilen if z.ergebnis == Mitzeichnung.Ergebnis.OFFEN), None)
    return [_station(z, offen) for z in zeilen if z.durchgang == zeilen[0].durchgang]


def _station(zeile, offen):
    wann = (
        f"{formate.datum(formate.ortstag(zeile.gezeichnet_am))}, {zeile.gezeichnet_von.name}"
        if zeile.gezeichnet_am
        else ""
    )
    teile = [zeile.get_ergebnis_display(), wann, zeile.bemerkung]
    stand = "now" if zeile.pk == offen else "done" if zeile.gezeichnet_am else "open"
    return Step(zeile.get_rolle_display(), stand, ", ".join(teil for teil in teile if teil))


def antraege(vorlage):
    """The paper's applications in order of municipality, with all their rows show."""
    return list(
        Antrag.objects.filter(beschlussantrag__vorlage=vorlage)
        .select_related("kommune", "runde", "fassung")
        .order_by("kommune__sortiername", "pk")
    )


def entschieden(eintraege):
    """Say whether all rows show a decision; until then they show what is proposed."""
    return all(z.vzae is None or z.entschieden for z in eintraege)


def posten(eintraege):
    """The closing sheet; what is not decided yet is called proposed."""
    erster, *weitere = wirkung.posten(eintraege)
    return [erster if entschieden(eintraege) else replace(erster, label="Vorgeschlagen"), *weitere]


def fakten(vorlage, blatt):
    """Key figures of a paper on applications; free motions have none. ``blatt``: its closing sheet."""
    if vorlage.runde_id is None:
        return []
    erster, gekuerzt, abgelehnt, *_, summe = blatt
    return [
        Fact("Beantragt", formate.vzae(summe.vzae), formate.euro(summe.betrag)),
        Fact(erster.label, formate.vzae(erster.vzae), formate.euro(erster.betrag), on=True),
        Fact("Gekürzt oder abgelehnt", formate.vzae(gekuerzt.vzae + abgelehnt.vzae)),
    ]


def beratungsfolge(user, vorlage, ergebnisse):
    """[Step]: who dealt with the paper when, who deals with it now, who later; ``ergebnisse``: those that may be shown.

    For a municipality a decision that is not out yet is still to come.
    """
    schritte = einsicht.beratungsfolge(user, vorlage)
    bekannt = {e.schritt_id for e in ergebnisse}
    for s in schritte:
        beraten = im_amt(user, vorlage.landkreis_id) or s.rolle == Beratungsschritt.Rolle.VORBERATUNG
        s.gezeigt = s.erfasst_am is not None and (beraten or s.pk in bekannt)
    jetzt = next((s.pk for s in schritte if not s.gezeigt and not s.abgesetzt), None)
    return [_schritt(s, "done" if s.gezeigt else "now" if s.pk == jetzt else "open") for s in schritte]


def _schritt(schritt, zustand):
    sitzung = schritt.sitzung
    noten = [
        "öffentlich" if schritt.ist_oeffentlich else "nicht öffentlich",
        "abgesetzt" if schritt.abgesetzt else "",
        _gesichert(schritt) if zustand == "done" else "",
        BEISPIEL if sitzung.beispieldaten else "",
    ]
    return Step(
        f"{schritt.get_rolle_display()}: {sitzung.gremium}, {formate.datum_lang(sitzung.tag)}",
        zustand,
        ", ".join(note for note in noten if note),
    )


def _gesichert(schritt):
    """Whether the minutes have confirmed the result."""
    if schritt.bestaetigt_am is None:
        return VORLAEUFIG
    return f"mit der Niederschrift bestätigt am {formate.datum(formate.ortstag(schritt.bestaetigt_am))}"


def ziffern(vorlage, ergebnisse):
    """[(Beschlussantrag, Badge or None, [sentence])]: each motion with those of its results that may be shown."""
    je_ziffer = {}
    for ergebnis in ergebnisse:
        je_ziffer.setdefault(ergebnis.beschlussantrag_id, []).append(ergebnis)
    return [_ziffer(z, je_ziffer.get(z.pk, [])) for z in vorlage.beschlussantraege.all()]


def _ziffer(ziffer, ergebnisse):
    saetze = [satz for e in ergebnisse for satz in _saetze(e)]
    return ziffer, _badge(ergebnisse[-1]) if ergebnisse else None, saetze


def _saetze(ergebnis):
    """The result with its wording, and each of its conditions."""
    yield ergebnissatz(ergebnis) + (f". Wortlaut: {ergebnis.wortlaut}" if ergebnis.wortlaut else "")
    for massgabe in ergebnis.massgaben.all():
        yield f"{massgabe} (bis {formate.datum(massgabe.faellig_am)}): {massgabe.text}"


def _badge(ergebnis):
    if ergebnis.wert in ANGENOMMEN:
        return Badge("success", ergebnis.get_wert_display())
    if ergebnis.wert == Beschlussergebnis.Wert.ABGELEHNT:
        return Badge("danger", ergebnis.get_wert_display())
    return Badge("warning" if ergebnis.wert in AUFGESCHOBEN else "info", ergebnis.get_wert_display())


def zeilen(user, liste, ergebnisse):
    """[Zeile]: decided as far as that may be shown; until then as recommended.

    Shown is what the decision granted: how a later notice changed it is between the district and its municipality.
    """
    vorschlag = {a.pk: a.empfohlen_vzae for a in liste if a.empfohlen_vzae is not None}
    bekannt = {e.beschlussantrag_id for e in ergebnisse if e.wert in einsicht.ENTSCHIEDEN}
    gezeigt = [a for a in liste if im_amt(user, a.landkreis_id) or a.beschlussantrag_id in bekannt]
    entschieden = wirkung.beschlossen(gezeigt)
    return [wirkung.zeile(a, vorschlag, entschieden) for a in liste]


def tabelle(user, eintraege):
    """[Row] of the applications; a municipality's links lead to its own only."""
    return [_zeile(user, eine) for eine in eintraege]


def _zeile(user, eine):
    antrag = eine.antrag
    eigen = im_amt(user, antrag.landkreis_id) or antrag.kommune_id in user.kommune_ids
    status = antrag.status if im_amt(user, antrag.landkreis_id) else antrag.status_kommune if eigen else ""
    zellen = [
        antrag.kommune.name,
        formate.vzae(antrag.beantragt_vzae),
        formate.vzae(antrag.empfohlen_vzae),
        formate.vzae(eine.vzae if eine.entschieden else None),
        formate.euro(eine.betrag) if eine.vzae is not None else formate.LEER,
        Status(status).label if status else formate.LEER,
    ]
    url = reverse("antrag", args=[antrag.pk]) if eigen else ""
    noten = [
        _stellungnahme(antrag) if eigen else "",
        _spaeter(eine) if im_amt(user, antrag.landkreis_id) else "",
    ]
    return Row(zellen, url=url, note=" ".join(note for note in noten if note))


def _spaeter(eine):
    """What a later notice left of the decision, for the office."""
    jetzt = (eine.antrag.bewilligt_vzae, eine.antrag.bewilligt_betrag)
    if not eine.entschieden or jetzt == (eine.vzae, eine.betrag):
        return ""
    return f"Nach einem späteren Bescheid gilt: {formate.vzae(jetzt[0])}, {formate.euro(jetzt[1])}."


def _stellungnahme(antrag):
    """What the municipality said to a cut goes with the paper, for the office and the municipality itself."""
    if antrag.stellungnahme_am is None:
        return ""
    if not antrag.stellungnahme:
        return "Die Kommune hat zur Kürzung nicht Stellung genommen."
    return f"Stellungnahme der Kommune vom {formate.datum(antrag.stellungnahme_am)}: {antrag.stellungnahme}"


def zum_lesen(user, vorlage):
    """[(label, address, note)]: what a signer wants to read besides: the paper, its applications, its files."""
    papier = reverse("vorlage", args=[vorlage.pk])
    anzahl = Antrag.objects.filter(beschlussantrag__vorlage=vorlage).count()
    liste = [(f"Anlage: Anträge ({anzahl})", f"{papier}#antraege", "")] if anzahl else []
    dateien = Vorlagenanlage.objects.visible_to(user).aktuell().filter(vorlage=vorlage).order_by("pk")
    return [
        ("Vorlage mit Beratungsfolge und Verlauf", papier, ""),
        *liste,
        *((d.name, reverse("vorlagendatei", args=[d.pk]), d.get_art_display()) for d in dateien),
    ]


def verlauf(user, vorlage):
    """[LogEntry]: the paper's own entries, newest first, as far as this person may read the log."""
    eintraege = Protokolleintrag.objects.visible_to(user).filter(objekt_art="vorlage", objekt_id=vorlage.pk)
    rahmen = eintraege.select_related("benutzer", "vertretung_fuer", "text").prefetch_related(
        "benutzer__mitgliedschaften"
    )
    return [
        LogEntry(e.geschehen_am, e.get_art_display(), wer(e), e.text.text if e.text else "")
        for e in rahmen.order_by("-pk")
    ]
