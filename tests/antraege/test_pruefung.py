"""Check, recommendation, hearing, signature, decision and lateness by services alone."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Benutzer, Ergebnis, Foerderrunde, Frist, Rolle, Status, Zeichnung
from antraege.services import antrag as antragsdienst
from antraege.services import empfehlung, entscheidung, pruefung, verspaetung, vollstaendigkeit
from tests import factories as f
from tests.vorrat import auf_vorrat

pytestmark = pytest.mark.django_db
APRIL = date(2027, 4, 12)


@auf_vorrat
def eingereicht(**felder):
    antrag, clerk = f.entwurf(**felder)
    with zeit.gestellt(f.TAG, time(10)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    return antrag, clerk, f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)


@auf_vorrat
def geprueft(**felder):
    antrag, clerk, officer = eingereicht(**felder)
    pruefung.vollstaendigkeit_feststellen(antrag=antrag, by=officer, heute=APRIL)
    return antrag, clerk, officer


VORRAT = [eingereicht, geprueft]


def empfohlen(vzae="0.50", **felder):
    antrag, clerk, officer = geprueft(**felder)
    empfehlung.empfehlen(
        antrag=antrag, vzae=Decimal(vzae), begruendung="Bedarf belegt", by=officer, heute=APRIL
    )
    return antrag, clerk, officer


def test_return_opens_the_deadline_with_its_reason_and_keeps_the_first_receipt():
    antrag, clerk, officer = eingereicht()
    eingang = antrag.eingegangen_am
    pruefung.zurueckgeben(
        antrag=antrag, anmerkungen=[("personen_gesamt", "74 oder 68?")], by=officer, heute=APRIL
    )
    frist = Frist.objects.offen().get(antrag=antrag)
    assert (frist.faellig_am, frist.art) == (date(2027, 4, 26), "ergaenzung")
    assert "26.04.2027" in frist.spur
    anmerkung = antrag.anmerkungen.get()
    pruefung.ergaenzen(antrag=antrag, antworten={anmerkung.pk: "68"}, by=clerk, heute=date(2027, 4, 20))
    antrag.refresh_from_db()
    assert (antrag.status, antrag.eingegangen_am) == (Status.EINGEREICHT, eingang)
    assert not Frist.objects.offen().filter(antrag=antrag).exists()


def test_an_unanswered_remark_blocks_with_its_own_sentence():
    antrag, clerk, officer = eingereicht()
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("a", "eins"), ("b", "zwei")], by=officer, heute=APRIL)
    eins, zwei = antrag.anmerkungen.all()
    with pytest.raises(ValidationError) as fehler:
        pruefung.ergaenzen(antrag=antrag, antworten={eins.pk: "ja"}, by=clerk, heute=APRIL)
    assert list(fehler.value.message_dict) == [f"antwort_{zwei.pk}"]


def test_a_supplement_may_not_empty_what_was_required_at_submission():
    antrag, clerk, officer = eingereicht()
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("personen_gesamt", "?")], by=officer, heute=APRIL)
    Antrag.objects.filter(pk=antrag.pk).update(personen_gesamt=None)
    antrag.refresh_from_db()
    with pytest.raises(ValidationError, match="Zahl der Personen insgesamt"):
        pruefung.ergaenzen(
            antrag=antrag, antworten={antrag.anmerkungen.get().pk: "68"}, by=clerk, heute=APRIL
        )
    assert Antrag.objects.get(pk=antrag.pk).status == Status.NACHFORDERUNG


@pytest.mark.parametrize(
    ("anmerkungen", "bis"),
    [([], None), ([("a", " ")], None), ([("a", "x")], APRIL), ([("a", "x")], date(2072, 4, 26))],
)
def test_a_return_needs_a_remark_and_a_day_within_the_year(anmerkungen, bis):
    antrag, _, officer = eingereicht()
    with pytest.raises(ValidationError):
        pruefung.zurueckgeben(antrag=antrag, anmerkungen=anmerkungen, frist_bis=bis, by=officer, heute=APRIL)
    assert Antrag.objects.get(pk=antrag.pk).status == Status.EINGEREICHT


def test_extension_keeps_the_old_deadline_as_history_even_after_it_passed():
    antrag, _, officer = eingereicht()
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("a", "x")], by=officer, heute=APRIL)
    pruefung.frist_verlaengern(
        antrag=antrag, bis=date(2027, 5, 10), grund="Krankheit", by=officer, heute=date(2027, 4, 29)
    )
    assert list(
        Frist.objects.filter(antrag=antrag, art="ergaenzung").values_list("faellig_am", flat=True)
    ) == [
        date(2027, 4, 26),
        date(2027, 5, 10),
    ]


def test_an_extension_by_more_than_a_year_is_taken_for_a_slip():
    antrag, _, officer = eingereicht()
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("a", "x")], by=officer, heute=APRIL)
    with pytest.raises(ValidationError, match="prüfen Sie das Jahr"):
        pruefung.frist_verlaengern(
            antrag=antrag, bis=date(2028, 5, 10), grund="Krankheit", by=officer, heute=APRIL
        )


@pytest.mark.parametrize(
    ("asked", "persons", "other", "left"),
    [("0.50", 52, "0.00", "0.50"), ("3.00", 182, "0.00", "1.80"), ("0.75", 68, "0.00", "0.65"), ("0.50", 71, "0.70", "0.30"), ("0.40", 148, "0.60", "0.40")],
)  # fmt: skip
def test_computed_share_of_the_stories(asked, persons, other, left):
    antrag, _, _ = geprueft(vzae=asked, personen=persons, andere_vzae=Decimal(other))
    assert empfehlung.vorschlag(antrag).vzae == Decimal(left)


def test_a_cut_hears_the_municipality_first_and_only_once():
    antrag, clerk, officer = empfohlen("0.45")
    assert antrag.status == Status.STELLUNGNAHME
    empfehlung.stellungnahme_abgeben(antrag=antrag, text="einverstanden", by=clerk, heute=APRIL)
    chef = f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    empfehlung.ohne_zeichnung_zurueckgeben(antrag=antrag, grund="Begründung kürzen", by=chef, heute=APRIL)
    empfehlung.empfehlen(antrag=antrag, vzae=Decimal("0.45"), begruendung="kurz", by=officer, heute=APRIL)
    assert antrag.status == Status.IN_ZEICHNUNG


def test_silence_counts_only_after_the_deadline_and_only_by_the_system():
    antrag, clerk, _ = empfohlen("0.45")
    frist, system = Frist.objects.offen().get(antrag=antrag), Benutzer.objects.system()
    for wer, tag in ((system, frist.faellig_am), (clerk, frist.faellig_am + timedelta(days=1))):
        with pytest.raises(Verweigert, match="noch Stellung nehmen"):
            empfehlung.stellungnahme_ablaufen(antrag=antrag, by=wer, heute=tag)
    empfehlung.stellungnahme_ablaufen(antrag=antrag, by=system, heute=frist.faellig_am + timedelta(days=1))
    assert antrag.status == Status.IN_ZEICHNUNG


def test_a_deeper_cut_is_heard_again():
    antrag, clerk, officer = empfohlen("0.45")
    empfehlung.stellungnahme_abgeben(antrag=antrag, text="einverstanden", by=clerk, heute=APRIL)
    chef = f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    empfehlung.ohne_zeichnung_zurueckgeben(antrag=antrag, grund="zu viel", by=chef, heute=APRIL)
    empfehlung.empfehlen(antrag=antrag, vzae=Decimal("0.30"), begruendung="kurz", by=officer, heute=APRIL)
    assert antrag.status == Status.STELLUNGNAHME


@pytest.mark.parametrize("vzae", ["0.55", "-0.05", "0.47"])
def test_a_recommendation_stays_within_what_was_asked_and_on_the_step(vzae):
    antrag, _, officer = geprueft()
    with pytest.raises(ValidationError):
        empfehlung.empfehlen(antrag=antrag, vzae=Decimal(vzae), begruendung="x", by=officer, heute=APRIL)


def test_the_same_person_may_not_sign_and_is_told_why():
    antrag, _, officer = empfohlen()
    officer.mitgliedschaften.create(
        rolle=Rolle.SACHGEBIETSLEITUNG, landkreis=antrag.landkreis, von=date(2016, 1, 1)
    )
    officer = Benutzer.objects.get(pk=officer.pk)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        empfehlung.zeichnen(antrag=antrag, by=officer, heute=APRIL)


def test_the_database_refuses_the_same_person_too():
    antrag, _, officer = empfohlen()
    with pytest.raises(IntegrityError, match="zeichnung_durch_zweite_person"), transaction.atomic():
        Zeichnung.objects.create(
            antrag=antrag,
            stufe="amtsleitung",
            benutzer=officer,
            empfehlung_von=officer,
            gezeichnet_am=zeit.jetzt(),
        )


def test_above_the_value_limit_only_the_head_of_office_signs():
    antrag, _, _ = empfohlen_gross()
    with pytest.raises(Verweigert, match="Wertgrenze"):
        empfehlung.zeichnen(
            antrag=antrag, by=f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis), heute=APRIL
        )
    zeichnung = empfehlung.zeichnen(
        antrag=antrag, by=f.benutzer(Rolle.AMTSLEITUNG, antrag.landkreis), heute=APRIL
    )
    assert zeichnung.stufe == "amtsleitung"


def empfohlen_gross():
    antrag, clerk, officer = geprueft(vzae="3.00", personen=300)
    empfehlung.empfehlen(antrag=antrag, vzae=Decimal("3.00"), begruendung="x", by=officer, heute=APRIL)
    return antrag, clerk, officer


def gezeichnet(vzae="0.50", **felder):
    antrag, clerk, _ = empfohlen(vzae, **felder)
    chef = f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    empfehlung.zeichnen(antrag=antrag, by=chef, heute=APRIL)
    return antrag, clerk, chef


def test_until_release_the_municipality_reads_no_vote():
    antrag, _, chef = gezeichnet()
    assert antrag.status_kommune == Status.VOLLSTAENDIG
    entscheidung.durch_verwaltung_entscheiden(antrag=antrag, by=chef, heute=APRIL)
    antrag.refresh_from_db()
    assert (antrag.status, antrag.status_kommune) == (Status.BESCHLOSSEN, Status.VOLLSTAENDIG)
    assert (antrag.ergebnis, antrag.bewilligt_betrag) == (Ergebnis.BEWILLIGT, Decimal("24000.00"))
    assert not antrag.protokoll.filter(
        art__in=["antrag_gezeichnet", "antrag_entschieden"], sichtbar_kommune=True
    )


def test_deciding_twice_is_a_conflict_and_changes_nothing():
    antrag, _, chef = gezeichnet()
    alt = Antrag.objects.get(pk=antrag.pk)
    entscheidung.durch_verwaltung_entscheiden(antrag=antrag, by=chef, heute=APRIL)
    with pytest.raises(Konflikt):
        entscheidung.durch_verwaltung_entscheiden(antrag=alt, by=chef, heute=APRIL)
    assert antrag.protokoll.filter(art="antrag_entschieden").count() == 1


def test_a_round_never_grants_above_its_kontingent():
    antrag, _, chef = gezeichnet()
    antrag.runde.kontingente.create(art="endgueltig", vzae="0.49", stand=APRIL, grundlage="Nachtrag")
    with pytest.raises(Verweigert, match="R5"):
        entscheidung.durch_verwaltung_entscheiden(antrag=antrag, by=chef, heute=APRIL)
    assert Antrag.objects.get(pk=antrag.pk).status == Status.GEZEICHNET


def test_the_administration_does_not_decide_for_the_committee():
    antrag, _, chef = gezeichnet()
    antrag.runde.entscheidung = Foerderrunde.Entscheidung.BESCHLUSS
    with pytest.raises(Verweigert, match="entscheidet das Gremium"):
        entscheidung.durch_verwaltung_entscheiden(antrag=antrag, by=chef, heute=APRIL)


def test_an_estimate_caps_nothing():
    antrag, _, chef = gezeichnet()
    antrag.runde.kontingente.create(art="schaetzung", vzae="0.10", stand=APRIL)
    entscheidung.durch_verwaltung_entscheiden(antrag=antrag, by=chef, heute=APRIL)
    assert antrag.status == Status.BESCHLOSSEN


def verspaetet():
    antrag, clerk = f.entwurf(vzae="0.40", personen=44)
    tag = date(2027, 4, 1)
    with zeit.gestellt(tag, time(0, 7)):
        antragsdienst.einreichen(antrag=antrag, by=clerk, heute=tag, grund_verspaetung="Mail am Vorabend")
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    verspaetung.vorschlagen(
        antrag=antrag, vorschlag="ablehnen", begruendung="keine Spur", by=officer, heute=tag
    )
    return antrag, officer, tag


@pytest.mark.parametrize(
    ("zulassen", "status", "ergebnis"), [(True, "eingereicht", ""), (False, "unzulaessig", "verfristet")]
)
def test_two_persons_admit_or_end_a_late_application(zulassen, status, ergebnis):
    antrag, _, tag = verspaetet()
    chef = f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    verspaetung.entscheiden(antrag=antrag, zulassen=zulassen, by=chef, heute=tag)
    antrag.refresh_from_db()
    assert (antrag.status, antrag.ergebnis) == (status, ergebnis)


@pytest.mark.parametrize(
    ("act", "angaben"),
    [
        (pruefung.vollstaendigkeit_feststellen, {}),
        (pruefung.zurueckgeben, {"anmerkungen": [("eigenanteil", "Fehlt.")]}),
    ],
)
def test_a_late_application_is_not_checked_before_it_is_admitted(act, angaben):
    antrag, officer, tag = verspaetet()
    with pytest.raises(Verweigert, match="ob er noch zugelassen wird"):
        act(antrag=antrag, by=officer, heute=tag, **angaben)
    chef = f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    verspaetung.entscheiden(antrag=antrag, zulassen=True, by=chef, heute=tag)
    act(antrag=antrag, by=officer, heute=tag, **angaben)


def test_the_proposer_may_not_decide_by_service_or_sql():
    antrag, officer, tag = verspaetet()
    officer.mitgliedschaften.create(rolle=Rolle.AMTSLEITUNG, landkreis=antrag.landkreis, von=date(2016, 1, 1))
    officer = Benutzer.objects.get(pk=officer.pk)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        verspaetung.entscheiden(antrag=antrag, zulassen=True, by=officer, heute=tag)
    with pytest.raises(IntegrityError), transaction.atomic():
        Antrag.objects.filter(pk=antrag.pk).update(verspaetung_entschieden_von=officer)


def test_an_officer_who_is_also_a_clerk_there_takes_no_part():
    antrag, _, officer = eingereicht()
    officer.mitgliedschaften.create(
        rolle=Rolle.KOMMUNE_ZUGANG, landkreis=antrag.landkreis, kommune=antrag.kommune, von=date(2016, 1, 1)
    )
    officer = Benutzer.objects.get(pk=officer.pk)
    with pytest.raises(Verweigert, match="nicht mit"):
        pruefung.vollstaendigkeit_feststellen(antrag=antrag, by=officer, heute=APRIL)


def test_where_the_administration_decides_the_result_comes_with_the_notice_whatever_the_round_says():
    antrag, _, _ = gezeichnet()
    antrag.runde.ergebnis_sichtbar = Foerderrunde.Sichtbarkeit.SITZUNG
    assert entscheidung.sichtbarer_status(antrag, Status.BESCHLOSSEN) == Status.VOLLSTAENDIG


def test_the_check_notices_that_the_groups_do_not_sum_to_the_total():
    antrag, _, _ = eingereicht(personen=68)
    assert vollstaendigkeit.unstimmiges(antrag) == []
    antrag.fallzahlen.update(personen=74)
    assert vollstaendigkeit.unstimmiges(Antrag.objects.get(pk=antrag.pk)) == [
        "Die Zielgruppen ergeben zusammen 74 Personen, angegeben sind insgesamt 68."
    ]


def test_a_lost_race_tells_the_municipality_only_what_it_may_know():
    antrag, clerk, _ = gezeichnet()
    antrag.status = Status.NACHFORDERUNG  # what an old page still believes
    with pytest.raises(Konflikt) as fehler:
        pruefung.ergaenzen(antrag=antrag, antworten={}, by=clerk, heute=APRIL)
    assert "In fachlicher Prüfung" in fehler.value.satz
    assert "gezeichnet" not in fehler.value.satz


def test_a_second_hearing_keeps_the_words_of_the_first_in_the_log():
    antrag, clerk, officer = empfohlen("0.45")
    empfehlung.stellungnahme_abgeben(antrag=antrag, text="Wir bleiben dabei.", by=clerk, heute=APRIL)
    chef = f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    empfehlung.ohne_zeichnung_zurueckgeben(antrag=antrag, grund="zu viel", by=chef, heute=APRIL)
    empfehlung.empfehlen(antrag=antrag, vzae=Decimal("0.30"), begruendung="neu", by=officer, heute=APRIL)
    empfehlung.stellungnahme_abgeben(antrag=antrag, text="Einverstanden.", by=clerk, heute=APRIL)
    worte = antrag.protokoll.filter(art="stellungnahme_eingegangen").values_list("text__text", flat=True)
    assert list(worte) == ["Wir bleiben dabei.", "Einverstanden."]
