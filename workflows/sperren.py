"""The SELECT that locks a task, its process and its domain object, with all a step reads of them.

It joins nine tables, and making its text costs the client more than reading the answer. So the text is made once a
thread and connection; from call to call only the id and the tenants change. A test compares it with the plain queryset.
"""

import threading

from django.db import connections
from django.db.models.query import ModelIterable

from workflows.models import Antragsprozess, Aufgabe, Bescheidprozess, Vorlagenprozess
from workflows.writebehind import NextIds

# What services read of the domain object: joined once, so that they need no query of their own.
MITGELESEN = {
    Antragsprozess: ("kommune", "landkreis", "runde__programm", "fassung"),
    Vorlagenprozess: ("landkreis",),
    Bescheidprozess: ("kommune", "landkreis", "runde__programm", "fassung"),
}
PK, TRAEGER = -1, "traeger{}"  # stand in the text for what each call fills in
_thread = threading.local()


def gesperrt(pk, traeger):
    """Task ``pk`` of one of the tenants ``traeger`` (None: of anybody's), locked and fresh; None where there is none."""
    if traeger == []:
        return None
    return next(
        (task for prozess in MITGELESEN for task in _fertig(prozess, traeger).zeilen(pk, traeger)), None
    )


def zeilen(prozess, pk, traeger):
    """The rows as a plain queryset."""
    thin = f"process__{prozess._meta.model_name}"
    objekt = f"{thin}__{prozess.WEG}"
    # isnull=False makes inner joins of them: FOR UPDATE refuses outer ones.
    rows = Aufgabe.objects.filter(**{f"{objekt}__isnull": False}, pk=pk)
    rows = rows if traeger is None else rows.bei(traeger)
    mitgelesen = [f"{objekt}__{feld}" for feld in MITGELESEN[prozess]]
    # In this order, for any other meets Flow.cancel in a deadlock.
    gesperrt = rows.select_for_update(of=(thin, "self", objekt))
    return gesperrt.select_related(objekt, *mitgelesen).annotate(ids=NextIds()).order_by()


class Fertig:
    """A queryset whose text is kept, for the connection it was made on."""

    def __init__(self, rows):
        self.rows, self.compiler = rows, rows.query.get_compiler(rows.db)
        self.sql, self.params = self.compiler.as_sql()
        rows.query.get_compiler = lambda *args, **kwargs: self.compiler

    @property
    def gilt(self):
        """Whether this thread still speaks through that connection (beside an event loop it gets another)."""
        return self.compiler.connection is connections[self.rows.db]

    def zeilen(self, pk, traeger):
        """Run it with these values."""
        werte = {PK: pk} | {f"%@{TRAEGER.format(n)}": f"%@{wer}" for n, wer in enumerate(traeger or ())}
        params = tuple(werte.get(param, param) for param in self.params)
        self.compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        return list(ModelIterable(self.rows))


def _fertig(prozess, traeger):
    texte = vars(_thread)
    anzahl = None if traeger is None else len(traeger)
    key = f"{prozess.GEGENSTAND}{anzahl}"
    if key not in texte or not texte[key].gilt:
        platz = None if anzahl is None else [TRAEGER.format(n) for n in range(anzahl)]
        texte[key] = Fertig(zeilen(prozess, PK, platz))
    return texte[key]
