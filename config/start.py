"""The demo's launcher (``make demo``): embedded PostgreSQL, data, web, worker and beat, until Ctrl-C.

Environment: PORT (default 8000) and STAND (laufend or leer starts over; empty keeps the data).
"""

import fcntl
import os
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from config import postgres, prozesse
from config.prozesse import Abbruch

STAENDE = ("laufend", "leer")


def main() -> int:
    """The whole life of the demo; the exit code."""
    try:
        port, stand = read_port(), read_stand()
        with prozesse.signals_end(), only_one(), database():
            prepare(port, stand)
            serve(port)
    except (Abbruch, ImproperlyConfigured, CommandError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nDie Vorführung ist beendet; ihre Daten bleiben in var/ erhalten.")
    return 0


def read_port() -> int:
    """PORT, checked to be a number and free."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Abbruch(f"PORT={text} ist keine Portnummer. Beispiel: make demo PORT=8001")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError:
            raise Abbruch(
                f"Port {text} ist belegt oder gesperrt. Bitte einen anderen wählen: make demo PORT=8001"
            ) from None
    return int(text)


def read_stand() -> str:
    """STAND, checked; empty keeps the data."""
    stand = os.environ.get("STAND", "")
    if stand and stand not in STAENDE:
        raise Abbruch(f"STAND={stand} ist unbekannt. Möglich sind: {', '.join(STAENDE)}.")
    return stand


@contextmanager
def only_one() -> Iterator[None]:
    """A second launcher would stop the database under the first."""
    try:
        postgres.VAR.mkdir(parents=True, exist_ok=True)
        schloss = (postgres.VAR / "start.lock").open("w")
    except OSError as fehler:
        raise Abbruch(
            f"Der Ordner {postgres.VAR} lässt sich nicht anlegen oder beschreiben: {fehler.strerror}."
        ) from None
    with schloss as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Abbruch(
                "Die Vorführung läuft schon in diesem Ordner. Bitte dort mit Strg-C beenden."
            ) from None
        yield


@contextmanager
def database() -> Iterator[None]:
    """The embedded PostgreSQL; stopped at the end, even in the middle of a start."""
    try:
        with step("Datenbank starten"):
            postgres.start(postgres.DEMO)
        yield
    finally:
        with prozesse.deaf():
            postgres.stop(postgres.DEMO)


def prepare(port: int, stand: str) -> None:
    """Environment, tables, static files and data."""
    # Nothing of the demo leaves the machine, whatever the shell has set for something else
    os.environ |= {"DEMO": "1", "DATABASE_URL": "", "EMAIL_URL": "", "REDIS_URL": ""}
    os.environ["BASIS_URL"] = os.environ.get("BASIS_URL") or f"http://127.0.0.1:{port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    address = postgres.url(postgres.DEMO)
    if stand or not postgres.comment(address):
        stand = stand or STAENDE[0]
        start_over(address)
    django.setup()
    with step("Tabellen anlegen oder ergänzen"):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
    collect_static()
    if stand:
        print(f"Beispieldaten laden (Stand „{stand}“); das dauert beim ersten Mal etwas ...", flush=True)
        call_command("demodaten", stand=stand)
        postgres.set_comment(address, f"stand={stand}")
    close_connections()


def start_over(address: str) -> None:
    """An empty database, and nothing left of the mails, files and wake-ups that belonged to the old one."""
    postgres.drop_database(address)
    for name in ("mail", "media", "broker"):
        shutil.rmtree(postgres.VAR / name, ignore_errors=True)


def collect_static() -> None:
    """Copy and fingerprint the static files where one is newer than the last manifest."""
    from django.conf import settings  # noqa: PLC0415  only after prepare() has set the environment

    manifest = settings.STATIC_ROOT / "staticfiles.json"
    made = manifest.stat().st_mtime if manifest.exists() else 0.0
    sources = (path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*"))
    if any(path.stat().st_mtime > made for path in sources):
        with step("Gestaltung zusammenstellen"):
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def close_connections() -> None:
    """The children have connections of their own."""
    from django.db import connections  # noqa: PLC0415  see collect_static

    connections.close_all()


def serve(port: int) -> None:
    """Web, worker and beat until one ends or a signal comes. Raises Abbruch when one ends by itself."""
    children: list[prozesse.Kind] = []
    try:
        with step("Web, Worker und Zeitgeber starten"):
            children.extend(start_children(port))
            prozesse.watch(children, until=lambda: answers(port), seconds=60)
        print_welcome(port)
        prozesse.watch(children, until=lambda: False)
    finally:
        with prozesse.deaf():
            with suppress(OSError):  # a closed terminal takes no line; the processes must end all the same
                print("\nBeende alle Prozesse ...", flush=True)
            prozesse.stop(children)


def start_children(port: int) -> Iterator[prozesse.Kind]:
    logs = postgres.VAR / "log"
    web = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--graceful-timeout", "5", "--no-control-socket"]
    worker = ["--app", "config", "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "INFO"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    yield prozesse.start("web", "gunicorn", "config.wsgi", *web, logs=logs)
    yield prozesse.start("worker", "celery", *worker, *quiet, logs=logs)
    schedule = ["--schedule", str(postgres.VAR / "beat"), "--pidfile", ""]
    yield prozesse.start("beat", "celery", "--app", "config", "beat", *schedule, logs=logs)


def answers(port: int) -> bool:
    """True once the web process serves pages."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/gesund/", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def print_welcome(port: int) -> None:
    """Address, one login per role, mail viewer."""
    from antraege.views.konto import demo_rollen  # noqa: PLC0415  see collect_static

    address = f"http://127.0.0.1:{port}/"
    print(f"\nFörderlauf läuft: {address}\n\nAnmelden (auf der Anmeldeseite auswählen, ohne Passwort):")
    seen: set[str] = set()
    for person in (person for _, group in demo_rollen() for person in group):
        if person.label not in seen:
            seen.add(person.label)
            print(f"  {person.label:32} {person.value:42} {person.note}")
    print(
        f"\nVerschickte E-Mails: {address}demo/postausgang/\nProtokolle der Prozesse: {postgres.VAR / 'log'}"
    )
    print(
        "Beenden mit Strg-C. Die Daten bleiben; make demo STAND=laufend oder STAND=leer fängt neu an.",
        flush=True,
    )
    close_connections()


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show what is being done and how long it took."""
    print(f"{name} ... ", end="", flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
