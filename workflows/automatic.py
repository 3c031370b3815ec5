"""What the automatic nodes do and what the gateways ask: each calls a service or reads the domain object's state."""

from antraege.models import Beratungsschritt, Bescheid, Mitzeichnung, Status, Vorlage
from antraege.services import bescheid, entscheidung, gremium
from antraege.services.bescheid_stand import letzter
from workflows.door import weiter
from workflows.models import Aufgabe
from workflows.writebehind import current

BESCHLUSS_DA = "beschluss_da"


def verbinden(activation, **gegenstand):
    """Link a new process to its application or paper."""
    for name, objekt in gegenstand.items():
        setattr(activation.process, name, objekt)
    return activation.process


# Antragsverfahren: what the gateways ask


def liegt_zur_unterschrift(activation):
    """Passed on to the person entitled to sign."""
    return activation.process.antrag.status == Status.ZUR_UNTERSCHRIFT


def ist_verspaetet(activation):
    """Submitted after the round's last day."""
    antrag = activation.process.antrag
    return antrag.status == Status.EINGEREICHT and antrag.verspaetet


def ist_eingegangen(activation):
    """Submitted in time."""
    return activation.process.antrag.status == Status.EINGEREICHT


def ist_zugelassen(activation):
    """The lateness was admitted; otherwise the application ended as inadmissible."""
    return activation.process.antrag.status != Status.UNZULAESSIG


def ist_vollstaendig(activation):
    """Formally complete; otherwise returned for completion."""
    return activation.process.antrag.status == Status.VOLLSTAENDIG


def ist_anzuhoeren(activation):
    """The recommendation cuts or refuses, so the municipality is heard first."""
    return activation.process.antrag.status == Status.STELLUNGNAHME


def ist_gezeichnet(activation):
    """Signed; otherwise sent back unsigned."""
    return activation.process.antrag.status == Status.GEZEICHNET


def braucht_beschluss(activation):
    """The committee decides: on the whole round, or on a recommendation above its amount."""
    return activation.process.antrag.braucht_beschluss


def ist_entschieden(activation):
    """The committee decided; otherwise the signature was voided and the subject check comes again."""
    return activation.process.antrag.status == Status.BESCHLOSSEN


def bescheid_ist_freigegeben(activation):
    """A notice is released; otherwise its draft was sent back."""
    return letzter(activation.process.antrag).status == Bescheid.Status.FREIGEGEBEN


def bescheid_liegt_im_portal(activation):
    """The municipality consented to notices in the portal; otherwise the notice is posted."""
    return letzter(activation.process.antrag).weg == Bescheid.Weg.PORTAL


def bescheid_ist_bekannt(activation):
    """Opened in time; otherwise the notice is posted."""
    return letzter(activation.process.antrag).bekanntgegeben_am is not None


def ist_bewilligt(activation):
    """A share was granted, so there is a position to record."""
    return activation.process.antrag.bewilligt_vzae > 0


# Antragsverfahren: automatic nodes


def durch_verwaltung_entscheiden(activation):
    """Decide as signed."""
    entscheidung.durch_verwaltung_entscheiden(
        antrag=activation.process.antrag, by=current().by, heute=current().heute
    )


def bescheid_bereitstellen(activation):
    """Make the PDF and provide it."""
    bescheid.bereitstellen(antrag=activation.process.antrag, by=current().by, heute=current().heute)


def abschliessen(activation):
    """End the procedure."""
    entscheidung.abschliessen(antrag=activation.process.antrag, by=current().by, heute=current().heute)


# Bescheidverfahren


def folgebescheid_ist_verworfen(activation):
    """The draft was discarded; otherwise it goes to release."""
    return _papier(activation).status == Bescheid.Status.VERWORFEN


def folgebescheid_ist_freigegeben(activation):
    """Released; otherwise the draft was sent back."""
    return _papier(activation).status == Bescheid.Status.FREIGEGEBEN


def folgebescheid_bereitstellen(activation):
    """Make the PDF and provide it."""
    bescheid.bereitstellen(bescheid=_papier(activation), by=current().by, heute=current().heute)


def folgebescheid_liegt_im_portal(activation):
    """The municipality consented to notices in the portal; otherwise the notice is posted."""
    return _papier(activation).weg == Bescheid.Weg.PORTAL


def folgebescheid_ist_bekannt(activation):
    """Opened in time; otherwise the notice is posted."""
    return _papier(activation).bekanntgegeben_am is not None


def _papier(activation):
    """The notice as it stands now, its application at hand; the act before changed the row, not the process's copy."""
    prozess = activation.process
    papier = Bescheid.objects.get(pk=prozess.bescheid_id)
    papier.antrag = prozess.gegenstand
    return papier


# Beschlussverfahren


def federfuehrung(vorlage):
    """The role that writes the paper."""
    return vorlage.federfuehrung


def ist_entwurf(activation):
    """Back with whoever writes it: returned, or taken up again as a new version."""
    return activation.process.vorlage.status == Vorlage.Status.ENTWURF


def ist_mitzuzeichnen(activation):
    """The station whose turn it is signs; others follow."""
    station = Mitzeichnung.objects.naechste(activation.process.vorlage)
    return station is not None and not station.gibt_frei


def ist_freizugeben(activation):
    """The station whose turn it is is the last one: it releases."""
    return Mitzeichnung.objects.naechste(activation.process.vorlage) is not None


def vorlage_ist_freigegeben(activation):
    """Released; otherwise sent back for revision."""
    return activation.process.vorlage.status == Vorlage.Status.FREIGEGEBEN


def steht_zur_vorberatung(activation):
    """The next sitting without a result is a preliminary one (first time, postponed or referred back)."""
    return naechste_rolle(activation.process.vorlage) == Beratungsschritt.Rolle.VORBERATUNG


def steht_zum_beschluss(activation):
    """The next sitting without a result decides."""
    return naechste_rolle(activation.process.vorlage) == Beratungsschritt.Rolle.BESCHLUSS


def naechste_rolle(vorlage):
    """Role of the earliest step of the paper's way that has no result yet; None where all have."""
    schritt = gremium.naechster_schritt(vorlage)
    return schritt and schritt.rolle


def antraege_bewegen(activation):
    """Let every decided application of the paper go on, in order of id; those of a deferred Ziffer wait on."""
    wartend = Aufgabe.objects.offen().filter(
        flow_task=f"workflows/flows.antragsverfahren.Antragsverfahren.{BESCHLUSS_DA}",
        process__antragsprozess__antrag__beschlussantrag__vorlage=activation.process.vorlage,
        process__antragsprozess__antrag__status=Status.BESCHLOSSEN,
    )
    for pk in wartend.order_by("process__antragsprozess__antrag_id").values_list("pk", flat=True):
        weiter(pk)
