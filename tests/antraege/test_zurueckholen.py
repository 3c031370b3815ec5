"""A return that ends without its completion: whatever was changed meanwhile, the application says again what was handed in."""

import os
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from json import loads

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antraege import zeit
from antraege.models import Anlage, Antrag, Nichteingereicht, Richtlinienfassung, Rolle, Zusatzfrage
from antraege.services import (
    anlagen,
    eingereicht,
    inhalt,
    pruefung,
    rohwerte,
    unterschriftsblatt,
    verwaist,
    zurueckholen,
)
from antraege.services import antrag as antragsdienst
from antraege.services.angaben import Anteil
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege.verbundfall import einreichen, gemeinsam
from tests.notifications.hilfen import ohne_tore

pytestmark = pytest.mark.django_db
DANACH = f.TAG + timedelta(days=15)
HALB, VIERTEL = Decimal("0.50"), Decimal("0.25")


class Rueckgabe:
    """A joint application with two target groups, two further questions and three papers, returned for completion."""

    def __init__(self):
        kreis = f.landkreis()
        fassung = Richtlinienfassung.objects.create(
            programm=f.programm(kreis),
            nummer=1,
            gueltig_ab=date(2026, 9, 1),
            satz_je_vzae=Decimal("48000.00"),
        )
        self.fragen = [
            Zusatzfrage.objects.create(fassung=fassung, nummer=nr, frage=f"Frage {nr}", art=art)
            for nr, art in ((1, "text"), (2, "datum"))
        ]
        f.festgestellt(fassung)
        runde = f.runde(kreis, programm=fassung.programm, fassung=fassung)
        runde.zielgruppen.add(f.zielgruppe("asyl"))
        self.gruppen = [gruppe.pk for gruppe in runde.zielgruppen.all()]
        antrag, self.clerk = f.entwurf("0.75", rd=runde)
        self.partner, self.sb = f.kommune(kreis), f.benutzer(Rolle.SACHBEARBEITUNG, kreis)
        self.pk, self.ort = antrag.pk, antrag.kommune_id
        with zeit.gestellt(f.TAG, time(10, 0)):
            gemeinsam(antrag, self.clerk, [self.partner], ("0.50", "0.25"))
            self.aendern(felder={"vereinbarung_vom": f.TAG}, antworten={self.fragen[0].pk: "Ja, zwei."})
            self.papiere = [self.hochladen("vereinbarung"), self.hochladen("konzept")]
            einreichen(self.antrag(), self.clerk)
            pruefung.zurueckgeben(
                antrag=self.antrag(), anmerkungen=[("eigenanteil", "Wie?")], by=self.sb, heute=f.TAG,
                frist_bis=f.TAG + timedelta(days=14),
            )  # fmt: skip

    def antrag(self):
        return Antrag.objects.get(pk=self.pk)

    def aendern(self, **was):
        antrag = self.antrag()
        was = {"felder": {}} | was
        antragsdienst.speichern(antrag=antrag, version=antrag.version, by=self.clerk, heute=f.TAG, **was)

    def hochladen(self, art="sonstiges"):
        """A file that differs from those before."""
        datei = probe.datei(probe.png(breite=1 + Anlage.objects.count()), "Bild.png")
        return anlagen.hinzufuegen(antrag=self.antrag(), art=art, datei=datei, by=self.clerk, heute=f.TAG)

    def entfernen(self, anlage):
        anlagen.entfernen(anlage=deepcopy(anlage), by=self.clerk, heute=f.TAG)

    def zurueckholen(self):
        zurueckholen.zurueckholen(self.antrag(), by=self.sb, heute=DANACH)

    def weiterpruefen(self):
        with zeit.gestellt(DANACH, time(10, 0)):
            pruefung.ohne_ergaenzung_weiterpruefen(
                antrag=self.antrag(), grund="Still.", by=self.sb, heute=DANACH
            )

    def da(self):
        return {a.pk for a in self.antrag().anlagen.filter(entfernt_am__isnull=True)}

    def im_sql(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT antrag_stand(%s)", [self.pk])
            return loads(cursor.fetchone()[0])


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(Rueckgabe)


@pytest.fixture
def fall(gebaut, db):
    """The case of the module; each test goes back to its rows."""
    return gebaut


@pytest.fixture(autouse=True)
def am_rueckgabetag():
    with zeit.gestellt(f.TAG, time(10, 0)):
        yield


def jetzt_geprueft():
    """Fire what waits for the end of the transaction."""
    connection.check_constraints()


worte = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
tage = st.none() | st.dates(date(2026, 1, 1), date(2030, 12, 31))
euro = st.none() | st.decimals(0, 900000, places=2)
anteil = st.integers(0, 80).map(lambda n: Decimal(n) / 20)
SPALTEN = {
    "ansprechperson": worte,
    "ansprech_telefon": worte,
    "ansprech_email": st.sampled_from(["", "amt@example.org"]),
    "begruendung": worte,
    "vereinbarung_vom": tage,
    "besetzt_ab": tage,
    "eigenanteil": euro,
    "andere_vzae": anteil,
    "ausnahme_grund": worte,
    "personen_gesamt": st.none() | st.integers(0, 5000),
    "beschluss_folgt": st.booleans(),
    "beschluss_folgt_bis": tage,
    "erklaerung_richtig": st.booleans(),
    "antragsart": st.sampled_from(Antrag.Art.values),
}


@given(
    felder=st.fixed_dictionaries({}, optional=SPALTEN),
    personen=st.lists(st.none() | st.integers(0, 5000), min_size=2, max_size=2),
    gruende=st.lists(worte, min_size=2, max_size=2),
    antworten=st.tuples(worte, tage),
    anteile=st.none() | st.tuples(anteil, anteil, st.none() | st.integers(0, 99)),
    weg=st.lists(st.booleans(), min_size=2, max_size=2),
    neu=st.integers(0, 2),
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_was_changed_comes_back_as_it_was_handed_in(
    fall, felder, personen, gruende, antworten, anteile, weg, neu
):
    letzte, vorher, sprueche = inhalt.letzte_einreichung(fall.antrag()), fall.da(), {}
    with transaction.atomic():
        if anteile:
            felder |= {"beantragt_vzae": anteile[0] + anteile[1]}
            teile = {fall.ort: Anteil(anteile[0], anteile[2]), fall.partner.pk: Anteil(anteile[1])}
            sprueche["anteile"] = teile
        fall.aendern(
            felder=felder,
            fallzahlen=dict(zip(fall.gruppen, personen, strict=True)),
            abweichungen=dict(zip(fall.gruppen, gruende, strict=True)),
            antworten={
                fall.fragen[0].pk: antworten[0].strip(),
                fall.fragen[1].pk: antworten[1].isoformat() if antworten[1] else "",
            },
            **sprueche,
        )
        for papier, fort in zip(fall.papiere, weg, strict=True):
            if fort:
                fall.entfernen(papier)
        for _ in range(neu):
            fall.hochladen()
        assert rohwerte.lesen(fall.antrag()) == fall.im_sql()
        fall.zurueckholen()
        antrag = fall.antrag()
        assert rohwerte.lesen(antrag) == fall.im_sql() == letzte.stand
        assert (inhalt.pruefsumme(antrag), fall.da()) == (letzte.sha256, vorher)
        jetzt_geprueft()
        transaction.set_rollback(True)


def test_going_on_without_the_completion_judges_what_was_handed_in(fall):
    fall.aendern(felder={"eigenanteil": Decimal("1.00")}, fallzahlen={fall.gruppen[0]: 99})
    fall.weiterpruefen()
    antrag = fall.antrag()
    assert (antrag.status, antrag.eigenanteil) == ("eingereicht", f.ANGABEN["eigenanteil"])
    assert antrag.fallzahlen.get(zielgruppe=fall.gruppen[0]).personen == 52
    assert inhalt.aenderungen(antrag, seit=inhalt.letzte_einreichung(antrag)) == []
    jetzt_geprueft()


def test_withdrawn_is_what_was_handed_in(fall):
    fall.aendern(felder={"begruendung": "Noch in Arbeit."})
    fall.entfernen(fall.papiere[1])
    antragsdienst.zurueckziehen(antrag=fall.antrag(), grund="Kein Bedarf.", by=fall.clerk, heute=f.TAG)
    assert fall.antrag().begruendung == f.ANGABEN["begruendung"]
    assert fall.papiere[1].pk in fall.da()
    jetzt_geprueft()


def test_without_kept_values_nothing_is_judged_that_nobody_handed_in(fall):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE antraege_einreichung SET stand = NULL WHERE antrag_id = %s", [fall.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    fall.aendern(felder={"eigenanteil": Decimal("1.00")})
    with pytest.raises(ValidationError, match="nicht eingereicht"), transaction.atomic():
        fall.weiterpruefen()
    antragsdienst.zurueckziehen(antrag=fall.antrag(), grund="Kein Bedarf.", by=fall.clerk, heute=f.TAG)
    assert not Nichteingereicht.objects.exists()


def test_a_partner_cannot_fetch_what_the_completion_took_away(fall):
    papier = Anlage.objects.select_related("antrag").get(pk=fall.papiere[1].pk)
    partner = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.antrag().landkreis, fall.partner)
    lesbar = [eingereicht.lesbar(wer, papier) for wer in (partner, fall.sb, fall.clerk)]
    papier.lage = Anlage.Lage.ZURUECKGENOMMEN
    danach = [eingereicht.lesbar(wer, papier) for wer in (partner, fall.sb, fall.clerk)]
    assert (lesbar, danach) == ([True, True, True], [False, True, True])


def test_words_and_answers_that_were_not_handed_in_are_kept(fall):
    frage = fall.antrag().anmerkungen.get()
    fall.aendern(felder={"eigenanteil": Decimal("1.00")})
    pruefung.antworten_speichern(
        antrag=fall.antrag(), antworten={frage.pk: "Aus dem Haushalt."}, by=fall.clerk, heute=f.TAG
    )
    fall.weiterpruefen()
    zeilen = Nichteingereicht.objects.get(antrag=fall.pk).aenderungen
    assert [zeile[1:] for zeile in zeilen] == [
        ["6.000,00\N{NO-BREAK SPACE}€", "1,00\N{NO-BREAK SPACE}€"],
        ["–", "Aus dem Haushalt."],
    ]


def test_where_nothing_was_changed_nothing_is_kept(fall):
    fall.weiterpruefen()
    assert not Nichteingereicht.objects.exists()


def test_a_sheet_for_words_that_were_not_handed_in_is_voided(fall):
    fall.aendern(felder={"eigenanteil": Decimal("1.00")})
    blatt = unterschriftsblatt.erzeugen(antrag=fall.antrag(), by=fall.clerk, heute=f.TAG)
    fall.zurueckholen()
    blatt.refresh_from_db()
    assert blatt.aufgehoben_am is not None


def test_after_it_the_same_content_goes_in_again_without_a_signature(fall):
    """The signature under the last submission still covers what it names."""
    fall.aendern(felder={"eigenanteil": Decimal("1.00")})
    fall.weiterpruefen()
    antrag = fall.antrag()
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("eigenanteil", "?")], by=fall.sb, heute=DANACH)
    offen = {a.pk: "So ist es." for a in antrag.anmerkungen.all()}
    pruefung.ergaenzen(antrag=fall.antrag(), by=fall.clerk, heute=DANACH, antworten=offen)
    erste, zweite = fall.antrag().einreichungen.all()
    assert (erste.sha256, erste.stand) == (zweite.sha256, zweite.stand)
    jetzt_geprueft()


def test_the_sweep_leaves_the_file_of_a_paper_that_may_come_back(fall):
    papier = fall.papiere[0]
    fall.entfernen(papier)
    os.utime(default_storage.path(papier.datei.name), (0, 0))
    verwaist.aufraeumen()
    fall.zurueckholen()
    assert papier.pk in fall.da()
    assert default_storage.exists(papier.datei.name)


def test_each_submission_settles_which_papers_are_handed_in(fall):
    fall.entfernen(fall.papiere[0])
    neu = fall.hochladen("vereinbarung")
    verworfen = fall.hochladen()
    fall.entfernen(verworfen)
    offen = {a.pk: "So ist es." for a in fall.antrag().anmerkungen.all()}
    pruefung.ergaenzen(antrag=fall.antrag(), by=fall.clerk, heute=f.TAG, antworten=offen)
    lagen = dict(fall.antrag().anlagen.values_list("pk", "lage"))
    assert [lagen[a.pk] for a in (fall.papiere[0], neu, verworfen)] == [
        "zurueckgenommen",
        "eingereicht",
        "entwurf",
    ]
    jetzt_geprueft()


def test_of_earlier_papers_the_office_reads_only_what_was_handed_in(fall):
    """As they stood before their row said so: each came on one day and went on another, in a returned or completed case."""
    erste = fall.antrag().einreichungen.get().eingegangen_am
    tag = lambda n: erste + timedelta(days=n)  # noqa: E731
    zeiten = {  # handed in on day 0, returned on 2 and 6, completed on 4
        "mit dem Antrag": (-1, 3),
        "nachgereicht": (1, 3),
        "in derselben Rückgabe wieder fort": (3, 3.5),
        "mit der Ergänzung": (3, 7),
        "in der zweiten Rückgabe wieder fort": (6.5, 7),
        "noch da": (3, None),
    }
    papiere = {name: fall.hochladen() for name in zeiten}
    fall.antrag().anmerkungen.update(gestellt_am=tag(2))
    with zeit.gestellt(tag(4).date(), time(10, 0)):
        offen = {a.pk: "So ist es." for a in fall.antrag().anmerkungen.all()}
        pruefung.ergaenzen(antrag=fall.antrag(), by=fall.clerk, heute=f.TAG, antworten=offen)
        pruefung.zurueckgeben(
            antrag=fall.antrag(), anmerkungen=[("eigenanteil", "?")], by=fall.sb, heute=f.TAG
        )
    fall.antrag().anmerkungen.filter(durchgang=2).update(gestellt_am=tag(6))
    Antrag.objects.filter(pk=fall.pk).update(eingegangen_am=erste)
    with ohne_tore() as _, connection.cursor() as cursor:
        for name, (kam, ging) in zeiten.items():
            Anlage.objects.filter(pk=papiere[name].pk).update(
                lage="entwurf", hochgeladen_am=tag(kam), entfernt_am=None if ging is None else tag(ging)
            )
        cursor.execute(import_module("antraege.migrations.0034_einreichung_zurueckholen").UNTERLAGEN_BESTAND)
    lagen = {name: Anlage.objects.get(pk=papiere[name].pk).lage for name in zeiten}
    assert lagen == {
        "mit dem Antrag": "zurueckgenommen",
        "nachgereicht": "zurueckgenommen",
        "in derselben Rückgabe wieder fort": "entwurf",
        "mit der Ergänzung": "eingereicht",
        "in der zweiten Rückgabe wieder fort": "entwurf",
        "noch da": "eingereicht",
    }


VERBOTEN = {
    "Entwurf": ({"lage": "entwurf"}, "ändert nur eine Einreichung"),
    "zurückgenommen": (
        {"lage": "zurueckgenommen", "entfernt_am": datetime(2027, 3, 15, tzinfo=zeit.BERLIN)},
        "ändert nur eine Einreichung",
    ),
    "andere Datei": ({"sha256": "0" * 64, "datei": "anlagen/anders.png"}, "bleibt, wie sie eingereicht ist"),
    "anderer Name": ({"name": "anders.png"}, "bleibt, wie sie eingereicht ist"),
}


@pytest.mark.parametrize(("felder", "satz"), VERBOTEN.values(), ids=VERBOTEN)
def test_a_paper_that_was_handed_in_stays_as_it_came_even_in_a_return(fall, felder, satz):
    with pytest.raises(IntegrityError, match=satz), transaction.atomic():
        Anlage.objects.filter(pk=fall.papiere[0].pk).update(**felder)


def test_a_paper_nobody_handed_in_is_not_made_one_by_hand(fall):
    neu = fall.hochladen()
    with pytest.raises(IntegrityError, match="ändert nur eine Einreichung"), transaction.atomic():
        Anlage.objects.filter(pk=neu.pk).update(lage="eingereicht")
    Anlage.objects.filter(pk=neu.pk).delete()


def test_a_paper_that_was_handed_in_is_not_deleted(fall):
    with pytest.raises(IntegrityError, match="wird nicht gelöscht"), transaction.atomic():
        Anlage.objects.filter(pk=fall.papiere[0].pk).delete()


def test_outside_a_return_no_paper_is_taken_away_and_none_comes_back(fall):
    fall.entfernen(fall.papiere[1])
    offen = {a.pk: "So ist es." for a in fall.antrag().anmerkungen.all()}
    pruefung.ergaenzen(antrag=fall.antrag(), by=fall.clerk, heute=f.TAG, antworten=offen)
    for papier, am in zip(reversed(fall.papiere), (None, zeit.jetzt()), strict=True):
        with pytest.raises(IntegrityError, match="kommt und geht nur, solange"), transaction.atomic():
            Anlage.objects.filter(pk=papier.pk).update(entfernt_am=am)


@pytest.mark.parametrize("was", ["felder", "fallzahlen", "papier"])
def test_no_return_ends_with_what_nobody_handed_in_whoever_writes(fall, was):
    if was == "papier":
        fall.entfernen(fall.papiere[0])
    else:
        fall.aendern(**{was: {"begruendung": "Anders."} if was == "felder" else {fall.gruppen[0]: 7}})
    Antrag.objects.filter(pk=fall.pk).update(status="eingereicht", status_kommune="eingereicht")
    with pytest.raises(IntegrityError, match="was zuletzt eingereicht ist"), transaction.atomic():
        jetzt_geprueft()
    Antrag.objects.filter(pk=fall.pk).update(status="nachforderung", status_kommune="nachforderung")


def test_a_taken_back_paper_is_one_that_was_removed(fall):
    felder = Anlage.objects.filter(pk=fall.papiere[0].pk).values().get() | {
        "id": None,
        "lage": "zurueckgenommen",
    }
    with pytest.raises(IntegrityError, match="anlage_zurueckgenommen_ist_entfernt"), transaction.atomic():
        Anlage.objects.bulk_create([Anlage(**felder)])


def test_a_member_keeps_a_part_while_its_application_is_returned(fall):
    """A part that is gone for a while would let the partner apply elsewhere, and the submission could not come back."""
    with pytest.raises(ValidationError) as fehler:
        fall.aendern(
            felder={"beantragt_vzae": HALB},
            anteile={fall.ort: Anteil(HALB), fall.partner.pk: Anteil(None)},
        )
    assert fehler.value.message_dict == {
        f"verbund_{fall.partner.pk}": ["Bitte geben Sie den Anteil an (0 ist möglich)."]
    }
