"""Reminders: on which day which stage, to whom, once."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import CommandError, call_command

from antraege import fristen, zeit
from antraege.models import Anmerkung, Frist, Rolle, Stelle
from antraege.services import antrag as dienst
from antraege.services import termine
from notifications import reminders
from notifications.models import Kanal, Nachricht
from tests import factories as f
from tests.notifications.hilfen import ohne_tore

pytestmark = pytest.mark.django_db


def stufen_im_lauf(frist, von: date, tage: int) -> list[tuple[date, str]]:
    """Run the queue on each day and give when which stage of the deadline was written."""
    for n in range(tage):
        tag = von + timedelta(days=n)
        with zeit.gestellt(tag):
            reminders.einreihen(tag)
    zeilen = Nachricht.objects.filter(frist=frist, kanal=Kanal.EMAIL).order_by("pk")
    return [(n.geschehen_am.astimezone(zeit.BERLIN).date(), n.stufe) for n in zeilen]


def frist_von(antrag, tag: date, am: date, art=Frist.Art.ERGAENZUNG, rolle="") -> Frist:
    """An open deadline of an application that was set on ``am``."""
    kommune = None if rolle else antrag.kommune
    return termine.eroeffnen(
        art,
        antrag=antrag,
        kommune=kommune,
        rolle=rolle,
        ereignis_am=am,
        ergebnis=fristen.termin(tag),
        folge="So ist es.",
    )


def eingegangen():
    """A submitted application."""
    antrag, clerk = f.entwurf()
    with zeit.gestellt(f.TAG, time(10, 42)):
        dienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    return antrag


def test_the_round_that_ends_on_31_march_2027():
    kreis = f.landkreis()
    with zeit.gestellt(date(2027, 2, 1)):
        ort, rd = f.kommune(kreis), f.runde(kreis)
        clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort)
        antrag = dienst.anlegen(kommune=ort, runde=rd, by=clerk, heute=date(2027, 2, 1))
    assert stufen_im_lauf(antrag.fristen.get(), date(2027, 2, 1), 75) == [
        (date(2027, 3, 1), "-30"),
        (date(2027, 3, 17), "-14"),
        (date(2027, 3, 24), "-7"),
        (date(2027, 3, 30), "-1"),
        (date(2027, 4, 1), "+1"),
    ]


def test_a_short_deadline_does_not_remind_of_days_before_it_was_set():
    frist = frist_von(eingegangen(), date(2027, 5, 5), am=date(2027, 4, 29))
    assert stufen_im_lauf(frist, date(2027, 4, 29), 20) == [
        (date(2027, 5, 4), "-1"),
        (date(2027, 5, 5), "0"),
        (date(2027, 5, 7), "+1"),  # 6 May is Ascension Day
        (date(2027, 5, 12), "+7"),
    ]


def test_what_falls_on_easter_goes_out_before_it():
    frist = frist_von(eingegangen(), date(2027, 3, 30), am=date(2027, 3, 18))
    assert stufen_im_lauf(frist, date(2027, 3, 19), 10)[:2] == [
        (date(2027, 3, 23), "-7"),
        (date(2027, 3, 25), "-1"),
    ]


def test_after_a_pause_only_the_latest_stage_goes_out():
    frist = frist_von(eingegangen(), date(2027, 4, 26), am=date(2027, 4, 1))
    assert stufen_im_lauf(frist, date(2027, 4, 22), 1) == [(date(2027, 4, 22), "-7")]


def test_a_kept_deadline_is_silent():
    antrag = eingegangen()
    frist = frist_von(antrag, date(2027, 4, 26), am=date(2027, 4, 12))
    termine.erledigen(Frist.Art.ERGAENZUNG, antrag=antrag, jetzt=zeit.jetzt())
    assert stufen_im_lauf(frist, date(2027, 4, 12), 30) == []


def test_history_is_silent():
    antrag = eingegangen()
    type(antrag).objects.update(historisch=True)
    frist = frist_von(antrag, date(2027, 4, 26), am=date(2027, 4, 12))
    assert stufen_im_lauf(frist, date(2027, 4, 12), 30) == []


def test_a_second_run_and_a_second_beat_write_nothing():
    frist_von(eingegangen(), date(2027, 4, 26), am=date(2027, 4, 1))
    tag = date(2027, 4, 19)
    doppelt = reminders.neue_nachrichten(tag)  # another beat chose before the first one wrote
    erster = reminders.einreihen(tag)
    Nachricht.objects.bulk_create(doppelt, ignore_conflicts=True)
    assert (erster, reminders.einreihen(tag), Nachricht.objects.count()) == (2, 0, 2)


def test_an_extended_deadline_reminds_anew():
    antrag = eingegangen()
    alt = frist_von(antrag, date(2027, 4, 26), am=date(2027, 4, 12))
    reminders.einreihen(date(2027, 4, 19))
    termine.erledigen(Frist.Art.ERGAENZUNG, antrag=antrag, jetzt=zeit.jetzt())
    neu = frist_von(antrag, date(2027, 5, 10), am=date(2027, 4, 20))
    reminders.einreihen(date(2027, 5, 3))
    assert [(n.frist, n.stufe) for n in reminders.erinnerungen_zu(antrag)] == [(alt, "-7"), (neu, "-7")]


def test_the_second_week_after_expiry_escalates_to_the_head_of_unit():
    antrag = eingegangen()
    leitung = f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    frist_von(antrag, date(2027, 4, 26), am=date(2027, 4, 12))
    reminders.einreihen(date(2027, 5, 3))
    an = [(n.art, n.empfaenger_adresse) for n in Nachricht.objects.filter(kanal=Kanal.EMAIL).order_by("pk")]
    assert an == [("erinnerung_nach", antrag.kommune.postfach), ("eskalation", leitung.email)]


def test_a_missing_signature_reminds_the_one_who_signs_and_nobody_else():
    antrag = eingegangen()
    leitung = f.benutzer(Rolle.AMTSLEITUNG, antrag.landkreis)
    frist_von(antrag, date(2027, 5, 7), am=date(2027, 5, 3), art=Frist.Art.ZEICHNUNG, rolle=Rolle.AMTSLEITUNG)
    with zeit.gestellt(date(2027, 5, 7)):
        reminders.einreihen(date(2027, 5, 7))
    brief, portal = Nachricht.objects.order_by("pk")
    assert (brief.empfaenger_adresse, portal.benutzer) == (leitung.email, leitung)
    assert brief.betreff == f"{antrag.vorgangsnummer} – Heute endet: Zeichnung der Empfehlung"


def test_the_district_hears_nothing_of_an_expired_draft():
    antrag, _ = f.entwurf()
    f.benutzer(Rolle.SACHGEBIETSLEITUNG, antrag.landkreis)
    for tag in (date(2027, 4, 1), date(2027, 4, 7)):
        reminders.einreihen(tag)
    assert {n.kommune for n in Nachricht.objects.all()} == {antrag.kommune}


def test_a_reminder_says_what_is_missing():
    antrag, clerk = f.entwurf(beschluss=False)
    dienst.speichern(
        antrag=antrag,
        felder={"begruendung": "", "beschluss_folgt": True},
        version=antrag.version,
        by=clerk,
        heute=f.TAG,
    )
    with zeit.gestellt(date(2027, 3, 24)):
        brief = reminders.neue_nachrichten(date(2027, 3, 24))[0]
    assert brief.betreff == f"Runde 2027/28 · {antrag.kommune} – Noch 7 Tage: Antragsfrist"
    assert "endet am Mittwoch, 31.03.2027, 24:00 Uhr" in brief.text
    assert "Es fehlt noch: Begründung, Beschluss des Gemeinderats." in brief.text
    assert "können Sie jetzt einreichen und ihn nachreichen" in brief.text


def test_after_expiry_it_says_what_follows():
    antrag = eingegangen()
    frist_von(antrag, date(2027, 4, 26), am=date(2027, 4, 12))
    with zeit.gestellt(date(2027, 4, 27)):
        brief = reminders.neue_nachrichten(date(2027, 4, 27))[0]
    assert brief.betreff == f"{antrag.vorgangsnummer} – Frist zur Ergänzung ist abgelaufen"
    assert "Folge: So ist es. Ihre Angaben bleiben gespeichert." in brief.text
    assert "melden Sie sich bitte bis 03.05.2027 mit einem Nachweis" in brief.text


def test_open_remarks_are_named_by_their_field():
    antrag = eingegangen()
    for feld in ("eigenanteil", "personen_gesamt"):
        Anmerkung.objects.create(
            antrag=antrag,
            feld=feld,
            text="Geheim",
            gestellt_von=antrag.angelegt_von,
            gestellt_am=zeit.jetzt(),
        )
    frist = frist_von(antrag, date(2027, 4, 26), am=date(2027, 4, 12))
    brief = reminders.neue_nachrichten(date(2027, 4, 19))[0]
    assert "Es fehlt noch: Eigenanteil der Kommune, Personen insgesamt am Stichtag." in brief.text
    assert "Geheim" not in brief.text
    assert brief.frist == frist


def test_the_probe_prints_and_writes_nothing(capsys):
    antrag, _ = f.entwurf()
    type(antrag).objects.update(angelegt_am=zeit.jetzt().replace(year=2027, month=2, day=20))
    call_command("erinnerungen", "--am", "2027-03-01", "--probe")
    ausgabe = capsys.readouterr().out
    assert antrag.kommune.postfach in ausgabe
    assert "Noch 30 Tage: Antragsfrist" in ausgabe
    assert Nachricht.objects.count() == 0


def test_the_command_queues_and_says_how_many(capsys):
    antrag, _ = f.entwurf()
    type(antrag).objects.update(angelegt_am=zeit.jetzt().replace(year=2027, month=2, day=20))
    call_command("erinnerungen", "--am", "2027-03-01")
    assert capsys.readouterr().out == "Mo,\xa001.03.2027: 2 Nachrichten eingereiht.\n"


def test_a_day_that_is_none_gets_a_sentence():
    with pytest.raises(CommandError, match="»morgen« ist kein Tag"):
        call_command("erinnerungen", "--am", "morgen")


ANGELEGT = datetime(2027, 8, 2, 9, 20, tzinfo=zeit.BERLIN)


def stelle_mit_anteilen() -> Frist:
    """Herrenberg's position: 0.60 of the Land until the year's end, 0.40 of the Kreis; gives the Land's deadline."""
    kreis = f.landkreis()
    land, kfr, ort = f.runde(kreis, name="Landesprogramm"), f.runde(kreis), f.kommune(kreis, "Herrenberg")
    von, mitte, ende = date(2027, 9, 1), date(2027, 12, 31), date(2028, 8, 31)
    with ohne_tore():
        stelle = Stelle.objects.create(
            landkreis=kreis,
            nummer="BB-S-0001",
            anstellungstraeger=ort,
            einsatzort=ort,
            vzae="1.00",
            beginn=von,
            ende=ende,
            angelegt_von=f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, kreis, ort),
            angelegt_am=ANGELEGT,
        )
        anteil = stelle.anteile.create(runde=land, vzae="0.60", beginn=von, ende=mitte)
        stelle.anteile.create(runde=kfr, vzae="0.40", beginn=von, ende=ende)
    return termine.eroeffnen(
        Frist.Art.STELLENENDE,
        stelle=stelle,
        anteil=anteil,
        kommune=ort,
        ergebnis=fristen.termin(mitte),
        ereignis_am=von,
    )


def test_money_that_ends_within_six_months_warns_at_once_and_again():
    frist = stelle_mit_anteilen()
    assert stufen_im_lauf(frist, date(2027, 8, 2), 65) == [
        (date(2027, 8, 2), "sofort"),
        (date(2027, 9, 30), "-3M"),
    ]


def test_the_end_of_money_reads_as_agreed():
    stelle_mit_anteilen()
    with zeit.gestellt(date(2027, 8, 2)):
        brief = reminders.neue_nachrichten(date(2027, 8, 2))[0]
    assert brief.betreff == "Stelle BB-S-0001 – Finanzierung endet am 31.12.2027"
    assert (
        "Für die Stelle BB-S-0001 (1,00\xa0VZÄ, Herrenberg) endet der Anteil »Landesprogramm« von 0,60\xa0VZÄ am 31.12.2027."
        " Danach sind 0,40\xa0VZÄ gesichert."
    ) in brief.text
    assert "Bitte entscheiden Sie bis 30.09.2027: verlängern" in brief.text


def test_a_long_position_warns_a_year_ahead():
    frist = stelle_mit_anteilen()
    frist.faellig_am = date(2028, 12, 31)
    assert reminders.erinnerungsplan(frist) == [
        ("-12M", date(2027, 12, 31)),
        ("-9M", date(2028, 3, 31)),
        ("-6M", date(2028, 6, 30)),
        ("-3M", date(2028, 9, 29)),
    ]
