"""Master data of the demo: the district, its municipalities, committees and their sittings; the only rows inserted directly.

Accounts and programmes have modules of their own. The one real sitting is the SGA's of 3 July 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from antraege.daten import tabelle
from antraege.models import (
    Bekanntgabezustimmung,
    Benutzer,
    Ersatzrolle,
    Foerderrunde,
    Gremium,
    Kommune,
    Landkreis,
    Rolle,
    Sitzung,
    Zeichnungsweg,
    Zustaendigkeit,
)
from antraege.zeit import BERLIN
from workflows.demo import konten, programme

SITZUNGEN: Final = {
    "SGA 2017": ("SGA", date(2017, 7, 3), None),
    "Kreistag 2017": ("Kreistag", date(2017, 7, 24), None),
    "SGA 2026": ("SGA", date(2026, 6, 29), date(2026, 5, 29)),
    "Kreistag 2026": ("Kreistag", date(2026, 7, 13), date(2026, 5, 29)),
    "SGA 2027": ("SGA", date(2027, 6, 14), date(2027, 5, 10)),
    "Kreistag 2027": ("Kreistag", date(2027, 7, 5), date(2027, 5, 10)),
    "SGA Herbst 2027": ("SGA", date(2027, 11, 15), date(2027, 10, 12)),
    "Kreistag Herbst 2027": ("Kreistag", date(2027, 12, 6), date(2027, 10, 12)),
}
# Committee -> whether it decides itself, how many may vote (invented; the Landrat has no vote), by what rule.
ZUSTAENDIG: Final = {"SGA": (False, 24, "Hauptsatzung § 5"), "Kreistag": (True, 80, "§ 19 LKrO")}
# Upwards where a check or a signature lacks its person; downwards for the head of the office alone.
ERSATZ: Final = {
    Rolle.SACHBEARBEITUNG: Rolle.SACHGEBIETSLEITUNG,
    Rolle.SACHGEBIETSLEITUNG: Rolle.AMTSLEITUNG,
    Rolle.AMTSLEITUNG: Rolle.SACHGEBIETSLEITUNG,
}
# Who signs the district's papers, from which value on (EUR), within which time.
ZEICHNUNGSWEG: Final = (
    (Rolle.SACHGEBIETSLEITUNG, None, "3T"),
    (Rolle.KAEMMEREI, Decimal("10000.00"), "3T"),
    (Rolle.AMTSLEITUNG, None, "3T"),
    (Rolle.DEZERNAT, Decimal("500000.00"), "3T"),
    (Rolle.LANDRAT, Decimal("1000000.00"), "1W"),
)
NUR_POST: Final = "Steinenbronn"  # has not consented to notices in the portal
ECHTE_SITZUNG: Final = "SGA 2017"
BESTEHEN: Final = date(1973, 1, 1)  # the district in its present shape


@dataclass
class Welt:
    """What the stories find: the district, municipalities by name, accounts by e-mail, rounds by their Kürzel, sittings by name."""

    kreis: Landkreis
    kommunen: dict[str, Kommune]
    konten: dict[str, Benutzer]
    sitzungen: dict[str, Sitzung]
    runden: dict[str, Foerderrunde]


def laden() -> Welt:
    """Insert the master data into an empty database and give them."""
    kreis = Landkreis.objects.create(
        name="Böblingen",
        schluessel="08115",
        kuerzel="BB",
        anschrift="Parkstraße 16, 71034 Böblingen",
        telefon="07031 000-100",
        postfach="foerderung@lra-bb.example",
    )
    Ersatzrolle.objects.bulk_create(
        Ersatzrolle(landkreis=kreis, rolle=r, ersatz=e) for r, e in ERSATZ.items()
    )
    Zeichnungsweg.objects.bulk_create(
        Zeichnungsweg(landkreis=kreis, nummer=nr, rolle=rolle, ab_betrag=ab, frist=frist)
        for nr, (rolle, ab, frist) in enumerate(ZEICHNUNGSWEG, 1)
    )
    orte = {z["name"]: Kommune.objects.create(landkreis=kreis, **z) for z in tabelle("kommunen")}
    leute = konten.anlegen(kreis, orte)
    _zustimmungen(orte, leute)
    return Welt(kreis, orte, leute, _sitzungen(kreis), programme.laden(kreis))


def _zustimmungen(orte: dict[str, Kommune], leute: dict[str, Benutzer]) -> None:
    """Every municipality of the demo but one reads its notices in the portal."""
    Bekanntgabezustimmung.objects.bulk_create(
        Bekanntgabezustimmung(
            kommune=ort,
            erklaert_am=datetime.combine(konten.SEIT, time(9), BERLIN),
            erklaert_von=leute[ort.postfach],
        )
        for ort in orte.values()
        if ort.name != NUR_POST
    )


def _sitzungen(kreis: Landkreis) -> dict[str, Sitzung]:
    gremien = {
        "SGA": Gremium.objects.create(
            landkreis=kreis, name="Sozial- und Gesundheitsausschuss", kurz="SGA", abgabe_werktage=23
        ),
        "Kreistag": Gremium.objects.create(landkreis=kreis, name="Kreistag", kurz="KT"),
    }
    for kurz, (beschliessend, stimmen, grundlage) in ZUSTAENDIG.items():
        Zustaendigkeit.objects.create(
            gremium=gremien[kurz],
            gueltig_ab=BESTEHEN,
            beschliessend=beschliessend,
            stimmberechtigte=stimmen,
            grundlage=grundlage,
        )
    return {
        name: Sitzung.objects.create(
            gremium=gremien[kurz], tag=tag, abgabeschluss=schluss, beispieldaten=name != ECHTE_SITZUNG
        )
        for name, (kurz, tag, schluss) in SITZUNGEN.items()
    }
