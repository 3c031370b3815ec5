"""Runs pytest, or a manage.py command, on a PostgreSQL that it starts and stops: ``python -m tests.lauf [--system|--django] ...``.

--system takes the newest PostgreSQL of the system (a second version beside the embedded one) in a throwaway cluster;
--django runs manage.py as in production (without DEMO) instead of pytest. DATABASE_URL, where set, is left alone.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import postgres
from tests import vorlage

PRODUCTION = {
    "DEMO": "0",
    "SECRET_KEY": "ein-langer-wert-nur-fuer-diese-pruefung-0123456789-abcdefghijklmnop",
    "BASIS_URL": "https://foerderlauf.example.org",
    "EMAIL_URL": "smtp+tls://name:wort@mail.example.org:587",
}


def system_binaries() -> Path | None:
    """The bin folder of the newest PostgreSQL that Debian's packages put on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def embedded() -> Iterator[str]:
    """The embedded server in var/pg-test, for one run at a time: the first to end stops it."""
    with einzeln(postgres.VAR / "pg-test.lock"):
        yield postgres.start(postgres.TEST, durable=False)
        postgres.stop(postgres.TEST)


@contextmanager
def einzeln(datei: Path) -> Iterator[None]:
    """Wait, with a sentence, until no other run of this checkout holds the lock."""
    datei.parent.mkdir(parents=True, exist_ok=True)
    with datei.open("w") as schloss:
        try:
            fcntl.flock(schloss, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("In diesem Ordner laufen schon Tests. Dieser Lauf wartet, bis sie fertig sind.", flush=True)
            fcntl.flock(schloss, fcntl.LOCK_EX)
        yield


@contextmanager
def throwaway(binaries: Path) -> Iterator[str]:
    """A cluster of the system's version in var/pg-system, on a socket only; removed afterwards."""
    folder = postgres.VAR / "pg-system"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    owner = _owner(folder)
    _run(
        owner,
        binaries / "initdb",
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "--auth=trust",
        "--locale=C",
        "-E",
        "UTF8",
    )
    options = (
        f"-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -k {folder}"
    )
    try:
        _run(
            owner,
            binaries / "pg_ctl",
            "-D",
            folder / "data",
            "-w",
            "-l",
            folder / "log",
            "-o",
            options,
            "start",
        )
        yield f"postgresql://postgres@/foerderlauf?host={folder}"
    finally:
        _run(owner, binaries / "pg_ctl", "-D", folder / "data", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _owner(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root; Debian's package made the user postgres for it."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("postgres")
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return entry.pw_name


def _run(owner: str | None, *command: object) -> None:
    subprocess.run(
        [str(part) for part in command], user=owner, cwd="/", check=True, stdout=subprocess.DEVNULL
    )


def execute(arguments: list[str], url: str) -> int:
    """pytest or manage.py on the database; the exit code."""
    environment = os.environ | {"DATABASE_URL": url}
    # Compiling the tests anew takes each worker as long as a tenth of its tests.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if arguments[:1] == ["--django"]:
        command = [sys.executable, "manage.py", *arguments[1:]]
        environment |= PRODUCTION
    else:
        vorlage.anlegen(url)
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--system"]:
        binaries = system_binaries()
        if binaries is None:
            print("Kein PostgreSQL des Systems gefunden: Der zweite Lauf entfällt.")
            return 0
        print(f"Zweiter Lauf auf {binaries.parent}", flush=True)
        with throwaway(binaries) as url:
            return execute(arguments[1:], url)
    if url := os.environ.get("DATABASE_URL"):
        return execute(arguments, url)
    with embedded() as url:
        return execute(arguments, url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
