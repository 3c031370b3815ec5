"""A walk through the world: acts by people on a day, each judged, and what must hold afterwards."""

import logging
from collections import Counter
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404

from antraege import berechtigungen
from antraege.models import Antrag, Benutzer, Bescheid, Vorlage
from tests import factories as f
from tests.notifications.hilfen import siegeln
from tests.workflows.fall import LEUTE
from tests.workflows.zustaende.abdruck import abdruck, unterschied
from tests.workflows.zustaende.immer import IMMER
from workflows import tasks
from workflows.models import Antragsprozess, Aufgabe, Bescheidprozess, Vorlagenprozess

ABGEWIESEN = (ValidationError, Http404)  # a refusal with its sentence, or what does not exist for this person
HANDLUNGEN = {}


def handlung(wer):
    """Register an act by its name: called with walk, case and any number it gives what ``by`` and ``heute`` complete.

    ``wer``: whom it belongs to. None in place of the act: here is nothing to try.
    """

    def merken(act):
        HANDLUNGEN[act.__name__] = (wer, act)
        return act

    return merken


class Pannen(logging.Handler):
    """What a sweep or a message logs and swallows is an error here."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.gesammelt = []

    def emit(self, record):
        self.gesammelt.append(record.getMessage() + f" {record.exc_info and record.exc_info[1]!r}")


class Gang:
    """One walk. ``gelungen`` counts acts and the rights they were granted, also over several walks."""

    def __init__(self, welt, gelungen=None):
        self.welt, self.tag, self.schritte = welt, f.TAG, 0
        self.gelungen = Counter() if gelungen is None else gelungen
        # What the world looked like and what stood fast in it: read once, each walk goes on from there.
        self.stand, self.fest, self.geprueft = welt.stand, deepcopy(welt.fest), welt.stand is not None
        self.pannen = Pannen()
        self._stelle_uhren()

    def faelle(self):
        """The world's cases."""
        return self.welt.faelle.values()

    def antrag(self, fall):
        """The application as its next request loads it."""
        return Antrag.objects.get(pk=fall.antrag.pk)

    def vorlage(self, fall):
        """The paper the case is on, or else the latest."""
        auf = Vorlage.objects.filter(beschlussantraege__antraege=fall.antrag)
        return auf.order_by("-pk").first() or Vorlage.objects.order_by("-pk").first()

    def bescheid(self, fall):
        """The case's latest notice, None without one."""
        return fall.antrag.bescheide.select_related("antrag__runde").order_by("-pk").first()

    def runde(self, zahl):
        """One of the district's rounds."""
        runden = list(self.welt.runden.values())
        return runden[zahl % len(runden)]

    def nachbar(self, fall, zahl):
        """Another case's municipality."""
        orte = [anderer.ort for anderer in self.faelle() if anderer is not fall]
        return orte[zahl % len(orte)]

    def person(self, fall, wer):
        """The account as its next request loads it."""
        konto = getattr(fall if wer in LEUTE else self.welt, wer)
        return Benutzer.objects.get(pk=konto.pk)

    def vergehe(self, tage):
        """The clock goes on, and the system acts on what lapsed, without an error it would keep to itself."""
        self.tag += timedelta(days=tage)
        self._stelle_uhren()
        with self.ohne_pannen(), _rechte() as erteilt, next(iter(self.faelle())).uhr():
            tasks.ablauf()
        self.gelungen.update(erteilt)
        self.stand, self.geprueft = None, False

    def tue(self, name, fall, wer=None, zahl=1):
        """Try an act; give None where there is nothing to try, else whether it was done.

        What is refused says so in German and leaves every row of every table as it was; nothing here takes it back.
        """
        richtig, act = HANDLUNGEN[name]
        with fall.uhr():
            versuch = act(self, fall, zahl)
            if versuch is None:
                return None
            self.schritte += 1
            vorher = self._stand()
            erteilt, fehler = self._versuche(versuch, self.person(fall, wer or richtig))
            return self._urteile(name, vorher, erteilt, fehler)

    def _versuche(self, versuch, person):
        with self.ohne_pannen(), _rechte() as erteilt:
            try:
                versuch(by=person, heute=self.tag)
            except ABGEWIESEN as fehler:
                return erteilt, fehler
        return erteilt, None

    def _urteile(self, name, vorher, erteilt, fehler):
        siegeln()
        self.stand = abdruck()
        geaendert = unterschied(vorher, self.stand)
        self.letzter_fehler = fehler
        if fehler is not None:
            assert geaendert == [], f"{name} was refused and changed {geaendert}: {fehler}"
            assert isinstance(fehler, Http404) or _deutsch(fehler.messages), (name, fehler.messages)
            self.gelungen["abgewiesen"] += 1
            return False
        if geaendert:
            self.geprueft = False
            self.gelungen.update({name, *erteilt})
        return bool(geaendert)

    def pruefe(self):
        """Ask every invariant, unless nothing changed since it was asked."""
        if self.geprueft:
            return
        self.lies()
        with self.ohne_pannen(), next(iter(self.faelle())).uhr():
            for gilt in IMMER.values():
                gilt(self)
        self.geprueft = True

    def lies(self):
        """Read what several invariants look at: applications, papers, released notices, open tasks with their object."""
        antraege = Antrag.objects.order_by("pk").select_related("runde", "beschlussantrag__vorlage")
        self.antraege, self.vorlagen = list(antraege), list(Vorlage.objects.order_by("pk"))
        je_pk = {antrag.pk: antrag for antrag in self.antraege}
        erteilt = Bescheid.objects.exclude(status__in=(Bescheid.Status.ENTWURF, Bescheid.Status.VERWORFEN))
        self.erteilte = list(erteilt.prefetch_related("jahre").order_by("pk"))
        for papier in self.erteilte:
            papier.antrag = je_pk[papier.antrag_id]
        self.offene = list(self._offene(je_pk, {vorlage.pk: vorlage for vorlage in self.vorlagen}))

    def _offene(self, antraege, vorlagen):
        """Three short reads: the one join that the worklist makes of them takes longer to plan than all others together."""
        wovon = dict(Antragsprozess.objects.values_list("process_ptr", "antrag"))
        wovon |= dict(Bescheidprozess.objects.values_list("process_ptr", "bescheid__antrag"))
        worauf = dict(Vorlagenprozess.objects.values_list("process_ptr", "vorlage"))
        for task in Aufgabe.objects.offen():
            pk = worauf.get(task.process_id)
            yield task, vorlagen[pk] if pk else antraege[wovon[task.process_id]]

    def merke(self, was, wovon, wert):
        """Keep a value for the next look, and give what the last one saw there; None the first time."""
        werte = self.fest.setdefault(was, {})
        bisher, werte[wovon] = werte.get(wovon), wert
        return bisher

    def _stand(self):
        if self.stand is None:
            siegeln()
            self.stand = abdruck()
        return self.stand

    def _stelle_uhren(self):
        for fall in self.faelle():
            fall.tag = self.tag

    @contextmanager
    def ohne_pannen(self):
        """Nothing inside may log an error that it would keep to itself."""
        protokolle = [logging.getLogger(name) for name in ("workflows", "notifications")]
        for protokoll in protokolle:
            protokoll.addHandler(self.pannen)
        try:
            yield
        finally:
            for protokoll in protokolle:
                protokoll.removeHandler(self.pannen)
        assert self.pannen.gesammelt == []


@contextmanager
def zurueck():
    """Take back whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _rechte():
    """Give the rights that acts are granted inside: ``verlange`` asks for whom only once it has found no objection."""
    erteilt, frage = set(), berechtigungen.fuer_wen

    def fuer_wen(user, act, obj):
        erteilt.add(act)
        return frage(user, act, obj)

    berechtigungen.fuer_wen = fuer_wen
    try:
        yield erteilt
    finally:
        berechtigungen.fuer_wen = frage


def _deutsch(saetze):
    """A sentence: a capital letter first, a full stop last, and none of Django's or PostgreSQL's English."""
    return (
        bool(saetze)
        and all(satz[0].isupper() or satz[0] in "„»0123456789" for satz in saetze if satz)
        and all(satz.rstrip()[-1] in ".:?!" and " the " not in f" {satz} ".lower() for satz in saetze)
    )
