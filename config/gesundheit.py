"""The container's health check."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def gesund(request: HttpRequest) -> HttpResponse:
    """200 while the database answers. Tells nothing else, so it needs no login."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
