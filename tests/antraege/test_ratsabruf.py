"""The council information system, read over real sockets: a good run, a second one, each fault; and what it proposes."""

from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from antraege import zeit
from antraege.fehler import Konflikt, Verweigert
from antraege.models import (
    Beratungsschritt,
    Beschlussergebnis,
    Gremium,
    Protokolleintrag,
    Ratsabruf,
    Ratssystem,
    Sitzung,
    Tagesordnungspunkt,
    Vorlage,
)
from antraege.services import ratsabruf
from antraege.services.ratsabruf_netz import Netz
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege import ratsserver

pytestmark = pytest.mark.django_db
HEUTE = date(2027, 5, 10)


@pytest.fixture
def rat():
    with ratsserver.ratssystem() as rat, zeit.gestellt(HEUTE, time(11)):
        yield rat


@pytest.fixture
def amt():
    return b.Amt(name="Beispiel", schluessel="08999")


def abruf(rat, amt, *, taeglich=False, adresse="/system"):
    ratsabruf.einrichten(
        landkreis=amt.kreis, adresse=rat.ort + adresse, aktiv=True, by=amt.geschaeftsstelle, heute=HEUTE
    )
    if taeglich:
        return ratsabruf.taeglich(HEUTE)[0]
    lauf = ratsabruf.beginnen(ratssystem=amt.kreis.ratssystem, by=amt.geschaeftsstelle, heute=HEUTE)
    netz = Netz(amt.kreis.ratssystem.adresse, warten=0.3)
    return ratsabruf.ausfuehren(abruf=lauf, heute=HEUTE, netz=netz)


def stand():
    """Everything a run may write, to compare."""
    return [
        list(modell.objects.order_by("pk").values())
        for modell in (Gremium, Sitzung, Tagesordnungspunkt, Vorlage, Beratungsschritt, Beschlussergebnis)
    ]


def papier(amt, drucksache="012/2027"):
    return Vorlage.objects.create(
        landkreis=amt.kreis, drucksache=drucksache, titel="Stellen", erstellt_von=amt.geschaeftsstelle
    )


# A good run


@pytest.mark.parametrize("adresse", ["/system", "/body"])
def test_a_good_run_brings_committees_sittings_and_agenda(rat, amt, adresse):
    rat.sagt("/body", rat.objekt("/bodies")["data"][0])
    unsere = papier(amt)
    lauf = abruf(rat, amt, adresse=adresse)
    assert (lauf.ergebnis, lauf.bericht, lauf.neu, lauf.geaendert) == ("vollstaendig", "", 8, 1)
    assert list(Gremium.objects.order_by("kurz").values_list("kurz", flat=True)) == ["BA", "KT", "SGA"]
    sga, kreistag = Sitzung.objects.order_by("tag")
    assert (sga.tag, sga.beginn, sga.ort, sga.einladung_am, sga.oeffentlich, sga.abgesagt, sga.quelle) == (
        date(2027, 6, 14),
        time(17),
        "Landratsamt, Großer Sitzungssaal",
        date(2027, 6, 2),
        True,
        False,
        "oparl",
    )
    assert (kreistag.beginn, kreistag.abgesagt) == (time(17), True)
    unsere.refresh_from_db()
    assert (unsere.kennung, unsere.adresse) == (f"{rat.ort}/paper/1", f"{rat.ort}/vo0050.html")
    punkte = Tagesordnungspunkt.objects.order_by("pk").values_list(
        "nummer", "oeffentlich", "drucksache", "vorlage", "ergebnis"
    )
    assert list(punkte) == [
        ("1", True, "KT-Drucks. Nr. 12/2027", unsere.pk, "ungeändert beschlossen"),
        ("2", False, "", None, ""),
        ("7", True, "099/2027", None, ""),
    ]


def test_a_second_run_changes_nothing(rat, amt):
    abruf(rat, amt)
    vorher = stand()
    lauf = abruf(rat, amt)
    assert (lauf.ergebnis, lauf.neu, lauf.geaendert, stand()) == ("vollstaendig", 0, 0, vorher)


def test_the_daily_run_asks_for_changes_only(rat, amt):
    abruf(rat, amt)
    Ratsabruf.objects.update(begonnen_am=zeit.jetzt() - timedelta(days=1))
    rat.abfragen.clear()
    abruf(rat, amt, taeglich=True)
    gefiltert = [weg.partition("?")[0] for weg in rat.abfragen if "modified_since=2027-05-09T" in weg]
    assert gefiltert == ["/papers", "/meetings"]
    assert ratsabruf.taeglich(HEUTE) == []


def test_a_run_is_logged_and_publishes_nothing(rat, amt):
    unsere = papier(amt)
    lauf = abruf(rat, amt)
    assert Protokolleintrag.objects.filter(objekt_art="ratsabruf", objekt_id=lauf.pk).count() == 1
    unsere.refresh_from_db()
    assert (unsere.status, unsere.veroeffentlicht_am, Beschlussergebnis.objects.count()) == (
        "entwurf",
        None,
        0,
    )


def test_what_was_entered_by_hand_is_recognised(rat, amt):
    sga, _ = f.sitzungen(amt.kreis)
    abruf(rat, amt)
    sga.refresh_from_db()
    assert (sga.kennung, sga.beginn, sga.quelle) == (f"{rat.ort}/meeting/1", time(17), "hand")
    assert Gremium.objects.get(kurz="SGA").kennung == f"{rat.ort}/organization/sga"


def test_a_paper_written_later_is_linked_by_the_next_run(rat, amt):
    abruf(rat, amt)
    haushalt = papier(amt, "099/2027")
    abruf(rat, amt)
    assert Tagesordnungspunkt.objects.get(vorlage=haushalt).nummer == "7"


def test_a_moved_sitting_moves_and_a_dropped_item_goes(rat, amt):
    abruf(rat, amt)
    liste = rat.objekt("/meetings")
    liste["data"][0] |= {"start": "2027-06-21T15:00:00Z", "agendaItem": liste["data"][0]["agendaItem"][:1]}
    rat.sagt("/meetings", liste)
    assert abruf(rat, amt).geaendert == 2
    sga = Sitzung.objects.get(gremium__kurz="SGA")
    assert (sga.tag, sga.tagesordnung.count()) == (date(2027, 6, 21), 1)


def test_an_item_closed_over_there_is_closed_here_and_never_opened(rat, amt):
    unsere = papier(amt)
    abruf(rat, amt)
    schritt = unsere.beratungsfolge.create(
        sitzung=Sitzung.objects.get(gremium__kurz="SGA"), rolle="vorberatung"
    )

    def gelesen(oeffentlich):
        liste = rat.objekt("/meetings")
        liste["data"][0]["agendaItem"][0]["public"] = oeffentlich
        rat.sagt("/meetings", liste)
        abruf(rat, amt)
        schritt.refresh_from_db()
        return schritt.oeffentlich

    assert [gelesen(True), gelesen(False), gelesen(True)] == [True, False, False]


def test_a_published_paper_whose_last_item_is_closed_over_there_is_named(rat, amt):
    unsere = papier(amt)
    abruf(rat, amt)
    unsere.beratungsfolge.create(sitzung=Sitzung.objects.get(gremium__kurz="SGA"), rolle="vorberatung")
    with connection.cursor() as cursor:  # published past its release: the run only reads that it is
        cursor.execute("SET LOCAL session_replication_role = replica")
        Vorlage.objects.filter(pk=unsere.pk).update(veroeffentlicht_am=date(2027, 5, 1))
        cursor.execute("SET LOCAL session_replication_role = origin")
    liste = rat.objekt("/meetings")
    liste["data"][0]["agendaItem"][0]["public"] = False
    rat.sagt("/meetings", liste)
    assert "Die Vorlage bleibt veröffentlicht" in abruf(rat, amt).bericht


def test_a_sitting_closed_here_is_never_opened(rat, amt):
    abruf(rat, amt)
    Sitzung.objects.update(oeffentlich=False)
    lauf = abruf(rat, amt)
    assert (lauf.ergebnis, "bleibt es" in lauf.bericht) == ("teilweise", True)
    assert not Sitzung.objects.filter(oeffentlich=True).exists()


@pytest.mark.parametrize("wie", ["gelöscht", "fort"])
def test_a_sitting_gone_over_there_is_marked_and_stays(rat, amt, wie):
    unsere = papier(amt)
    abruf(rat, amt)
    sga = Sitzung.objects.get(gremium__kurz="SGA")
    unsere.beratungsfolge.create(sitzung=sga, rolle="vorberatung")
    liste = rat.objekt("/meetings")
    alt, rest = liste["data"][0], liste["data"][1:]
    rat.sagt("/meetings", liste | {"data": rest if wie == "fort" else [{**alt, "deleted": True}, *rest]})
    lauf = abruf(rat, amt)
    sga.refresh_from_db()
    assert (sga.fehlt_seit, sga.beratungen.count()) == (HEUTE, 1)
    assert "012/2027" in lauf.bericht
    assert abruf(rat, amt).bericht == ""
    rat.sagt("/meetings", liste)
    abruf(rat, amt)
    sga.refresh_from_db()
    assert sga.fehlt_seit is None


def test_a_sitting_with_a_result_is_never_overwritten(rat, amt):
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    vorlage = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)])
    b.beraten(vorlage, amt)
    vorher = Sitzung.objects.filter(gremium__kurz="SGA").values().get()
    lauf = abruf(rat, amt)
    assert (lauf.ergebnis, "Ein Ergebnis ist erfasst" in lauf.bericht) == ("teilweise", True)
    assert Sitzung.objects.filter(gremium__kurz="SGA").values().get() == vorher


# Faults: what was there stays, and the report says so


STOERUNGEN = {
    "HTML": ("/system", ratsserver.html, "Webseite (HTML)"),
    "Fehler 500": ("/meetings", ratsserver.fehler(500), "Fehler 500"),
    "404 in der Liste": ("/meetings/2", ratsserver.fehler(404), "Fehler 404"),
    "stumm": ("/papers", ratsserver.stumm, "nicht"),
    "abgerissen": ("/organizations", ratsserver.auflegen, "abgerissen"),
    "riesig": ("/meetings", ratsserver.endlos, "größer als 8 MB"),
    "umgeleitet": ("/system", ratsserver.umleiten("http://169.254.169.254/latest/"), "andere Adresse"),
    "Datei": ("/system", ratsserver.umleiten("file:///etc/passwd"), "Fehler 302"),
}


@pytest.mark.parametrize(("pfad", "stoerung", "satz"), STOERUNGEN.values(), ids=STOERUNGEN)
def test_a_broken_run_leaves_what_was_there(rat, amt, pfad, stoerung, satz):
    abruf(rat, amt)
    vorher = stand()
    liste = rat.objekt("/meetings")
    liste["data"][0]["start"] = "2027-06-21T15:00:00Z"
    rat.sagt("/meetings", liste)
    rat.stoerung[pfad] = stoerung
    lauf = abruf(rat, amt)
    assert (lauf.ergebnis, satz in lauf.bericht, stand()) == ("gescheitert", True, vorher)


FALSCH = {
    "kein Objekt": ("/system", [], "nicht mit einem Objekt"),
    "anderes": ("/system", {"type": "https://schema.oparl.org/1.1/Person"}, "keine OParl-Schnittstelle"),
    "ohne Listen": ("/bodies", {"data": [{"type": "x/Body"}], "links": {}}, "keine Liste"),
    "keine Liste": ("/papers", {"data": {}}, "keine Liste nach OParl"),
    "zwei Körperschaften": (
        "/bodies",
        {"data": [{"name": "Stadt A"}, {"name": "Stadt B"}], "links": {}},
        "mehrere Körperschaften",
    ),
}


@pytest.mark.parametrize(("pfad", "objekt", "satz"), FALSCH.values(), ids=FALSCH)
def test_what_is_not_oparl_is_named(rat, amt, pfad, objekt, satz):
    rat.sagt(pfad, objekt)
    lauf = abruf(rat, amt)
    assert (lauf.ergebnis, satz in lauf.bericht, Gremium.objects.count()) == ("gescheitert", True, 0)


@pytest.mark.parametrize("ziel", ["/meetings", "/meetings/2"])
def test_pages_that_never_end_are_left(rat, amt, ziel):
    liste = rat.objekt("/meetings/2") | {"links": {"next": rat.ort + ziel}}
    rat.sagt("/meetings/2", liste)
    lauf = abruf(rat, amt)
    assert (lauf.ergebnis, "kein Ende" in lauf.bericht) == ("gescheitert", True)
    assert sum(rat.gefragt.values()) < 10


def test_nobody_there(amt):
    with ratsserver.ratssystem() as rat:
        pass
    with zeit.gestellt(HEUTE):
        lauf = abruf(rat, amt)
    assert (lauf.ergebnis, "nicht erreichbar" in lauf.bericht) == ("gescheitert", True)


EINZELN = {
    "falscher Typ": ({"name": 7, "organization": "SGA"}, "keine Liste"),
    "ohne Beginn": ({"start": None}, "Beginn (start) fehlt"),
    "kein Zeitpunkt": ({"start": "morgen"}, "kein Zeitpunkt"),
    "Jahr 9999": ({"start": "9999-12-31T23:59:59+00:00"}, "Zeitpunkt"),
    "ohne Gremium": ({"organization": []}, "nennt kein Gremium"),
    "ohne Kennung": ({"id": None}, "„id“ fehlt"),
}


@pytest.mark.parametrize(("felder", "satz"), EINZELN.values(), ids=EINZELN)
def test_one_odd_sitting_is_left_out_and_named(rat, amt, felder, satz):
    liste = rat.objekt("/meetings")
    liste["data"][0] |= felder
    rat.sagt("/meetings", liste)
    lauf = abruf(rat, amt)
    assert (lauf.ergebnis, satz in lauf.bericht) == ("teilweise", True)
    assert [s.gremium.kurz for s in Sitzung.objects.all()] == ["KT"]


@pytest.mark.parametrize("verweis", ["/consultation/fort", "http://169.254.169.254/latest/"])
def test_a_paper_that_cannot_be_had_costs_only_the_link(rat, amt, verweis):
    liste = rat.objekt("/meetings/2")
    liste["data"][0]["agendaItem"][0]["consultation"] = rat.ort + verweis if verweis[0] == "/" else verweis
    rat.sagt("/meetings/2", liste)
    lauf = abruf(rat, amt)
    assert lauf.ergebnis == "teilweise"
    assert Tagesordnungspunkt.objects.get(nummer="7").drucksache == ""


def test_words_that_no_column_holds_are_cut_and_cleaned(rat, amt):
    liste = rat.objekt("/meetings")
    punkt = liste["data"][0]["agendaItem"][0]
    punkt |= {"name": "A\0B" + "x" * 500, "number": "1" * 50, "result": "y" * 999, "order": 10**12}
    rat.sagt("/meetings", liste)
    assert abruf(rat, amt).ergebnis == "vollstaendig"
    gelesen = Tagesordnungspunkt.objects.get(kennung=punkt["id"])
    assert (len(gelesen.titel), gelesen.titel[:3], len(gelesen.nummer), gelesen.reihenfolge) == (
        400,
        "A B",
        20,
        1,
    )


# Runs


def test_one_run_at_a_time_and_a_dead_one_ends(rat, amt):
    lauf = abruf(rat, amt)
    Ratsabruf.objects.update(ergebnis="laeuft")
    fakten = {"ratssystem": lauf.ratssystem, "by": amt.geschaeftsstelle, "heute": HEUTE}
    with pytest.raises(Konflikt, match="gerade abgerufen"):
        ratsabruf.beginnen(**fakten)
    Ratsabruf.objects.update(begonnen_am=zeit.jetzt() - timedelta(hours=1))
    assert ratsabruf.beginnen(**fakten).ergebnis == "laeuft"
    lauf.refresh_from_db()
    assert (lauf.ergebnis, "abgebrochen" in lauf.bericht) == ("gescheitert", True)


def test_a_run_given_up_meanwhile_writes_nothing(rat, amt):
    lauf = abruf(rat, amt)
    Sitzung.objects.all().delete()
    ratsabruf.ausfuehren(abruf=lauf, heute=HEUTE)  # it is not running any more
    assert Sitzung.objects.count() == 0


def test_only_the_council_s_office_reads(amt):
    wer = {"by": amt.sachbearbeitung, "heute": HEUTE}
    with pytest.raises(Verweigert, match="vorbehalten"):
        ratsabruf.einrichten(landkreis=amt.kreis, adresse="https://ris.example/", aktiv=True, **wer)
    system = Ratssystem.objects.create(landkreis=amt.kreis, adresse="https://ris.example/")
    with pytest.raises(Verweigert, match="vorbehalten"):
        ratsabruf.beginnen(ratssystem=system, **wer)


def test_the_command_prints_the_report(rat, amt, capsys):
    abruf(rat, amt)
    rat.stoerung["/papers"] = ratsserver.fehler(500)
    call_command("ratsabruf")
    zeilen = capsys.readouterr().out.splitlines()
    assert "Nicht erreichbar oder nicht lesbar" in zeilen[0]
    assert "Fehler 500" in zeilen[1]
    call_command("ratsabruf", "--faellig")
    assert capsys.readouterr().out == "Es ist nichts abzurufen.\n"


# Proposals


@pytest.mark.parametrize(
    ("text", "rolle", "wert", "abstimmung"),
    [
        ("ungeändert beschlossen", "beschluss", "unveraendert_beschlossen", ""),
        ("unverändert beschlossen, einstimmig", "beschluss", "unveraendert_beschlossen", "einstimmig"),
        ("Einstimmig", "vorberatung", "empfohlen", "einstimmig"),
        ("mehrheitlich zugestimmt", "vorberatung", "empfohlen", "mehrheitlich"),
        ("geändert beschlossen", "beschluss", "geaendert_beschlossen", ""),
        ("mit Maßgabe beschlossen", "beschluss", "mit_massgabe", ""),
        ("mit Änderungen empfohlen", "vorberatung", "geaendert_empfohlen", ""),
        ("mehrheitlich abgelehnt", "beschluss", "abgelehnt", "mehrheitlich"),
        ("vertagt", "beschluss", "vertagt", ""),
        ("zurückgestellt", "vorberatung", "vertagt", ""),
        ("an den Verwaltungsausschuss verwiesen", "beschluss", "verwiesen", ""),
        ("zur Kenntnis genommen", "vorberatung", "zur_kenntnis_genommen", ""),
        ("von der Tagesordnung genommen", "beschluss", "abgesetzt", ""),
        ("zurückgezogen", "beschluss", "zurueckgezogen", ""),
        (
            "beschlossen: 58 Ja, 3 Nein, 2 Enthaltungen",
            "beschluss",
            "unveraendert_beschlossen",
            "ausgezaehlt",
        ),
        ("nicht beschlossen", "beschluss", "", ""),
        ("s. Protokoll", "beschluss", "", ""),
    ],
)
def test_the_words_of_a_result_become_a_proposal(text, rolle, wert, abstimmung):
    gelesen = ratsabruf.deute(text, "Anderer Wortlaut", rolle)
    assert (gelesen.text, gelesen.wert, gelesen.abstimmung) == (text, wert, abstimmung)
    assert gelesen.wortlaut == ("Anderer Wortlaut" if "geaendert" in wert or "massgabe" in wert else "")


def test_counts_are_read_where_they_are_said():
    gelesen = ratsabruf.deute("mehrheitlich bei 3 Nein, 2 Enthaltungen", "", "beschluss")
    assert (gelesen.ja, gelesen.nein, gelesen.enthaltung, gelesen.abstimmung) == (None, 3, 2, "mehrheitlich")


def test_each_ziffer_gets_the_proposal_of_its_item(rat, amt):
    rd = f.runde(amt.kreis, entscheidung="beschluss")
    vorlage = b.vorlage(amt, rd, [b.gezeichnet(rd, amt)], ziffern=["Weiteres"])
    vorberatung, beschluss = vorlage.beratungsfolge.all()
    assert ratsabruf.vorschlag(vorberatung) == {}
    abruf(rat, amt)
    vorschlaege = ratsabruf.vorschlag(vorberatung)
    assert {nr: (v.wert, v.text) for nr, v in vorschlaege.items()} == {
        1: ("empfohlen", "ungeändert beschlossen"),
        2: ("empfohlen", "ungeändert beschlossen"),
    }
    assert ratsabruf.vorschlag(beschluss) == {}
