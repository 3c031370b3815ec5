"""Colleagues: who holds an office today, also as a substitute, and who of them is away."""

from django.db.models import Q

from antraege.models import Benutzer, Mitgliedschaft, Vertretung


def personen(aemter, heute):
    """[(person, note)] of everybody who holds one of these offices of the district today, by name.

    The note tells of an absence; whether a person can do a certain task, the door asks.
    """
    halten = _mitgliedschaften(aemter, heute)
    vertreten = Vertretung.objects.am(heute).filter(fuer__in=halten.values("benutzer"), kommune__isnull=True)
    wer = Q(pk__in=halten.values("benutzer")) | Q(pk__in=vertreten.values("durch"))
    leute = list(Benutzer.objects.filter(wer, is_active=True, ist_system=False).order_by("name", "pk"))
    weg = abwesend(leute, heute)
    return [(person, weg.get(person.pk, "")) for person in leute]


def _mitgliedschaften(aemter, heute):
    wege = Q(pk__in=())
    for rolle, _, ort in (amt.partition("@") for amt in aemter):
        if ort.startswith("landkreis:"):
            wege |= Q(rolle=rolle, landkreis=int(ort.removeprefix("landkreis:")))
    return Mitgliedschaft.objects.gueltig(am=heute).filter(wege, kommune__isnull=True)


def abwesend(leute, heute):
    """Person id -> "heute abwesend, Vertretung: ..." of those for whom an absence is entered; one query."""
    laufend = Vertretung.objects.am(heute).filter(fuer__in=leute).select_related("durch")
    return {v.fuer_id: f"heute abwesend, Vertretung: {v.durch}" for v in laufend}
