"""The demo's processes: started in sessions of their own, so that Ctrl-C reaches only the launcher; ended in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

GRACE = 10.0  # seconds between TERM and KILL


class Abbruch(Exception):
    """The launcher cannot go on; the message is for the person at the terminal."""


@dataclass(frozen=True)
class Kind:
    """A started process and where it writes."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path


def start(name: str, module: str, *arguments: str, logs: Path) -> Kind:
    """Run ``python -m module`` with its output in logs/name.log."""
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Kind(name, process, log)


def stop(children: list[Kind], grace: float = GRACE) -> None:
    """TERM to the leaders only (a group-wide TERM leaves Celery in warm shutdown for minutes), then KILL to the groups."""
    for child in children:
        child.process.terminate()
    end = time.monotonic() + grace
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, end - time.monotonic()))
    for child in children:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


def watch(children: list[Kind], *, until: Callable[[], bool], seconds: float = float("inf")) -> None:
    """Wait until the condition holds. Raises Abbruch when a child ends or the seconds are over."""
    end = time.monotonic() + seconds
    while not until():
        for child in children:
            if (code := child.process.poll()) is not None:
                raise Abbruch(
                    f"Der Prozess „{child.name}“ hat sich beendet (Code {code}). Näheres in {child.log}."
                )
        if time.monotonic() > end:
            raise Abbruch(
                f"Nach {seconds:.0f} Sekunden noch keine Antwort. Näheres in {children[0].log.parent}."
            )
        time.sleep(0.2)


@contextmanager
def signals_end() -> Iterator[None]:
    """Within the block TERM and a closed terminal end like Ctrl-C, also where a script's "&" had told us to ignore that."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    old = {number: signal.signal(number, _interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


@contextmanager
def deaf() -> Iterator[None]:
    """Within the block a second Ctrl-C does not disturb the clearing up."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    old = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
