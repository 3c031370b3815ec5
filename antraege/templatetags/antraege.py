"""Formats of figures and dates, and the look of a state: ``{% load antraege %}``.

``datum``, ``datum_lang`` and ``zeitpunkt`` give a ``<time>`` element; where an attribute or plain text needs a date,
``datum_text`` and ``datum_lang_text`` give the words alone.
"""

from datetime import timedelta

from django import template
from django.utils.html import format_html

from antraege import formate, fristen, zeit

register = template.Library()

ICONS = {"neutral": "edit"}
STATUS_KINDS = {
    "entwurf": "neutral",
    "zur_unterschrift": "info",
    "eingereicht": "info",
    "nachforderung": "warning",
    "vollstaendig": "info",
    "stellungnahme": "warning",
    "in_zeichnung": "info",
    "gezeichnet": "info",
    "im_gremium": "info",
    "beschlossen": "success",
    "beschieden": "success",
    "abgeschlossen": "success",
    "mitzeichnung": "info",
    "freigegeben": "info",
    "zurueckgezogen": "neutral",
    "unzulaessig": "danger",
}
BALD = 3  # working days
VORAUS = timedelta(days=90)

for name in ("zahl", "euro", "vzae", "prozent", "differenz", "uhrzeit", "datum_voll", "wen"):
    register.filter(name, getattr(formate, name))
register.filter("datum_text", formate.datum)
register.filter("datum_lang_text", formate.datum_lang)
register.simple_tag(formate.zeitraum, name="zeitraum")


def _time(value, text):
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text) if value else formate.LEER


@register.filter
def datum(value):
    """``<time datetime="2026-11-30">30.11.2026</time>``."""
    return _time(value and formate.ortstag(value), formate.datum(value))


@register.filter
def datum_lang(value):
    """The same with its weekday, as every deadline has it."""
    return _time(value and formate.ortstag(value), formate.datum_lang(value))


@register.filter
def zeitpunkt(value):
    """Day and time of an instant."""
    return _time(value, formate.zeitpunkt(value))


@register.filter
def tage_bis(value, heute=None):
    """``noch 4 Tage``, ``heute``, ``3 Tage überfällig``; counted from the given day, else from today's."""
    return formate.abstand(value, heute or zeit.heute()) if value else ""


@register.filter
def frist_art(value, heute=None):
    """The kind of a ``due`` component: over, soon (at most three working days) or calm."""
    tag, heute = formate.ortstag(value), heute or zeit.heute()
    if tag < heute:
        return "over"
    return "soon" if tag <= fristen.arbeitstage_nach(heute, BALD).tag else "calm"


@register.filter
def termin_spur(tag):
    """Why a day that was named, such as the round's last, stays where it is."""
    return fristen.termin(tag).text


@register.filter
def ruhige_zeiten(heute):
    """Public and school holidays of the next 90 days, as text."""
    return [str(zeit) for zeit in fristen.ruhige_zeiten(heute, heute + VORAUS)]


@register.filter
def status_art(status):
    """The kind of badge for a code of Antrag.Status or Vorlage.Status; an unknown code stays neutral."""
    return STATUS_KINDS.get(str(status), "neutral")


@register.filter
def badge_icon(kind):
    """The icon that stands for a kind of badge (icon and word carry the state, colour comes third)."""
    return ICONS.get(kind, kind)


@register.filter
def paired(columns, row):
    """[(column, cell)] of a table row, which is a Row or a plain list of cells."""
    return list(zip(columns, getattr(row, "cells", row), strict=True))


@register.filter
def message_kind(message):
    """The kind of alert for a flash message; Django says error where KERN says danger."""
    return {"error": "danger", "debug": "info"}.get(message.level_tag, message.level_tag)
