"""The Celery application. Beat only wakes the workers; what is due stands in the database.

Run: ``celery -A config worker`` and ``celery -A config beat``.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def every(task: str, seconds: int) -> dict[str, object]:
    """A beat entry; a wake-up that nobody fetched before the next one (seconds) is dropped, not piled up."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds}}


app = Celery("foerderlauf")
app.config_from_object("config.broker")
app.conf.beat_schedule = {
    "relay": every("notifications.tasks.relay", 15),
    "deliver_due": every("notifications.tasks.deliver_due", 15),
    # A repeated run writes nothing; each minute, because the demo's day can change while one watches
    "queue_reminders": every("notifications.tasks.queue_reminders", 60),
    "ablauf": every("workflows.tasks.ablauf", 60),
    # Reads once a day; asked each hour, because a restart begins the hour anew
    "ratsabrufe": every("workflows.tasks.ratsabrufe", 3600),
    "serien_fortsetzen": every("workflows.tasks.serien_fortsetzen", 15),
    "aufraeumen": every("workflows.tasks.aufraeumen", 3600),
    "kennzeichen_loeschen": every("workflows.tasks.kennzeichen_loeschen", 3600),
}
app.autodiscover_tasks()
