"""What can be done with several cases at once. Each names the single act it runs and asks the predicate that guards it."""

from django.core.exceptions import ValidationError

from antraege import zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.formate import datum, euro, vzae
from antraege.forms.antrag import FristVerlaengernForm
from antraege.forms.aufgabe import ZuweisenForm
from antraege.forms.pruefung import SammelZurueckgebenForm
from antraege.models import Frist, Fristwunsch, Status
from antraege.rechte.grund import Auskunft
from workflows import door, einlass, ersatz, kollegium, verfahren
from workflows.handeln import Lauf

NICHT_DRAN = Auskunft(False, "Für diesen Vorgang ist gerade keine solche Aufgabe offen.")


class Sammelhandlung:
    """Base. ``titel`` heads the page, ``knopf`` does it, ``schon`` is what a second run answers."""

    name = titel = knopf = schon = hinweis = ""

    def form(self, gewaehlt, user, heute, data=None):
        """The facts all cases share; None where there are none."""

    def vorbereiten(self, gewaehlt):
        """Read for all cases at once what their effects tell."""

    def auskunft(self, fall, user, form=None):
        """Whether this case could be done now: an ``Auskunft`` from the predicate that guards the act."""
        raise NotImplementedError

    def wirkung(self, fall, form=None):
        """What will happen with this case, in a sentence."""
        raise NotImplementedError

    def tue(self, fall, user, sendung):
        """Do it; the sentence of the result, empty where it was so already. Raises what the single act raises."""
        raise NotImplementedError


class Aufgabenhandlung(Sammelhandlung):
    """An act on the task itself, whatever has to be done in it."""

    def auskunft(self, fall, user, form=None):
        """What the door would say."""
        if fall.aufgabe is None:
            return NICHT_DRAN
        return einlass.auskunft(self.frage, fall.aufgabe, user, *self._mit(form))

    def _mit(self, form):
        return ()


class Uebernehmen(Aufgabenhandlung):
    """Take."""

    name, titel, knopf = "uebernehmen", "Aufgaben übernehmen", "Aufgaben übernehmen"
    schon = "Die Aufgabe liegt schon bei Ihnen."
    frage = staticmethod(einlass.uebernehmbar)

    def wirkung(self, fall, form=None):
        """Whose it is then."""
        return f"„{fall.aufgabe.flow_task.task_title}“ liegt danach bei Ihnen."

    def tue(self, fall, user, sendung):
        """As the task's page does."""
        return door.uebernehmen(_pk(fall), user) and "Die Aufgabe liegt jetzt bei Ihnen."


class Abgeben(Aufgabenhandlung):
    """Give back."""

    name, titel, knopf = "abgeben", "Aufgaben abgeben", "Aufgaben abgeben"
    schon = "Die Aufgabe ist schon offen im Amt."
    frage = staticmethod(einlass.abgebbar)

    def wirkung(self, fall, form=None):
        """Whose it was."""
        return f"„{fall.aufgabe.flow_task.task_title}“, bisher bei {fall.aufgabe.owner}, ist danach offen im Amt."

    def tue(self, fall, user, sendung):
        """As the task's page does."""
        return door.freigeben(_pk(fall), user) and "Die Aufgabe ist wieder offen im Amt."


class Zuweisen(Aufgabenhandlung):
    """Give to a colleague."""

    name, titel, knopf = "zuweisen", "Aufgaben zuweisen", "Aufgaben zuweisen"
    schon = "Die Aufgabe liegt schon bei dieser Person."
    hinweis = "Wer die Aufgaben erhält, bekommt zu jeder eine Nachricht im Portal."
    frage = staticmethod(einlass.zuweisbar)

    def form(self, gewaehlt, user, heute, data=None):
        """Who shall have them."""
        stellen = {fall.aufgabe.owner_permission for fall in gewaehlt if fall.aufgabe}
        return ZuweisenForm(data, personen=kollegium.personen(stellen, heute))

    def _mit(self, form):
        return (form.person(),) if form is not None and form.is_bound and form.is_valid() else (None,)

    def wirkung(self, fall, form=None):
        """Whose it is then."""
        (an,) = self._mit(form)
        return f"„{fall.aufgabe.flow_task.task_title}“ liegt danach bei {an or 'der gewählten Person'}."

    def tue(self, fall, user, sendung):
        """As the task's page does."""
        form, _ = sendung
        return (
            door.zuweisen(_pk(fall), user, form.person()) and f"Die Aufgabe liegt jetzt bei {form.person()}."
        )


class Schritthandlung(Sammelhandlung):
    """An act of a step: node and act are those of the task's page. ``danach``: the states an application is in once it is done."""

    knoten = recht = ""
    danach = frozenset()

    def auskunft(self, fall, user, form=None):
        """What the door and the act would say."""
        if fall.aufgabe is None or fall.aufgabe.knoten != self.knoten:
            if self._getan(fall.objekt, user):
                return Auskunft(False, self.schon)
            return may(user, self.recht, fall.objekt) and NICHT_DRAN
        by = ersatz.handelnd(user, fall.aufgabe)
        darf = einlass.auskunft(einlass.handelbar, fall.aufgabe, user)
        return darf and may(by, self.recht, self._worueber(fall.objekt))

    def _worueber(self, objekt):
        """What the right is asked about: the application, or something of it."""
        return objekt

    def tue(self, fall, user, sendung):
        """As the task's page does, with the same form."""
        _, data = sendung
        if fall.aufgabe is None or fall.aufgabe.knoten != self.knoten:
            if self._getan(fall.objekt, user):
                return ""
            raise Verweigert(NICHT_DRAN.satz)
        lauf = Lauf()
        lauf.tue(fall.aufgabe.pk, user, self.name, data)
        if not lauf.getan:
            raise Verweigert(" ".join(satz for saetze in lauf.form.errors.values() for satz in saetze))
        return lauf.handlung.meldung.format(lauf.step.objekt)

    def _getan(self, objekt, user):
        """Whether it was done before; only whoever has the right learns so."""
        getan = ist_antrag(objekt) and objekt.status in self.danach
        return getan and hat_recht(user, RECHTE[self.recht], objekt)


class Zeichnen(Schritthandlung):
    """Sign."""

    name, titel, knopf = "zeichnen", "Empfehlungen zeichnen", "Empfehlungen zeichnen"
    schon = "Die Empfehlung ist schon gezeichnet."
    knoten, recht = "zeichnung", "antrag.zeichnen"
    danach = frozenset(
        {Status.GEZEICHNET, Status.IM_GREMIUM, Status.BESCHLOSSEN, Status.BESCHIEDEN, Status.ABGESCHLOSSEN}
    )

    def wirkung(self, fall, form=None):
        """What is signed, and who is next."""
        antrag = fall.objekt
        danach = (
            "Danach wartet der Antrag auf den Beschluss des Gremiums."
            if antrag.braucht_beschluss
            else "Damit ist durch die Verwaltung entschieden."
        )
        empfohlen = f"{vzae(antrag.empfohlen_vzae)} und {euro(antrag.empfohlen_betrag)}"
        return f"Die Empfehlung über {empfohlen} wird gezeichnet. {danach}"


class Zurueckgeben(Schritthandlung):
    """Return for completion, with one common remark."""

    name, titel, knopf = "zurueckgeben", "Zur Ergänzung zurückgeben", "Anträge zurückgeben"
    schon = "Der Antrag ist schon zurückgegeben."
    hinweis = "Jede Kommune erhält dieselbe Anmerkung und dieselbe Frist, mit einer E-Mail an ihr Funktionspostfach."
    knoten, recht = "formale_pruefung", "antrag.zurueckgeben"
    danach = frozenset({Status.NACHFORDERUNG})

    def form(self, gewaehlt, user, heute, data=None):
        """Field, remark, last day."""
        antraege = [f.objekt for f in gewaehlt if ist_antrag(f.objekt) and f.aufgabe]
        if not antraege:
            return None
        wer = {"objekte": antraege, "user": user, "heute": heute, "initial": {"act": self.name}}
        return SammelZurueckgebenForm(data, **wer)

    def wirkung(self, fall, form=None):
        """To whom it goes."""
        return f"Der Antrag geht zur Ergänzung zurück an {fall.objekt.kommune}."


class FristVerlaengern(Sammelhandlung):
    """Extend the deadline of a return or a hearing, also after it has passed (§ 31 Abs. 7 LVwVfG)."""

    name, titel, knopf = "frist_verlaengern", "Frist verlängern", "Fristen verlängern"
    schon = "Die Frist endet schon an diesem Tag."
    hinweis = "Eine Frist lässt sich auch verlängern, wenn sie abgelaufen ist (§ 31 Abs. 7 LVwVfG). Jede Kommune erhält eine Nachricht."

    def form(self, gewaehlt, user, heute, data=None):
        """New last day and reason."""
        return FristVerlaengernForm(data)

    def vorbereiten(self, gewaehlt):
        """The deadlines that run now, and until when the municipalities ask for more time; in one query."""
        antraege = [fall.objekt for fall in gewaehlt if ist_antrag(fall.objekt)]
        offen = Frist.objects.offen().filter(antrag__in=antraege, art__in=Fristwunsch.ARTEN)
        self.bisher, self.erbeten = {}, {}
        for frist in offen.select_related("wunsch"):
            self.bisher[frist.antrag_id] = frist.faellig_am
            self.erbeten[frist.antrag_id] = _erbeten(frist)

    def auskunft(self, fall, user, form=None):
        """What the act would say."""
        return may(user, "antrag.frist_verlaengern", fall.objekt) if ist_antrag(fall.objekt) else NICHT_DRAN

    def wirkung(self, fall, form=None):
        """From when to when."""
        neu = form.cleaned_data.get("bis") if form is not None and form.is_bound and form.is_valid() else None
        bisher = self.bisher.get(fall.objekt.pk)
        worte = f"Bisher bis {datum(bisher)}, danach bis {datum(neu) if neu else 'zum gewählten Tag'}."
        erbeten = self.erbeten.get(fall.objekt.pk)
        return f"{worte} Die Kommune bittet um Zeit bis {datum(erbeten)}." if erbeten else worte

    def tue(self, fall, user, sendung):
        """As the application's page does; empty where the deadline ends on that day already."""
        form, _ = sendung
        if not ist_antrag(fall.objekt):
            raise Verweigert(NICHT_DRAN.satz)
        bis, offen = form.cleaned_data["bis"], Frist.objects.offen()
        try:
            verfahren.frist_verlaengern(antrag=fall.objekt, by=user, heute=zeit.heute(), **form.cleaned_data)
        except ValidationError:
            if offen.filter(antrag=fall.objekt, art__in=Fristwunsch.ARTEN, faellig_am=bis).exists():
                return ""
            raise
        return f"Die Frist endet jetzt am {datum(bis)}."


def ist_antrag(objekt):
    """Whether this is an application; a paper's tasks may be chosen, too."""
    return objekt._meta.model_name == "antrag"


def _erbeten(frist):
    """Until when its municipality asks for more time, where that waits for an answer."""
    wunsch = getattr(frist, "wunsch", None)
    return wunsch.bis if wunsch is not None and wunsch.entschieden_am is None else None


def _pk(fall):
    if fall.aufgabe is None:
        raise Verweigert(NICHT_DRAN.satz)
    return fall.aufgabe.pk


def handlung(name):
    """The act of that name, fresh for one request; None for no such act."""
    klasse = HANDLUNGEN.get(name)
    return klasse() if klasse else None


HANDLUNGEN = {k.name: k for k in (Uebernehmen, Zuweisen, Abgeben, Zurueckgeben, FristVerlaengern, Zeichnen)}
