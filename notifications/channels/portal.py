"""The portal: a row that exists is visible, so there is nothing to carry anywhere."""

from __future__ import annotations

from notifications.models import Nachricht


def deliver(nachricht: Nachricht) -> None:
    """Do nothing: a row once held back becomes visible by being marked as sent."""
