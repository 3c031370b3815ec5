"""The variants of one lifecycle behind one shape: ``anlegen`` gives an application, ``tue`` does its next act.

Which task is next is asked outside the measured time: a page has its number from the address.
"""

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from viewflow.workflow.models import Task

from antraege.models import Antrag
from antraege.services import antrag as antragsdienst
from antraege.services import bescheid, entscheidung
from tests.bench import frugal, plain
from tests.bench.models import Schritt
from workflows import verfahren
from workflows.door import open_task
from workflows.models import Aufgabe


class Unseres:
    """The product: the door, as a page's POST goes through it."""

    name = "Förderlauf"
    tabellen = ("viewflow_", "workflows_")

    def anlegen(self, **angaben):
        return verfahren.antrag_anlegen(**angaben)

    def offen(self, antrag):
        return Aufgabe.objects.von(antrag).offen().values_list("pk", flat=True).get()

    def tue(self, pk, act, dienst, by, heute, **facts):
        with open_task(pk, by, heute=heute) as vorgang:
            vorgang.handeln(dienst, **facts)


class Plain:
    """viewflow as documented, our services as the bodies of its steps."""

    name = "plain viewflow"
    tabellen = ("viewflow_",)

    @transaction.atomic
    def anlegen(self, **angaben):
        antrag = antragsdienst.anlegen(**angaben)
        plain.Plain.start.run(antrag=antrag)
        return antrag

    def offen(self, antrag):
        offen = Task.objects.filter(process__artifact_object_id=antrag.pk, finished__isnull=True)
        return offen.values_list("pk", flat=True).get()

    def tue(self, pk, act, dienst, by, heute, **facts):
        plain.wer.set((by, heute))
        task = Task.objects.get(pk=pk)
        with task.activation() as activation:
            activation.assign(by)
            activation.start(None)
            dienst(antrag=activation.process.artifact, by=by, heute=heute, **facts)
            activation.execute()


class Frugal:
    """The same facts by hand, without a check."""

    name = "frugal Django"
    tabellen = ("bench_",)

    def anlegen(self, **angaben):
        return frugal.anlegen(**angaben)

    def offen(self, antrag):
        return Schritt.objects.filter(antrag=antrag, erledigt__isnull=True).values_list("pk", flat=True).get()

    def tue(self, pk, act, dienst, by, heute, **facts):
        frugal.tue(pk, act, by, heute, **facts)


class FrugalMitDiensten(Frugal):
    """Task rows by hand, our services as bodies: what the engine costs, apart from what the domain checks."""

    name = "frugal rows, our services"
    folgt = {
        "zeichnen": (entscheidung.durch_verwaltung_entscheiden, "bescheid_entwerfen"),
        "bescheid_freigeben": (bescheid.bereitstellen, "bekanntgabe"),
        "stelle_erfassen": (entscheidung.abschliessen, None),
        "einreichen": (None, "formale_pruefung"),
        "vollstaendig": (None, "fachliche_pruefung"),
        "empfehlen": (None, "zeichnung"),
        "bescheid_entwerfen": (None, "bescheid_freigeben"),
        "oeffnen": (None, "stelle_erfassen"),
    }

    @transaction.atomic
    def anlegen(self, **angaben):
        antrag = antragsdienst.anlegen(**angaben)
        frugal.naechster(antrag, "entwurf")
        return antrag

    def tue(self, pk, act, dienst, by, heute, **facts):
        automatisch, nach = self.folgt[act]
        with frugal.schritt(pk, by) as antrag:
            dienst(antrag=antrag, by=by, heute=heute, **facts)
            if automatisch:
                automatisch(antrag=antrag, by=by, heute=heute)
            if nach:
                frugal.naechster(antrag, nach)


VARIANTEN = (Unseres(), Plain(), Frugal(), FrugalMitDiensten())


def fakten(antrag):
    """What a lifecycle left behind, without the times of day and the numbers of rows: equal in all variants."""
    antrag = Antrag.objects.get(pk=antrag.pk)
    stand = ("status", "status_kommune", "ergebnis", "empfohlen_vzae", "empfohlen_betrag", "bewilligt_vzae")
    mehr = ("bewilligt_betrag", "entschieden_am", "geprueft_von_id", "empfehlung_begruendung", "verspaetet")
    log = ("art", "objekt_art", "vorher", "nachher", "sichtbar_kommune", "wirksam_am", "siegel__isnull")
    frist = (
        "art",
        "typ",
        "faellig_am",
        "ereignis_am",
        "folge",
        "ablauf",
        "spur",
        "rolle",
        "erledigt_am__isnull",
    )
    brief = ("art", "status", "vzae", "betrag", "datum", "sha256", "bekanntgegeben_am", "begruendung")
    return {
        "antrag": [getattr(antrag, name) for name in stand + mehr],
        "log": list(antrag.protokoll.order_by("pk").values_list(*_null(log))),
        "fristen": sorted(antrag.fristen.values_list(*_null(frist))),
        "bescheid": list(antrag.bescheide.values_list(*brief)),
        "zeichnung": list(antrag.zeichnungen.values_list("stufe", "benutzer_id", "empfehlung_von_id")),
        "stelle": list(antrag.stellen.values_list("vzae", "beginn", "ende", "entgeltgruppe", "status")),
        "anteile": list(antrag.anteile.values_list("vzae", "beginn", "ende", "fristen__faellig_am")),
    }


def _null(namen):
    return [
        ExpressionWrapper(Q(**{name: True}), BooleanField()) if name.endswith("__isnull") else name
        for name in namen
    ]
