"""A joint application and a copy of an earlier one: what the clerk clicks, the partner reads it and acts on nothing."""

from datetime import date, time
from decimal import Decimal

import pytest

from antraege import zeit
from antraege.models import Anlage, Antrag
from antraege.services import antrag as antragsdienst
from tests import factories as f
from tests.antraege.verbundfall import gemeinsam
from tests.browser.blick import axe
from tests.journeys.buehne import entwurf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gang(rundgang):
    """A filled draft of the carrier; the other municipality is the partner."""
    gang = rundgang.beginne("gemeinsam", bilder=False).tag(f.TAG)
    gang.antrag = entwurf(gang.buehne)
    return gang


def test_two_municipalities_apply_together(gang):
    waehlen(gang)
    anteile(gang)
    assert gang.als("fremde").oeffne(adresse(gang)) == 404  # a draft binds nobody, and nobody else reads it


def test_the_partner_reads_what_was_submitted(gang):
    clerk, wer = gang.buehne.leute["clerk"], {"heute": f.TAG}
    with zeit.gestellt(f.TAG, time(10)):
        gemeinsam(gang.antrag, clerk, [partner(gang)], ("0.50", "0.25"))
        felder = {"vereinbarung_vom": f.TAG, "beantragt_vzae": Decimal("0.75")}
        antragsdienst.speichern(
            antrag=gang.antrag, felder=felder, version=gang.antrag.version, by=clerk, **wer
        )
    einreichen(gang)
    partner_liest(gang)


def adresse(gang, rest=""):
    return f"/antraege/{gang.antrag.pk}/{rest}"


def partner(gang):
    return gang.buehne.leute["fremde"].mitgliedschaften.get().kommune


def waehlen(gang):
    """From the section's help to the choice; without a name it comes back, and the tick stays."""
    clerk = gang.als("clerk")
    clerk.oeffne(adresse(gang, "stellenanteile/"))
    clerk.link("Gemeinsam mit anderen Kommunen beantragen")
    clerk.kreuze("Gärtringen")
    clerk.knopf("Zusammenschluss wählen")
    clerk.steht("Bitte geben Sie dem Zusammenschluss einen Namen")
    clerk.trage({"Name des neuen Zusammenschlusses": "Oberes Gäu"})
    clerk.knopf("Zusammenschluss wählen")
    clerk.steht("Bitte geben Sie jetzt die Anteile der Kommunen an.", "ist Anstellungsträger für alle")
    assert set(Antrag.objects.get().zusammenschluss.mitglieder.all()) == {gang.buehne.ort, partner(gang)}


def anteile(gang):
    """Parts that do not add up are saved and said; then they do."""
    clerk = gang.als("clerk")
    clerk.trage({"Beantragter Stellenanteil": "0,75", "Anteil von Bondorf": "0,50"})
    clerk.trage({"Anteil von Gärtringen": "0,20", "Personen in Gärtringen": "20"})
    clerk.datum("Vereinbarung der Kommunen vom", "01.03.2027")
    clerk.speichern()
    clerk.steht("ergeben zusammen 0,70 VZÄ, beantragt sind 0,75 VZÄ.")
    clerk.trage({"Anteil von Gärtringen": "0,25"})
    clerk.speichern()
    teile = Antrag.objects.get().verbundanteile.values_list("kommune__name", "vzae", "personen")
    assert set(teile) == {("Bondorf", Decimal("0.50"), None), ("Gärtringen", Decimal("0.25"), 20)}


def einreichen(gang):
    """With the agreement among the papers."""
    f.anlage(gang.antrag, gang.buehne.leute["clerk"], Anlage.Art.VEREINBARUNG)
    clerk = gang.als("clerk")
    clerk.oeffne("/")
    clerk.link("Prüfen und einreichen")
    clerk.knopf("Antrag verbindlich einreichen")
    clerk.steht("Ihr Antrag ist eingegangen.")


def partner_liest(gang):
    """The partner finds it among its applications, with everybody's part, and is offered no act."""
    andere = gang.als("fremde")
    andere.oeffne("/antraege/")
    andere.link("BB-KFR27-0001")
    andere.steht("Gemeinsamer Antrag: Oberes Gäu", "Gärtringen", "0,25", "Bondorf", "0,50")
    andere.fehlt("Antrag zurückziehen")
    axe(andere.page)
    andere.oeffne(f"/runden/{gang.antrag.runde_id}/")
    andere.fehlt("Antrag beginnen")


def test_an_earlier_application_is_copied(gang):
    alt, runde = gang.antrag, gang.buehne.runde
    folge = f.runde(
        gang.buehne.kreis,
        programm=runde.programm,
        fassung=runde.fassung,
        kuerzel="KFR28",
        name="Förderrunde 2028/29",
        beginn=date(2028, 9, 1),
        ende=date(2029, 8, 31),
    )
    clerk = gang.als("clerk")
    clerk.oeffne(f"/runden/{folge.pk}/")
    clerk.knopf("Antrag beginnen")
    clerk.link("Angaben aus einem früheren Antrag übernehmen")
    clerk.knopf("Angaben übernehmen")
    clerk.steht("Übernommen: ", "Nicht übernommen werden: Personen am Stichtag")
    neu = Antrag.objects.get(runde=folge)
    assert (neu.begruendung, neu.eigenanteil, neu.uebernommen_aus) == (alt.begruendung, alt.eigenanteil, alt)
    assert (neu.personen_gesamt, neu.erklaerung_richtig) == (None, False)
