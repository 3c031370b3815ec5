"""Joint applications for tests: a carrier, its partners, and the whole form filled in."""

from datetime import time
from decimal import Decimal

from antraege import zeit
from antraege.models import Anlage, Kommune, Rolle
from antraege.services import antrag as antragsdienst
from antraege.services import verbund
from antraege.services.angaben import Anteil
from tests import factories as f


def verbundfall(anteile=("0.50", "0.25"), **felder):
    """(draft of a joint application ready to submit, its clerk, the partners)."""
    antrag, clerk = f.entwurf(str(sum(map(Decimal, anteile))))
    partner = [f.kommune(antrag.landkreis, f"Partnerort {n}") for n in range(1, len(anteile))]
    with zeit.gestellt(f.TAG, time(10, 0)):
        gemeinsam(antrag, clerk, partner, anteile)
        antragsdienst.speichern(
            antrag=antrag,
            felder={"vereinbarung_vom": f.TAG} | felder,
            version=antrag.version,
            by=clerk,
            heute=f.TAG,
        )
    f.anlage(antrag, clerk, Anlage.Art.VEREINBARUNG)
    return antrag, clerk, partner


def gemeinsam(antrag, clerk, partner: list[Kommune], anteile) -> None:
    """Name the partners and the part of each municipality."""
    verbund.zusammenschliessen(
        antrag=antrag, name="Oberes Gäu", kommunen=partner, version=antrag.version, by=clerk, heute=f.TAG
    )
    teile = {
        ort.pk: Anteil(Decimal(vzae), 10)
        for ort, vzae in zip([antrag.kommune, *partner], anteile, strict=True)
    }
    antragsdienst.speichern(
        antrag=antrag, felder={}, anteile=teile, version=antrag.version, by=clerk, heute=f.TAG
    )


def einreichen(antrag, clerk):
    """Submit on the day of the tests."""
    with zeit.gestellt(f.TAG, time(11, 0)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    antrag.refresh_from_db()
    return antrag


def eigener(antrag, ort):
    """(filled draft of another municipality in the same round, its clerk)."""
    clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, ort.landkreis, ort)
    with zeit.gestellt(f.TAG, time(10, 0)):
        neu = antragsdienst.anlegen(kommune=ort, runde=antrag.runde, by=clerk, heute=f.TAG)
        return f.ausfuellen(neu, clerk), clerk
