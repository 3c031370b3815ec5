"""Celery's entry: fetch, call, return. What is owed stands in the database; a lost or doubled task changes nothing."""

from celery import shared_task

from antraege import zeit
from notifications import ausgang, reminders


@shared_task
def relay() -> int:
    """Turn new log entries into messages and send what is due; the number sent."""
    while ausgang.uebertragen():
        pass
    return ausgang.versenden()


@shared_task
def deliver_due() -> int:
    """Send what waits: retries, and what a dead worker left behind; the number sent."""
    return ausgang.versenden()


@shared_task
def queue_reminders() -> int:
    """Write the reminders due today; the number written."""
    return reminders.einreihen(zeit.heute())
