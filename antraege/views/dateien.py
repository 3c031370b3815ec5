"""Lists and reports as downloads: the links beneath a list, and the answer that streams one file."""

from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.urls import reverse

from antraege import zeit
from antraege.ausgabe import FORMATE


def als_datei(bericht, als):
    """Stream a report as a download; an unknown format is XLSX."""
    format = FORMATE.get(als, FORMATE["xlsx"])
    antwort = StreamingHttpResponse(format.schreibe(bericht), content_type=format.typ)
    name = quote(f"{bericht.name} {zeit.heute():%Y-%m-%d}.{format.endung}")
    antwort["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    antwort["X-Content-Type-Options"] = "nosniff"
    antwort["Cache-Control"] = "private, no-store"
    return antwort


def dateien(name, abfrage, args=()):
    """[(label, url)] of the files at the address ``name``, with the filters of the page's own address."""
    felder = abfrage.copy()
    felder.pop("nach", None)
    wege = []
    for als, format in FORMATE.items():
        felder["als"] = als
        wege.append((format.label, f"{reverse(name, args=args)}?{felder.urlencode()}"))
    return wege
