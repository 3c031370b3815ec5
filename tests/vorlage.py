"""A database with all migrations applied, made once for each state of their files; test databases are copies of it.

Applying them takes as long as a third of the fast tests, and every worker would do it again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config import postgres

WURZEL = Path(__file__).resolve().parent.parent
ANFANG = "foerderlauf_stand_"
FERTIG = "alle Migrationen angewandt"
SPERRE = 20_260_901  # two runs on one server make one template


def name() -> str:
    """The template's name: it changes with every migration and every locked package."""
    dateien = [
        *WURZEL.glob("*/migrations/**/*.py"),
        *WURZEL.glob("*/migrations/**/*.sql"),
        WURZEL / "requirements/base.txt",
        WURZEL / "config/settings.py",
    ]
    inhalt = b"".join(datei.read_bytes() for datei in sorted(dateien))
    return ANFANG + sha256(inhalt).hexdigest()[:12]


def bereit(address: str) -> bool:
    """Whether the template of this state is there and complete."""
    with _verwaltung(address) as connection:
        return _fertig(connection)


def anlegen(address: str) -> None:
    """Make the template where it is missing, and remove those of other states."""
    with _verwaltung(address) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [SPERRE])
        if _fertig(connection):
            return
        for (alte,) in connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ANFANG]
        ).fetchall():
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(alte)))
        postgres.create_database(connection, name())
        _migrieren(address)
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name()), sql.Literal(FERTIG))
        )


def _migrieren(address: str) -> None:
    umgebung = os.environ | {"DATABASE_URL": _mit_namen(address, name()), "DEMO": "1"}
    befehl = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(befehl, env=umgebung, cwd=WURZEL, check=True)


def _mit_namen(address: str, datenbank: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{datenbank}"))


def _verwaltung(address: str) -> psycopg.Connection:
    return psycopg.connect(address, dbname="postgres", autocommit=True)


def _fertig(connection: psycopg.Connection) -> bool:
    zeile = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name()]
    ).fetchone()
    return zeile is not None and zeile[0] == FERTIG
