"""Celery's settings, each with its reason. They bridge faults; that nothing is lost is the work of the Nachricht rows."""

from pathlib import Path

from django.conf import settings


def _folders(base: Path) -> dict[str, str]:
    """The filesystem transport reads and writes one folder and does not create it."""
    for name in ("nachrichten", "steuerung"):
        (base / name).mkdir(parents=True, exist_ok=True)
    messages, control = str(base / "nachrichten"), str(base / "steuerung")
    return {"data_folder_in": messages, "data_folder_out": messages, "control_folder": control}


REDIS_OPTIONS = {
    "visibility_timeout": 600,  # longer than the longest task, far below an hour of silence
    "unacked_restore_interval": 10,  # the defaults restore only about every 100 s
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,  # the default waits for ever on a half-open connection
    "socket_connect_timeout": 2,
    "health_check_interval": 25,  # finds a dead connection within a minute
    "socket_keepalive": True,
    # Without these a publish to a dead broker waits 6 s inside the request (measured); the worker has its own retries
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "global_keyprefix": "foerderlauf:",  # the Redis may be shared
}

if settings.REDIS_URL:
    broker_url = settings.REDIS_URL
    broker_transport_options = REDIS_OPTIONS
else:
    broker_url = "filesystem://"  # no second server for one machine
    broker_transport_options = _folders(settings.VAR / "broker")

worker_enable_remote_control = bool(
    settings.REDIS_URL
)  # the filesystem transport has no broadcast to speak of
task_acks_late = True  # every task is idempotent: better twice than never
task_reject_on_worker_lost = True  # attempts are counted in our own row, so this cannot loop for ever
worker_prefetch_multiplier = 1  # fewer messages stuck with a worker that is killed
task_publish_retry = False  # a request must not wait for the broker; the sweep finds what was not published
task_time_limit = 120  # seconds; a hanging task gives its worker back
task_soft_time_limit = 90  # seconds; above the SMTP timeout of 30
worker_soft_shutdown_timeout = 30  # seconds; a deploy lets running tasks end
worker_enable_soft_shutdown_on_idle = True
worker_cancel_long_running_tasks_on_connection_loss = True  # acks_late delivers them again anyway
worker_max_tasks_per_child = 500  # against leaks
worker_max_memory_per_child = 300_000  # KiB
task_ignore_result = True  # state lives in PostgreSQL
result_backend = None
task_serializer = "json"  # no pickle
accept_content = ["json"]
broker_connection_retry_on_startup = True
broker_connection_max_retries = None  # the default gives up after 100 tries
worker_hijack_root_logger = False  # Django's LOGGING is the only one
timezone = settings.TIME_ZONE
