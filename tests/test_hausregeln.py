"""House rules that no linter knows. Each message says what to do instead."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "antraege", "workflows", "notifications")
MODULES = sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CELERY = {"config/celery.py", "config/__init__.py", "workflows/tasks.py", "notifications/tasks.py"}
MAX_MODULE = 300
MAX_TEMPLATE = 80


def offenders(
    paths: list[Path], pattern: str, *, allowed: frozenset[str] | set[str] = frozenset()
) -> list[str]:
    """file:line of every match outside the allowed files."""
    found = []
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        lines = path.read_text(encoding="utf-8").splitlines() if name not in allowed else []
        found += [f"{name}:{number}" for number, line in enumerate(lines, 1) if re.search(pattern, line)]
    return found


def longer_than(paths: list[Path], limit: int) -> list[str]:
    lengths = {p.relative_to(ROOT).as_posix(): len(p.read_text(encoding="utf-8").splitlines()) for p in paths}
    return [f"{name} ({length})" for name, length in lengths.items() if length > limit]


def test_no_task_carries_a_date():
    """Dates stand in the database and beat wakes: tasks with an ETA run again and again after a reconnect."""
    assert offenders(MODULES, r"\b(countdown|eta)\s*=") == []


def test_one_door_to_a_task():
    """open_task holds lock and transaction; nothing else opens an activation."""
    assert (
        offenders(MODULES, r"[\w)]\.activation\(", allowed={"workflows/nodes.py", "workflows/door.py"}) == []
    )


def test_celery_is_known_to_four_modules():
    """Tasks fetch, call and return; everything else must run without a broker."""
    assert offenders(MODULES, r"^\s*(from|import) celery", allowed=CELERY) == []


def test_no_utils_module():
    """A home found by topic is found again."""
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "common"}] == []


@pytest.mark.parametrize(
    "pattern",
    [r"\sstyle\s*=", r"<style", r"<script(?![^>]*\ssrc=)", r"\son[a-z]+\s*=\s*[\"']", r"javascript:"],
)
def test_templates_have_nothing_inline(pattern):
    """The content security policy blocks it: classes in static/app.css, behaviour in static/app.js."""
    assert offenders(TEMPLATES, pattern) == []


def test_nothing_grows_too_long():
    """Whoever inherits this reads modules whole: split by topic."""
    assert longer_than(MODULES, MAX_MODULE) == []
    assert longer_than(TEMPLATES, MAX_TEMPLATE) == []


def test_locked_requirements_name_no_place():
    """Every package is pinned by hash; where it comes from is the business of the machine that installs it."""
    for name in ("base", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
        assert len(pins) > 40
        assert not re.search(r"^--(extra-)?index|^--find-links|://", text, re.MULTILINE)


def test_locked_requirements_name_what_is_asked_for():
    """requirements/*.in changed without ``make deps`` would install something else than what was tested."""
    for name in ("base", "dev"):
        asked = re.findall(
            r"^([A-Za-z][\w-]*)",
            (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        locked = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert [package for package in asked if f"\n{package.lower()}" not in f"\n{locked}"] == []
