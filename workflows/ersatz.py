"""Where nobody of an office can do a task, the configured Ersatzrolle does it: four eyes never mean standstill (praxis 4 (2)).

Nobody can: all holders of the role are absent without a substitute who is there, inactive or gone, or the only one left
has done the first check. Who is there on the day is read with the person's own roles (``Mitgliedschaft.einspringen``),
so a worklist costs no further query. It is not passed on: the Ersatzrolle of an Ersatzrolle does not step in.
"""

from collections import namedtuple

from django.db.models import Exists, OuterRef, Q

from antraege import zeit
from antraege.models import Bescheid, Ersatzrolle, Mitgliedschaft, Mitzeichnung, Rolle, Vorlage
from workflows import aemter

Luecke = namedtuple("Luecke", "rolle landkreis_id da inhaber")
ANTRAG, VORLAGE = "process__antragsprozess__antrag", "process__vorlagenprozess__vorlage"
FLOWS = "workflows/flows"
BESCHLUSS = f"{FLOWS}.beschlussverfahren.Beschlussverfahren"


def luecken(user):
    """{office: Luecke} of the offices this person may have to step in for: who is there today, who belongs to them."""
    eigene = aemter.aemter(user)
    alle = {
        f"{stand['rolle']}@landkreis:{m.landkreis_id}": Luecke(
            stand["rolle"], m.landkreis_id, frozenset(stand["da"]), frozenset(stand["inhaber"])
        )
        for m in user.aktive_mitgliedschaften
        for stand in m.einspringen
    }
    return {amt: luecke for amt, luecke in alle.items() if amt not in eigene}


def aufgaben(user):
    """Q of the tasks nobody of their office can do and this person's role steps in for; None where there are none."""
    wege = None
    for amt, luecke in luecken(user).items():
        if (niemand := _niemand(luecke.da)) is not None:
            weg = Q(owner_permission=amt) & niemand & (bei(user) | Q(owner__in=luecke.inhaber))
            wege = weg if wege is None else wege | weg
    return wege


def bei(user):
    """Q of tasks taken by nobody, by this person, or by somebody it stands in for."""
    return Q(owner__isnull=True) | Q(owner=user) | Q(owner__in=user.vertretene)


def _niemand(da):
    """Q of the tasks that nobody among ``da`` can do; None where there are none: a first check is done by one person."""
    if not da:
        return Q()
    return _zuerst_geprueft(*da) if len(da) == 1 else None


def _zuerst_geprueft(person):
    """Tasks of a second check whose first one ``person`` did, in the own name or as a substitute (domain D.3)."""
    entworfen = Bescheid.objects.filter(entworfen_von=person, status=Bescheid.Status.ENTWURF)
    return (
        Q(
            flow_task=f"{FLOWS}.bescheidverfahren.Bescheidverfahren.freigeben",
            process__bescheidprozess__bescheid__in=entworfen,
        )
        | _knoten("zeichnung", **{f"{ANTRAG}__geprueft_von": person})
        | _knoten("verspaetung_entscheiden", **{f"{ANTRAG}__verspaetung_vorgeschlagen_von": person})
        | _knoten("bescheid_freigeben", **{f"{ANTRAG}__in": entworfen.values("antrag")})
        | _beteiligt_an_vorlage(person)
    )


def _beteiligt_an_vorlage(person):
    """Signatures on papers ``person`` wrote, or signed before in the same passage."""
    gezeichnet = Mitzeichnung.objects.filter(
        vorlage=OuterRef("vorlage"), durchgang=OuterRef("durchgang"), gezeichnet_von=person
    )
    offen = Mitzeichnung.objects.filter(Exists(gezeichnet), ergebnis=Mitzeichnung.Ergebnis.OFFEN)
    geschrieben = Vorlage.objects.filter(bearbeitende=person)
    return Q(
        Q(**{f"{VORLAGE}__in": geschrieben.values("pk")}) | Q(**{f"{VORLAGE}__in": offen.values("vorlage")}),
        flow_task__in=[f"{BESCHLUSS}.mitzeichnung", f"{BESCHLUSS}.freigabe"],
    )


def _knoten(name, **bedingung):
    return Q(flow_task=f"{FLOWS}.antragsverfahren.Antragsverfahren.{name}", **bedingung)


def handelnd(user, task):
    """``user`` as it acts on this task: holding the office's role too where it steps in for it, for this task alone."""
    luecke = None if user.ist_system else luecken(user).get(task.owner_permission)
    if luecke is None:
        return user
    rolle = Mitgliedschaft(benutzer_id=user.pk, rolle=luecke.rolle, landkreis_id=luecke.landkreis_id)
    person = user.mit_rollen([*user.aktive_mitgliedschaften, rolle])
    person.springt_ein = _grund(luecke)
    return person


def stillstand(task):
    """Who could help where nobody of the task's office can do it today; empty where somebody can. Two queries."""
    rolle, _, ort = task.owner_permission.partition("@landkreis:")
    if not ort:
        return ""
    da = Mitgliedschaft.objects.verfuegbar(am=zeit.heute()).filter(rolle=rolle, landkreis=int(ort))
    niemand = _niemand({m.handelt for m in da})
    if niemand is None or not type(task).objects.filter(niemand, pk=task.pk).exists():
        return ""
    ersatz = Ersatzrolle.objects.filter(landkreis=int(ort), rolle=rolle).first()
    if ersatz:
        return f"Helfen kann die Stelle {ersatz.get_ersatz_display()} als Ersatz, oder die Leitung trägt eine Vertretung ein."
    return "Helfen kann die Amtsleitung: Sie bestimmt eine Ersatzrolle oder trägt eine Vertretung ein."


def _grund(luecke):
    stelle = Rolle(luecke.rolle).label
    if luecke.da:
        return f"Als Ersatz für die Stelle {stelle}: Wer dort heute da ist, hat die erste Prüfung selbst gemacht (Vier-Augen-Prinzip)."
    return f"Als Ersatz für die Stelle {stelle}: Dort ist heute niemand da."
