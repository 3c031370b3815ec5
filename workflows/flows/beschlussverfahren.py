"""The way of one paper through the committees."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import SelectForUpdateLock

from antraege.models import Frist, Rolle
from antraege.services.mitzeichnung import stelle
from workflows import automatic
from workflows.models import Aufgabe, Vorlagenprozess
from workflows.nodes import End, Function, HumanTask, If, Start, Switch


class Beschlussverfahren(flow.Flow):
    """Beschlussverfahren"""

    process_class = Vorlagenprozess
    task_class = Aufgabe
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    start = Start(automatic.verbinden).Annotation(title="Vorlage erstellt").Next(this.ueberarbeitung)

    ueberarbeitung = (
        HumanTask(automatic.federfuehrung).Annotation(title="Vorlage ausarbeiten").Next(this.zeichnungsweg)
    )
    zeichnungsweg = (
        Switch()
        .Annotation(title="Wer zeichnet?")
        .Case(this.mitzeichnung, automatic.ist_mitzuzeichnen)
        .Case(this.freigabe, automatic.ist_freizugeben)
        .Default(this.ueberarbeitung)
    )
    mitzeichnung = (
        HumanTask(stelle, frist=Frist.Art.MITZEICHNUNG)
        .Annotation(title="Vorlage mitzeichnen")
        .Next(this.zeichnungsweg)
    )
    freigabe = (
        HumanTask(stelle, frist=Frist.Art.MITZEICHNUNG)
        .Annotation(title="Vorlage freigeben")
        .Next(this.freigegeben)
    )
    freigegeben = (
        If(automatic.vorlage_ist_freigegeben)
        .Annotation(title="Freigegeben?")
        .Then(this.nach_vorberatung)
        .Else(this.ueberarbeitung)
    )

    vorberatung = (
        HumanTask(Rolle.GESCHAEFTSSTELLE)
        .Annotation(title="Ergebnis der Vorberatung erfassen")
        .Next(this.nach_vorberatung)
    )
    nach_vorberatung = (
        Switch()
        .Annotation(title="Vorberaten?")
        .Case(this.ueberarbeitung, automatic.ist_entwurf)
        .Case(this.vorberatung, automatic.steht_zur_vorberatung)
        .Default(this.beschluss)
    )

    beschluss = (
        HumanTask(Rolle.GESCHAEFTSSTELLE).Annotation(title="Beschluss erfassen").Next(this.antraege_bewegen)
    )
    antraege_bewegen = (
        Function(automatic.antraege_bewegen)
        .Annotation(title="Anträge weiterführen")
        .Next(this.nach_beschluss)
    )
    nach_beschluss = (
        Switch()
        .Annotation(title="Beschlossen?")
        .Case(this.ueberarbeitung, automatic.ist_entwurf)
        .Case(this.vorberatung, automatic.steht_zur_vorberatung)
        .Case(this.beschluss, automatic.steht_zum_beschluss)
        .Default(this.ende)
    )
    ende = End().Annotation(title="Ende")
