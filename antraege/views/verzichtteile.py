"""Open rounds in which a person's municipality has no application: begin one, waive, or what was waived."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from antraege.models import Antrag, Foerderrunde, Inanspruchnahme, Kommune
from antraege.rechte.antrag import KOMMUNE
from antraege.services.ruecklauf import hindernis


@dataclass(frozen=True)
class OffeneRunde:
    """A round and a municipality without an application in it; ``verzicht_am``: the day it waived."""

    runde: Foerderrunde
    ort: Kommune
    verzicht_am: date | None

    @property
    def url(self):
        """Address of the waiver."""
        return f"{reverse('verzicht', args=[self.runde.pk])}?kommune={self.ort.pk}"


def offene(user, runden, heute):
    """[OffeneRunde] of the municipalities this person writes applications for; two queries, however many."""
    orte = {m.kommune_id: m.kommune for m in user.aktive_mitgliedschaften if m.rolle in KOMMUNE}
    offen = [runde for runde in runden if not hindernis(runde, heute)]
    if not orte or not offen:
        return []
    laufend = Antrag.objects.filter(kommune__in=orte, runde__in=offen).nicht_beendet()
    da = set(laufend.order_by().values_list("kommune", "runde"))
    verzichte = Inanspruchnahme.objects.filter(
        kommune__in=orte, runde__in=offen, art=Inanspruchnahme.Art.VERZICHT
    )
    verzicht = {
        (ort, runde): tag for ort, runde, tag in verzichte.values_list("kommune", "runde", "erklaert_am")
    }
    return [
        OffeneRunde(runde, ort, verzicht.get((ort.pk, runde.pk)))
        for runde in offen
        for ort in orte.values()
        if (ort.pk, runde.pk) not in da and ort.landkreis_id == runde.programm.landkreis_id
    ]


def alle_offenen(user, heute):
    """The same for all rounds that are open today, the next last day first."""
    runden = Foerderrunde.objects.visible_to(user).offen(am=heute).select_related("programm")
    return offene(user, runden.order_by("antrag_bis", "pk"), heute) if user.kommune_ids else []
