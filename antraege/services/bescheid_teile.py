"""Parts that every notice's letter is made of."""

from __future__ import annotations

from typing import Any

from antraege.models import ERSTBESCHEIDE, Antrag, Beratungsschritt, Bescheid, Beschlussergebnis, Kommune

ANREDE = "Sehr geehrte Damen und Herren,"


def abschnitt(
    titel: str, *, kopf: Any = (), paare: Any = (), saetze: Any = (), punkte: Any = ()
) -> dict[str, Any]:
    """A section as JSON values: a table with its head, sentences, numbered points; each may be empty."""
    return {
        "titel": titel,
        "kopf": list(kopf) if paare else [],
        "paare": [list(p) for p in paare],
        "saetze": list(saetze),
        "punkte": list(punkte),
    }


def zeilen(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [zeile.strip() for zeile in text.splitlines() if zeile.strip()]


def empfaenger(kommune: Kommune) -> str:
    """The municipality as it is addressed: "Stadt Herrenberg", "Gemeinde Bondorf"; its name may hold the word already."""
    wort = "Gemeinde" if kommune.art == Kommune.Art.GEMEINDE else "Stadt"
    return f"{wort} {kommune.name}"


def grundlage(antrag: Antrag) -> str:
    """The rules a notice rests on."""
    return f"Grundlage: {antrag.runde.programm.rechtsgrundlage}, Fassung {antrag.fassung.nummer}."


def beschluss(antrag: Antrag) -> Beschlussergebnis | None:
    """Give the committee's decision on the application's motion; None where the administration decided."""
    if antrag.beschlussantrag_id is None:
        return None
    rahmen = ("schritt__sitzung__gremium", "beschlussantrag__vorlage")
    ergebnisse = Beschlussergebnis.objects.filter(
        beschlussantrag_id=antrag.beschlussantrag_id, schritt__rolle=Beratungsschritt.Rolle.BESCHLUSS
    )
    return ergebnisse.select_related(*rahmen).order_by("-schritt__sitzung__tag", "-pk").first()


def rechtsbehelfsbelehrung(bescheid: Bescheid) -> str:
    """Objection within a month at the office itself (§§ 58, 70 VwGO; domain D.2): without it a year would run."""
    kreis = bescheid.antrag.landkreis
    ort = f", {kreis.anschrift}," if kreis.anschrift else ""
    name = "Bescheid" if bescheid.art in ERSTBESCHEIDE else bescheid.get_art_display()
    return (
        f"Gegen diesen {name} kann innerhalb eines Monats nach seiner Bekanntgabe Widerspruch erhoben werden. Der Widerspruch ist schriftlich, "
        f"elektronisch nach § 3a Absatz 2 LVwVfG oder zur Niederschrift beim Landratsamt {kreis.name}{ort} einzulegen."
    )
