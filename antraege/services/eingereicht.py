"""What the office reads while a municipality completes a returned application: the last submission, not what is still being written.

The kept words of the submission stand in for the columns (``Feldwert``); applications submitted before submissions were kept read as
they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.db.models import Prefetch

from antraege import einsicht, felder
from antraege.berechnung import NULL
from antraege.formate import LEER
from antraege.models import Anlage, Antrag, Benutzer, Einreichung, Feldwert, Foerderrunde, Status
from antraege.models.antrag import AntragQuerySet
from antraege.regelwerk import BESCHLUSS, UNTERLAGE
from antraege.services.vollstaendigkeit import ABSCHNITTE

ZAHL: Final = re.compile(r"[\d.]+(,\d+)?")
Werte = Mapping[str, Feldwert]


def mit_eingereichtem(qs: AntragQuerySet) -> AntragQuerySet:
    """Load the submissions of returned applications along: a fixed number of queries for any number of rows."""
    zurueckgegeben = Einreichung.objects.filter(antrag__status=Status.NACHFORDERUNG).order_by("nr")
    return qs.prefetch_related(
        Prefetch("einreichungen", zurueckgegeben.prefetch_related("werte"), to_attr="eingereicht")
    )


def fuer(user: Benutzer, qs: AntragQuerySet) -> AntragQuerySet:
    """Load them along for the office: a municipality reads what it is writing, and has few rows of its partners."""
    return mit_eingereichtem(qs) if user.landkreis_ids else qs


def werte(user: Benutzer, antrag: Antrag) -> Werte:
    """Give field -> submitted value where this person reads the last submission; {} where the application as it stands."""
    return {} if _liest_den_stand(user, antrag) else _eingereicht(antrag)


def _liest_den_stand(user: Benutzer, antrag: Antrag) -> bool:
    """Say whether the application reads as it stands: while it is returned for its own municipality alone, not its partners."""
    return antrag.status != Status.NACHFORDERUNG or antrag.kommune_id in user.kommune_ids


def _eingereicht(antrag: Antrag) -> Werte:
    if not hasattr(antrag, "eingereicht"):
        antrag.eingereicht = list(antrag.einreichungen.order_by("nr").prefetch_related("werte"))  # type: ignore[attr-defined]
    alle: list[Einreichung] = antrag.eingereicht  # type: ignore[attr-defined]
    return {wert.feld: wert for wert in alle[-1].werte.all()} if alle else {}


def zahl(user: Benutzer, antrag: Antrag, feld: str) -> Decimal | None:
    """Give a column of the form as this person reads it: VZÄ, EUR or persons by the field."""
    return _zahl(werte(user, antrag), antrag, feld)


def _zahl(gelesen: Werte, antrag: Antrag, feld: str) -> Decimal | None:
    if gelesen:
        return als_zahl(gelesen[feld].wert) if feld in gelesen else None
    return getattr(antrag, feld)  # type: ignore[no-any-return]


def fallzahlen(user: Benutzer, antrag: Antrag) -> dict[int, int]:
    """Give the persons by target group (its id) as this person reads them."""
    if not (gelesen := werte(user, antrag)):
        return {zahl.zielgruppe_id: zahl.personen for zahl in antrag.fallzahlen.all()}
    gruppen = {feld: wert for feld, wert in gelesen.items() if feld.startswith(felder.GRUPPE)}
    zahlen = {int(feld.removeprefix(felder.GRUPPE)): als_zahl(w.wert) for feld, w in gruppen.items()}
    return {gruppe: int(zahl) for gruppe, zahl in zahlen.items() if zahl is not None}


def als_zahl(text: str) -> Decimal | None:
    """``12.000,00 €`` -> ``Decimal("12000.00")``; what comes behind the figure says nothing here, an en dash is None."""
    treffer = ZAHL.match(text)
    return Decimal(treffer[0].replace(".", "").replace(",", ".")) if treffer else None


def unterschied(runde: Foerderrunde, *spalten: str) -> list[Decimal]:
    """Give what a round's sums over these columns lack, since returned applications count as they were submitted."""
    zurueckgegeben = Antrag.objects.in_runde(runde).filter(status=Status.NACHFORDERUNG)
    alle = list(mit_eingereichtem(zurueckgegeben))
    return [sum((_mehr(antrag, feld) for antrag in alle), NULL) for feld in spalten]


def _mehr(antrag: Antrag, feld: str) -> Decimal:
    return (_zahl(_eingereicht(antrag), antrag, feld) or NULL) - (getattr(antrag, feld) or NULL)


def abschnitte(user: Benutzer, antrag: Antrag) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give [(title, [(label, value)])] of the form for reading; the papers are listed apart."""
    if not (gelesen := werte(user, antrag)):
        return [(titel, list(felder.werte(antrag, key))) for key, titel in ABSCHNITTE.items()]
    zeilen = [w for w in gelesen.values() if _sagt_etwas(w)]
    return [
        (titel, [(w.label, w.wert) for w in zeilen if felder.abschnitt_von(w.feld, antrag) == key])
        for key, titel in ABSCHNITTE.items()
    ]


def _sagt_etwas(wert: Feldwert) -> bool:
    if wert.feld == BESCHLUSS or wert.feld.startswith(UNTERLAGE):
        return False
    leer_verborgen = wert.feld in felder.NUR_GEFUELLT or wert.feld.startswith(felder.FRAGE)
    return not leer_verborgen or wert.wert not in ("", LEER)


def unterlagen(user: Benutzer, antrag: Antrag) -> list[Anlage]:
    """Give the papers this person reads on the application's page; only the office sees what was taken away."""
    im_amt = einsicht.im_amt(user, antrag.landkreis_id)
    da = [anlage for anlage in antrag.anlagen.all() if im_amt or anlage.entfernt_am is None]
    return lesbare(user, antrag, da)


def lesbare(user: Benutzer, antrag: Antrag, anlagen: list[Anlage]) -> list[Anlage]:
    """Leave out what a municipality attached since the return and has not handed in yet, for everybody but itself."""
    if _liest_den_stand(user, antrag):
        return anlagen
    rueckgabe = antrag.anmerkungen.order_by("-durchgang").values_list("gestellt_am", flat=True).first()
    eigen = {Anlage.Art.ORIGINAL}  # the office's own entry of what came another way
    return [a for a in anlagen if rueckgabe is None or a.art in eigen or a.hochgeladen_am < rueckgabe]
