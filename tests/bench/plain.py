"""The same procedure as viewflow's documentation shows it: stock nodes, Process and Task, the stock lock."""

from contextvars import ContextVar

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.flow.views import UpdateProcessView
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Process

from antraege.models import Bescheid, Status
from antraege.services import bescheid, entscheidung

wer = ContextVar("wer")  # (person, day): the documentation leaves open how a function node learns of them


def _seite():
    return flow.View(UpdateProcessView.as_view(fields=[])).Permission("antraege.change_antrag")


def _antrag(activation):
    return activation.process.artifact


def _stand(status):
    return lambda activation: _antrag(activation).status == status


def _freigegeben(activation):
    return _antrag(activation).bescheide.filter(status=Bescheid.Status.FREIGEGEBEN).exists()


def _dienst(service):
    def ausfuehren(activation):
        by, heute = wer.get()
        service(antrag=_antrag(activation), by=by, heute=heute)

    return ausfuehren


def _beginnen(activation, antrag):
    activation.process.artifact = antrag
    return activation.process


class Plain(flow.Flow):
    """Antragsverfahren"""

    process_class = Process
    lock_impl = SelectForUpdateLock()

    start = flow.StartHandle(_beginnen).Next(this.entwurf)
    entwurf = _seite().Next(this.eingang)
    eingang = (
        flow.Switch()
        .Case(this.unterschrift, _stand(Status.ZUR_UNTERSCHRIFT))
        .Case(
            this.verspaetung,
            lambda act: _antrag(act).status == Status.EINGEREICHT and _antrag(act).verspaetet,
        )
        .Case(this.formale_pruefung, _stand(Status.EINGEREICHT))
        .Default(this.entwurf)
    )
    unterschrift = _seite().Next(this.eingang)
    verspaetung = _seite().Next(this.formale_pruefung)
    formale_pruefung = _seite().Next(this.vollstaendig)
    vollstaendig = flow.If(_stand(Status.VOLLSTAENDIG)).Then(this.fachliche_pruefung).Else(this.ergaenzung)
    ergaenzung = _seite().Next(this.formale_pruefung)
    fachliche_pruefung = _seite().Next(this.gekuerzt)
    gekuerzt = flow.If(_stand(Status.STELLUNGNAHME)).Then(this.stellungnahme).Else(this.zeichnung)
    stellungnahme = _seite().Next(this.zeichnung)
    zeichnung = _seite().Next(this.gezeichnet)
    gezeichnet = flow.If(_stand(Status.GEZEICHNET)).Then(this.entscheidungsweg).Else(this.fachliche_pruefung)
    entscheidungsweg = (
        flow.Switch()
        .Case(this.beschluss_da, lambda act: _antrag(act).runde.entscheidung == "beschluss")
        .Default(this.verwaltung_entscheidet)
    )
    beschluss_da = flow.Handle().Next(this.bescheid_entwerfen)
    verwaltung_entscheidet = flow.Function(_dienst(entscheidung.durch_verwaltung_entscheiden)).Next(
        this.bescheid_entwerfen
    )
    bescheid_entwerfen = _seite().Next(this.bescheid_freigeben)
    bescheid_freigeben = _seite().Next(this.freigegeben)
    freigegeben = flow.If(_freigegeben).Then(this.bescheid_bereitstellen).Else(this.bescheid_entwerfen)
    bescheid_bereitstellen = flow.Function(_dienst(bescheid.bereitstellen)).Next(this.bekanntgabe)
    bekanntgabe = _seite().Next(this.foerderung)
    foerderung = (
        flow.If(lambda act: _antrag(act).bewilligt_vzae > 0).Then(this.stelle_erfassen).Else(this.abschluss)
    )
    stelle_erfassen = _seite().Next(this.abschluss)
    abschluss = flow.Function(_dienst(entscheidung.abschliessen)).Next(this.ende)
    ende = flow.End()
