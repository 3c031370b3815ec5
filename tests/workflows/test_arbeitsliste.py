"""The worklist: right tasks, urgent first, as many queries at one row as at three, by key through the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.fields import get_task_ref

from antraege import zeit
from antraege.forms.filter import AufgabenFilter
from antraege.models import Rolle
from antraege.services import anlagen
from tests import dateiproben as probe
from tests import factories as f
from tests.workflows.fall import Fall
from workflows import verfahren
from workflows.flows import FLOWS
from workflows.models import Aufgabe
from workflows.nodes import HumanTask
from workflows.views import amtsliste, arbeitsliste

pytestmark = pytest.mark.django_db


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def faelle(anzahl):
    """Cases of one district, submitted."""
    erster = Fall()
    weitere = [Fall(kreis=erster.kreis, runde=erster.runde) for _ in range(anzahl - 1)]
    return [fall.gehe("einreichen") for fall in [erster, *weitere]]


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_district_s_list_takes_eight_queries(anzahl):
    """Session, person, roles, the rounds of the filter, rows, counts, conditions; the menu's number is one of the counts."""
    assert queries(browser(faelle(anzahl)[0].sb), "/aufgaben/") == 8


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_clerk_s_list_takes_seventeen_queries(anzahl):
    """Twelve of them say what the draft in the first place still lacks: rules of the version, figures, papers."""
    fall = Fall()
    runden = [f.runde(fall.kreis, programm=f.programm(fall.kreis)) for _ in range(anzahl - 1)]
    for runde in runden:
        with fall.uhr():
            verfahren.antrag_anlegen(kommune=fall.ort, runde=runde, by=fall.clerk, heute=fall.tag)
    assert queries(browser(fall.clerk), "/aufgaben/") == 17


def test_a_deadline_leads_to_its_trace_also_when_it_is_over():
    fall = Fall().gehe("einreichen", "vollstaendig", "empfehlen")
    with fall.uhr():
        liste = browser(fall.sgl).get("/aufgaben/").content.decode()
        seite = browser(fall.sgl).get(f"/antraege/{fall.antrag.pk}/").content.decode()
    assert f'<a href="/antraege/{fall.antrag.pk}/#fristen">' in liste
    erledigt = seite.split("Antragsfrist: erledigt am")[1]
    assert str(fall.antrag.fristen.get(art="antrag").spur) in erledigt


def test_only_the_own_office_s_tasks():
    fall, foreign = faelle(1)[0], Fall().gehe("einreichen")
    assert [t.gegenstand for t in arbeitsliste.aufgaben(fall.sb)] == [fall.antrag]
    assert [t.gegenstand for t in arbeitsliste.aufgaben(foreign.sb)] == [foreign.antrag]
    assert list(arbeitsliste.aufgaben(fall.sgl)) == []
    assert list(arbeitsliste.aufgaben(fall.clerk)) == []


def test_a_task_taken_by_another_leaves_my_list():
    fall = faelle(1)[0]
    other = f.benutzer(Rolle.SACHBEARBEITUNG, fall.kreis)
    browser(fall.sb).post(f"/aufgaben/{arbeitsliste.aufgaben(fall.sb).get().pk}/uebernehmen/")
    assert list(arbeitsliste.aufgaben(other)) == []
    assert arbeitsliste.aufgaben(fall.sb).meine(fall.sb).count() == 1


def test_groups_by_urgency():
    ueber, bald, spaeter, ohne = faelle(4)
    for fall, tag in ((ueber, date(2027, 3, 17)), (bald, date(2027, 3, 20)), (spaeter, date(2027, 5, 3))):
        fall.gehe("vollstaendig", "empfehlen")
        fall.antrag.fristen.filter(art="zeichnung").update(faellig_am=tag)
    with ohne.uhr():
        person = ohne.wer("sgl")
        f.Mitgliedschaft.objects.create(
            benutzer=person, rolle=Rolle.SACHBEARBEITUNG, landkreis=ohne.kreis, von="2016-01-01"
        )
        for fall in (ueber, bald, spaeter):
            f.Mitgliedschaft.objects.get_or_create(
                benutzer=person,
                rolle=Rolle.SACHGEBIETSLEITUNG,
                landkreis=fall.kreis,
                kommune=None,
                von="2016-01-01",
            )
        zeilen = list(arbeitsliste.aufgaben(person).order_by("bis", "pk"))
        gruppen = amtsliste.gruppen(zeilen, person, zeit.heute())
    assert [(g.label, len(g.rows)) for g in gruppen] == [
        ("Überfällig", 1),
        ("In den nächsten sieben Tagen", 1),
        ("Später", 1),
        ("Ohne Frist", 1),
    ]


def test_pages_by_key_show_each_task_once():
    faelle_ = faelle(3)
    person = faelle_[0].sb
    vorlage = arbeitsliste.aufgaben(person).first()
    for _ in range(30):
        Aufgabe.objects.create(
            process=vorlage.process, flow_task=vorlage.flow_task, owner_permission=vorlage.owner_permission
        )
    client, url, gesehen = browser(person), "/aufgaben/", []
    while url:
        seite = client.get(url).context["seite"]
        gesehen += [task.pk for task in seite.zeilen]
        url = seite.weiter and f"/aufgaben/{seite.weiter}"
    assert len(gesehen) == len(set(gesehen)) == 33


def zwei_mit_und_ohne_beschluss():
    """One application that lacks the decision of its Gemeinderat, then a complete one."""
    offen = Fall(beschluss=False, beschluss_folgt=True)
    voll = Fall(kreis=offen.kreis, runde=offen.runde)
    voll.sb = offen.sb
    return offen.gehe("einreichen"), voll.gehe("einreichen")


def liste(fall, abfrage=""):
    """The tasks the officer's page shows, by their applications, in order."""
    with fall.uhr():
        antwort = browser(fall.sb).get(f"/aufgaben/{abfrage}")
    return [task.gegenstand for task in antwort.context["seite"].zeilen], antwort


def test_the_formal_check_is_sorted_by_completeness_not_by_arrival():
    offen, voll = zwei_mit_und_ohne_beschluss()
    assert liste(offen)[0] == [offen.antrag, voll.antrag]
    zeilen, antwort = liste(offen, "?folge=vollstaendigkeit")
    assert zeilen == [voll.antrag, offen.antrag]
    assert [g.label for g in antwort.context["groups"]] == ["Vollständig eingereicht", "Ein Punkt offen"]


def test_a_paper_that_arrives_makes_it_complete():
    offen, _ = zwei_mit_und_ohne_beschluss()
    with offen.uhr():
        anlagen.hinzufuegen(
            antrag=offen.antrag,
            art="beschluss",
            datei=probe.datei(probe.pdf()),
            by=offen.wer("clerk"),
            heute=offen.tag,
        )
    assert {t.offene_punkte for t in arbeitsliste.aufgaben(offen.wer("sb"))} == {0}


@pytest.mark.parametrize(
    ("abfrage", "erwartet"),
    [
        ("?unterlagen=ja", "voll"),
        ("?unterlagen=nein", "offen"),
        ("?schritt={anderer}", ""),
        ("?schritt={eigener}", "beide"),
        ("?runde={runde}", "beide"),
    ],
)
def test_filters_stand_in_the_address(abfrage, erwartet):
    offen, voll = zwei_mit_und_ohne_beschluss()
    anderer = "workflows/flows.antragsverfahren.Antragsverfahren.zeichnung"
    eigener = arbeitsliste.aufgaben(offen.wer("sb")).values_list("vorrat__knoten", flat=True)[0]
    zeilen, antwort = liste(offen, abfrage.format(anderer=anderer, eigener=eigener, runde=offen.runde.pk))
    soll = {"voll": [voll.antrag], "offen": [offen.antrag], "": [], "beide": [offen.antrag, voll.antrag]}
    assert zeilen == soll[erwartet]
    assert '<span class="app-count">2<span' in antwort.content.decode()  # the menu counts all
    assert "Filter zurücksetzen" in antwort.content.decode()


def test_one_name_is_one_choice_for_all_tasks_of_that_name():
    person = f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis())
    form = AufgabenFilter({}, user=person, schritte=amtsliste.schritte())
    wert = next(w for w, titel in form.fields["schritt"].choices if titel == "Bescheid per Post senden")
    titel = [titel for _, titel in form.fields["schritt"].choices]
    assert len(titel) == len(set(titel))
    form = AufgabenFilter({"schritt": wert}, user=person, schritte=amtsliste.schritte())
    assert [name.rpartition(".")[2] for name in form.gewaehlt()["vorrat__knoten__in"]] == ["versand"] * 2


def test_a_wrong_filter_filters_nothing_and_says_so():
    offen, voll = zwei_mit_und_ohne_beschluss()
    zeilen, antwort = liste(offen, "?runde=999999&folge=quatsch")
    assert zeilen == [offen.antrag, voll.antrag]
    assert "Bitte" in antwort.content.decode() or "gültige" in antwort.content.decode()


def test_the_rows_know_the_kind_of_deadline_each_drawing_names():
    nodes = [n for flow in FLOWS for n in flow.instance.nodes() if isinstance(n, HumanTask)]
    with connection.cursor() as cursor:
        for node in nodes:
            cursor.execute("SELECT arbeitsvorrat_fristart(%s)", [get_task_ref(node)])
            assert cursor.fetchone()[0] == node.frist, node.name


def test_a_longer_deadline_moves_the_row():
    fall = faelle(1)[0].gehe("zurueckgeben")
    with fall.uhr():
        verfahren.frist_verlaengern(
            antrag=fall.antrag, bis=date(2027, 5, 3), grund="Ferien.", by=fall.wer("sb"), heute=fall.tag
        )
        assert arbeitsliste.aufgaben(fall.wer("clerk")).get().bis == date(2027, 5, 3)


def test_the_clerk_sees_the_next_act_with_what_is_missing():
    fall = Fall(beschluss=False)
    with fall.uhr():
        seite = browser(fall.clerk).get("/aufgaben/").content.decode()
    assert "Als Nächstes" in seite
    assert "Unterlagen und Erklärungen" in seite
    assert "31.03.2027" in seite


def test_the_menu_counts_what_waits():
    fall = faelle(2)[0]
    seite = browser(fall.sb).get("/aufgaben/")
    assert seite.context["offene_aufgaben"] == 2
    assert (
        '<span class="app-count">2<span class="kern-sr-only"> offen</span></span>' in seite.content.decode()
    )


def test_nobody_else_is_let_in():
    assert Client().get("/aufgaben/").status_code == 302
