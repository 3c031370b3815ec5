"""What every page knows about messages: how many are unread."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from antraege.models import Benutzer
from notifications.models import Nachricht

HOECHSTENS = 99


def ungelesen(user: Benutzer) -> int:
    """Unread portal messages of a person, counted up to ``HOECHSTENS``."""
    return Nachricht.objects.visible_to(user).ungelesen().order_by()[:HOECHSTENS].count()


def nachrichten(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``ungelesen`` costs one query, and only where a template shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"ungelesen": SimpleLazyObject(lambda: ungelesen(user))}
