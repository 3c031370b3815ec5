"""Accounts of the demo: invented people under .example, one documented password, nothing of it outside DEMO."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.contrib.auth.hashers import make_password

from antraege.daten import tabelle
from antraege.models import Benutzer, Kommune, Landkreis, Mitgliedschaft, Rolle

KENNWORT: Final = "beispiel-foerderlauf"
EMPFANG: Final = (Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG)  # each opens notices in the demo
SEIT: Final = date(2015, 1, 1)


def anlegen(kreis: Landkreis, kommunen: Mapping[str, Kommune]) -> dict[str, Benutzer]:
    """Create the rows of demokonten.csv and a clerk for each other municipality; give the accounts by e-mail."""
    clerks = {ort.postfach: _clerk(ort) for ort in kommunen.values()}
    zeilen = clerks | {zeile["email"]: zeile for zeile in tabelle("demokonten")}
    kennwort = make_password(KENNWORT)  # hashed once: forty times would take longer than all the rest
    return {email: _konto(zeile, kreis, kommunen, kennwort) for email, zeile in zeilen.items()}


def _clerk(ort: Kommune) -> dict[str, str]:
    name = f"{_amt(ort)} {ort.name}"
    return {"email": ort.postfach, "name": name, "rolle": Rolle.KOMMUNE_SACHBEARBEITUNG, "kommune": ort.name}


def _konto(
    zeile: Mapping[str, str], kreis: Landkreis, kommunen: Mapping[str, Kommune], kennwort: str
) -> Benutzer:
    person = Benutzer.objects.create(
        email=zeile["email"],
        name=zeile["name"],
        password=kennwort,
        telefon=zeile.get("telefon", ""),
        zimmer=zeile.get("zimmer", ""),
    )
    ort = kommunen[zeile["kommune"]] if zeile["kommune"] else None
    Mitgliedschaft.objects.create(
        benutzer=person,
        rolle=zeile["rolle"],
        landkreis=kreis,
        kommune=ort,
        von=SEIT,
        empfangsberechtigt=zeile["rolle"] in EMPFANG,
    )
    return person


def _amt(ort: Kommune) -> str:
    postfach = ort.postfach.partition("@")[0]
    return {"soziales": "Amt für Soziales"}.get(postfach, postfach.capitalize())
