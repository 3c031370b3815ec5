"""The demo's launcher with real processes: up, Ctrl-C, nobody left; and its refusals."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from config import postgres
from config.umgebung import BASE_DIR

# Seconds until everything must be gone: each child has ten of its own before it is killed, and the machine may be busy.
ENDE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def launcher():
    """Starts launchers; none survives its test."""
    started = []
    yield lambda var, **environment: started.append(popen(var, environment)) or started[-1]
    for process in started:
        process.terminate()
        process.communicate(timeout=30)


def popen(var: Path, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """The launcher as a terminal starts it: leader of a process group."""
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.Popen(
        [sys.executable, "-m", "config.start"],
        cwd=BASE_DIR,
        env=keep | {"VAR": str(var)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def family(var: Path, word: str = "") -> list[int]:
    """Ids of all living processes that inherited our VAR (the database's too) and have the word in their command."""
    ids = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
    ours = (pid for pid in ids if f"VAR={var}\0".encode() in _read(pid, "environ"))
    return sorted(pid for pid in ours if word.encode() in _read(pid, "cmdline"))


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def survivors(var: Path) -> list[int]:
    """Who is left two seconds after the launcher (a server that removed its pid file needs a moment to end)."""
    end = time.monotonic() + 2
    while (left := family(var)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def wait_for(line: str, process: "subprocess.Popen[str]") -> str:
    """The output up to the line; the rest stays in the pipe."""
    output = ""
    while line not in output:
        output += (piece := process.stdout.readline())
        assert piece, output
    return output


@pytest.fixture
def var():
    """A folder with a database that counts as loaded, so that no demo data are needed."""
    folder = BASE_DIR / "var" / f"start-{os.getpid()}"
    environment = os.environ | {"VAR": str(folder)}
    python = [sys.executable, "-m", "config.postgres"]
    subprocess.run([*python, "start"], cwd=BASE_DIR, env=environment, check=True, capture_output=True)
    postgres.set_comment(postgres.url(folder / "pg"), "stand=leer")
    yield folder
    subprocess.run([*python, "stop"], cwd=BASE_DIR, env=environment, check=True, capture_output=True)
    shutil.rmtree(folder)


@pytest.mark.slow
def test_ctrl_c_leaves_no_process_behind(var, launcher):
    port = free_port()
    process = launcher(var, PORT=str(port))
    output = wait_for("Beenden mit Strg-C", process)
    assert f"http://127.0.0.1:{port}/demo/postausgang/" in output
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/konto/login/") as page:
        assert page.status == 200
    assert len(family(var)) > 5
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=ENDE) == 0
    assert survivors(var) == []


@pytest.mark.slow
def test_a_closed_terminal_leaves_no_process_behind(var, launcher):
    process = launcher(var, PORT=str(free_port()))
    wait_for("Beenden mit Strg-C", process)
    process.stdout.close()
    process.send_signal(signal.SIGHUP)
    process.wait(timeout=ENDE)
    assert survivors(var) == []


@pytest.mark.slow
def test_second_start_is_quick_and_a_dead_worker_ends_it(var, launcher):
    for _ in range(2):
        began = time.monotonic()
        process = launcher(var, PORT=str(free_port()))
        wait_for("Beenden mit Strg-C", process)
        took = time.monotonic() - began
        worker = family(var, "celery")[0]
        os.kill(worker, signal.SIGKILL)
        assert process.wait(timeout=ENDE) == 1
        assert "hat sich beendet" in process.stdout.read()
    assert took < 10
    assert survivors(var) == []


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "achttausend"}, "PORT=achttausend ist keine Portnummer"),
        ({"STAND": "voll"}, "STAND=voll ist unbekannt. Möglich sind: laufend, leer."),
    ],
)
def test_bad_value_is_one_sentence(tmp_path, launcher, environment, sentence):
    process = launcher(tmp_path, **environment)
    output = process.communicate(timeout=20)[0].strip()
    assert process.returncode == 1
    assert output.startswith(sentence)
    assert len(output.splitlines()) == 1


def test_occupied_port_is_one_sentence(tmp_path, launcher):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        output = launcher(tmp_path, PORT=str(port)).communicate(timeout=20)[0]
    assert output.strip().startswith(f"Port {port} ist belegt")


def test_an_impossible_folder_is_one_sentence(launcher):
    output, _ = launcher(Path("/proc/foerderlauf")).communicate(timeout=30)
    assert "lässt sich nicht anlegen oder beschreiben" in output
    assert "Traceback" not in output
