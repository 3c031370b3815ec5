"""The pages of a joint application: choose partners, enter parts, be read by partners, and no more."""

from decimal import Decimal

import pytest
from django.urls import reverse

from antraege.models import Antrag, Rolle
from tests import factories as f
from tests.antraege.verbundfall import einreichen, verbundfall

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]


@pytest.fixture
def fall(fall):
    antrag, _ = fall
    return antrag, f.kommune(antrag.landkreis, "Partnerort")


def adresse(antrag):
    return reverse("antrag_verbund", args=[antrag.pk])


def abschnitt(antrag):
    return reverse("antrag_abschnitt", args=[antrag.pk, "stellenanteile"])


def test_partners_are_chosen_and_the_parts_are_asked_next(client, fall):
    antrag, partner = fall
    daten = {"name": "Oberes Gäu", "kommunen": [partner.pk], "version": antrag.version}
    antwort = client.post(adresse(antrag), daten)
    assert antwort.url == abschnitt(antrag)
    felder = client.get(antwort.url).context["form"].fields
    assert {f"verbund_{antrag.kommune_id}", f"verbund_{partner.pk}", "vereinbarung_vom"} <= set(felder)
    assert "ist Anstellungsträger für alle" in felder[f"verbund_{antrag.kommune_id}"].help_text


@pytest.mark.parametrize(
    ("daten", "feld", "satz"),
    [
        ({"name": "Gäu"}, "kommunen", "Bitte wählen Sie mindestens eine weitere Kommune"),
        ({"kommunen": True}, "name", "Bitte geben Sie dem Zusammenschluss einen Namen"),
    ],
)
def test_what_is_missing_stands_at_its_field_and_nothing_is_lost(client, fall, daten, feld, satz):
    antrag, partner = fall
    daten = {k: [partner.pk] if v is True else v for k, v in daten.items()} | {"version": antrag.version}
    antwort = client.post(adresse(antrag), daten)
    assert antwort.context["form"].errors == {feld: [satz]}
    seite = antwort.content.decode()
    assert 'value="Gäu"' in seite or "checked" in seite


def test_a_municipality_of_another_district_cannot_be_chosen(client, fall):
    antrag, _ = fall
    daten = {"name": "Gäu", "kommunen": [f.kommune().pk], "version": antrag.version}
    assert list(client.post(adresse(antrag), daten).context["form"].errors) == ["kommunen"]


def test_a_second_window_is_told(client, fall):
    antrag, partner = fall
    antwort = client.post(adresse(antrag), {"name": "Gäu", "kommunen": [partner.pk], "version": "0"})
    assert antwort.status_code == 409
    assert "in einem anderen Fenster geändert" in antwort.content.decode()


def test_the_way_is_offered_only_where_the_rules_allow_it(client, fall):
    antrag, _ = fall
    assert adresse(antrag) in client.get(abschnitt(antrag)).content.decode()
    ohne, clerk = f.entwurf(rd=_ohne_gemeinsame(antrag.landkreis))
    client.force_login(clerk)
    assert adresse(ohne) not in client.get(abschnitt(ohne)).content.decode()
    assert "lässt keinen gemeinsamen Antrag" in client.get(adresse(ohne)).content.decode()


def _ohne_gemeinsame(kreis):
    """A round whose rules allow no joint application."""
    programm = f.programm(kreis)
    fassung = f.fassung_fuer(programm, zusammenschluss_erlaubt=False)
    return f.runde(kreis, programm=programm, fassung=fassung)


def test_parts_are_saved_and_a_wrong_sum_is_said(client):
    antrag, clerk, (partner,) = verbundfall()
    client.force_login(clerk)
    daten = {
        "version": antrag.version,
        "antragsart": "neu",
        "beantragt_vzae": "0,75",
        "eigenanteil": "6.000,00",
        "vereinbarung_vom": "01.03.2027",
        f"verbund_{antrag.kommune_id}": "0,25",
        f"verbund_{partner.pk}": "0,25",
        f"verbundpersonen_{partner.pk}": "27",
    }
    seite = client.post(abschnitt(antrag), daten, follow=True).content.decode()
    assert "Die Anteile der Kommunen ergeben zusammen 0,50\xa0VZÄ, beantragt sind 0,75\xa0VZÄ." in seite
    teil = antrag.verbundanteile.get(kommune=partner)
    assert (teil.vzae, teil.personen) == (Decimal("0.25"), 27)


def test_alone_again(client):
    antrag, clerk, _ = verbundfall()
    client.force_login(clerk)
    client.post(adresse(antrag), {"allein": "1", "version": antrag.version})
    assert Antrag.objects.get(pk=antrag.pk).zusammenschluss is None


def test_a_partner_reads_the_submitted_one_and_can_do_nothing(client):
    antrag, clerk, (partner,) = verbundfall()
    leser = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, antrag.landkreis, partner)
    client.force_login(leser)
    seite = reverse("antrag", args=[antrag.pk])
    assert client.get(seite).status_code == 404
    einreichen(antrag, clerk)
    antwort = client.get(seite)
    assert antwort.status_code == 200
    assert antwort.context["handlungen"] == []
    assert "Partnerort 1" in antwort.content.decode()
    for name in ("antrag_zurueckziehen", "antrag_verbund"):
        assert client.post(reverse(name, args=[antrag.pk])).status_code == 403
    assert client.post(abschnitt(antrag), {"version": "1"}).status_code == 403


def test_a_partner_never_learns_what_is_not_released(client):
    antrag, clerk, (partner,) = verbundfall()
    einreichen(antrag, clerk)
    Antrag.objects.filter(pk=antrag.pk).update(empfehlung_begruendung="GEHEIM-EMPFEHLUNG")
    client.force_login(f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, partner))
    assert "GEHEIM-EMPFEHLUNG" not in client.get(reverse("antrag", args=[antrag.pk])).content.decode()


def test_the_round_leads_a_partner_to_the_joint_application(client):
    antrag, clerk, (partner,) = verbundfall()
    client.force_login(f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, partner))
    runde = reverse("runde", args=[antrag.runde_id])
    assert "Antrag beginnen" in client.get(runde).content.decode()
    einreichen(antrag, clerk)
    seite = client.get(runde).content.decode()
    assert f"Gemeinsamen Antrag von {antrag.kommune} ansehen" in seite
    assert "Antrag beginnen" not in seite
