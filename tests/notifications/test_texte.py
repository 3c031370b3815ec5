"""Every text of the catalogue and of the reminders, written about a real case."""

import re
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from antraege import fristen, zeit
from antraege.models import Anmerkung, Bescheid, Ereignis, Frist, Klage, Widerspruch
from antraege.services import termine
from notifications import reminders
from notifications.catalogue import KATALOG
from notifications.models import Nachricht, Status
from tests import factories as f
from tests.notifications.hilfen import MOMENT, eintrag, ohne_tore, relay
from tests.notifications.test_ausgang import eingereicht
from tests.notifications.test_reminders import stelle_mit_anteilen

pytestmark = pytest.mark.django_db
TAG = date(2027, 4, 12)
# Told to whom the entry names, not about an application: test_zugang_texte.py, test_zuweisen.py, test_nach_dem_beschluss.py.
AN_PERSONEN = {
    Ereignis.AUFGABE_ZUGEWIESEN,
    Ereignis.VERTRETUNG_EINGETRAGEN,
    Ereignis.VERTRETUNG_BEENDET,
    Ereignis.MASSGABE_GESETZT,
}
BETRAEGE = re.compile(r"\d,\d\d|EUR|€|VZÄ")


def voller_fall():
    """An application with everything a text may speak of, and somebody in every role."""
    antrag, *_ = eingereicht()
    for rolle in (
        "sachbearbeitung",
        "sachgebietsleitung",
        "amtsleitung",
        "geschaeftsstelle",
        "kaemmerei",
        "personal",
    ):
        f.benutzer(rolle, antrag.landkreis)
    for art in ("antrag", "ergaenzung", "stellungnahme", "abruf", "rechtsbehelf", "nachreichung"):
        Frist.objects.filter(antrag=antrag, art=art).delete()
        termine.eroeffnen(
            art, antrag=antrag, kommune=antrag.kommune, ereignis_am=TAG, ergebnis=fristen.frist(TAG, "14T")
        )
    by, jetzt = antrag.angelegt_von, zeit.jetzt()
    Anmerkung.objects.create(
        antrag=antrag, feld="eigenanteil", text="Geheim", gestellt_von=by, gestellt_am=jetzt
    )
    with ohne_tore():
        papier = Bescheid.objects.create(
            antrag=antrag,
            art="bewilligung",
            vzae=Decimal("0.50"),
            betrag=Decimal("24000"),
            begruendung="Geheim",
            entworfen_von=by,
            entworfen_am=jetzt,
            bekanntgegeben_am=TAG,
            bestandskraeftig_am=TAG,
            weg="post",
            versandt_am=TAG,
            versandt_von=by,
        )
        Widerspruch.objects.create(bescheid=papier, eingegangen_am=jetzt, weg="post", erfasst_von=by)
        ende = {
            "status": "abgewiesen",
            "beendet_am": TAG,
            "beendet_von": f.benutzer("amtsleitung", antrag.landkreis),
        }
        Klage.objects.create(
            bescheid=papier, eingegangen_am=TAG, gericht="VG", aktenzeichen="7 K 1/27", erfasst_von=by, **ende
        )
    relay()
    Nachricht.objects.all().delete()
    return antrag


@pytest.fixture(scope="module")
def gebaut(je_modul):
    return je_modul(voller_fall)


@pytest.fixture
def antrag(gebaut):
    return deepcopy(gebaut)


def unstimmig(nachricht: Nachricht) -> list[str]:
    """What is wrong with a text."""
    text = f"{nachricht.betreff}\n{nachricht.text}"
    spuren = [
        spur for spur in ("None", "{{", "{%", "am – ", "bis –", ": .", "Geheim", "\n\n\n") if spur in text
    ]
    return spuren + BETRAEGE.findall(text)


def worum(art):
    """The object of an entry that is not about the application itself."""
    for modell in (Widerspruch, Klage):
        if art.startswith(name := modell._meta.model_name):
            return {"objekt_art": name, "objekt_id": modell.objects.get().pk}
    return {}


@pytest.mark.parametrize("art", [art for art in Ereignis if KATALOG[art] and art not in AN_PERSONEN])
def test_each_event_has_texts_without_gaps_amounts_and_secrets(art, antrag):
    # to whom a task was given, or which office was asked
    an = (
        "kaemmerei" if art.startswith(("fachstellungnahme", "vorlage")) else f"konto:{antrag.angelegt_von_id}"
    )
    eintrag(antrag, art, nachher=an, **worum(art))
    nachrichten = relay()
    assert {n.status for n in nachrichten} <= {Status.WARTEND, Status.GESENDET}
    assert nachrichten
    assert {n.betreff.split(" – ")[0] for n in nachrichten} == {antrag.vorgangsnummer}
    assert [unstimmig(n) for n in nachrichten if unstimmig(n)] == []


def test_the_office_that_is_asked_for_its_opinion_reads_about_which_application(antrag):
    bitte = antrag.fachstellungnahmen.create(
        stelle="kaemmerei",
        frage="Trägt das der Haushalt?",
        erbeten_von=antrag.angelegt_von,
        erbeten_am=MOMENT,
    )
    worum = {"objekt_art": "fachstellungnahme", "objekt_id": bitte.pk, "nachher": "kaemmerei"}
    eintrag(antrag, Ereignis.FACHSTELLUNGNAHME_ERBETEN, **worum)
    briefe = relay()
    assert {n.status for n in briefe} == {Status.WARTEND, Status.GESENDET}
    assert {n.betreff.split(" – ")[0] for n in briefe} == {antrag.vorgangsnummer}


def test_a_return_reads_as_agreed(antrag):
    eintrag(antrag, Ereignis.ANTRAG_ZURUECKGEGEBEN)
    brief = relay()[0]
    assert brief.betreff == f"{antrag.vorgangsnummer} – Bitte ergänzen Sie Ihren Antrag bis 26.04.2027"
    assert brief.text.split("\n\n")[1:4] == [
        "Ihr Antrag ist noch nicht vollständig. Zu einer Stelle haben wir eine Anmerkung hinterlegt: Eigenanteil der Kommune.",
        "Bitte beantworten Sie jede Anmerkung und wählen Sie danach »Ergänzung einreichen«. Der Tag des ersten Eingangs bleibt erhalten.",
        "Wenn Sie mehr Zeit brauchen, bitten Sie uns im Portal um eine Verlängerung, möglichst vor Ablauf. Ihre Bitte hält die Frist nicht an.",
    ]


def test_a_notice_is_announced_without_a_word_of_it(antrag):
    with ohne_tore():
        Bescheid.objects.update(weg="portal", versandt_am=None, versandt_von=None)
    eintrag(antrag, Ereignis.BESCHEID_BEREITGESTELLT)
    brief = relay()[0]
    assert brief.betreff == f"{antrag.vorgangsnummer} – Ein Bescheid liegt für Sie bereit"
    assert "Abruf möglich bis 26.04.2027; danach senden wir den Bescheid per Post." in brief.text
    assert f"Zum Bescheid (Anmeldung nötig): {settings.BASIS_URL}/antraege/{antrag.pk}/" in brief.text


def test_without_consent_the_notice_is_announced_by_post_and_somebody_posts_it(antrag):
    eintrag(antrag, Ereignis.BESCHEID_BEREITGESTELLT)
    nachrichten = relay()
    assert {n.art for n in nachrichten} == {"bescheid_folgt", "aufgabe"}
    assert "Deshalb senden wir ihn per Post." in nachrichten[0].text


def test_every_text_is_used():
    vorlagen = {pfad.stem for pfad in Path(settings.BASE_DIR, "templates/notifications/email").glob("*.txt")}
    erinnerungen = {"erinnerung_vor", "erinnerung_nach", "erinnerung_amt", "eskalation", "stellenende"}
    assert vorlagen == {b.art for botschaften in KATALOG.values() for b in botschaften} | erinnerungen


def test_texts_about_a_position_begin_with_its_number():
    stelle = stelle_mit_anteilen().stelle
    antrag, _ = f.entwurf()
    eintrag(
        antrag,
        Ereignis.STELLE_ERFASST,
        antrag=None,
        landkreis=stelle.landkreis,
        objekt_art="stelle",
        objekt_id=stelle.pk,
    )
    assert {n.betreff for n in relay()} == {"Stelle BB-S-0001 – Der geförderte Stellenanteil ist erfasst"}


@pytest.mark.parametrize("art", [art for art in Frist.Art if reminders.PLAENE[art].stufen])
@pytest.mark.parametrize("tag", [date(2027, 4, 19), date(2027, 4, 23), date(2027, 4, 27)])
def test_each_reminder_has_a_text_without_gaps(art, tag, antrag):
    Frist.objects.exclude(art=art).delete()
    if art not in ("antrag", "ergaenzung", "stellungnahme", "abruf", "nachreichung"):
        rolle = "sachgebietsleitung" if art == Frist.Art.ZEICHNUNG else ""
        kommune = None if rolle else antrag.kommune
        termine.eroeffnen(
            art,
            antrag=antrag,
            kommune=kommune,
            rolle=rolle,
            ereignis_am=TAG,
            ergebnis=fristen.frist(TAG, "14T"),
        )
    with zeit.gestellt(tag):
        nachrichten = reminders.neue_nachrichten(tag)
    assert {n.status for n in nachrichten} <= {Status.WARTEND, Status.GESENDET}
    assert [unstimmig(n) for n in nachrichten if unstimmig(n)] == []
