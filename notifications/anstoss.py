"""A nudge after an act, so that its messages go out at once. Losing one costs seconds: beat sweeps anyway."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from time import monotonic

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from kombu.exceptions import OperationalError

from notifications import tasks

log = logging.getLogger(__name__)

# Seconds; beat comes round that often, so an older nudge has nothing left to do.
GILT = 15

# Until when (monotonic seconds) this process asks a failing broker no more: a request must not wait for it again.
_ruhe_bis = 0.0


def nach_commit() -> None:
    """Wake the relay once the running transaction has committed (at once outside of one); never fails."""
    transaction.on_commit(_wecken, robust=True)


def _wecken() -> None:
    global _ruhe_bis
    if monotonic() < _ruhe_bis:
        return
    try:
        tasks.relay.apply_async(expires=GILT, retry=False)
    except (OperationalError, OSError) as fehler:
        _ruhe_bis = monotonic() + GILT
        log.warning("Der Anstoß an die Nachrichten ging verloren, beat holt ihn nach: %s", fehler)


class AnstossMiddleware:
    """Nudge after each request that may have written: whichever page did the act, its messages go out at once.

    Pages of the domain cannot call us (imports go one way), and none of them needs to think of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer first."""
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < HTTPStatus.BAD_REQUEST:
            nach_commit()
        return response
