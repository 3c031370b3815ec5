"""Papers: list, page, a new one, and recording results; what a municipality may read of them and when."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse

from antraege import zeit
from antraege.models import Frist, Gremium, Rolle, Sitzung, Status, Vorlage
from tests import factories as f
from tests.pages.antworten import pflanze, seite
from tests.vorrat import auf_vorrat
from tests.workflows.fall import Fall, offen, status
from workflows import verfahren

pytestmark = pytest.mark.django_db
BIS_GEZEICHNET = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")
LISTE = {"gs": 7, "clerk": 8}  # a municipality reads the last published version
VORLAGE = 25


@pytest.fixture(autouse=True)
def am_tag():
    with zeit.gestellt(date(2027, 5, 10), time(11, 0)):
        yield


@auf_vorrat
def gezeichnet(**felder):
    return Fall("beschluss", **felder).gehe(*BIS_GEZEICHNET)


@auf_vorrat
def veroeffentlicht():
    return gezeichnet().vorlage_anlegen().vorlage_gehe("freigabe", "freigeben", "al")


VORRAT, VORRAT_AM = [gezeichnet, veroeffentlicht], date(2027, 5, 10)


def oeffne(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args))


def aufgabe(fall):
    return verfahren.offene_aufgaben(fall.vorlage).get()


@auf_vorrat
def beschlussreif():
    return veroeffentlicht().beraten("empfohlen")


def test_the_number_of_an_application_does_not_break_in_its_label(client):
    fall = gezeichnet()
    antwort = oeffne(client, fall.gs, "vorlage_neu", fall.runde.pk)
    assert f'€ <span class="app-num">({fall.antrag.vorgangsnummer})</span></label>' in seite(antwort)


# List


@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize("wer", ["gs", "clerk"])
def test_the_list_costs_the_same_for_one_and_three_papers(client, django_assert_num_queries, anzahl, wer):
    fall = veroeffentlicht()
    for n in range(1, anzahl):
        Vorlage.objects.create(
            landkreis=fall.kreis,
            runde=fall.runde,
            drucksache=f"90{n}/2027",
            titel="Weitere",
            erstellt_von=fall.gs,
            veroeffentlicht_am=fall.tag,
        )
    client.force_login(fall.wer(wer))
    with django_assert_num_queries(LISTE[wer]):
        antwort = client.get(reverse("vorlagen"))
    assert len(antwort.context["zeilen"]) == anzahl


def test_an_empty_list_says_where_papers_come_from(client):
    kreis = f.landkreis()
    antwort = oeffne(client, f.benutzer(Rolle.GESCHAEFTSSTELLE, kreis), "vorlagen")
    assert "Es gibt noch keine Sitzungsvorlage." in seite(antwort)


# The page


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_applications(client, django_assert_num_queries, anzahl):
    fall = gezeichnet()
    weitere = [gezeichnet(kreis=fall.kreis, runde=fall.runde).antrag for _ in range(anzahl - 1)]
    sga, kreistag = f.sitzungen(fall.kreis)
    with fall.uhr():
        papier = verfahren.vorlage_anlegen(
            runde=fall.runde,
            drucksache="102/2027",
            titel="x",
            antraege=[fall.antrag, *weitere],
            sga=sga,
            kreistag=kreistag,
            by=fall.gs,
            heute=fall.tag,
        )
    client.force_login(fall.wer("gs"))
    with django_assert_num_queries(VORLAGE):
        antwort = client.get(reverse("vorlage", args=[papier.pk]))
    assert len(antwort.context["zeilen"]) == anzahl


def test_the_page_names_who_is_next_and_lets_only_them_act(client):
    fall = gezeichnet().vorlage_anlegen()
    antwort = oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk)
    assert antwort.context["naechstes"] == [{"wer": "Amtsleitung", "was": "Vorlage freigeben"}]
    assert antwort.context["handlungen"][0].reason == "Das erledigt: Amtsleitung."
    leitung = oeffne(client, fall.wer("al"), "vorlage", fall.vorlage.pk)
    assert leitung.context["handlungen"][0].url == reverse("aufgabe", args=[aufgabe(fall).pk])


def test_the_office_reads_the_paper_s_deadline_with_its_trace(client):
    fall = gezeichnet().vorlage_anlegen()
    frist = Frist.objects.get(vorlage=fall.vorlage)
    antwort = oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk)
    assert antwort.context["fristen_offen"] == [frist]
    assert "So wurde die Frist berechnet" in antwort.content.decode()


def test_the_sums_of_the_page_add_up_and_say_that_they_are_proposed(client):
    fall = gezeichnet().vorlage_anlegen()
    posten = oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk).context["posten"]
    assert (posten[0].label, posten[0].vzae, posten[0].betrag) == (
        "Vorgeschlagen",
        Decimal("0.50"),
        Decimal("24000.00"),
    )
    assert sum(p.vzae for p in posten[:-1]) == posten[-1].vzae == Decimal("0.50")


def test_the_office_reads_the_papers_own_log(client):
    fall = veroeffentlicht()
    verlauf = oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk).context["verlauf"]
    assert [e.text for e in verlauf] == [
        "Sitzungsvorlage freigegeben",
        "Sitzungsvorlage zur Mitzeichnung gegeben",
        "Sitzungsvorlage erstellt",
    ]


@pytest.mark.parametrize(("wer", "liest"), [("gs", True), ("clerk", True), ("fremd", False)])
def test_what_the_municipality_said_to_a_cut_goes_with_the_paper(client, wer, liest):
    fall = Fall("beschluss").gehe("einreichen", "vollstaendig", "kuerzen", "stellungnahme", "zeichnen")
    fall.vorlage_anlegen().vorlage_gehe("freigabe", "freigeben", "al")
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, f.kommune(fall.kreis))
    text = seite(oeffne(client, fremd if wer == "fremd" else fall.wer(wer), "vorlage", fall.vorlage.pk))
    tag = f"{fall.tag:%d.%m.%Y}"
    assert (f"Stellungnahme der Kommune vom {tag}: Wir sind einverstanden." in text) == liest


# What a municipality may read


def test_before_release_the_paper_does_not_exist_for_municipalities(client):
    fall = gezeichnet().vorlage_anlegen()
    assert oeffne(client, fall.wer("clerk"), "vorlage", fall.vorlage.pk).status_code == 404
    assert "101/2027" not in seite(oeffne(client, fall.wer("clerk"), "vorlagen"))


@pytest.mark.parametrize(("frei", "sehend"), [(False, ["sb"]), (True, ["sb", "clerk"])])
def test_the_applications_page_leads_to_its_paper_as_far_as_it_is_known(client, frei, sehend):
    fall = veroeffentlicht() if frei else gezeichnet().vorlage_anlegen()
    adresse = f'href="{reverse("vorlage", args=[fall.vorlage.pk])}"'
    for wer in ("sb", "clerk"):
        html = oeffne(client, fall.wer(wer), "antrag", fall.antrag.pk).content.decode()
        assert (adresse in html) is (wer in sehend), wer
        assert ("101/2027" in html) is (wer in sehend), wer


def test_added_to_a_new_version_of_a_published_paper_it_stays_unknown(client):
    fall = veroeffentlicht()
    type(fall.antrag).objects.filter(pk=fall.antrag.pk).update(status_kommune=Status.VOLLSTAENDIG)
    html = oeffne(client, fall.wer("clerk"), "antrag", fall.antrag.pk).content.decode()
    assert "101/2027" not in html
    assert "101/2027" in oeffne(client, fall.wer("sb"), "antrag", fall.antrag.pk).content.decode()


def test_for_another_district_no_paper_ever_exists(client):
    fall = veroeffentlicht()
    assert (
        oeffne(
            client, f.benutzer(Rolle.GESCHAEFTSSTELLE, f.landkreis()), "vorlage", fall.vorlage.pk
        ).status_code
        == 404
    )


def test_released_it_shows_proposal_and_way_but_no_log(client):
    fall = veroeffentlicht()
    antwort = oeffne(client, fall.wer("clerk"), "vorlage", fall.vorlage.pk)
    assert antwort.context["ziffern"][0][0].wortlaut in seite(antwort)
    assert (antwort.context["verlauf"], antwort.context["handlungen"]) == ([], [])


@pytest.mark.parametrize(("sichtbar", "sieht"), [("sitzung", True), ("bescheid", False)])
def test_a_planted_decision_shows_only_where_the_round_says_so(client, sichtbar, sieht):
    fall = beschlussreif().beraten("unveraendert_beschlossen")
    pflanze(fall.antrag, bewilligt_vzae=Decimal("0.37"), bewilligt_betrag=Decimal("17760.00"))
    fall.runde.ergebnis_sichtbar = sichtbar
    fall.runde.save()
    fremde = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, f.kommune(fall.kreis))
    for person in (fall.wer("clerk"), fremde):
        text = seite(oeffne(client, person, "vorlage", fall.vorlage.pk)) + seite(
            oeffne(client, person, "vorlagen")
        )
        geheim = ("0,37", "17.760", "Unverändert beschlossen", "Empfohlen, einstimmig", "Beschlossen")
        assert [wort in text for wort in geheim] == [sieht] * 5


def test_what_a_closed_sitting_decided_stays_closed(client):
    fall = beschlussreif()
    Sitzung.objects.filter(pk=fall.kreistag.pk).update(oeffentlich=False)
    fall.beraten("unveraendert_beschlossen")
    fall.runde.ergebnis_sichtbar = "sitzung"
    fall.runde.save()
    text = seite(oeffne(client, fall.wer("clerk"), "vorlage", fall.vorlage.pk))
    im_amt = seite(oeffne(client, fall.wer("gs"), "vorlage", fall.vorlage.pk))
    worte = ("Unverändert beschlossen", "nicht öffentlich", "Beschluss: KT")
    assert [(w in text, w in im_amt) for w in worte] == [(False, True)] * 3


def test_free_motions_and_their_results_are_public_after_the_sitting(client):
    kreis = f.landkreis()
    sga, kreistag = f.sitzungen(kreis)
    gs, al = f.benutzer(Rolle.GESCHAEFTSSTELLE, kreis), f.benutzer(Rolle.AMTSLEITUNG, kreis)
    papier = verfahren.freie_vorlage_anlegen(
        landkreis=kreis,
        drucksache="158/2027",
        titel="Drei",
        ziffern=["Eins.", "Zwei."],
        sga=sga,
        kreistag=kreistag,
        by=gs,
        heute=zeit.heute(),
    )
    heute = zeit.heute()
    verfahren.schritt(papier, "ueberarbeitung", "ueberarbeiten", by=gs, heute=heute)
    verfahren.schritt(papier, "freigabe", "freigeben", by=al, heute=heute)
    ergebnisse = {n: {"wert": "empfohlen", "abstimmung": "mehrheitlich"} for n in (1, 2)}
    verfahren.schritt(
        papier,
        "vorberatung",
        "erfassen",
        by=gs,
        heute=sga.tag,
        schritt=papier.beratungsfolge.first(),
        ergebnisse=ergebnisse,
    )
    antwort = oeffne(client, f.benutzer(Rolle.KOMMUNE_ZUGANG, kreis, f.kommune(kreis)), "vorlage", papier.pk)
    assert [saetze for _, _, saetze in antwort.context["ziffern"]] == [
        ["SGA am 14.06.2027 (Vorberatung): Empfohlen, mehrheitlich, vorläufig nach Sitzung"]
    ] * 2
    assert (antwort.context["fakten"], antwort.context["posten"]) == ([], ())


def test_when_every_notice_is_out_the_results_are_no_secret_any_more(client):
    fall = (
        beschlussreif().beraten("unveraendert_beschlossen").gehe("bescheid_entwerfen", "bescheid_freigeben")
    )
    geschlossen = oeffne(client, fall.wer("clerk"), "vorlage", fall.vorlage.pk)
    assert geschlossen.context["ziffern"][0][1] is None
    fall.gehe("oeffnen")
    antwort = oeffne(client, fall.wer("clerk"), "vorlage", fall.vorlage.pk)
    assert antwort.context["ziffern"][0][1].text == "Unverändert beschlossen"


def test_a_municipality_reaches_its_own_application_only(client):
    fall = veroeffentlicht()
    fremde = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, fall.kreis, f.kommune(fall.kreis))
    assert [
        z.url for z in oeffne(client, fall.wer("clerk"), "vorlage", fall.vorlage.pk).context["zeilen"]
    ] == [reverse("antrag", args=[fall.antrag.pk])]
    assert [z.url for z in oeffne(client, fremde, "vorlage", fall.vorlage.pk).context["zeilen"]] == [""]


# A new paper


def eingabe(fall, **felder):
    sga, kreistag = f.sitzungen(fall.kreis)
    return {
        "antraege": [fall.antrag.pk],
        "drucksache": "110/2027",
        "titel": "Stellenanteile",
        "sga": sga.pk,
        "kreistag": kreistag.pk,
    } | felder


def sende(client, person, fall, daten):
    client.force_login(person)
    return client.post(reverse("vorlage_neu", args=[fall.runde.pk]), daten)


def test_the_form_offers_signed_applications_and_coming_sittings(client):
    fall = gezeichnet()
    f.sitzungen(fall.kreis)
    form = oeffne(client, fall.wer("gs"), "vorlage_neu", fall.runde.pk).context["form"]
    assert (
        list(form["antraege"].value()),
        len(form.fields["sga"].queryset),
        len(form.fields["kreistag"].queryset),
    ) == ([fall.antrag.pk], 1, 1)


def test_a_new_paper_begins_its_way(client):
    fall = gezeichnet()
    antwort = sende(client, fall.wer("gs"), fall, eingabe(fall, ziffern="Zweitens.\r\n\r\nDrittens."))
    papier = Vorlage.objects.get(landkreis=fall.kreis)
    assert antwort.url == reverse("vorlage", args=[papier.pk])
    assert ([z.wortlaut for z in papier.beschlussantraege.all()][1:], offen(papier)) == (
        ["Zweitens.", "Drittens."],
        ["ueberarbeitung"],
    )


def test_a_wrong_number_brings_the_form_back_with_everything(client):
    fall = gezeichnet()
    antwort = sende(client, fall.wer("gs"), fall, eingabe(fall, drucksache="110", titel="Mein Titel"))
    assert (antwort.status_code, Vorlage.objects.filter(landkreis=fall.kreis).count()) == (422, 0)
    assert "zum Beispiel 012/2027" in antwort.context["form"].errors["drucksache"][0]
    assert "Mein Titel" in seite(antwort)


def test_a_paper_on_the_same_application_twice_is_refused_with_a_sentence(client):
    fall = gezeichnet()
    daten = eingabe(fall)
    sende(client, fall.wer("gs"), fall, daten)
    antwort = sende(client, fall.wer("gs"), fall, daten | {"drucksache": "111/2027"})
    assert (antwort.status_code, Vorlage.objects.filter(landkreis=fall.kreis).count()) == (422, 1)


@pytest.mark.parametrize(("wer", "erwartet"), [("clerk", 403), ("sb", 200), ("sgl", 403)])
def test_others_cannot_begin_a_paper(client, wer, erwartet):
    fall = gezeichnet()
    assert oeffne(client, fall.wer(wer), "vorlage_neu", fall.runde.pk).status_code == erwartet


@pytest.mark.parametrize(
    ("entscheidung", "satz"),
    [("verwaltung", "entscheidet die Verwaltung"), ("beschluss", "keinen gezeichneten Antrag")],
)
def test_without_anything_to_decide_the_page_says_why(client, entscheidung, satz):
    fall = Fall(entscheidung)
    assert satz in seite(oeffne(client, fall.wer("gs"), "vorlage_neu", fall.runde.pk))


# Recording


def erfasse(client, fall, tag, **daten):
    adresse = reverse("aufgabe", args=[aufgabe(fall).pk])
    client.force_login(fall.wer("gs"))
    with zeit.gestellt(tag, time(9, 0)):
        form = next(b["form"] for b in client.get(adresse).context["bloecke"])
        werte = {name: form[name].value() for name in form.fields if form[name].value() is not None}
        werte = {name: getattr(wert, "pk", wert) for name, wert in werte.items()}
        deutsch = {
            name: str(wert).replace(".", ",") if name.startswith("anteil") else wert
            for name, wert in werte.items()
        }
        return client.post(adresse, deutsch | daten)


def test_what_stands_in_the_form_is_the_usual_case(client):
    fall = veroeffentlicht()
    assert erfasse(client, fall, fall.sga.tag).status_code == 302
    assert offen(fall.vorlage) == ["beschluss"]
    assert erfasse(client, fall, fall.kreistag.tag).status_code == 302
    assert (status(fall.antrag), offen(fall.antrag)) == (Status.BESCHLOSSEN, ["bescheid_entwerfen"])


def test_the_page_shows_the_effect_before_anything_is_saved(client):
    fall = beschlussreif()
    antwort = erfasse(client, fall, fall.kreistag.tag, mehr="0", ziffer_1_wert="abgelehnt")
    form = antwort.context["bloecke"][0]["form"]
    assert [(z.folge, z.vzae) for z, _ in form.wirkung()["zeilen"]] == [("Wird abgelehnt", Decimal("0.00"))]
    assert [(p.label, p.vzae) for p in form.wirkung()["posten"] if p.vzae] == [
        ("Abgelehnt", Decimal("0.50")),
        ("Beantragt", Decimal("0.50")),
    ]
    assert status(fall.antrag) == Status.IM_GREMIUM


def test_a_changed_share_is_recorded_for_one_application(client):
    fall = beschlussreif()
    daten = {
        "ziffer_1_wert": "geaendert_beschlossen",
        "ziffer_1_wortlaut": "0,30 VZÄ",
        f"anteil_{fall.antrag.pk}": "0,30",
    }
    assert erfasse(client, fall, fall.kreistag.tag, **daten).status_code == 302
    fall.antrag.refresh_from_db()
    assert (fall.antrag.bewilligt_vzae, fall.antrag.ergebnis) == (Decimal("0.30"), "teilbewilligt")


def test_votes_that_do_not_add_up_stand_at_their_field_and_nothing_is_lost(client):
    fall = beschlussreif()
    antwort = erfasse(
        client,
        fall,
        fall.kreistag.tag,
        ziffer_1_ja="70",
        ziffer_1_nein="9",
        ziffer_1_enthaltung="2",
        ziffer_1_abstimmung="mehrheitlich",
    )
    form = antwort.context["form"]
    assert (antwort.status_code, form.errors["ziffer_1_ja"][0]) == (
        422, "Das sind 81 Stimmen, stimmberechtigt sind 80. Der Landrat leitet ohne Stimme.",
    )  # fmt: skip
    assert 'value="70"' in seite(antwort)
    assert status(fall.antrag) == Status.IM_GREMIUM


def test_a_deferred_motion_asks_for_its_next_sitting(client):
    fall = beschlussreif()
    antwort = erfasse(client, fall, fall.kreistag.tag, ziffer_1_wert="vertagt")
    assert "nach dem 05.07.2027" in antwort.context["form"].errors["naechste_sitzung"][0]
    herbst = Sitzung.objects.create(gremium=Gremium.objects.get(kurz="KT"), tag=date(2027, 10, 11))
    erfasse(client, fall, fall.kreistag.tag, ziffer_1_wert="vertagt", naechste_sitzung=herbst.pk)
    assert (offen(fall.vorlage), status(fall.antrag)) == (["beschluss"], Status.IM_GREMIUM)
