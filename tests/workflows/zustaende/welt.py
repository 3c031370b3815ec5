"""A district with three applications and everybody who might act on them, in a transaction of its own."""

import logging
from contextlib import suppress
from datetime import date
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from antraege.models import (
    Antrag,
    Benutzer,
    Bescheid,
    Mitgliedschaft,
    Protokolleintrag,
    Rolle,
    Sitzung,
    Vertretung,
    Vorlage,
    Zeichnungsweg,
)
from tests import factories as f
from tests.workflows.fall import LEUTE, Fall
from workflows import tasks, verfahren
from workflows.models import Aufgabe

ABGEWIESEN = (ValidationError, Http404)  # a refusal with its sentence, or what does not exist for this person
WEITERE = ("doppelt", "fremd", "fern", "befangen", "kaemmerei")
ALLE = (*LEUTE, *WEITERE)
NR = 2  # the application that needs a committee
faelle_ = st.integers(0, 2)
leute = st.sampled_from(ALLE)
meist_richtig = st.one_of(st.none(), st.none(), st.none(), leute)  # None: the person it belongs to

WAHLEN = st.lists(st.integers(0, 20), min_size=1, max_size=4)

# How far the committee's application has come when people begin to try.
ANFANG = ("entwurf", "gezeichnet", "freigegeben", "beschlossen", "bekannt")
BIS_GEZEICHNET = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")
BIS_BEKANNT = ("bescheid_entwerfen", "bescheid_freigeben", "oeffnen")
WEG = (*BIS_GEZEICHNET, *BIS_BEKANNT)


DANEBEN = []


def daneben(act):
    """Mark an act beside the procedures: ``nr`` which application, ``wer`` who (None: mostly right), ``zahl`` any number.

    They are one rule: of many rules hypothesis would hardly choose those that lead a case on.
    """
    DANEBEN.append(act)
    return act


class Pannen(logging.Handler):
    """What a sweep logs and swallows is an error here."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.gesammelt = []

    def emit(self, record):
        self.gesammelt.append(record.getMessage() + f" {record.exc_info and record.exc_info[1]!r}")


class Welt(RuleBasedStateMachine):
    """Two applications share a Kontingent that is too small for both, the third needs a committee."""

    def __init__(self):
        super().__init__()
        self.transaktion = transaction.atomic()
        self.transaktion.__enter__()
        self.pannen = Pannen()
        logging.getLogger("workflows").addHandler(self.pannen)

    @initialize(
        bis=st.sampled_from(ANFANG),
        unterzeichnung=st.sampled_from(["erklaerung", "erklaerung", "unterschrift", "blatt"]),
        schon=st.integers(0, len(WEG)),
    )
    def beginne(self, bis, unterzeichnung, schon):
        """Set the stage."""
        self.tag = f.TAG
        kreis = self.kreis = f.landkreis()
        runde = f.runde(
            kreis, kontingent="0.75", unterzeichnung=unterzeichnung, nachreichen_bis=date(2027, 4, 22)
        )
        beschluss = f.runde(
            kreis,
            "beschluss",
            "0.50",
            programm=f.programm(kreis),
            kuerzel="GR27",
            ergebnis_sichtbar="sitzung",
        )
        erster = Fall(kreis=kreis, runde=runde)
        zweiter = Fall(kreis=kreis, runde=runde, beschluss=False, beschluss_folgt=True)
        self.faelle = [erster, zweiter, Fall(kreis=kreis, runde=beschluss)]
        self.beantragt = {fall.antrag.pk: fall.antrag.beantragt_vzae for fall in self.faelle}
        self._weitere(kreis)
        self._gremien(kreis)
        self.bescheide, self.reihum = {}, count()
        if unterzeichnung == "erklaerung":
            erster.gehe(*WEG[:schon])
        self._bis(ANFANG.index(bis))

    def _weitere(self, kreis):
        """Two offices in one hand, a stranger, another district's officer, and a head who also works for a municipality."""
        self.doppelt, self.fremd = f.benutzer(Rolle.SACHBEARBEITUNG, kreis), self.faelle[1].clerk
        self.befangen = f.benutzer(Rolle.SACHGEBIETSLEITUNG, kreis)
        self.kaemmerei = f.benutzer(Rolle.KAEMMEREI, kreis)
        self.fern = f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis())
        rolle = {"landkreis": kreis, "von": date(2016, 1, 1)}
        Mitgliedschaft.objects.create(benutzer=self.doppelt, rolle=Rolle.SACHGEBIETSLEITUNG, **rolle)
        for fall in self.faelle:
            Mitgliedschaft.objects.create(
                benutzer=self.befangen, rolle=Rolle.KOMMUNE_SACHBEARBEITUNG, kommune=fall.ort, **rolle
            )

    def _gremien(self, kreis):
        """Both committees with three sittings each, one of the Kreistag's not public; three stations sign a paper."""
        sga, kreistag = f.sitzungen(kreis)
        for monat in (9, 11):
            Sitzung.objects.create(gremium=sga.gremium, tag=date(2027, monat, 6))
            Sitzung.objects.create(
                gremium=kreistag.gremium, tag=date(2027, monat, 20), oeffentlich=monat == 9
            )
        self.sga, self.kreistag = sga.gremium, kreistag.gremium
        for nr, rolle in enumerate(("sachgebietsleitung", "kaemmerei", "amtsleitung"), 1):
            Zeichnungsweg.objects.create(landkreis=kreis, nummer=nr, rolle=rolle)

    def _bis(self, stufe):
        fall = self.faelle[2]
        fall.kaemmerei = self.kaemmerei
        if stufe >= 1:
            fall.gehe(*BIS_GEZEICHNET)
        if stufe >= 2:
            fall.vorlage = self.lege_vorlage_an(by=fall.wer("gs"), heute=self.tag)
            fall.vorlage_geben()
            for wer in ("sgl", "kaemmerei"):
                fall.vorlage_gehe("mitzeichnung", "mitzeichnen", wer)
            fall.vorlage_gehe("freigabe", "freigeben", "al")
        if stufe >= 3:
            fall.beraten("empfohlen").beraten("unveraendert_beschlossen")
            self.uhr_bis(fall.tag)
        if stufe >= 4:
            fall.gehe(*BIS_BEKANNT)

    def lege_vorlage_an(self, *, by, heute, ziffern=()):
        """A paper for the next sittings of both committees with the third application on it."""
        with self.faelle[2].uhr():
            return verfahren.vorlage_anlegen(
                runde=self.faelle[2].runde, drucksache=f"{101 + Vorlage.objects.count()}/2027", titel="Bewilligungen",
                antraege=[self.faelle[2].antrag], sga=self.sitzung(self.sga, heute), ziffern=ziffern,
                kreistag=self.sitzung(self.kreistag, self.sitzung(self.sga, heute).tag), by=by, heute=heute,
            )  # fmt: skip

    def sitzung(self, gremium, nach):
        """The committee's next sitting after a day; its last one where no other follows."""
        return (
            gremium.sitzungen.filter(tag__gt=nach).order_by("tag").first()
            or gremium.sitzungen.order_by("tag").last()
        )

    def teardown(self):
        logging.getLogger("workflows").removeHandler(self.pannen)
        transaction.set_rollback(True)
        self.transaktion.__exit__(None, None, None)

    @rule(was=st.integers(0, 10**6), nr=faelle_, wer=meist_richtig, zahl=st.integers(0, 40))
    def etwas_daneben(self, was, nr, wer, zahl):
        """One of the acts beside the procedures."""
        DANEBEN[was % len(DANEBEN)](self, nr, wer, zahl)

    def uhr_bis(self, tag):
        """The clock goes on to this day, and the system acts on what lapsed, without an error it would keep to itself."""
        self.tag = max(self.tag, tag)
        for fall in self.faelle:
            fall.tag = self.tag
        with self.faelle[0].uhr():
            tasks.ablauf()
        assert self.pannen.gesammelt == []

    def person(self, nr, wer):
        """The account as its next request loads it."""
        konto = getattr(self.faelle[nr] if wer in LEUTE else self, wer)
        return Benutzer.objects.get(pk=konto.pk)

    def tue(self, act, nr, wer):
        """Do it; what is refused leaves log and rows as they were, and who holds no role gets nothing done (I14)."""
        self.faelle[nr].antrag.refresh_from_db()
        vorher = self._abdruck()
        with self.faelle[nr].uhr():
            person = self.person(nr, wer)
            fehler = None
            try:
                with transaction.atomic():
                    act(by=person, heute=self.tag)
            except ABGEWIESEN as abgewiesen:
                fehler = abgewiesen
            self._nichts_geschehen(fehler, vorher, person)
        with suppress(Antrag.DoesNotExist):
            self.faelle[nr].antrag.refresh_from_db()

    def _nichts_geschehen(self, fehler, vorher, person):
        if fehler is not None:
            assert isinstance(fehler, Http404) or all(fehler.messages)
            assert self._abdruck() == vorher
        elif not self._im_amt(person):
            assert self._abdruck() == vorher

    def _im_amt(self, person):
        halten = Mitgliedschaft.objects.filter(benutzer=person, von__lte=self.tag).exclude(bis__lt=self.tag)
        vertritt = Vertretung.objects.filter(
            durch=person, von__lte=self.tag, bis__gte=self.tag, beendet_am=None
        )
        return halten.exists() or vertritt.exists()

    def _abdruck(self):
        return (
            list(Antrag.objects.order_by("pk").values_list("pk", "status", "version")),
            list(Vorlage.objects.order_by("pk").values_list("pk", "status", "fassung")),
            list(Bescheid.objects.order_by("pk").values_list("pk", "status")),
            Protokolleintrag.objects.count(),
            list(Aufgabe.objects.order_by("pk").values_list()),
        )

    def antraege(self):
        """The three applications as they stand."""
        return Antrag.objects.filter(pk__in=self.beantragt).select_related(
            "runde", "beschlussantrag__vorlage"
        )
