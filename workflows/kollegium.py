"""Colleagues: who holds an office today, and who of them is away."""

from django.db.models import Q

from antraege.models import Benutzer, Vertretung
from workflows import aemter


def personen(aemter_, heute):
    """[(person, note)] of everybody who holds one of these offices today, by name; the note tells of an absence."""
    gesucht = set(aemter_)
    kandidaten = [k for k in _im_kreis(gesucht) if gesucht & set(aemter.aemter(k))]
    weg = abwesend(kandidaten, heute)
    return [(person, weg.get(person.pk, "")) for person in kandidaten]


def _im_kreis(gesucht):
    """Everybody of these districts' offices: a role may also be held as a substitute."""
    kreise = {int(amt.rpartition(":")[2]) for amt in gesucht if "@landkreis:" in amt}
    dabei = Q(mitgliedschaften__landkreis__in=kreise, mitgliedschaften__kommune__isnull=True)
    leute = Benutzer.objects.filter(dabei, is_active=True, ist_system=False)
    return leute.order_by("name", "pk").distinct()


def abwesend(leute, heute):
    """Person id -> "heute abwesend, Vertretung: ..." of those for whom an absence is entered; one query."""
    laufend = Vertretung.objects.filter(fuer__in=leute, von__lte=heute, bis__gte=heute)
    laufend = laufend.filter(Q(beendet_am__isnull=True) | Q(beendet_am__gt=heute)).select_related("durch")
    return {v.fuer_id: f"heute abwesend, Vertretung: {v.durch}" for v in laufend}
