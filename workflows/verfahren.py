"""Acts together with their flow, each in one transaction: for pages, demo and tests alike.

``antraege.services`` never start or end tasks, so whoever begins, withdraws or takes a step calls these.
"""

from django.db import transaction
from viewflow.workflow.status import PROCESS

from antraege.fehler import Konflikt
from antraege.services import antrag as antrag_service
from antraege.services import bescheid as bescheid_service
from antraege.services import (
    empfehlung,
    erfassung,
    ergaenzung,
    folgebescheid,
    gremium,
    mehr_zeit,
    pruefung,
    vorlagenstand,
)
from workflows.automatic import BESCHLUSS_DA
from workflows.door import beginnen, open_ohne_amt, open_task, open_wartend
from workflows.flows import Antragsverfahren, Bescheidverfahren, Beschlussverfahren
from workflows.models import Antragsprozess, Aufgabe, Vorlagenprozess
from workflows.steps import SCHRITTE

# Nodes of a paper that wait for the result of a sitting.
ERFASSEND = ("vorberatung", "beschluss")


@transaction.atomic
def antrag_anlegen(*, kommune, runde, by, heute, historisch=False):
    """Begin an application and its procedure; the draft is the first task of its municipality."""
    antrag = antrag_service.anlegen(kommune=kommune, runde=runde, by=by, heute=heute, historisch=historisch)
    with beginnen(antrag, Antragsverfahren, by, heute=heute):
        return antrag


@transaction.atomic
def antrag_erfassen(*, kommune, runde, eingang, by, heute, ersetzt=None, **angaben):
    """Enter an application that came another way and begin its procedure behind the municipality's part.

    ``eingang``, ``angaben``: as ``erfassung.aufnehmen``. ``ersetzt``: the municipality's draft in the portal, which
    ends with it (``erfassung.entwurf_ersetzen``).
    """
    if ersetzt is not None:
        _entwurf_ersetzen(ersetzt, eingang, by, heute)
    antrag = erfassung.aufnehmen(kommune=kommune, runde=runde, eingang=eingang, by=by, heute=heute, **angaben)
    with beginnen(antrag, Antragsverfahren, by, heute=heute) as vorgang:
        vorgang.handeln(erfassung.eingehen, eingang=eingang)
    return antrag


def _entwurf_ersetzen(entwurf, eingang, by, heute):
    prozess = sperre(entwurf.pk)
    entwurf.refresh_from_db()
    erfassung.entwurf_ersetzen(antrag=entwurf, eingang=eingang, by=by, heute=heute)
    if prozess.status == PROCESS.NEW:
        Antragsverfahren.instance.cancel(prozess)


@transaction.atomic
def vorlage_anlegen(*, by, heute, **angaben):
    """Put signed applications of a round on a paper and begin its way (``angaben``: as ``gremium.vorlage_erstellen``)."""
    vorlage = gremium.vorlage_erstellen(by=by, heute=heute, **angaben)
    with beginnen(vorlage, Beschlussverfahren, by, heute=heute):
        return vorlage


@transaction.atomic
def freie_vorlage_anlegen(*, by, heute, **angaben):
    """Begin the way of a paper with free motions (``angaben``: as ``gremium.freie_vorlage_anlegen``)."""
    vorlage = gremium.freie_vorlage_anlegen(by=by, heute=heute, **angaben)
    with beginnen(vorlage, Beschlussverfahren, by, heute=heute):
        return vorlage


@transaction.atomic
def vorlage_ergaenzen(*, by, heute, **angaben):
    """Begin the way of a supplement (``angaben``: as ``ergaenzung.anlegen``)."""
    vorlage = ergaenzung.anlegen(by=by, heute=heute, **angaben)
    with beginnen(vorlage, Beschlussverfahren, by, heute=heute):
        return vorlage


@transaction.atomic
def vorlage_zurueckziehen(*, vorlage, grund, by, heute):
    """Withdraw a paper and cancel its way; its applications wait on where they wait for a decision."""
    prozess = _sperre_vorlage(vorlage)
    vorlagenstand.zurueckziehen(vorlage=vorlage, grund=grund, by=by, heute=heute)
    if prozess.status == PROCESS.NEW:
        Beschlussverfahren.instance.cancel(prozess)


@transaction.atomic
def neue_fassung(*, vorlage, grund, by, heute):
    """Lead a released paper back to its draft: the task that waits for a sitting's result ends with it."""
    pk = next((task.pk for task in offene_aufgaben(vorlage) if task.knoten in ERFASSEND), None)
    if pk is None:
        raise Konflikt("Die Vorlage wartet nicht mehr auf ein Ergebnis.")
    with open_ohne_amt(pk, by, heute=heute) as vorgang:
        vorgang.handeln(vorlagenstand.neue_fassung, grund=grund)
    vorlage.refresh_from_db()


def _sperre_vorlage(vorlage):
    """Lock the paper's process, then those of its applications in order of id, as the door does."""
    prozess = Vorlagenprozess.objects.select_for_update(of=("self",)).get(vorlage=vorlage.pk)
    der_vorlage = Antragsprozess.objects.filter(antrag__beschlussantrag__vorlage=vorlage.pk)
    list(der_vorlage.order_by("antrag_id").select_for_update(of=("self",)).values_list("pk"))
    return prozess


@transaction.atomic
def antrag_zurueckziehen(*, antrag, grund, by, heute):
    """Withdraw and cancel the procedure: its open tasks go, the process ends as cancelled."""
    prozess = sperre(antrag.pk)
    antrag.refresh_from_db()  # while we waited for the lock somebody may have moved it on
    antrag_service.zurueckziehen(antrag=antrag, grund=grund, by=by, heute=heute)
    if prozess.status == PROCESS.NEW:
        Antragsverfahren.instance.cancel(prozess)


@transaction.atomic
def frist_verlaengern(*, antrag, bis, grund, by, heute):
    """Give the municipality more time to complete its application or to respond (``pruefung.frist_verlaengern``)."""
    sperre(antrag.pk)
    antrag.refresh_from_db()
    return pruefung.frist_verlaengern(antrag=antrag, bis=bis, grund=grund, by=by, heute=heute)


@transaction.atomic
def mehr_zeit_erbitten(*, antrag, bis, grund, by, heute):
    """Ask for a later last day (``mehr_zeit.erbitten``); the procedure first, as whoever answers does."""
    sperre(antrag.pk)
    antrag.refresh_from_db()
    return mehr_zeit.erbitten(antrag=antrag, bis=bis, grund=grund, by=by, heute=heute)


@transaction.atomic
def mehr_zeit_ablehnen(*, antrag, grund, by, heute, gelesen=""):
    """Leave the deadline as it is, with a reason (``mehr_zeit.ablehnen``)."""
    sperre(antrag.pk)
    antrag.refresh_from_db()
    mehr_zeit.ablehnen(antrag=antrag, grund=grund, by=by, heute=heute, gelesen=gelesen)


@transaction.atomic
def ohne_ergaenzung_weiterpruefen(*, antrag, grund, by, heute):
    """End the municipality's silent task after its deadline; the formal check comes again (``pruefung``)."""
    pk = next((task.pk for task in offene_aufgaben(antrag) if task.knoten == "ergaenzung"), None)
    if pk is None:
        raise Konflikt("Der Antrag wartet nicht mehr auf eine Ergänzung.")
    with open_ohne_amt(pk, by, heute=heute) as vorgang:
        vorgang.handeln(pruefung.ohne_ergaenzung_weiterpruefen, grund=grund)


@transaction.atomic
def bescheid_oeffnen(*, antrag, by, heute):
    """Open the notice, in time or while it still waits to be posted: the office's task then ends with it (``bekanntgabe``).

    One lock on the procedure: of an opening and a posting at once, the second finds its step done.
    """
    wartend = ("bekanntgabe", "versand")
    pk = next((task.pk for task in offene_aufgaben(antrag) if task.knoten in wartend), None)
    if pk is None:
        raise Konflikt("Der Bescheid ist schon bekannt gegeben.")
    with open_ohne_amt(pk, by, heute=heute) as vorgang:
        return vorgang.handeln(bescheid_service.oeffnen)


@transaction.atomic
def folgebescheid_beginnen(*, antrag, art, by, heute):
    """Begin a later notice and its procedure; its draft is the first task (``folgebescheid.beginnen``)."""
    sperre(antrag.pk)
    antrag.refresh_from_db()
    papier = folgebescheid.beginnen(antrag=antrag, art=art, by=by, heute=heute)
    with beginnen(papier, Bescheidverfahren, by, heute=heute):
        return papier


@transaction.atomic
def zeichnung_aufheben(*, antrag, grund, by, heute):
    """Void the signature while the case waits for the committee: the subject check comes again (``empfehlung``)."""
    wartet = Aufgabe.objects.von(antrag).offen().filter(flow_task__endswith=f".{BESCHLUSS_DA}")
    pk = wartet.values_list("pk", flat=True).first()
    if pk is None:
        raise Konflikt(
            "Der Antrag wartet nicht mehr auf den Beschluss. Die Zeichnung lässt sich nicht aufheben."
        )
    with open_wartend(pk, by, heute=heute) as vorgang:
        vorgang.fortsetzen(empfehlung.zeichnung_aufheben, grund=grund)
    antrag.refresh_from_db()


def sperre(antrag_id):
    """Lock procedure, then application, as the door does: an act that took a deadline first would meet it in a deadlock."""
    prozesse = Antragsprozess.objects.select_related("antrag").select_for_update(of=("self", "antrag"))
    return prozesse.get(antrag=antrag_id)


def offene_aufgaben(objekt):
    """Open tasks about an application (its later notices', too) or a paper, with their owners; one query."""
    if objekt._meta.model_name == "antrag":
        return Aufgabe.objects.am_antrag(objekt).select_related("owner")
    return Aufgabe.objects.von(objekt).filter(flow_task_type="HUMAN").offen().select_related("owner")


def schritt(objekt, knoten, act, *, by, heute, **facts):
    """Take the open task of ``knoten`` and run ``act`` through the door, exactly as its page does.

    ``act``: a service, or the name of one of the step's acts. Raises ``Konflikt`` where no such task is open.
    """
    pk = next((task.pk for task in offene_aufgaben(objekt) if task.knoten == knoten), None)
    if pk is None:
        raise Konflikt("Dieser Schritt ist schon erledigt oder noch nicht an der Reihe.")
    with open_task(pk, by, heute=heute) as vorgang:
        vorgang.handeln(_service(knoten, act), **facts)
    objekt.refresh_from_db()
    return objekt


def _service(knoten, act):
    return act if callable(act) else SCHRITTE[knoten].handlung(act).act
