"""Substitution and Ersatzrolle: what passes over, for whom the log says it was done, and that four eyes stay four."""

from datetime import date, time, timedelta

import pytest
from django.test import Client

from antraege import zeit
from antraege.fehler import Verweigert
from antraege.models import (
    Benutzer,
    Ersatzrolle,
    Mitgliedschaft,
    Protokolleintrag,
    Rolle,
    Vertretung,
    Zeichnung,
)
from tests import factories as f
from tests.workflows.fall import Fall
from workflows import door, heimfall, verfahren
from workflows.door import open_task
from workflows.fehler import Belegt
from workflows.models import Aufgabe

pytestmark = pytest.mark.django_db


def vertritt(durch, fuer, von=f.TAG, bis=f.TAG, **felder):
    """A substitution as the database holds it."""
    stelle = fuer.mitgliedschaften.get()
    return Vertretung.objects.create(
        fuer=fuer, durch=durch, von=von, bis=bis, landkreis=stelle.landkreis, kommune=stelle.kommune, **felder
    )


def frisch(person):
    """The account as the next request loads it."""
    return Benutzer.objects.get(pk=person.pk)


def rollen(person, tag=f.TAG, uhrzeit=time(10)):
    with zeit.gestellt(tag, uhrzeit):
        return {(m.rolle, m.vertritt) for m in frisch(person).aktive_mitgliedschaften}


def zu_tun(person, tag=f.TAG):
    with zeit.gestellt(tag, time(10)):
        return [task.knoten for task in Aufgabe.objects.zu_tun(frisch(person))]


def ersatz(kreis, rolle, wer):
    Ersatzrolle.objects.create(landkreis=kreis, rolle=rolle, ersatz=wer)


def test_the_substitute_holds_the_roles_of_the_absent():
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    assert rollen(fall.gs) == {(Rolle.GESCHAEFTSSTELLE, None), (Rolle.SACHGEBIETSLEITUNG, fall.sgl)}


def test_it_ends_at_midnight_after_the_last_day():
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    assert len(rollen(fall.gs, f.TAG, time(23, 59, 59))) == 2
    assert len(rollen(fall.gs, f.TAG + timedelta(days=1), time(0))) == 1


def test_ended_early_it_holds_no_longer():
    fall = Fall()
    vertritt(fall.gs, fall.sgl, bis=date(2027, 3, 31), beendet_am=f.TAG)
    assert len(rollen(fall.gs)) == 1


def test_it_is_not_passed_on():
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    vertritt(fall.sb, fall.gs)
    assert rollen(fall.sb) == {(Rolle.SACHBEARBEITUNG, None), (Rolle.GESCHAEFTSSTELLE, fall.gs)}


def test_a_role_that_ended_passes_nothing_over():
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    fall.sgl.mitgliedschaften.update(bis=f.TAG - timedelta(days=1))
    assert len(rollen(fall.gs)) == 1


def test_an_account_that_is_closed_passes_nothing_over():
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    Benutzer.objects.filter(pk=fall.sgl.pk).update(is_active=False)
    assert len(rollen(fall.gs)) == 1


def test_nothing_passes_into_another_office():
    fall, anderer = Fall(), Fall()
    vertritt(anderer.gs, fall.sgl)
    vertritt(fall.gs, fall.mayor)
    assert len(rollen(anderer.gs)) == len(rollen(fall.gs)) == 1


def test_one_query_reads_own_and_substituted_roles(django_assert_num_queries):
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    vertritt(fall.gs, fall.sb)
    person = frisch(fall.gs)
    with fall.uhr(), django_assert_num_queries(1):
        assert [str(p) for p in person.vertretene] == [str(fall.sb), str(fall.sgl)]
        assert [m.benutzer.name for m in person.aktive_mitgliedschaften]


def test_tasks_that_arise_meanwhile_are_in_the_substitute_s_list():
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    fall.gehe("einreichen", "vollstaendig", "empfehlen")
    assert zu_tun(fall.gs) == ["zeichnung"]
    assert zu_tun(fall.gs, f.TAG + timedelta(days=1)) == []


def test_a_task_the_absent_person_took_is_done_by_the_substitute():
    fall = Fall().gehe("einreichen")
    task = verfahren.offene_aufgaben(fall.antrag).get()
    with fall.uhr(), open_task(task.pk, fall.wer("sb")) as vorgang:
        vorgang.uebernehmen()
    with fall.uhr(), pytest.raises(Belegt), open_task(task.pk, fall.wer("gs")):
        pass
    vertritt(fall.gs, fall.sb)
    assert zu_tun(fall.gs) == ["formale_pruefung"]
    fall.schritt(fall.antrag, "formale_pruefung", "vollstaendig", "gs")
    task.refresh_from_db()
    assert task.owner == fall.gs


def test_taking_a_task_from_the_absent_person_is_in_the_log():
    fall = Fall().gehe("einreichen")
    pk = verfahren.offene_aufgaben(fall.antrag).get().pk
    with fall.uhr():
        door.uebernehmen(pk, fall.wer("sb"))
        vertritt(fall.gs, fall.sb)
        assert door.uebernehmen(pk, fall.wer("gs"))
    eintrag = Protokolleintrag.objects.filter(antrag=fall.antrag, art="aufgabe_uebernommen").last()
    assert (eintrag.vorher, eintrag.nachher) == (f"konto:{fall.sb.pk}", f"konto:{fall.gs.pk}")
    assert (eintrag.benutzer, eintrag.vertretung_fuer) == (fall.gs, fall.sb)


def test_the_log_says_for_whom():
    fall = Fall()
    vertritt(fall.gs, fall.sgl)
    fall.gehe("einreichen", "vollstaendig", "empfehlen").schritt(fall.antrag, "zeichnung", "zeichnen", "gs")
    eintrag = Protokolleintrag.objects.get(antrag=fall.antrag, art="antrag_gezeichnet")
    assert (eintrag.benutzer, eintrag.vertretung_fuer) == (fall.gs, fall.sgl)
    zeichnung = Zeichnung.objects.get()
    assert (zeichnung.benutzer, zeichnung.vertretung_fuer) == (fall.gs, fall.sgl)


def test_the_own_role_wins():
    fall = Fall()
    vertritt(fall.al, fall.sgl)
    fall.gehe("einreichen", "vollstaendig", "empfehlen").schritt(fall.antrag, "zeichnung", "zeichnen", "al")
    assert Zeichnung.objects.get().vertretung_fuer is None


def test_a_level_of_signature_held_for_somebody_is_said_so():
    fall = Fall(vzae="3.00", personen=300)
    vertritt(fall.sgl, fall.al)
    fall.gehe("einreichen", "vollstaendig").schritt(
        fall.antrag, "fachliche_pruefung", "empfehlen", "sb", vzae=f.Decimal("3.00"), begruendung="Passt."
    )
    fall.schritt(fall.antrag, "zeichnung", "zeichnen", "sgl")
    assert Zeichnung.objects.get().vertretung_fuer == fall.al


def test_the_history_reads_as_agreed():
    fall = Fall()
    Benutzer.objects.filter(pk=fall.sgl.pk).update(name="Herr Birke")
    vertritt(fall.gs, fall.sgl)
    fall.gehe("einreichen", "vollstaendig", "empfehlen").schritt(fall.antrag, "zeichnung", "zeichnen", "gs")
    client = Client()
    client.force_login(fall.sb)
    with fall.uhr():
        seite = client.get(f"/antraege/{fall.antrag.pk}/").content.decode()
    assert f"{fall.gs}, Geschäftsstelle Kreistag, als Vertretung für Herrn Birke" in seite
    assert f"Gezeichnet: {fall.gs} als Vertretung für Herrn Birke" in seite
    assert "in Vertretung" not in seite


# Four eyes: the person who acts counts, in whoever's name


def test_whoever_recommended_does_not_sign_as_the_signer_s_substitute():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen")
    vertritt(fall.sb, fall.sgl)
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        fall.schritt(fall.antrag, "zeichnung", "zeichnen", "sb")


def test_whoever_recommended_as_a_substitute_does_not_sign_in_the_own_name():
    fall = Fall()
    vertritt(fall.sgl, fall.sb)
    fall.gehe("einreichen", "vollstaendig").schritt(
        fall.antrag, "fachliche_pruefung", "empfehlen", "sgl", vzae=f.Decimal("0.50"), begruendung="Passt."
    )
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        fall.schritt(fall.antrag, "zeichnung", "zeichnen", "sgl")


def test_the_represented_person_is_another_one_and_may_sign():
    """Two people have looked: who recommended as a substitute, and who was represented in that."""
    fall = Fall()
    vertritt(fall.gs, fall.sb)
    Mitgliedschaft.objects.create(
        benutzer=fall.sb, rolle=Rolle.SACHGEBIETSLEITUNG, landkreis=fall.kreis, von=date(2020, 1, 1)
    )
    fall.gehe("einreichen", "vollstaendig").schritt(
        fall.antrag, "fachliche_pruefung", "empfehlen", "gs", vzae=f.Decimal("0.50"), begruendung="Passt."
    )
    fall.schritt(fall.antrag, "zeichnung", "zeichnen", "sb")
    assert Zeichnung.objects.get().benutzer == fall.sb


# The Ersatzrolle: never a standstill


def test_nobody_steps_in_while_somebody_is_there():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen")
    ersatz(fall.kreis, Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG)
    assert zu_tun(fall.al) == []


def test_the_ersatzrolle_signs_where_the_only_signer_did_the_check():
    fall = Fall()
    ersatz(fall.kreis, Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG)
    vertritt(fall.sb, fall.sgl)
    fall.gehe("einreichen", "vollstaendig", "empfehlen")
    assert zu_tun(fall.al) == ["zeichnung"]
    fall.schritt(fall.antrag, "zeichnung", "zeichnen", "al")
    warum = Protokolleintrag.objects.get(antrag=fall.antrag, art="aufgabe_uebernommen")
    assert warum.benutzer == fall.al
    assert warum.text.text == (
        "Empfehlung zeichnen. Als Ersatz für die Stelle Sachgebietsleitung: Wer dort heute da ist, hat die erste "
        "Prüfung selbst gemacht (Vier-Augen-Prinzip)."
    )


def test_the_ersatzrolle_checks_where_nobody_of_the_office_is_left():
    fall = Fall()
    ersatz(fall.kreis, Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG)
    fall.gehe("einreichen")
    assert zu_tun(fall.sgl) == []
    Benutzer.objects.filter(pk=fall.sb.pk).update(is_active=False)
    assert zu_tun(fall.sgl) == ["formale_pruefung"]
    fall.schritt(fall.antrag, "formale_pruefung", "vollstaendig", "sgl")
    assert "Dort ist heute niemand da." in Protokolleintrag.objects.get(art="aufgabe_uebernommen").text.text


def test_a_task_taken_by_whoever_is_gone_is_no_standstill():
    fall = Fall().gehe("einreichen")
    ersatz(fall.kreis, Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG)
    task = verfahren.offene_aufgaben(fall.antrag).get()
    with fall.uhr(), open_task(task.pk, fall.wer("sb")) as vorgang:
        vorgang.uebernehmen()
    Benutzer.objects.filter(pk=fall.sb.pk).update(is_active=False)
    assert zu_tun(fall.sgl) == ["formale_pruefung"]
    fall.schritt(fall.antrag, "formale_pruefung", "vollstaendig", "sgl")


def test_an_absent_person_whose_substitute_is_absent_too_is_replaced():
    fall = Fall()
    ersatz(fall.kreis, Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG)
    vertritt(fall.gs, fall.sb)
    fall.gehe("einreichen")
    assert zu_tun(fall.sgl) == []
    vertritt(fall.al, fall.gs)
    assert zu_tun(fall.sgl) == ["formale_pruefung"]


def test_stepping_in_keeps_four_eyes():
    fall = Fall()
    ersatz(fall.kreis, Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG)
    ersatz(fall.kreis, Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG)
    Benutzer.objects.filter(pk=fall.sb.pk).update(is_active=False)
    fall.sb = fall.sgl
    fall.gehe("einreichen", "vollstaendig", "empfehlen")
    with pytest.raises(Verweigert, match="Vier-Augen-Prinzip"):
        fall.schritt(fall.antrag, "zeichnung", "zeichnen", "sgl")
    fall.schritt(fall.antrag, "zeichnung", "zeichnen", "al")


def test_the_page_of_a_task_offers_the_act_to_whoever_steps_in():
    fall = Fall().gehe("einreichen")
    ersatz(fall.kreis, Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG)
    Benutzer.objects.filter(pk=fall.sb.pk).update(is_active=False)
    task = verfahren.offene_aufgaben(fall.antrag).get()
    client = Client()
    client.force_login(fall.sgl)
    with fall.uhr():
        seite = client.get(f"/aufgaben/{task.pk}/").content.decode()
        assert "Dort ist heute niemand da." in seite
        antwort = client.post(f"/aufgaben/{task.pk}/", {"act": "vollstaendig"})
    assert antwort.status_code == 302


def test_it_holds_for_that_task_alone():
    """Whoever steps in for one case does not hold the role for the next one."""
    fall = Fall()
    ersatz(fall.kreis, Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG)
    vertritt(fall.sb, fall.sgl)
    fall.gehe("einreichen", "vollstaendig", "empfehlen")
    task = verfahren.offene_aufgaben(fall.antrag).get()
    with fall.uhr():
        person = fall.wer("al")
        with open_task(task.pk, person) as vorgang:
            assert vorgang.step.by.hat_rolle(Rolle.SACHGEBIETSLEITUNG)
        assert not person.hat_rolle(Rolle.SACHGEBIETSLEITUNG)


# Tasks come back by themselves


def nimmt(fall, wer):
    task = verfahren.offene_aufgaben(fall.antrag).get()
    with fall.uhr(), open_task(task.pk, fall.wer(wer)) as vorgang:
        vorgang.uebernehmen()
    return task


def heimfall_am(tag):
    with zeit.gestellt(tag, time(0, 5)):
        return heimfall.feststellen(tag)


def test_what_a_substitute_took_comes_back_when_it_is_over():
    fall = Fall().gehe("einreichen")
    vertritt(fall.gs, fall.sb)
    task = nimmt(fall, "gs")
    assert heimfall_am(f.TAG) == 0
    assert heimfall_am(f.TAG + timedelta(days=1)) == 1
    task.refresh_from_db()
    assert task.owner is None
    eintrag = Protokolleintrag.objects.get(art="aufgabe_abgegeben")
    assert eintrag.text.text == f"Formale Prüfung: {fall.gs} hat diese Rolle nicht mehr"


def test_what_a_leaver_took_comes_back():
    fall = Fall()
    task = nimmt(fall, "clerk")
    fall.clerk.mitgliedschaften.update(bis=f.TAG)
    assert (heimfall_am(f.TAG), heimfall_am(f.TAG + timedelta(days=1))) == (0, 1)
    task.refresh_from_db()
    assert task.owner is None


def test_one_task_nobody_can_read_keeps_no_other_from_coming_back(caplog):
    faelle = Fall(), Fall()
    kaputt, heil = (nimmt(fall, "clerk") for fall in faelle)
    for fall in faelle:
        fall.clerk.mitgliedschaften.update(bis=f.TAG)
    Aufgabe.objects.filter(pk=kaputt.pk).update(
        flow_task="workflows/antragsverfahren.Antragsverfahren.gibtesnicht"
    )
    assert heimfall_am(f.TAG + timedelta(days=1)) == 1
    heil.refresh_from_db()
    assert heil.owner is None
    assert f"Aufgabe {kaputt.pk}" in caplog.text


def test_what_was_taken_as_ersatz_comes_back_when_somebody_is_there():
    fall = Fall().gehe("einreichen")
    ersatz(fall.kreis, Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG)
    Benutzer.objects.filter(pk=fall.sb.pk).update(is_active=False)
    nimmt(fall, "sgl")
    assert heimfall_am(f.TAG) == 0
    Benutzer.objects.filter(pk=fall.sb.pk).update(is_active=True)
    assert heimfall_am(f.TAG) == 1
