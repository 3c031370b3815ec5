"""Own portal messages, and in the demo every mail that would have left the house."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from antraege import zeit
from antraege.formate import zeitpunkt
from antraege.views.bausteine import Badge, Column, Row
from antraege.views.blaettern import blaettere
from notifications import postausgang
from notifications.models import Nachricht

UNGELESEN = Badge("info", "Ungelesen")


@login_required
@require_safe
def nachrichten(request: HttpRequest) -> HttpResponse:
    """The list of own messages, newest first."""
    seite = blaettere(Nachricht.objects.visible_to(request.user), request)
    werte = {
        "columns": [Column("Betreff"), Column("Eingang"), Column("Stand")],
        "rows": [_zeile(n) for n in seite.zeilen],
        "weiter": seite.weiter,
    }
    return render(request, "notifications/nachrichten.html", werte)


@login_required
@require_safe
def nachricht(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; opening it marks it as read."""
    eigene = Nachricht.objects.visible_to(request.user)
    zeile = get_object_or_404(eigene, pk=pk)
    if zeile.gelesen_am is None:
        eigene.filter(pk=pk, gelesen_am__isnull=True).update(gelesen_am=zeit.jetzt())
    werte = {"nachricht": zeile, "crumbs": [("Nachrichten", reverse("nachrichten"))]}
    return render(request, "notifications/nachricht.html", werte)


def _zeile(n: Nachricht) -> Row:
    stand = "Gelesen" if n.gelesen_am else UNGELESEN
    return Row([n.betreff, zeitpunkt(n.geschehen_am), stand], url=reverse("nachricht", args=[n.pk]))


@require_safe
def postliste(request: HttpRequest) -> HttpResponse:
    """The demo's outgoing mail, newest first."""
    _nur_demo()
    namen = postausgang.namen(vor=request.GET.get("nach", ""), hoechstens=51)
    briefe = [post for name in namen[:50] if (post := postausgang.lesen(name))]
    werte = {
        "columns": [Column("Betreff"), Column("An"), Column("Gesendet")],
        "rows": [
            Row([p.betreff, p.an, zeitpunkt(p.datum)], url=reverse("post", args=[p.name])) for p in briefe
        ],
        "weiter": f"?nach={namen[49]}" if len(namen) > 50 else "",
    }
    return render(request, "notifications/postausgang.html", werte)


@require_safe
def post(request: HttpRequest, name: str) -> HttpResponse:
    """One mail of the demo as text."""
    _nur_demo()
    brief = postausgang.lesen(name)
    if brief is None:
        raise Http404
    kopf = [
        ("An", brief.an),
        ("Von", brief.von),
        ("Antwort an", brief.antwort_an),
        ("Gesendet", zeitpunkt(brief.datum)),
        ("Message-ID", brief.message_id),
    ]
    werte = {"post": brief, "kopf": kopf, "crumbs": [("Postausgang der Demo", reverse("postausgang"))]}
    return render(request, "notifications/post.html", werte)


def _nur_demo() -> None:
    if not settings.DEMO:
        raise Http404
