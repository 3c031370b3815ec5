"""The way of a later notice: amendment, revocation, withdrawal, recovery, final notice."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import SelectForUpdateLock

from antraege.models import Frist, Rolle
from workflows import automatic
from workflows.aemter import KOMMUNE
from workflows.models import Aufgabe, Bescheidprozess
from workflows.nodes import End, Function, HumanTask, If, Start


class Bescheidverfahren(flow.Flow):
    """Bescheidverfahren"""

    process_class = Bescheidprozess
    task_class = Aufgabe
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    start = Start(automatic.verbinden).Annotation(title="Folgebescheid begonnen").Next(this.entwerfen)

    entwerfen = (
        HumanTask(Rolle.SACHBEARBEITUNG).Annotation(title="Folgebescheid entwerfen").Next(this.verworfen)
    )
    verworfen = (
        If(automatic.folgebescheid_ist_verworfen)
        .Annotation(title="Verworfen?")
        .Then(this.ende_verworfen)
        .Else(this.freigeben)
    )
    ende_verworfen = End().Annotation(title="Entwurf verworfen")
    freigeben = (
        HumanTask(Rolle.SACHGEBIETSLEITUNG).Annotation(title="Folgebescheid freigeben").Next(this.freigegeben)
    )
    freigegeben = (
        If(automatic.folgebescheid_ist_freigegeben)
        .Annotation(title="Freigegeben?")
        .Then(this.bereitstellen)
        .Else(this.entwerfen)
    )

    bereitstellen = (
        Function(automatic.folgebescheid_bereitstellen)
        .Annotation(title="Folgebescheid bereitstellen")
        .Next(this.im_portal)
    )
    im_portal = (
        If(automatic.folgebescheid_liegt_im_portal)
        .Annotation(title="Im Portal?")
        .Then(this.bekanntgabe)
        .Else(this.versand)
    )
    bekanntgabe = (
        HumanTask(KOMMUNE, frist=Frist.Art.ABRUF, laeuft_ab=True)
        .Annotation(title="Bescheid öffnen")
        .Next(this.geoeffnet)
    )
    geoeffnet = (
        If(automatic.folgebescheid_ist_bekannt)
        .Annotation(title="Geöffnet?")
        .Then(this.ende)
        .Else(this.versand)
    )
    versand = HumanTask(Rolle.SACHBEARBEITUNG).Annotation(title="Bescheid per Post senden").Next(this.ende)
    ende = End().Annotation(title="Bekannt gegeben")
