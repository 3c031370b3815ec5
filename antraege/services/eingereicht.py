"""What the office reads while a municipality completes a returned application: the last submission, not what is still being written.

Its raw values stand in for columns and rows, its words (``Feldwert``) for the sections; applications submitted before these
were kept read as they are. Papers say themselves whether they are handed in.
"""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Prefetch

from antraege import einsicht, felder
from antraege.berechnung import NULL
from antraege.formate import LEER
from antraege.models import Anlage, Antrag, Benutzer, Einreichung, Feldwert, Foerderrunde, Status
from antraege.models.antrag import AntragQuerySet
from antraege.regelwerk import BESCHLUSS, UNTERLAGE
from antraege.services import rohwerte
from antraege.services.vollstaendigkeit import ABSCHNITTE

Lage = Anlage.Lage


def mit_eingereichtem(qs: AntragQuerySet) -> AntragQuerySet:
    """Load the submissions of returned applications along: one query for any number of rows."""
    zurueckgegeben = Einreichung.objects.filter(antrag__status=Status.NACHFORDERUNG).order_by("nr")
    return qs.prefetch_related(Prefetch("einreichungen", zurueckgegeben, to_attr="eingereicht"))


def fuer(user: Benutzer, qs: AntragQuerySet) -> AntragQuerySet:
    """Load them along for the office: a municipality reads what it is writing, and has few rows of its partners."""
    return mit_eingereichtem(qs) if user.landkreis_ids else qs


def gelesene(user: Benutzer, antrag: Antrag) -> Einreichung | None:
    """Give the submission this person reads; None where it reads the application as it stands."""
    return None if _liest_den_stand(user, antrag) else _letzte(antrag)


def _liest_den_stand(user: Benutzer, antrag: Antrag) -> bool:
    """Say whether the application reads as it stands: while it is returned for its own municipality alone, not its partners."""
    return antrag.status != Status.NACHFORDERUNG or antrag.kommune_id in user.kommune_ids


def _letzte(antrag: Antrag) -> Einreichung | None:
    if not hasattr(antrag, "eingereicht"):
        antrag.eingereicht = list(antrag.einreichungen.order_by("nr"))  # type: ignore[attr-defined]
    alle: list[Einreichung] = antrag.eingereicht  # type: ignore[attr-defined]
    return alle[-1] if alle else None


def zahl(user: Benutzer, antrag: Antrag, feld: str) -> Decimal | None:
    """Give a column of the form as this person reads it: VZÄ, EUR or persons by the field."""
    return _zahl(gelesene(user, antrag), antrag, feld)


def _zahl(gelesen: Einreichung | None, antrag: Antrag, feld: str) -> Decimal | None:
    if gelesen and gelesen.stand:
        return rohwerte.spalte(gelesen.stand, feld)  # type: ignore[no-any-return]
    return getattr(antrag, feld)  # type: ignore[no-any-return]


def fallzahlen(user: Benutzer, antrag: Antrag) -> dict[int, int]:
    """Give the persons by target group (its id) as this person reads them."""
    gelesen = gelesene(user, antrag)
    if gelesen and gelesen.stand:
        return {int(gruppe): personen for gruppe, (personen, _) in gelesen.stand["fallzahlen"].items()}
    return {zahl.zielgruppe_id: zahl.personen for zahl in antrag.fallzahlen.all()}


def unterschied(runde: Foerderrunde, *spalten: str) -> list[Decimal]:
    """Give what a round's sums over these columns lack, since returned applications count as they were submitted."""
    zurueckgegeben = Antrag.objects.in_runde(runde).filter(status=Status.NACHFORDERUNG)
    alle = list(mit_eingereichtem(zurueckgegeben))
    return [sum((_mehr(antrag, feld) for antrag in alle), NULL) for feld in spalten]


def _mehr(antrag: Antrag, feld: str) -> Decimal:
    return (_zahl(_letzte(antrag), antrag, feld) or NULL) - (getattr(antrag, feld) or NULL)


def abschnitte(user: Benutzer, antrag: Antrag) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give [(title, [(label, value)])] of the form for reading; the papers are listed apart."""
    if not (gelesen := gelesene(user, antrag)):
        return [(titel, list(felder.werte(antrag, key))) for key, titel in ABSCHNITTE.items()]
    zeilen = [w for w in gelesen.werte.all() if _sagt_etwas(w)]
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
    """Give the papers this person reads on the application's page; only the office sees what a completion took away."""
    if antrag.kommune_id in user.kommune_ids:
        return [anlage for anlage in antrag.anlagen.all() if anlage.entfernt_am is None]
    gelesen = _gelesene_lagen(user, antrag)
    return [anlage for anlage in antrag.anlagen.all() if anlage.lage in gelesen]


def lesbar(user: Benutzer, anlage: Anlage) -> bool:
    """Say whether this person may fetch a paper: its own municipality any, everybody else what stands on the page."""
    eigene = anlage.antrag.kommune_id in user.kommune_ids
    return eigene or anlage.lage in _gelesene_lagen(user, anlage.antrag)


def _gelesene_lagen(user: Benutzer, antrag: Antrag) -> set[Lage]:
    im_amt = einsicht.im_amt(user, antrag.landkreis_id)
    return {Lage.EINGEREICHT, Lage.ZURUECKGENOMMEN} if im_amt else {Lage.EINGEREICHT}
