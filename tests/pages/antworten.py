"""Reading answers, and planting states that only a page's reading is about."""

import re

from django.db import connection

from antraege.models import Antrag

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def seite(antwort) -> str:
    """The page without what differs each time: two of them can be compared."""
    return TOKEN.sub("", antwort.content.decode())


def pflanze(antrag: Antrag, **werte) -> None:
    """Write a state past services and triggers: for pages that only read it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Antrag.objects.filter(pk=antrag.pk).update(**werte)
        cursor.execute("SET LOCAL session_replication_role = origin")
