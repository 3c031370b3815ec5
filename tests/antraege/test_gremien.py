"""Committees and sittings as the council's office keeps them: closing day, cancellation, what stays."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.forms.gremien import SitzungForm
from antraege.forms.vorlagenentwurf import EntwurfForm
from antraege.models import Gremium, Protokolleintrag, Rolle, Sitzung, Vorlage
from antraege.services import gremien, gremium, vorlagenentwurf
from tests import factories as f
from tests.antraege import beschluesse as b

pytestmark = pytest.mark.django_db
TAG = date(2027, 6, 14)
VORHER, NACHHER = date(2027, 5, 10), date(2027, 6, 15)


@pytest.fixture
def amt():
    return b.Amt()


@pytest.fixture
def sga(amt):
    return Gremium.objects.create(landkreis=amt.kreis, name="Sozialausschuss", kurz="SGA", abgabe_werktage=10)


def eintragen(sga, amt, tag=TAG, **felder):
    return gremien.sitzung_eintragen(gremium=sga, tag=tag, by=amt.geschaeftsstelle, heute=VORHER, **felder)


def aendern(sitzung, amt, heute=VORHER, **felder):
    with zeit.gestellt(heute, time(20)):
        return gremien.sitzung_aendern(sitzung=sitzung, by=amt.geschaeftsstelle, heute=heute, **felder)


@pytest.mark.parametrize(
    ("tag", "schluss", "spur"),
    [
        (TAG, date(2027, 5, 31), "14.06.2027 - 10 Arbeitstage = 31.05.2027"),
        (
            date(2027, 6, 7),
            date(2027, 5, 21),
            "07.06.2027 - 10 Arbeitstage = 21.05.2027 (ohne Fronleichnam 27.05.)",
        ),
    ],
)
def test_the_closing_day_counts_working_days_back_with_its_trace(sga, amt, tag, schluss, spur):
    frist = gremien.abgabeschluss(sga, tag)
    assert (frist.tag, frist.spur) == (schluss, (spur,))
    assert eintragen(sga, amt, tag).abgabeschluss == schluss


def test_a_closing_day_set_by_hand_stays_and_an_entry_is_logged(sga, amt):
    sitzung = eintragen(sga, amt, abgabeschluss=date(2027, 6, 1))
    assert sitzung.abgabeschluss == date(2027, 6, 1)
    assert [e.art for e in Protokolleintrag.objects.filter(objekt_art="sitzung", objekt_id=sitzung.pk)] == [
        "sitzung_eingetragen"
    ]


@pytest.mark.parametrize(
    ("felder", "feld"),
    [
        ({"abgabeschluss": date(2027, 6, 15)}, "__all__"),
        ({"einladung_am": date(2027, 6, 15)}, "__all__"),
        ({"beendet_um": time(19)}, "beendet_um"),
        ({"adresse": "javascript:alert(1)"}, "adresse"),
    ],
    ids=str,
)
def test_what_cannot_be_of_a_sitting_is_refused_at_its_field(sga, amt, felder, feld):
    with pytest.raises(ValidationError) as fehler:
        eintragen(sga, amt, **felder)
    assert list(fehler.value.message_dict) == [feld]


def test_two_sittings_of_a_committee_on_a_day_are_refused(sga, amt):
    eintragen(sga, amt)
    with pytest.raises(ValidationError, match="schon eine Sitzung"):
        eintragen(sga, amt)


def test_a_source_that_names_a_taken_day_is_told_so(sga, amt):
    eintragen(sga, amt)
    with pytest.raises(ValidationError, match="schon eine Sitzung"):
        gremien.uebernimm(Sitzung(gremium=sga, tag=TAG), {"kennung": "eins"})


@pytest.mark.parametrize(("heute", "hinweis"), [(date(2027, 5, 28), False), (date(2027, 5, 29), True)])
def test_after_the_closing_day_a_paper_needs_a_reason(sga, amt, heute, hinweis):
    sitzung = eintragen(sga, amt, abgabeschluss=date(2027, 5, 28))
    assert ("war am 28.05.2027" in gremien.abgabe_hinweis(sitzung, heute)) == hinweis


def test_an_end_after_midnight_belongs_to_the_next_day(sga, amt):
    sitzung = eintragen(sga, amt, beginn=time(18))
    ende = aendern(sitzung, amt, NACHHER, beginn=time(18), beendet_um=time(0, 30)).beendet_am
    assert f"{ende:%d.%m. %H:%M %z}" == "15.06. 00:30 +0200"


def test_an_end_to_come_is_refused(sga, amt):
    sitzung = eintragen(sga, amt, beginn=time(18))
    with pytest.raises(ValidationError, match="läuft noch") as fehler:
        aendern(sitzung, amt, TAG, beginn=time(18), beendet_um=time(20, 1))
    assert list(fehler.value.message_dict) == ["beendet_um"]


def geplant(amt):
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    return b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])


def test_papers_of_a_cancelled_sitting_go_to_another_one(amt):
    papier = geplant(amt)
    sitzung = Sitzung.objects.get(gremium__kurz="SGA")
    with pytest.raises(ValidationError, match="Auf dieser Sitzung stehen"):
        aendern(sitzung, amt, abgesagt=True)
    ersatz = Sitzung.objects.create(gremium=sitzung.gremium, tag=date(2027, 6, 21))
    aendern(sitzung, amt, abgesagt=True, ersatz=ersatz)
    assert gremium.naechster_schritt(papier).sitzung == ersatz
    assert Sitzung.objects.get(pk=sitzung.pk).abgesagt


def test_a_paper_s_item_is_closed_in_a_public_sitting(amt):
    papier = geplant(amt)
    schritt = gremium.naechster_schritt(papier)
    aendern(schritt.sitzung, amt, geschlossen=[schritt.pk])
    schritt.refresh_from_db()
    assert (schritt.oeffentlich, schritt.sitzung.oeffentlich, schritt.ist_oeffentlich) == (False, True, False)
    aendern(schritt.sitzung, amt, geschlossen=[])
    assert gremium.naechster_schritt(papier).oeffentlich


def test_a_page_drawn_before_opens_nothing_that_was_closed_meanwhile(amt):
    papier = geplant(amt)
    schritt = gremium.naechster_schritt(papier)
    gezeigt = {bf.name: bf.value() for bf in SitzungForm(instance=schritt.sitzung, user=amt.geschaeftsstelle)}
    papier.beratungsfolge.update(oeffentlich=False)
    tage = {name: f"{wert:%d.%m.%Y}" for name, wert in gezeigt.items() if isinstance(wert, date)}
    gesendet = {name: wert for name, wert in gezeigt.items() if wert is not None} | tage | {"ort": "Saal 2"}
    form = SitzungForm(gesendet, instance=schritt.sitzung, user=amt.geschaeftsstelle)
    assert form.is_valid(), form.errors
    aendern(schritt.sitzung, amt, **form.cleaned_data)
    schritt = gremium.naechster_schritt(papier)
    assert (schritt.sitzung.ort, schritt.oeffentlich) == ("Saal 2", False)


def test_the_last_public_item_of_a_published_paper_stays_public(amt):
    papier = geplant(amt)
    papier.beratungsfolge.filter(rolle="beschluss").update(oeffentlich=False)
    schritt = gremium.naechster_schritt(papier)
    Vorlage.objects.filter(pk=papier.pk).update(veroeffentlicht_am=VORHER)
    with pytest.raises(ValidationError, match="in keinem anderen öffentlichen Punkt"):
        aendern(schritt.sitzung, amt, geschlossen=[schritt.pk])


def test_a_draft_keeps_which_of_its_items_are_closed(amt):
    sga, kreistag = f.sitzungen(amt.kreis)
    papier = gremium.freie_vorlage_anlegen(
        landkreis=amt.kreis, drucksache="050/2027", titel="Stellen", ziffern=["Eins"], sga=sga, kreistag=kreistag,
        by=amt.geschaeftsstelle, heute=b.MAI, geschlossen=["beschluss"],
    )  # fmt: skip
    rahmen = {"objekt": papier, "user": amt.geschaeftsstelle, "heute": b.MAI}
    gezeigt = {bf.name: bf.value() for bf in EntwurfForm(**rahmen)}
    gesendet = {name: wert for name, wert in gezeigt.items() if wert is not None} | {"act": "sichern"}
    form = EntwurfForm(gesendet | {"geschlossen": ["vorberatung"]}, **rahmen)
    assert (gezeigt["geschlossen"], form.is_valid(), form.errors) == (["beschluss"], True, {})
    vorlagenentwurf.speichern(vorlage=papier, by=amt.geschaeftsstelle, heute=b.MAI, **form.zwischenstand())
    assert dict(papier.beratungsfolge.values_list("rolle", "oeffentlich")) == {
        "vorberatung": False,
        "beschluss": True,
    }


def test_with_a_result_an_item_only_becomes_closed(amt):
    papier = geplant(amt)
    b.beraten(papier, amt)
    schritt = papier.beratungsfolge.get(rolle="vorberatung")
    aendern(schritt.sitzung, amt, NACHHER, geschlossen=[schritt.pk])
    with pytest.raises(ValidationError, match="nicht mehr öffentlich"):
        aendern(schritt.sitzung, amt, NACHHER, geschlossen=[])
    with pytest.raises(IntegrityError, match="nicht mehr öffentlich"):
        papier.beratungsfolge.filter(pk=schritt.pk).update(oeffentlich=True)


@pytest.mark.parametrize("weg", ["verlegt", "ersetzt"])
def test_no_sitting_moves_behind_the_decision(amt, weg):
    geplant(amt)
    sitzung = Sitzung.objects.get(gremium__kurz="SGA")
    spaet = date(2027, 7, 12)
    ersatz = Sitzung.objects.create(gremium=sitzung.gremium, tag=date(2027, 7, 19))
    felder = {"tag": spaet} if weg == "verlegt" else {"abgesagt": True, "ersatz": ersatz}
    with pytest.raises(ValidationError, match="vor der Vorberatung beschlossen"):
        aendern(sitzung, amt, **felder)
    sitzung.refresh_from_db()
    assert (sitzung.tag, sitzung.abgesagt) == (TAG, False)


@pytest.mark.parametrize("felder", [{"tag": NACHHER}, {"oeffentlich": False}, {"abgesagt": True}], ids=str)
def test_what_a_recorded_result_rests_on_stays(amt, felder):
    papier = geplant(amt)
    sitzung = Sitzung.objects.get(gremium__kurz="SGA")
    b.beraten(papier, amt)
    with pytest.raises(Verweigert, match="stehen fest"):
        aendern(sitzung, amt, **felder)
    assert aendern(sitzung, amt, NACHHER, ort="Großer Saal", beendet_um=time(19)).ort == "Großer Saal"


def test_a_competence_holds_only_for_sittings_to_come(amt):
    papier = geplant(amt)
    b.beraten(papier, amt)
    kreis_gremium = Gremium.objects.get(kurz="SGA")
    fakten = {"gremium": kreis_gremium, "beschliessend": True, "by": amt.geschaeftsstelle, "heute": VORHER}
    with pytest.raises(ValidationError, match="erst ab einem späteren Tag"):
        gremien.zustaendigkeit_festlegen(gueltig_ab=TAG, **fakten)
    assert gremien.zustaendigkeit_festlegen(gueltig_ab=NACHHER, **fakten).gueltig_ab == NACHHER


def test_nobody_else_keeps_committees_and_sittings(amt, sga):
    for person in (amt.sachbearbeitung, f.benutzer(Rolle.GESCHAEFTSSTELLE, f.landkreis())):
        for act, fakten in (
            (gremien.gremium_speichern, {}),
            (gremien.sitzung_eintragen, {"tag": TAG}),
            (gremien.zustaendigkeit_festlegen, {"gueltig_ab": TAG}),
        ):
            with pytest.raises(Verweigert, match="vorbehalten"):
                act(gremium=sga, by=person, heute=VORHER, **fakten)
