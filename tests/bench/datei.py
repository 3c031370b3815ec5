"""``python -m tests.bench.datei <format> <person>``: write all positions a person sees to nowhere, in a process of its own.

Prints as JSON how many seconds it took, how many MB the process held at most (Linux counts those of the process that started
it, too, so it is an upper bound), how many bytes the file has.
"""

import json
import resource
import sys
from datetime import date
from time import perf_counter

TAG = date(2027, 7, 12)


def schreibe(als, wer):
    """Write the file and tell what it took."""
    import django  # noqa: PLC0415  the process begins here

    django.setup()
    from antraege.ausgabe import FORMATE  # noqa: PLC0415  after the setup
    from antraege.auswertung_stellen import stellen  # noqa: PLC0415
    from antraege.models import Benutzer, Stelle  # noqa: PLC0415

    beginn = perf_counter()
    qs = Stelle.objects.visible_to(Benutzer.objects.get(pk=wer))
    laenge = sum(len(stueck) for stueck in FORMATE[als].schreibe(stellen(qs, TAG)))
    speicher = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"s": round(perf_counter() - beginn, 1), "mb": round(speicher), "bytes": laenge}


if __name__ == "__main__":
    print(json.dumps(schreibe(sys.argv[1], int(sys.argv[2]))))
