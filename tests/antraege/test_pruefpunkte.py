"""The check list: judged, kept in between, opened again by what changed; completeness needs it whole or a reason."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from antraege.fehler import Verweigert
from antraege.models import Antrag, Status
from antraege.services import antrag as antragsdienst
from antraege.services import empfehlung, pruefpunkte, pruefung
from antraege.services.pruefpunkte import Befund
from tests.antraege.test_pruefung import APRIL, eingereicht, empfohlen, geprueft, gezeichnet
from tests.notifications.hilfen import ohne_tore

pytestmark = pytest.mark.django_db
JA = Befund("erfuellt")


def mit_punkten(**felder):
    """A submitted application whose version has two formal points, one of them on a field."""
    antrag, clerk, officer = eingereicht(**felder)
    zeilen = [("Frist gewahrt", ""), ("Eigenanteil gesichert", "eigenanteil")]
    with ohne_tore():  # the version is stated; how its list came about is not what these tests are about
        punkte = [
            antrag.fassung.pruefpunkte.create(nummer=nr, art="formal", text=text, feld=feld)
            for nr, (text, feld) in enumerate(zeilen, 1)
        ]
    return Antrag.objects.get(pk=antrag.pk), clerk, officer, punkte


def sichern(antrag, officer, befunde):
    return pruefpunkte.speichern(antrag=antrag, art="formal", befunde=befunde, by=officer, heute=APRIL)


def vollstaendig(antrag, officer, **facts):
    pruefung.vollstaendigkeit_feststellen(antrag=antrag, by=officer, heute=APRIL, **facts)


def test_half_a_list_is_kept_and_the_step_goes_on():
    antrag, _, officer, (eins, zwei) = mit_punkten()
    sichern(antrag, officer, {eins.pk: JA, zwei.pk: Befund("")})
    assert [(p.ergebnis, p.offen) for p in pruefpunkte.liste(antrag, "formal")] == [
        ("erfuellt", False),
        ("", True),
    ]
    assert Antrag.objects.get(pk=antrag.pk).status == Status.EINGEREICHT
    assert not antrag.protokoll.filter(benutzer=officer).exists()


def test_not_fulfilled_needs_its_remark_at_the_point():
    antrag, _, officer, (eins, _) = mit_punkten()
    with pytest.raises(ValidationError) as fehler:
        sichern(antrag, officer, {eins.pk: Befund("nicht_erfuellt", " ")})
    assert list(fehler.value.message_dict) == [f"bemerkung_{eins.pk}"]


def test_every_point_must_be_judged_and_what_was_typed_is_not_half_saved():
    antrag, _, officer, (eins, zwei) = mit_punkten()
    with pytest.raises(ValidationError) as fehler:
        vollstaendig(antrag, officer, befunde={eins.pk: JA})
    assert list(fehler.value.message_dict) == [f"ergebnis_{zwei.pk}"]
    assert not antrag.pruefergebnisse.exists()


def test_complete_in_spite_of_a_point_takes_a_reason_that_the_log_keeps():
    antrag, _, officer, (eins, zwei) = mit_punkten()
    befunde = {eins.pk: JA, zwei.pk: Befund("nicht_erfuellt", "Der Nachweis fehlt.")}
    with pytest.raises(ValidationError) as fehler:
        vollstaendig(antrag, officer, befunde=befunde)
    assert list(fehler.value.message_dict) == ["grund"]
    vollstaendig(antrag, officer, befunde=befunde, grund="Folgt mit dem Haushalt.")
    eintrag = antrag.protokoll.get(art="antrag_vollstaendig")
    assert (antrag.status, eintrag.text.text) == (Status.VOLLSTAENDIG, "Folgt mit dem Haushalt.")


def test_a_red_point_of_the_machine_takes_a_reason_too():
    antrag, _, officer = eingereicht(personen=68)
    antrag.fallzahlen.update(personen=74)
    with pytest.raises(ValidationError, match="Bitte begründen"):
        vollstaendig(antrag, officer)
    vollstaendig(antrag, officer, grund="Die Kommune klärt die Gruppen.")


def test_only_what_changed_is_judged_again():
    antrag, clerk, officer, (eins, zwei) = mit_punkten()
    sichern(antrag, officer, {eins.pk: JA, zwei.pk: JA})
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("eigenanteil", "Wirklich?")], by=officer, heute=APRIL)
    antrag = Antrag.objects.get(pk=antrag.pk)
    antragsdienst.speichern(
        antrag=antrag, felder={"eigenanteil": Decimal("7000")}, version=antrag.version, by=clerk, heute=APRIL
    )
    pruefung.antworten_speichern(
        antrag=antrag, antworten={antrag.anmerkungen.get().pk: "Ja, 7.000 EUR."}, by=clerk, heute=APRIL
    )
    pruefung.ergaenzen(antrag=antrag, by=clerk, heute=APRIL)
    antrag = Antrag.objects.get(pk=antrag.pk)
    assert [p.ueberholt for p in pruefpunkte.liste(antrag, "formal")] == [False, True]
    with pytest.raises(ValidationError, match="seit der letzten Prüfung geändert"):
        vollstaendig(antrag, officer)
    vollstaendig(antrag, officer, befunde={zwei.pk: JA})


def test_a_kept_answer_is_no_answer_before_it_is_sent():
    antrag, clerk, officer = eingereicht()
    pruefung.zurueckgeben(
        antrag=antrag, anmerkungen=[("eigenanteil", "?"), ("begruendung", "?")], by=officer, heute=APRIL
    )
    eins, zwei = antrag.anmerkungen.all()
    pruefung.antworten_speichern(antrag=antrag, antworten={eins.pk: "Stimmt."}, by=clerk, heute=APRIL)
    assert antrag.anmerkungen.filter(beantwortet_am__isnull=False).count() == 0
    with pytest.raises(ValidationError) as fehler:
        pruefung.ergaenzen(antrag=antrag, by=clerk, heute=APRIL)
    assert list(fehler.value.message_dict) == [f"antwort_{zwei.pk}"]


@pytest.mark.parametrize("wer", ["clerk", "fremd"])
def test_only_the_deciding_office_judges(wer):
    antrag, clerk, _, (eins, _) = mit_punkten()
    _, _, fremd = eingereicht()
    with pytest.raises(Verweigert):
        sichern(antrag, {"clerk": clerk, "fremd": fremd}[wer], {eins.pk: JA})


def test_subject_points_belong_to_the_recommendation():
    antrag, _, officer = geprueft()
    with ohne_tore():
        punkt = antrag.fassung.pruefpunkte.create(nummer=1, art="fachlich", text="Bedarf belegt")
    antrag = Antrag.objects.get(pk=antrag.pk)
    facts = {"antrag": antrag, "vzae": Decimal("0.50"), "begruendung": "Ja.", "by": officer, "heute": APRIL}
    with pytest.raises(ValidationError, match="Bedarf belegt"):
        empfehlung.empfehlen(**facts)
    empfehlung.empfehlen(**facts, befunde={punkt.pk: JA})
    assert antrag.status == Status.IN_ZEICHNUNG


def test_asked_figures_stand_after_submission_whoever_writes():
    antrag, _, officer = eingereicht()
    with pytest.raises(DatabaseError, match="nur in einer Ergänzung"), transaction.atomic():
        Antrag.objects.filter(pk=antrag.pk).update(beantragt_vzae=Decimal("0.75"))
    pruefung.zurueckgeben(antrag=antrag, anmerkungen=[("beantragt_vzae", "?")], by=officer, heute=APRIL)
    Antrag.objects.filter(pk=antrag.pk).update(beantragt_vzae=Decimal("0.75"))


def test_a_signed_recommendation_stands_until_its_signature_is_voided():
    antrag, _, _ = gezeichnet()
    with pytest.raises(DatabaseError, match="Zeichnung aufzuheben"), transaction.atomic():
        Antrag.objects.filter(pk=antrag.pk).update(empfohlen_vzae=Decimal("0.25"))


def test_before_the_signature_it_may_be_recommended_anew():
    antrag, _, _ = empfohlen()
    Antrag.objects.filter(pk=antrag.pk).update(empfohlen_vzae=Decimal("0.25"))
