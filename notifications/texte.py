"""From a case to words: subject, body and, for e-mail, greeting and signature (praxis, section 1).

Each text is one template, ``templates/notifications/email/<art>.txt``; its first line begins with "Betreff:".
No amounts, no names of persons, no words of a notice: a mailbox is read by many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.template import Context, engines
from django.urls import reverse

from antraege import zeit
from antraege.models import Einladung
from antraege.services.einladung import schluessel
from notifications import angaben
from notifications.fall import Fall
from notifications.models import Nachricht

BETREFF_LAENGE = 250
ANREDE = "Guten Tag,"
EINLADUNGSLINK = "[Link zur Einladung]"  # what the stored text holds in place of the link


@dataclass(frozen=True)
class Brief:
    """Subject and body, without greeting and signature."""

    betreff: str
    text: str


def schreibe(art: str, fall: Fall, schritt: str = "") -> Brief:
    """Write the text ``art`` about ``fall``. Raises what the template raises."""
    roh = _vorlage(f"notifications/email/{art}.txt", _angaben(art, fall, schritt))
    betreff, _, text = roh.strip().partition("\n")
    return Brief(einzeilig(betreff.removeprefix("Betreff:"))[:BETREFF_LAENGE], _absaetze(text))


def mail(brief: Brief, fall: Fall) -> str:
    """The whole text of an e-mail."""
    kreis = fall.landkreis
    fuss = [
        "Mit freundlichen Grüßen",
        f"Landratsamt {kreis.name}, {kreis.amt}",
        " · ".join(filter(None, [kreis.telefon, kreis.postfach])),
    ]
    return "\n\n".join([ANREDE, brief.text, "\n".join(fuss)]) + "\n"


def adresse(pfad: str) -> str:
    """The full address of a page of this installation."""
    return urljoin(settings.BASIS_URL.rstrip("/") + "/", pfad.lstrip("/"))


def mit_einladungslink(nachricht: Nachricht) -> str:
    """The text with the link of its invitation, which no row holds; without an invitation as it stands."""
    if nachricht.art != "einladung" or nachricht.eintrag is None:
        return nachricht.text
    einladung = Einladung.objects.get(pk=nachricht.eintrag.objekt_id)
    link = adresse(reverse("einladung_link", args=[schluessel(einladung)]))
    return nachricht.text.replace(EINLADUNGSLINK, link)


def einzeilig(text: str) -> str:
    """Text without line breaks: what stands in a header must not begin another one."""
    return " ".join(text.split())


def _angaben(art: str, fall: Fall, schritt: str) -> dict[str, Any]:
    dazu = angaben.zu(art, fall)
    return {
        "fall": fall,
        "zeichen": fall.zeichen,
        # "zur Förderrunde 2027/28", whether or not the name repeats the word
        "runde": str(fall.runde or "").removeprefix("Förderrunde "),
        "link": adresse(dazu.get("ziel", fall.ziel)),
        "verzicht_link": adresse(fall.verzicht),
        "schritt": schritt,
        "heute": zeit.heute(),
        "einladungslink": EINLADUNGSLINK,
        **dazu,
    }


def _vorlage(name: str, werte: dict[str, Any]) -> str:
    # Plain text: without escaping, "Müller & Söhne" stays what it is.
    vorlage = engines["django"].engine.get_template(name)  # type: ignore[attr-defined]
    return vorlage.render(Context(werte, autoescape=False))


def _absaetze(text: str) -> str:
    zeilen = "\n".join(zeile.rstrip() for zeile in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", zeilen).strip()
