"""The report of positions, and the words in which a position's time and state are told: one source for page and file.

Whoever sees a position sees its money: kinds and shares of its sources, never who sits on it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from antraege import formate
from antraege.ausgabe import Bericht, Column
from antraege.berechnung import NULL
from antraege.dauer import Dauer
from antraege.models import Benutzer, Besetzung, Finanzierungsanteil, Stelle, Stellenumfang
from antraege.models.stelle import StelleQuerySet
from antraege.zeitachse import TAG, Spanne

STUECK: Final = 500  # rows read at a time
WARNUNG: Final = Dauer(6, "M")  # how long before its end a source is said to run out
KREIS: Final = "Landkreis"
VZAE: Final = DecimalField(max_digits=12, decimal_places=2)


def stellen(qs: StelleQuerySet, heute: date) -> Bericht:
    """Report the positions of ``qs``, which must already be narrowed to what the person may see (``visible_to``)."""
    # Each round is read once for five hundred rows, not once for each source.
    rows = qs.select_related("anstellungstraeger", "einsatzort").prefetch_related("anteile__runde__programm")
    rows = rows.order_by("ende", "pk")
    return Bericht("Befristete Stellen", stellenspalten(heute), rows.iterator(STUECK))


def stellenspalten(heute: date) -> list[Column]:
    """The columns of the list of positions; those with ``small`` None stand in files only."""
    return [
        Column("Stelle", lambda s: s.nummer, small=True),
        Column("Anstellungsträger", traeger, small=True),
        Column("Einsatzort", lambda s: str(s.einsatzort), small=True),
        Column("Umfang", lambda s: s.vzae, total=True, unit="VZÄ", small=True),
        Column("Quellen", quellen, small=True),
        Column("Kreismittel", lambda s: _aus(s, "landkreis", heute), total=True, unit="VZÄ"),
        Column("Landesmittel", lambda s: _aus(s, "land", heute), total=True, unit="VZÄ"),
        Column("Entgelt", lambda s: s.entgeltgruppe, small=False),
        Column("von", lambda s: s.beginn),
        Column("Befristet bis", lambda s: s.ende, small=True),
        Column("Nächstes Ende einer Quelle", lambda s: naechstes_ende(s, heute)),
        Column("Grund der Befristung", lambda s: s.befristungsgrund),
        Column("Stand", lambda s: stand(s, heute), small=True),
    ]


def traeger(stelle: Stelle) -> str:
    """The employer: without a municipality it is the district."""
    return KREIS if stelle.anstellungstraeger_id is None else str(stelle.anstellungstraeger)


def quellen(stelle: Stelle) -> str:
    """``KFR 0,40 + IM 0,60``: every source with its share."""
    return " + ".join(f"{a.runde.programm.kurz} {formate.zahl(a.vzae)}" for a in stelle.anteile.all())


def warngrenze(heute: date) -> date:
    """The last day of those that count as soon."""
    return WARNUNG.nach(heute)


def laeuft_aus(stelle: Stelle, heute: date) -> bool:
    """Whether one of its sources ends within the time of warning."""
    return any(heute <= anteil.ende <= warngrenze(heute) for anteil in stelle.anteile.all())


def beendet(stelle: Stelle, heute: date) -> bool:
    """Whether it is over, by the calendar or by what was recorded."""
    return stelle.status == Stelle.Status.BEENDET or stelle.ende < heute


def stand(stelle: Stelle, heute: date) -> str:
    """The state in words: what the calendar says comes before what was recorded."""
    if beendet(stelle, heute):
        return str(Stelle.Status.BEENDET.label)
    return str(Stelle.Status.AUSLAUFEND.label if laeuft_aus(stelle, heute) else stelle.get_status_display())


def naechstes_ende(stelle: Stelle, heute: date) -> date | None:
    """The day on which the position shrinks or ends next; None when all of its sources are over."""
    return min((a.ende for a in stelle.anteile.all() if a.ende >= heute), default=None)


def mit_besetzung(qs: StelleQuerySet, leute: QuerySet[Besetzung], tag: date) -> StelleQuerySet:
    """Add ``gross`` and ``da``: the size of each position on a day and what of ``leute`` is there."""
    am_tag = leute.filter(Q(ende__isnull=True) | Q(ende__gte=tag), stelle=OuterRef("pk"), beginn__lte=tag)
    da = am_tag.order_by().values("stelle").annotate(summe=Sum("vzae")).values("summe")
    umfang = Stellenumfang.objects.filter(stelle=OuterRef("pk"), ab__lte=tag).order_by("-ab").values("vzae")
    return qs.annotate(
        gross=Coalesce(Subquery(umfang[:1]), F("vzae"), output_field=VZAE),
        da=Coalesce(Subquery(da), Value(NULL), output_field=VZAE),
    )


def leute_fuer(user: Benutzer) -> QuerySet[Besetzung]:
    """Whose filling this person may know: its own positions' and its district's; not what others employ at its place."""
    eigene = Q(stelle__anstellungstraeger_id__in=user.kommune_ids)
    return Besetzung.objects.filter(Q(stelle__landkreis_id__in=user.landkreis_ids) | eigene)


def groessen(stelle: Stelle) -> list[Spanne]:
    """Its size for each time: it may have become smaller with the end of a source."""
    tage = [stelle.beginn, *(umfang.ab for umfang in stelle.umfaenge.all()), stelle.ende + TAG]
    return [(stelle.groesse(von), von, bis - TAG) for von, bis in pairwise(sorted(set(tage)))]


def besetzt(stelle: Stelle) -> list[Spanne]:
    """Who is there: VZÄ from a day to a day; a person without an end stays to the end of the position."""
    return [
        (b.vzae, b.beginn, max(b.beginn, min(b.ende or stelle.ende, stelle.ende)))
        for b in stelle.besetzungen.all()
    ]


def _aus(stelle: Stelle, geber: str, heute: date) -> Decimal:
    """What this giver pays today: successive shares are not added up."""
    return sum((a.vzae for a in stelle.anteile.all() if _zahlt(a, geber, heute)), NULL)


def _zahlt(anteil: Finanzierungsanteil, geber: str, heute: date) -> bool:
    return anteil.runde.programm.geber == geber and anteil.beginn <= heute <= anteil.ende
