"""A release and a change of the same paper at once, on two connections."""

from threading import Event, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege.models import Antrag, Beschlussantrag, Status, Vorlage
from antraege.services import antrag as antragsdienst
from antraege.services import gremien, gremium, ratsabruf_schreiben, vorlagenstand
from antraege.services.ratsabruf_lesen import Organisation, Papier, Punkt, Ratsdaten, Treffen
from antraege.services.vorlagenschritt import sperren
from tests import factories as f
from tests.antraege import beschluesse as b


def fertig_nach(act, zuerst, dann=lambda: None):
    """Run ``zuerst`` uncommitted, begin ``act`` on another connection, then ``dann``, commit; give what ``act`` raised."""
    fehler = []

    def faden():
        try:
            act()
        except Exception as e:
            fehler.append(e)
        finally:
            connection.close()

    thread = Thread(target=faden)
    with transaction.atomic():
        zuerst()
        thread.start()
        thread.join(0.7)  # it waits for this transaction
        dann()
    thread.join(20)
    assert not thread.is_alive()
    return fehler


@pytest.mark.django_db(transaction=True)
def test_of_a_release_and_a_change_at_once_the_change_sees_the_release():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    papier = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)], ziffern=["x"], frei=False)
    leitung = amt.amtsleitung
    freigegeben, gefragt, ergebnis = Event(), Event(), []

    def aendern():
        freigegeben.wait(10)
        try:
            gefragt.set()
            Beschlussantrag.objects.filter(vorlage=papier.pk, ziffer=2).update(wortlaut="anders")
        except IntegrityError as fehler:
            ergebnis.append(fehler.__cause__.diag.constraint_name)
        finally:
            connection.close()

    faden = Thread(target=aendern)
    faden.start()
    with transaction.atomic():
        papier.mitzeichnungen.update(
            ergebnis="gezeichnet", gezeichnet_von=leitung, gezeichnet_am="2027-05-10T10:00Z"
        )
        Vorlage.objects.filter(pk=papier.pk).update(status="freigegeben", freigegeben_von=leitung)
        freigegeben.set()
        gefragt.wait(10)
        faden.join(0.3)  # it waits for this transaction
        assert faden.is_alive()
    faden.join(10)
    assert ergebnis == ["beschlussantrag_steht_fest"]


@pytest.mark.django_db(transaction=True)
def test_a_publication_overwrites_no_withdrawal_of_the_same_moment():
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    antrag = b.gezeichnet(rd, amt)
    papier = b.vorlage(amt, rd, [antrag], frei=False)
    Vorlage.objects.filter(pk=papier.pk).update(veroeffentlichen_am=b.SGA)
    papier.refresh_from_db()
    gremium.vorlage_freigeben(vorlage=papier, by=amt.amtsleitung, heute=b.MAI)
    person = amt.geschaeftsstelle
    antrag.refresh_from_db()
    assert (
        fertig_nach(
            lambda: vorlagenstand.veroeffentlichen(vorlage=papier, by=person, heute=b.SGA),
            lambda: antragsdienst.zurueckziehen(
                antrag=antrag, grund="Wegfall.", by=antrag.clerk, heute=b.MAI
            ),
        )
        == []
    )
    assert Antrag.objects.get(pk=antrag.pk).status_kommune == Status.ZURUECKGEZOGEN
    assert Vorlage.objects.get(pk=papier.pk).veroeffentlicht_am == b.SGA


def veroeffentlicht():
    """(office, paper with a public item in each of its two sittings)."""
    amt = b.Amt()
    rd = f.runde(amt.kreis, entscheidung="beschluss", ergebnis_sichtbar="sitzung")
    return amt, b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])


@pytest.mark.django_db(transaction=True)
def test_two_who_close_the_last_public_items_at_once_leave_one():
    amt, papier = veroeffentlicht()
    person = amt.geschaeftsstelle
    eins, zwei = papier.beratungsfolge.select_related("sitzung").order_by("pk")

    def schliesse(schritt):
        gremien.sitzung_aendern(sitzung=schritt.sitzung, by=person, heute=b.MAI, geschlossen=[schritt.pk])

    (fehler,) = fertig_nach(lambda: schliesse(zwei), lambda: schliesse(eins))
    assert isinstance(fehler, ValidationError)
    assert list(papier.beratungsfolge.oeffentlich()) == [zwei]


@pytest.mark.django_db(transaction=True)
def test_a_run_of_the_council_system_waits_for_an_act_on_a_paper():
    amt, papier = veroeffentlicht()
    schritt = papier.beratungsfolge.select_related("sitzung__gremium").get(rolle="beschluss")
    gremium_dort = Organisation("g", schritt.sitzung.gremium.name, "KT")
    punkt = Punkt("p", 1, "1", "Stellen", True, "", "", Papier("k", "012/2027", "https://rat.example/1"))
    treffen = Treffen("t", ("g",), {"tag": schritt.sitzung.tag, "ort": "Saal"}, (punkt,))

    def lesen():
        with transaction.atomic():
            ratsabruf_schreiben.schreibe(amt.kreis, Ratsdaten([gremium_dort], [treffen]))

    fehler = fertig_nach(
        lesen,
        lambda: sperren(papier),
        lambda: papier.beratungsfolge.filter(pk=schritt.pk).update(oeffentlich=False),
    )
    schritt.sitzung.refresh_from_db()
    assert (fehler, schritt.sitzung.ort) == ([], "Saal")
