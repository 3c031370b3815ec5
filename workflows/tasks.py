"""Celery tasks of the procedures: fetch, call, return. Dates stand in the database; beat only wakes (config/celery.py)."""

from celery import shared_task

from antraege import zeit
from workflows.ablauf import feststellen


@shared_task(ignore_result=True)
def ablauf():
    """Handle every deadline that has passed."""
    feststellen(zeit.heute())
