"""What fails in a sweep: said once a day. A sweep comes each minute and would say the same failure 1,440 times."""

import logging

logger = logging.getLogger(__name__)
_gesagt = {}  # what failed -> the day of which that was said; each worker process says it on its own


def melden(was, pk, heute):
    """Log the error being handled about row ``pk`` with its traceback, once on each day ``heute``."""
    if _gesagt.get((was, pk)) != heute:
        _gesagt[was, pk] = heute
        logger.exception("%s %s failed; it is tried again each minute, said again tomorrow", was, pk)
