"""Whose form it is: ``{% csrf_token %}`` of our pages says it beside Django's token, signed.

A session can end, and another person sign in, while a form stands open (``views/abgemeldet.py``). Only the form itself
can still say then for whom it was made.
"""

from django import template
from django.core.signing import BadSignature, Signer
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html

register = template.Library()
FELD = "eingabe_konto"


class TokenUndKonto(CsrfTokenNode):
    """Django's hidden field, and a second one with the account that the page was made for."""

    def render(self, context):
        token = super().render(context)
        user = getattr(getattr(context, "request", None), "user", None)
        if not token or user is None or not user.is_authenticated:
            return token
        return format_html('{}<input type="hidden" name="{}" value="{}">', token, FELD, zeichen(user))


@register.tag
def csrf_token(parser, token):
    """Stand in for Django's tag in every template (``builtins`` of the settings)."""
    return TokenUndKonto()


def zeichen(user):
    """The signed account of a form."""
    return Signer(salt=FELD).sign(user.pk)


def gelesen(wert):
    """The account that ``zeichen`` signed; None for anything else."""
    try:
        return int(Signer(salt=FELD).unsign(wert))
    except (BadSignature, ValueError):
        return None
