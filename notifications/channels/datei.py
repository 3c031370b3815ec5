"""Mail into files, for the demo: each mail one ``.eml`` in ``EMAIL_FILE_PATH``; the newest has the greatest name."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Django's own file backend names files by the second, so that mails can meet in one file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; a reader never meets half a file."""
        ordner = Path(settings.EMAIL_FILE_PATH)
        ordner.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = f"{time.time_ns()}-{os.getpid()}"
            halb = ordner / f"{name}.teil"
            halb.write_bytes(mail.message().as_bytes())
            halb.rename(ordner / f"{name}.eml")
        return len(email_messages)
