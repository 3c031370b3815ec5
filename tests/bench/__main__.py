"""``python -m tests.bench [turns]``: what a procedure, a notice, a mail and a list cost; figures go to var/bench.json.

Starts a durable embedded PostgreSQL of its own (fsync on); DATABASE_URL, where set, is left alone. Only counters can
fail the run, never times.
"""

import json
import os
import sys

from config import postgres

CLUSTER = postgres.VAR / "pg-bench"


def main(arguments: list[str]) -> int:
    """Measure and write down; 1 where a counter is above its limit."""
    turns = int(arguments[0]) if arguments else 30
    if os.environ.get("DATABASE_URL"):
        return _messen(turns)
    os.environ["DATABASE_URL"] = postgres.start(CLUSTER)
    try:
        return _messen(turns)
    finally:
        postgres.stop(CLUSTER)


def _messen(turns: int) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    import django  # noqa: PLC0415  settings need the database's address

    django.setup()
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415

    from tests.bench import bericht  # noqa: PLC0415

    datenbanken = setup_databases(verbosity=0, interactive=False)
    try:
        ergebnis = bericht.messen(turns)
    finally:
        teardown_databases(datenbanken, verbosity=0)
    (postgres.VAR / "bench.json").write_text(
        json.dumps(ergebnis, ensure_ascii=False, indent=2), encoding="utf-8"
    )
    print(bericht.tabelle(ergebnis))
    return 1 if ergebnis["ueberschritten"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
