"""Whoever waits too long for a row that somebody else is changing gets the 409 page, whatever page it is; never a 500."""

from django.db import OperationalError
from django.shortcuts import render
from psycopg import errors

WARTEZEIT = (errors.LockNotAvailable, errors.DeadlockDetected)
TEXT = (
    "Dieser Vorgang wird gerade von jemand anderem bearbeitet. An ihm hat sich durch Sie nichts geändert.\n\n"
    "Gehen Sie mit Ihrem Browser eine Seite zurück: Dort steht Ihre Eingabe noch. Senden Sie sie gleich noch einmal ab."
)


class Gleichzeitig:
    """Middleware: turns a lock that could not be had into a page. Steps of a procedure say more about it themselves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer 409 for the two errors of waiting; every other one goes its way."""
        if not isinstance(exception, OperationalError) or not isinstance(exception.__cause__, WARTEZEIT):
            return None
        return render(request, "409.html", {"text": TEXT, "ways": [("Zur Startseite", "/")]}, status=409)
