"""Released versions of a paper: what they say, both files, and what one changes against another."""

from types import SimpleNamespace

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import einsicht, formate
from antraege.models import Vorlagenfassung
from antraege.services import dateien
from antraege.services.vorlagenfassung import dateiname
from antraege.services.vorlagenvergleich import unterschiede
from antraege.services.vorlagenworte import worte
from antraege.views import vorlagendateien
from antraege.views.anlagen import als_download
from antraege.views.bausteine import Column, Row

ENDUNGEN = {"docx": dateien.DOCX.inhaltstyp, "pdf": dateien.PDF.inhaltstyp}
SPALTEN = [Column("Kommune"), *(Column(t, numeric=True) for t in ("Beantragt", "Empfohlen", "Betrag")), Column("Begründung")]  # fmt: skip


def _sichtbare(user):
    return Vorlagenfassung.objects.visible_to(user).select_related("vorlage")


@login_required
@require_safe
def vorlagenfassung(request, pk):
    """A version as it was released."""
    return seite(request, get_object_or_404(_sichtbare(request.user), pk=pk))


def seite(request, fassung, stand=None):
    """The page of a version; with the ``stand`` of its paper where it stands for the paper itself."""
    daten = worte(fassung.inhalt)
    kontext = {
        "fassung": fassung,
        "stand": stand,
        "worte": daten,
        "spalten": SPALTEN,
        "zeilen": [Row(zeile) for zeile in daten["antraege"]["zeilen"]],
        "dateien": _dateien(request.user, fassung),
        "andere": [_verweis(fassung, a) for a in _andere(request.user, fassung)],
    }
    return render(request, "antraege/vorlagenfassung.html", kontext)


def _andere(user, fassung):
    return _sichtbare(user).filter(vorlage=fassung.vorlage_id).exclude(pk=fassung.pk).order_by("-nummer")


def _dateien(user, fassung):
    """The two files of the version and its annexes, as far as this person may read them."""
    anlagen = vorlagendateien.sichtbare(user).filter(fassungen=fassung)
    eigene = [
        (label, reverse("vorlagenfassung_datei", args=[fassung.pk, endung]))
        for label, endung in (("Word-Datei (DOCX)", "docx"), ("PDF", "pdf"))
    ]
    return eigene + [(a.name, reverse("vorlagendatei", args=[a.pk])) for a in anlagen]


def _verweis(fassung, andere):
    return {
        "label": f"Fassung {andere.nummer} vom {formate.datum(andere.freigegeben_am)}",
        "url": reverse("vorlagenfassung", args=[andere.pk]),
        "vergleich": reverse("vorlagenvergleich", args=[fassung.pk, andere.pk]),
    }


@login_required
@require_safe
def vorlagenfassung_datei(request, pk, endung):
    """Send one of the two files of a version."""
    fassung = get_object_or_404(_sichtbare(request.user), pk=pk)
    if endung not in ENDUNGEN:
        raise Http404
    return als_download(
        SimpleNamespace(
            datei=getattr(fassung, endung),
            name=dateiname(fassung, endung),
            inhaltstyp=ENDUNGEN[endung],
        )
    )


@login_required
@require_safe
def vorlagenvergleich(request, pk, mit):
    """What the later of two versions of one paper changes."""
    eine = get_object_or_404(_sichtbare(request.user), pk=pk)
    andere = get_object_or_404(
        _sichtbare(request.user).filter(vorlage=eine.vorlage_id).exclude(pk=pk), pk=mit
    )
    alt, neu = sorted((eine, andere), key=lambda f: f.nummer)
    im_amt = einsicht.im_amt(request.user, neu.vorlage.landkreis_id)
    kontext = {
        "alt": alt,
        "neu": neu,
        "unterschiede": unterschiede(alt.inhalt, neu.inhalt, alles=im_amt),
    }
    return render(request, "antraege/vorlagenvergleich.html", kontext)


def liste(user, vorlage):
    """[(label, url)] of the versions this person may read, the newest first, for the paper's page."""
    fassungen = Vorlagenfassung.objects.visible_to(user).filter(vorlage=vorlage).order_by("-nummer")
    return [
        (f"Fassung {f.nummer} vom {formate.datum(f.freigegeben_am)}", reverse("vorlagenfassung", args=[f.pk]))
        for f in fassungen.only("nummer", "freigegeben_am")
    ]
