"""The demo's mail viewer reads the files that ``channels.datei`` wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9]{10,25}-[0-9]{1,10}")


@dataclass(frozen=True)
class Post:
    """One mail as it left."""

    name: str
    an: str
    von: str
    antwort_an: str
    betreff: str
    datum: datetime | None
    message_id: str
    text: str


def namen(vor: str = "", hoechstens: int = 50) -> list[str]:
    """Names of the newest mails, newest first, older than ``vor`` if it is given."""
    alle = sorted((pfad.stem for pfad in _ordner().glob("*.eml")), reverse=True)
    return [name for name in alle if NAME.fullmatch(name) and (not vor or name < vor)][:hoechstens]


def lesen(name: str) -> Post | None:
    """The mail of that name; None where there is none (or the name is no name)."""
    pfad = _ordner() / f"{name}.eml"
    if not NAME.fullmatch(name) or not pfad.is_file():
        return None
    mail = message_from_bytes(pfad.read_bytes(), policy=policy.default)
    teil = mail.get_body(("plain",)) if isinstance(mail, EmailMessage) else None
    return Post(
        name=name,
        an=_kopf(mail, "To"),
        von=_kopf(mail, "From"),
        antwort_an=_kopf(mail, "Reply-To"),
        betreff=_kopf(mail, "Subject"),
        datum=parsedate_to_datetime(_kopf(mail, "Date")) if mail["Date"] else None,
        message_id=_kopf(mail, "Message-ID"),
        text=str(teil.get_content()) if teil else "",
    )


def _kopf(mail: EmailMessage, name: str) -> str:
    return str(mail.get(name, ""))


def _ordner() -> Path:
    return Path(settings.EMAIL_FILE_PATH)
