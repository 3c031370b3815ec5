"""The way of one application, from the draft to the recorded position."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import SelectForUpdateLock

from antraege.models import Frist, Rolle
from antraege.services.empfehlung import zeichnungsstufe
from workflows import automatic
from workflows.aemter import KOMMUNE
from workflows.models import Antragsprozess, Aufgabe
from workflows.nodes import End, Function, Handle, HumanTask, If, Start, Switch


class Antragsverfahren(flow.Flow):
    """Antragsverfahren"""

    process_class = Antragsprozess
    task_class = Aufgabe
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    start = Start(automatic.verbinden).Annotation(title="Antrag begonnen").Next(this.entwurf)

    entwurf = (
        HumanTask(KOMMUNE, frist=Frist.Art.ANTRAG)
        .Annotation(title="Antrag ausfüllen und einreichen")
        .Next(this.eingang)
    )
    eingang = (
        Switch()
        .Annotation(title="Eingang")
        .Case(this.unterschrift, automatic.liegt_zur_unterschrift)
        .Case(this.verspaetung_pruefen, automatic.ist_verspaetet)
        .Case(this.formale_pruefung, automatic.ist_eingegangen)
        .Default(this.entwurf)
    )
    unterschrift = (
        HumanTask(Rolle.KOMMUNE_ZEICHNUNG, frist=Frist.Art.ANTRAG)
        .Annotation(title="Antrag unterschreiben")
        .Next(this.eingang)
    )

    verspaetung_pruefen = (
        HumanTask(Rolle.SACHBEARBEITUNG, laeuft_ab=True)
        .Annotation(title="Verspätung prüfen")
        .Next(this.verspaetung_entscheiden)
    )
    verspaetung_entscheiden = (
        HumanTask(Rolle.SACHGEBIETSLEITUNG, laeuft_ab=True)
        .Annotation(title="Über Verspätung entscheiden")
        .Next(this.zugelassen)
    )
    zugelassen = (
        If(automatic.ist_zugelassen)
        .Annotation(title="Zugelassen?")
        .Then(this.formale_pruefung)
        .Else(this.ende_unzulaessig)
    )
    ende_unzulaessig = End().Annotation(title="Unzulässig")

    formale_pruefung = (
        HumanTask(Rolle.SACHBEARBEITUNG).Annotation(title="Formale Prüfung").Next(this.vollstaendig)
    )
    vollstaendig = (
        If(automatic.ist_vollstaendig)
        .Annotation(title="Vollständig?")
        .Then(this.fachliche_pruefung)
        .Else(this.ergaenzung)
    )
    ergaenzung = (
        HumanTask(KOMMUNE, frist=Frist.Art.ERGAENZUNG)
        .Annotation(title="Antrag ergänzen")
        .Next(this.formale_pruefung)
    )

    fachliche_pruefung = (
        HumanTask(Rolle.SACHBEARBEITUNG).Annotation(title="Fachliche Prüfung").Next(this.gekuerzt)
    )
    gekuerzt = (
        If(automatic.ist_anzuhoeren)
        .Annotation(title="Gekürzt?")
        .Then(this.stellungnahme)
        .Else(this.zeichnung)
    )
    stellungnahme = (
        HumanTask(KOMMUNE, frist=Frist.Art.STELLUNGNAHME, laeuft_ab=True)
        .Annotation(title="Stellung nehmen")
        .Next(this.zeichnung)
    )
    zeichnung = (
        HumanTask(zeichnungsstufe, frist=Frist.Art.ZEICHNUNG)
        .Annotation(title="Empfehlung zeichnen")
        .Next(this.gezeichnet)
    )
    gezeichnet = (
        If(automatic.ist_gezeichnet)
        .Annotation(title="Gezeichnet?")
        .Then(this.entscheidungsweg)
        .Else(this.fachliche_pruefung)
    )

    entscheidungsweg = (
        Switch()
        .Annotation(title="Wer entscheidet?")
        .Case(this.beschluss_da, automatic.braucht_beschluss)
        .Default(this.verwaltung_entscheidet)
    )
    beschluss_da = Handle().Annotation(title="Beschluss des Gremiums").Next(this.entschieden)
    entschieden = (
        If(automatic.ist_entschieden)
        .Annotation(title="Entschieden?")
        .Then(this.bescheid_entwerfen)
        .Else(this.fachliche_pruefung)
    )
    verwaltung_entscheidet = (
        Function(automatic.durch_verwaltung_entscheiden)
        .Annotation(title="Entscheidung der Verwaltung")
        .Next(this.bescheid_entwerfen)
    )

    bescheid_entwerfen = (
        HumanTask(Rolle.SACHBEARBEITUNG).Annotation(title="Bescheid entwerfen").Next(this.bescheid_freigeben)
    )
    bescheid_freigeben = (
        HumanTask(Rolle.SACHGEBIETSLEITUNG).Annotation(title="Bescheid freigeben").Next(this.freigegeben)
    )
    freigegeben = (
        If(automatic.bescheid_ist_freigegeben)
        .Annotation(title="Freigegeben?")
        .Then(this.bescheid_bereitstellen)
        .Else(this.bescheid_entwerfen)
    )
    bescheid_bereitstellen = (
        Function(automatic.bescheid_bereitstellen)
        .Annotation(title="Bescheid bereitstellen")
        .Next(this.im_portal)
    )
    im_portal = (
        If(automatic.bescheid_liegt_im_portal)
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
        If(automatic.bescheid_ist_bekannt)
        .Annotation(title="Geöffnet?")
        .Then(this.foerderung)
        .Else(this.versand)
    )
    versand = (
        HumanTask(Rolle.SACHBEARBEITUNG).Annotation(title="Bescheid per Post senden").Next(this.foerderung)
    )

    foerderung = (
        If(automatic.ist_bewilligt)
        .Annotation(title="Bewilligt?")
        .Then(this.stelle_erfassen)
        .Else(this.abschluss)
    )
    stelle_erfassen = (
        HumanTask(Rolle.SACHBEARBEITUNG).Annotation(title="Stellenanteil erfassen").Next(this.abschluss)
    )
    abschluss = Function(automatic.abschliessen).Annotation(title="Verfahren abschließen").Next(this.ende)
    ende = End().Annotation(title="Ende")
