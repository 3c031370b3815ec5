"""STAND=laufend: the stories end as the table says, and nothing of 2016 to 2018 reaches anybody."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q, Sum

from antraege import zeit
from antraege.berechnung import foerderbetrag, jahressummen
from antraege.formate import euro, vzae
from antraege.models import (
    Antrag,
    Bescheid,
    Beschlussergebnis,
    Foerderprogramm,
    Frist,
    Kommune,
    Kontingent,
    Massgabe,
    Protokolleintrag,
    Serienzeile,
    Stelle,
    Vorlage,
)
from antraege.services import bescheid_folge, gremium, mitzeichnung, siegel, stellentor
from notifications.models import Kanal, Nachricht, Status
from workflows.models import Aufgabe

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("laufend")]

# Story, result, asked, granted (VZÄ), granted (EUR)
ERGEBNISSE = {
    ("Bondorf", "abgeschlossen", "bewilligt", "0.50", "0.50", "24000.00"),
    ("Magstadt", "unzulaessig", "verfristet", "0.40", None, None),
    ("Herrenberg", "abgeschlossen", "bewilligt", "0.40", "0.40", "19200.00"),
    ("Sindelfingen", "abgeschlossen", "teilbewilligt", "3.00", "1.80", "86400.00"),
    ("Hildrizhausen", "zurueckgezogen", "", "0.25", None, None),
    ("Weil der Stadt", "abgeschlossen", "teilbewilligt", "0.75", "0.65", "31200.00"),
    ("Rutesheim", "abgeschlossen", "teilbewilligt", "0.50", "0.30", "14400.00"),
}
# What waits on the demo's day: Grafenau's later notice, Steinenbronn's draft, Nufringen's, the paper at the Kämmerei.
OFFEN = ["bekanntgabe", "bescheid_freigeben", "entwurf", "mitzeichnung"]
SPALTEN = ("kommune__name", "status", "ergebnis", "beantragt_vzae", "bewilligt_vzae", "bewilligt_betrag")


def runde(kuerzel):
    return Antrag.objects.filter(runde__kuerzel=kuerzel)


def text(wert):
    return str(wert) if isinstance(wert, Decimal) else wert


def mails(ort):
    post = Nachricht.objects.filter(kanal=Kanal.EMAIL, kommune__name=ort).order_by("pk")
    return [(f"{m.geschehen_am.astimezone(zeit.BERLIN):%d.%m.}", m.art) for m in post]


def test_each_story_ends_as_in_the_table():
    zeilen = {tuple(map(text, zeile)) for zeile in runde("KFR27").values_list(*SPALTEN)}
    assert zeilen == ERGEBNISSE


def test_closing_sheet_in_shares():
    zahl = runde("KFR27").aggregate(
        beantragt=Sum("beantragt_vzae"),
        bewilligt=Sum("bewilligt_vzae"),
        entschieden=Sum("beantragt_vzae", filter=Q(bewilligt_vzae__isnull=False)),
        verfristet=Sum("beantragt_vzae", filter=Q(ergebnis="verfristet")),
        zurueckgezogen=Sum("beantragt_vzae", filter=Q(status="zurueckgezogen")),
    )
    gekuerzt = zahl["entschieden"] - zahl["bewilligt"]
    teile = [zahl["bewilligt"], gekuerzt, zahl["verfristet"], zahl["zurueckgezogen"]]
    assert teile == [Decimal(z) for z in ("3.65", "1.50", "0.40", "0.25")]
    assert sum(teile) == zahl["beantragt"] == Decimal("5.80")


def test_closing_sheet_in_euros_and_years():
    bewilligt = runde("KFR27").zaehlend().select_related("fassung", "runde")
    betraege = [
        foerderbetrag(a.bewilligt_vzae, a.fassung.satz_je_vzae, a.runde.beginn, a.runde.ende)
        for a in bewilligt
    ]
    assert jahressummen(betraege) == {2027: Decimal("58400.00"), 2028: Decimal("116800.00")}
    assert bewilligt.aggregate(s=Sum("bewilligt_betrag"))["s"] == Decimal("175200.00")
    rahmen = Kontingent.objects.get(runde__kuerzel="KFR27")
    frei = rahmen.vzae - bewilligt.aggregate(s=Sum("bewilligt_vzae"))["s"]
    assert (frei, rahmen.betrag - Decimal("175200.00")) == (Decimal("0.35"), Decimal("16800.00"))


@pytest.mark.parametrize("kuerzel", ["KFR16", "KFR17"])
def test_seventeen_municipalities_share_eight_in_each_historic_round(kuerzel):
    zaehlend = runde(kuerzel).zaehlend()
    markiert = Kommune.objects.filter(antraege__in=zaehlend).distinct().count()
    assert (markiert, zaehlend.aggregate(s=Sum("bewilligt_vzae"))["s"]) == (17, Decimal("8.00"))
    assert set(Stelle.objects.filter(antrag__in=zaehlend).values_list("status", flat=True)) == {"beendet"}


def test_history_tells_nobody_and_owes_nothing():
    historisch = Protokolleintrag.objects.filter(historisch=True)
    assert historisch.count() > 34 * 10
    assert not Nachricht.objects.filter(eintrag__in=historisch).exists()
    assert not Nachricht.objects.filter(frist__antrag__historisch=True).exists()
    assert not Nachricht.objects.filter(geschehen_am__year__lt=2027).exists()
    assert not Frist.objects.offen().filter(Q(antrag__historisch=True) | Q(stelle__historisch=True)).exists()


def test_seal_chain_is_whole_and_ends_with_the_present():
    befund = siegel.pruefen()
    assert befund.heil
    assert befund.versiegelt == Protokolleintrag.objects.count()


def test_motions_of_2017_were_recommended_then_decided_and_open_the_gate():
    ergebnisse = Beschlussergebnis.objects.filter(beschlussantrag__vorlage__drucksache="158/2017")
    wege = (
        ergebnisse.values_list("schritt__sitzung__tag", "wert")
        .annotate(n=Count("pk"))
        .order_by("schritt__sitzung__tag")
    )
    assert list(wege) == [
        (date(2017, 7, 3), "empfohlen", 3),
        (date(2017, 7, 24), "unveraendert_beschlossen", 3),
    ]
    tore = Foerderprogramm.objects.values_list(
        "kurz", "ermaechtigung__ziffer", "ermaechtigung__vorlage__drucksache"
    )
    assert set(tore) == {
        ("KFR", 1, "158/2017"),
        ("IM", 3, "158/2017"),
        ("KFR neu", 1, "074/2026"),
        ("IM 2027/28", 2, "074/2026"),
        ("EK 2028", 3, "074/2026"),
    }
    assert all(gremium.ermaechtigt(p.ermaechtigung) for p in Foerderprogramm.objects.all())


def test_moetzingen_waits_for_secured_money_alone():
    ort = Kommune.objects.get(name="Mötzingen")
    im27 = Kontingent.objects.filter(runde__kuerzel="IM27").first().runde
    assert [h.regel for h in stellentor.hindernisse(runde=im27, einsatzort=ort)] == ["stelle_r21_gesichert"]


def test_weil_der_stadt_was_told_of_each_turn_on_its_day():
    wenige = [m for m in mails("Weil der Stadt") if not m[1].startswith("erinnerung")]
    assert wenige[:10] == [
        ("30.03.", "eingang"), ("12.04.", "rueckgabe"), ("22.04.", "ergaenzung_eingang"), ("29.04.", "rueckgabe"),
        ("03.05.", "ergaenzung_eingang"), ("04.05.", "vollstaendig"), ("04.05.", "stellungnahme"), ("07.05.", "stellungnahme_eingang"),
        ("05.07.", "entschieden"), ("12.07.", "bescheid_bereit"),
    ]  # fmt: skip


def test_magstadt_was_seven_minutes_late_and_heard_so_before_any_reminder():
    antrag = runde("KFR27").get(kommune__name="Magstadt")
    assert f"{antrag.eingegangen_am.astimezone(zeit.BERLIN):%d.%m.%Y %H:%M}" == "01.04.2027 00:07"
    assert antrag.verspaetung_vorgeschlagen_von != antrag.verspaetung_entschieden_von
    assert [art for _, art in mails("Magstadt")][-2:] == ["eingang_verspaetet", "unzulaessig"]


def test_herrenberg_is_topped_up_and_warned_at_once_of_the_lands_end():
    stelle = Stelle.objects.get(einsatzort__name="Herrenberg", historisch=False)
    teile = list(stelle.anteile.values_list("runde__kuerzel", "vzae", "ende").order_by("vzae"))
    assert stelle.vzae == Decimal("1.00")
    assert teile == [
        ("KFR27", Decimal("0.40"), date(2028, 8, 31)),
        ("IM27", Decimal("0.60"), date(2027, 12, 31)),
    ]
    assert Nachricht.objects.filter(frist__stelle=stelle, stufe="sofort", kanal=Kanal.EMAIL).count() == 1


def test_open_is_what_a_visitor_may_do():
    offen = Aufgabe.objects.filter(flow_task_type="HUMAN", finished__isnull=True)
    assert sorted(task.knoten for task in offen) == OFFEN
    entwurf = Antrag.objects.get(status="entwurf")
    assert (entwurf.kommune.name, entwurf.runde.kuerzel, entwurf.beschluss_folgt) == (
        "Nufringen",
        "KFR28",
        True,
    )
    assert zeit.heute() == date(2027, 10, 4)


def test_rutesheims_notice_went_by_post_after_ten_days():
    bescheid = Bescheid.objects.get(antrag=runde("KFR27").get(kommune__name="Rutesheim"))
    assert (bescheid.weg, bescheid.geoeffnet_am, bescheid.bekanntgegeben_am) == (
        "post",
        None,
        date(2027, 7, 30),
    )


def test_a_run_releases_what_the_budget_was_overridden_for_and_says_why_not_the_rest():
    zeilen = Serienzeile.objects.filter(lauf__handlung="freigeben").order_by("antrag__kommune__name")
    assert [(z.antrag.kommune.name, z.ergebnis) for z in zeilen] == [
        ("Deckenpfronn", "getan"),
        ("Grafenau", "getan"),
        ("Steinenbronn", "verweigert"),
    ]
    assert "Der Haushalt 2028 ist noch nicht in Kraft." in zeilen[2].satz


def test_grafenaus_later_notice_lists_the_differences_alone():
    neu = Bescheid.objects.get(art="aenderung")
    assert bescheid_folge.unterschiede(neu) == [
        ("Stellenanteil", vzae(Decimal("0.60")), vzae(Decimal("0.40"))),
        ("Zuwendung (Festbetrag)", euro(18000), euro(12000)),
    ]
    assert (neu.weg, neu.geoeffnet_am, neu.aendert.antrag) == ("portal", None, neu.antrag)
    assert neu.begruendung.startswith("Gemeinde Grafenau hat uns mitgeteilt")


def test_one_condition_is_settled_and_one_is_open():
    zeilen = [(m.rolle, m.faellig_am, m.erledigt_am is None) for m in Massgabe.objects.all()]
    assert zeilen == [
        ("kaemmerei", date(2027, 9, 30), False),
        ("koordination", date(2027, 12, 10), True),
    ]


def test_a_paper_waits_for_its_signature_in_a_second_version():
    papier = Vorlage.objects.get(drucksache="151/2027")
    assert (papier.status, papier.fassung, mitzeichnung.stelle(papier)) == ("mitzeichnung", 2, "kaemmerei")
    sitzungen = papier.beratungsfolge.values_list("sitzung__tag", flat=True).order_by("sitzung__tag")
    assert list(sitzungen) == [date(2027, 11, 15), date(2027, 12, 6)]


def test_every_message_went_out():
    assert set(Nachricht.objects.values_list("status", flat=True)) == {Status.GESENDET}


def test_a_second_loading_is_refused_and_changes_nothing():
    vorher = Antrag.objects.count()
    with pytest.raises(CommandError, match="enthält schon Daten"):
        call_command("demodaten", stand="leer")
    assert Antrag.objects.count() == vorher
