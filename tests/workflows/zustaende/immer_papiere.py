"""What holds of papers and notices, and of what each side may see, whatever was tried."""

from collections import defaultdict
from hashlib import sha256

from hypothesis.stateful import invariant

from antraege.models import (
    Antrag,
    Bescheid,
    Beschlussergebnis,
    Fachstellungnahme,
    Frist,
    Mitzeichnung,
    Protokolleintrag,
    Sitzung,
    Status,
    Vorlage,
    Widerspruch,
)
from workflows.models import Aufgabe

S, B, V = Status, Bescheid.Status, Vorlage.Status
WARTET = {
    V.ENTWURF: {"ueberarbeitung"},
    V.MITZEICHNUNG: {"mitzeichnung", "freigabe"},
    V.FREIGEGEBEN: {"vorberatung", "beschluss"},
}
# The way of a released notice; a waiver or the month leads to its end.
FEST = (
    "nummer",
    "datum",
    "vzae",
    "betrag",
    "beginn",
    "ende",
    "begruendung",
    "nebenbestimmungen",
    "freigegeben_von_id",
)
SICHTBAR = (Antrag, Vorlage, Bescheid, Frist, Protokolleintrag, Fachstellungnahme, Widerspruch, Aufgabe)


class ImmerPapiere:
    """Papers, notices, secrecy."""

    @invariant()
    def a_paper_s_open_task_agrees_with_its_state(self):
        """I12, I16."""
        for vorlage in Vorlage.objects.all():
            offen = [task.knoten for task in Aufgabe.objects.von(vorlage).offen()]
            assert len(offen) == (vorlage.status in WARTET)
            assert set(offen) <= WARTET.get(vorlage.status, set())

    @invariant()
    def an_application_waits_only_on_a_living_paper(self):
        """Withdrawn, a paper holds nobody; decided, nobody who is not decided."""
        for antrag in Antrag.objects.filter(status=S.IM_GREMIUM).select_related("beschlussantrag__vorlage"):
            assert antrag.beschlussantrag.vorlage.status in WARTET

    @invariant()
    def nobody_signs_a_paper_twice_or_one_of_her_own(self):
        """I4 of the paper."""
        for vorlage in Vorlage.objects.prefetch_related("mitzeichnungen"):
            je_durchgang = defaultdict(list)
            for zeile in vorlage.mitzeichnungen.all():
                if zeile.gezeichnet_von_id and zeile.ergebnis == Mitzeichnung.Ergebnis.GEZEICHNET:
                    je_durchgang[zeile.durchgang].append(zeile.gezeichnet_von_id)
            for wer in je_durchgang.values():
                assert len(wer) == len(set(wer))
                assert vorlage.erstellt_von_id not in wer
            assert vorlage.freigegeben_von_id != vorlage.erstellt_von_id

    @invariant()
    def a_notice_is_released_by_a_second_person_not_of_the_municipality(self):
        """I3, I4 of the notice."""
        for papier in self._erteilte():
            assert papier.freigegeben_von_id != papier.entworfen_von_id
            assert not self.von_der_kommune(papier.freigegeben_von_id, papier.antrag)

    @invariant()
    def a_released_notice_stands(self):
        """I8: neither words nor figures nor file change."""
        for papier in self._erteilte():
            werte = tuple(getattr(papier, feld) for feld in FEST)
            assert self.bescheide.setdefault(papier.pk, werte) == werte
            if papier.sha256:
                with papier.pdf.open() as datei:
                    assert sha256(datei.read()).hexdigest() == papier.sha256
                assert self.bescheide.setdefault(f"{papier.pk}.pdf", papier.sha256) == papier.sha256

    @invariant()
    def notices_are_numbered_without_a_gap(self):
        """I8, in each series."""
        reihen = defaultdict(list)
        for papier in self._erteilte():
            reihe, _, nummer = papier.nummer.rpartition("-")
            reihen[reihe].append(int(nummer))
        for nummern in reihen.values():
            assert sorted(nummern) == list(range(1, len(nummern) + 1))

    @invariant()
    def no_notice_without_a_decision(self):
        """I9: of the office, or of a committee that decides."""
        for papier in self._erteilte():
            assert papier.antrag.entschieden_am is not None
            if papier.antrag.runde.entscheidung == "beschluss":
                assert Beschlussergebnis.objects.filter(
                    beschlussantrag=papier.antrag.beschlussantrag_id,
                    schritt__sitzung__in=Sitzung.objects.beschliessende(),
                    wert__in=[
                        "unveraendert_beschlossen",
                        "geaendert_beschlossen",
                        "mit_massgabe",
                        "abgelehnt",
                    ],
                ).exists()

    @invariant()
    def the_years_sum_up_to_the_amount(self):
        """I10."""
        for papier in Bescheid.objects.exclude(status=B.VERWORFEN).prefetch_related("jahre"):
            assert sum(jahr.betrag for jahr in papier.jahre.all()) == papier.betrag

    @invariant()
    def the_grant_is_what_the_latest_released_notice_says(self):
        """I10 of the grant."""
        letzte = {papier.antrag_id: papier for papier in self._erteilte()}
        for papier in letzte.values():
            assert (papier.antrag.bewilligt_vzae, papier.antrag.bewilligt_betrag) == (
                papier.vzae,
                papier.betrag,
            )

    @invariant()
    def final_is_what_nobody_objected_to_in_time(self):
        """A timely open objection stops finality."""
        for papier in Bescheid.objects.filter(status=B.BESTANDSKRAEFTIG):
            assert not papier.widersprueche.filter(status="offen", verspaetet=False).exists()

    @invariant()
    def the_municipality_learns_nothing_before_its_time(self):
        """Neither a signature, nor a paper before its day, nor what was not decided in public."""
        for antrag in self.antraege():
            gesehen = antrag.status_kommune
            assert gesehen not in (S.IN_ZEICHNUNG, S.GEZEICHNET)
            if gesehen == S.IM_GREMIUM:
                assert antrag.beschlussantrag.vorlage.veroeffentlicht_am is not None
            if gesehen == S.BESCHLOSSEN:
                assert self._oeffentlich_beschlossen(antrag)

    @invariant()
    def nobody_sees_another_district_or_municipality(self):
        """I13: the words of the querysets against a naive model."""
        with self.faelle[0].uhr():
            fern = self.person(0, "fern")
            assert not any(modell.objects.visible_to(fern).exists() for modell in SICHTBAR)
            self._sieht_nur_eigenes(next(self.reihum) % 3)

    def _sieht_nur_eigenes(self, nr):
        clerk, ort = self.person(nr, "clerk"), self.faelle[nr].ort.pk
        antraege = {a.pk for a in Antrag.objects.all() if a.kommune_id == ort}
        assert _ids(Antrag, clerk) == antraege
        bereit = {b.pk for b in Bescheid.objects.all() if b.antrag_id in antraege and b.bereitgestellt_am}
        assert _ids(Bescheid, clerk) == bereit
        assert _ids(Vorlage, clerk) == {
            v.pk for v in Vorlage.objects.all() if v.veroeffentlicht_am and v.veroeffentlicht_am <= self.tag
        }
        eintraege = Protokolleintrag.objects.all()
        assert _ids(Protokolleintrag, clerk) == {
            e.pk for e in eintraege if e.antrag_id in antraege and e.sichtbar_kommune
        }
        assert _ids(Fachstellungnahme, clerk) == set()

    def _oeffentlich_beschlossen(self, antrag):
        if antrag.runde.ergebnis_sichtbar != "sitzung" or antrag.beschlussantrag is None:
            return False
        schritte = antrag.beschlussantrag.vorlage.beratungsfolge.filter(
            rolle="beschluss", erfasst_am__isnull=False
        )
        return schritte.order_by("sitzung__tag").last().sitzung.oeffentlich

    def _erteilte(self):
        offen = (B.ENTWURF, B.VERWORFEN)
        return Bescheid.objects.exclude(status__in=offen).select_related("antrag__runde").order_by("pk")


def _ids(modell, user):
    return set(modell.objects.visible_to(user).values_list("pk", flat=True))
