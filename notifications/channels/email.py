"""E-mail by the backend of the settings: SMTP, or files in the demo."""

from __future__ import annotations

import smtplib
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from notifications import texte
from notifications.channels import Aufgeschoben, KanalGestoert, Unzustellbar
from notifications.models import Nachricht

SERVICE_NOT_AVAILABLE = 421
RAHMEN = "notifications/email/rahmen.html"


def deliver(nachricht: Nachricht) -> None:
    """Hand the mail to the server. Raises KanalGestoert, Aufgeschoben or Unzustellbar."""
    try:
        # As a context: otherwise Django leaves the connection open where the login is refused
        with get_connection() as server:
            server.send_messages([brief(nachricht)])
    except smtplib.SMTPRecipientsRefused as fehler:
        code, antwort = next(iter(fehler.recipients.values()))
        raise _antwort(code, antwort) from fehler
    except smtplib.SMTPDataError as fehler:
        raise _antwort(fehler.smtp_code, fehler.smtp_error) from fehler
    except (smtplib.SMTPException, OSError) as fehler:
        # Not connected, not logged in, sender refused, time-out: ours to mend, not the recipient's fault
        raise KanalGestoert(str(fehler)) from fehler
    except ValueError as fehler:  # a line break in an address or header, an address that cannot be encoded
        raise Unzustellbar(str(fehler)) from fehler


def brief(nachricht: Nachricht) -> EmailMultiAlternatives:
    """The mail as it goes out: the same Message-ID and date on every copy; a secret link is put in only here."""
    text = texte.mit_einladungslink(nachricht)
    mail = EmailMultiAlternatives(
        subject=nachricht.betreff,
        body=text,
        to=[nachricht.empfaenger_adresse],
        reply_to=[nachricht.antwort_an] if nachricht.antwort_an else None,
        headers={
            "Message-ID": nachricht.message_id,
            "Date": format_datetime(localtime(nachricht.geschehen_am)),
            "Auto-Submitted": "auto-generated",
        },
    )
    werte = {"betreff": nachricht.betreff, "text": text}
    mail.attach_alternative(render_to_string(RAHMEN, werte), "text/html")
    return mail


def _antwort(code: int, text: bytes | str) -> Exception:
    worte = f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
    if code == SERVICE_NOT_AVAILABLE:
        return KanalGestoert(worte)
    return Unzustellbar(worte) if code >= 500 else Aufgeschoben(worte)
