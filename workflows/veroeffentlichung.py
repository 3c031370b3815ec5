"""Papers whose day of publication has come: published by the system, each on its own, a failing one is logged and kept."""

import logging

from antraege.fehler import Verweigert
from antraege.models import Benutzer
from antraege.services import vorlagenstand
from workflows import pannen

logger = logging.getLogger(__name__)


def feststellen(heute):
    """Publish the released papers that are due on the day ``heute``; give how many were."""
    system = Benutzer.objects.system()
    return sum(_einzeln(v, system, heute) for v in vorlagenstand.faellige_veroeffentlichungen(heute))


def _einzeln(vorlage, system, heute):
    try:
        vorlagenstand.veroeffentlichen(vorlage=vorlage, by=system, heute=heute)
    except Verweigert as fehler:  # published or withdrawn in between
        logger.info("%s was not published: %s", vorlage.pk, fehler)
        return False
    except Exception:
        pannen.melden("Publishing Vorlage", vorlage.pk, heute)
        return False
    return True
