"""Writing the log: every act leaves exactly one entry, in its own transaction. The log is the outbox."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.db.models import Model

from antraege import zeit
from antraege.berechtigungen import landkreis_id
from antraege.models import Antrag, Benutzer, Ereignis, Protokolleintrag, Protokolltext
from antraege.services.gesammelt import einfuegen, mit_schluessel


def vermerken(
    ereignis: Ereignis,
    objekt: Model,
    *,
    by: Benutzer,
    wirksam_am: date,
    antrag: Antrag | None = None,
    vorher: str = "",
    nachher: str = "",
    text: str = "",
    sichtbar: bool = False,
    historisch: bool = False,
) -> Protokolleintrag:
    """Write the entry of an act on ``objekt``, effective on the legal day ``wirksam_am``.

    ``text`` (personal words) goes to a side table that may be erased; ``sichtbar`` decides whether the municipality
    may hear of it; ``historisch`` entries never cause a message. For whom a substitute acted ``verlange`` has noted.
    """
    antrag = antrag if antrag is not None else (objekt if isinstance(objekt, Antrag) else None)
    if worte := Protokolltext(text=text) if text else None:
        einfuegen(worte)
    eintrag = Protokolleintrag(
        geschehen_am=zeit.jetzt(),
        wirksam_am=wirksam_am,
        landkreis_id=landkreis_id(antrag or objekt),
        antrag=antrag,
        objekt_art=str(objekt._meta.model_name),
        objekt_id=mit_schluessel(objekt),
        art=ereignis,
        benutzer=by,
        vertretung_fuer=by.handelt_fuer,
        vorher=vorher,
        nachher=nachher,
        text=worte,
        text_sha256=sha256(text.encode()).hexdigest() if text else "",
        sichtbar_kommune=sichtbar,
        historisch=historisch or bool(antrag is not None and antrag.historisch),
    )
    einfuegen(eintrag)
    return eintrag
