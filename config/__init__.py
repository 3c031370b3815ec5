"""Wiring: settings, URLs, Celery, the embedded database and the demo's launcher. Imports everything, is imported by nothing."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
