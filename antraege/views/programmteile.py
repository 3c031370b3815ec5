"""What the pages of a round's money and answers show."""

from django.db.models import Q
from django.urls import reverse

from antraege import formate
from antraege.berechnung import hoechststand
from antraege.models import Einvernehmen, Finanzierungsanteil, Inanspruchnahme, Kontingent
from antraege.rechte.stelle import PERSONAL
from antraege.views.bausteine import Badge, Column, Fact, Link, Row

KONTINGENT = [
    Column("Stand"),
    Column("Art"),
    Column("Bezug"),
    Column("Stellenkontingent", numeric=True),
    Column("Betrag", numeric=True),
    Column("Grundlage"),
    Column("erfasst von", small=False),
]
SPALTEN = [
    Column("Kommune"),
    Column("Antwort"),
    Column("Anteil", numeric=True),
    Column("Personen", numeric=True, small=False),
    Column("Vereinbarung", small=False),
    Column("Einvernehmen"),
    Column("Stellen", numeric=True),
    Column("Weiter"),
]
# Badges do not wrap, so tables take short words; the full ones stand on the page of the answer.
ANTWORT = {
    Inanspruchnahme.Art.OFFEN: Badge("warning", "Noch offen"),
    Inanspruchnahme.Art.SELBST: Badge("info", "Selbst"),
    Inanspruchnahme.Art.AN_LANDKREIS: Badge("info", "Übertragen"),
    Inanspruchnahme.Art.VERZICHT: Badge("neutral", "Verzicht"),
}
ART = {
    Kontingent.Art.SCHAETZUNG: Badge("neutral", "Schätzung"),
    Kontingent.Art.VORLAEUFIG: Badge("info", "Vorläufig"),
    Kontingent.Art.ENDGUELTIG: Badge("success", "Endgültig"),
}


def kontingente(runde):
    """The history, newest first, and what binds or secures now."""
    alle = list(runde.kontingente.select_related("erfasst_von").order_by("-stand", "-pk"))
    return {"spalten": KONTINGENT, "zeilen": [_kontingent(k) for k in alle], "zahlen": _zahlen(alle)}


def _kontingent(k):
    zellen = [
        formate.datum(k.stand),
        ART[k.art],
        k.get_bezug_display(),
        formate.vzae(k.vzae),
        formate.euro(k.betrag),
        k.grundlage,
        k.erfasst_von.name if k.erfasst_von else "",
    ]
    return Row(zellen)


def _zahlen(alle):
    """Per purpose the state that counts; only a final one for the district's positions secures money (R17, R21)."""
    fakten = []
    for bezug in Kontingent.Bezug:
        letzte = next(
            (k for k in alle if k.bezug == bezug and k.art == Kontingent.Art.ENDGUELTIG), None
        ) or next((k for k in alle if k.bezug == bezug), None)
        if letzte:
            fakten.append(
                Fact(
                    bezug.label,
                    formate.vzae(letzte.vzae),
                    f"{letzte.get_art_display()}, {formate.datum(letzte.stand)}",
                )
            )
    return fakten


def erfasst(angaben):
    """What was recorded, and what follows from it."""
    if angaben["art"] == Kontingent.Art.ENDGUELTIG and angaben["bezug"] == Kontingent.Bezug.LANDKREIS:
        return f"Der Bescheid ist erfasst. {formate.vzae(angaben['vzae'])} für Stellen des Landkreises sind gesichert."
    return "Das Kontingent ist erfasst. Frühere Stände bleiben erhalten."


def antworten(user, runde, kommunen):
    """[Row] of the municipalities: answer, consent, and what the district or the municipality has of it."""
    stellen = _vzae_je_ort(runde)
    return [_antwort(user, runde, kommune, stellen.get(kommune.pk, ())) for kommune in kommunen]


def _vzae_je_ort(runde):
    je_ort = {}
    eigene_oder_kreis = Q(stelle__anstellungstraeger=None) | Q(antrag=None)
    for ort, *anteil in Finanzierungsanteil.objects.filter(eigene_oder_kreis, runde=runde).values_list(
        "stelle__einsatzort", "vzae", "beginn", "ende"
    ):
        je_ort.setdefault(ort, []).append(anteil)
    return je_ort


def _antwort(user, runde, kommune, anteile):
    antwort = next(iter(kommune.antworten), None) or Inanspruchnahme(kommune=kommune, runde=runde)
    offen = antwort.art == Inanspruchnahme.Art.OFFEN
    zellen = [
        kommune.name,
        ANTWORT[antwort.art],
        formate.LEER if offen else formate.vzae(antwort.vzae),
        formate.zahl(antwort.personen, 0),
        formate.datum(antwort.vereinbarung_vom),
        einvernehmen(next(iter(kommune.erklaertes_einvernehmen), None)),
        formate.vzae(hoechststand(anteile)),
        _weiter(user, runde, antwort),
    ]
    return Row(zellen, url=f"{reverse('inanspruchnahme', args=[runde.pk])}?kommune={kommune.pk}")


def _weiter(user, runde, antwort):
    if antwort.art != Inanspruchnahme.Art.AN_LANDKREIS or not user.hat_rolle(
        *PERSONAL, landkreis_id=runde.programm.landkreis_id
    ):
        return ""
    return Link("Stelle schaffen", f"{reverse('stelle_neu')}?runde={runde.pk}&kommune={antwort.kommune_id}")


def einvernehmen(erklaert):
    """The badge of a municipality's consent; silence is no consent (R14)."""
    if erklaert is None:
        return Badge("neutral", "Nicht erklärt")
    return Badge("success", "Erteilt") if erklaert.erteilt else Badge("danger", "Versagt")


def stand(runde, ort, antwort):
    """[(label, value)] of what the municipality has declared."""
    erklaert = Einvernehmen.objects.filter(kommune=ort, runde=runde, widerrufen_am=None).first()
    return [
        ("Antwort", antwort.get_art_display()),
        ("Stellenanteil", formate.vzae(antwort.vzae or None)),
        ("Personen (Bedarf)", formate.zahl(antwort.personen, 0)),
        ("Vereinbarung vom", formate.datum(antwort.vereinbarung_vom)),
        ("Erklärt am", formate.datum(antwort.erklaert_am)),
        (
            "Einvernehmen",
            f"{einvernehmen(erklaert).text}, {formate.datum(erklaert.erklaert_am)}"
            if erklaert
            else "Nicht erklärt",
        ),
        ("Wortlaut", erklaert.wortlaut if erklaert else formate.LEER),
    ]


def initial(name, antwort):
    """What the form of an answer begins with: the answer that stands."""
    if name != "erklaeren" or antwort.art == Inanspruchnahme.Art.OFFEN:
        return {}
    return {
        "art": antwort.art,
        "vzae": antwort.vzae,
        "personen": antwort.personen,
        "vereinbarung_vom": antwort.vereinbarung_vom,
    }
