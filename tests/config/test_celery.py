"""Celery wakes; it carries nothing that a fault could lose."""

from pathlib import Path

from config.celery import app


def test_every_wake_up_expires_before_the_next():
    assert {name: entry["options"]["expires"] for name, entry in app.conf.beat_schedule.items()} == {
        name: entry["schedule"] for name, entry in app.conf.beat_schedule.items()
    }


def test_every_wake_up_calls_a_task_that_exists():
    app.loader.import_default_modules()
    assert sorted({entry["task"] for entry in app.conf.beat_schedule.values()} - set(app.tasks)) == []


def test_a_killed_worker_gives_its_task_back():
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_a_request_never_waits_for_the_broker():
    assert not app.conf.task_publish_retry


def test_only_json_travels():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"


def test_without_redis_messages_are_files_beside_the_demo():
    assert app.conf.broker_url == "filesystem://"
    assert Path(app.conf.broker_transport_options["data_folder_in"]).is_dir()
