"""Files, versions and motions of a paper in the browser: who gets which, how they are served, what a page says of them."""

from datetime import date, time
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from antraege import zeit
from antraege.models import Aenderungsantrag, Rolle, Sitzung, Vorlage, Vorlagenanlage
from antraege.services import (
    aenderungsantraege,
    hausvorlage,
    vorlage_docx,
    vorlagenanlagen,
    vorlagenentwurf,
    vorlagenstand,
)
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege import beschluesse as b
from tests.antraege.test_vorlagenanlagen import entwurf, freigeben, lege_ab
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db
VORLAGE, FASSUNG = 23, 10


@pytest.fixture(autouse=True)
def im_mai():
    with zeit.gestellt(b.MAI, time(10)):
        yield


class Fall:
    """A paper with a public and an internal annex, and everybody who may ask for them."""

    def __init__(self, **felder):
        self.amt = b.Amt()
        self.papier = entwurf(self.amt)
        Vorlage.objects.filter(pk=self.papier.pk).update(**felder)
        self.papier.refresh_from_db()
        self.offen = lege_ab(self.papier, self.amt.geschaeftsstelle, name="Kosten.pdf")
        self.intern = lege_ab(
            self.papier, self.amt.geschaeftsstelle, inhalt=probe.PNG, name="Intern.png", oeffentlich=False
        )
        ort = f.kommune(self.amt.kreis)
        self.clerk = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, self.amt.kreis, ort)
        self.fremd = f.benutzer(Rolle.GESCHAEFTSSTELLE, f.landkreis())

    def frei(self):
        freigeben(self.papier, self.amt)
        return self

    def neue_fassung(self, **felder):
        gs = self.amt.geschaeftsstelle
        vorlagenstand.neue_fassung(vorlage=self.papier, grund="Zahlen", by=gs, heute=b.MAI)
        Vorlage.objects.filter(pk=self.papier.pk).update(**felder)
        return self

    def fassung(self, nummer=1):
        return self.papier.fassungen.get(nummer=nummer)


def hole(client, person, name, *args):
    client.force_login(person)
    antwort = client.get(reverse(name, args=args))
    if antwort.streaming:
        antwort.inhalt = b"".join(antwort.streaming_content)
    return antwort


def sende(client, person, name, *args, **daten):
    client.force_login(person)
    return client.post(reverse(name, args=args), daten)


# Who gets which file


def dateien(fall):
    """(address, arguments) of every file of the case."""
    return [
        ("vorlagendatei", fall.offen.pk),
        ("vorlagendatei", fall.intern.pk),
        *(
            ("vorlagenfassung_datei", x.pk, art)
            for x in fall.papier.fassungen.all()
            for art in ("docx", "pdf")
        ),
    ]


def stati(client, person, fall):
    return [hole(client, person, *adresse).status_code for adresse in dateien(fall)]


def test_a_draft_is_for_the_office_alone(client):
    fall = Fall()
    assert stati(client, fall.amt.kaemmerei, fall) == [200, 200]
    assert stati(client, fall.clerk, fall) == stati(client, fall.fremd, fall) == [404, 404]


def test_a_released_paper_not_yet_published_is_for_the_office_alone(client):
    fall = Fall(veroeffentlichen_am=b.SGA).frei()
    assert stati(client, fall.amt.kaemmerei, fall) == [200] * 4
    assert stati(client, fall.clerk, fall) == stati(client, fall.fremd, fall) == [404] * 4


def test_of_a_published_paper_municipalities_get_all_but_what_is_not_public(client):
    fall = Fall().frei()
    assert stati(client, fall.clerk, fall) == [200, 404, 200, 200]
    assert stati(client, fall.fremd, fall) == [404] * 4


def test_of_the_next_draft_municipalities_get_nothing_and_keep_what_was_published(client):
    fall = Fall().frei().neue_fassung(titel="Geheimer Titel")
    neu = lege_ab(fall.papier, fall.amt.geschaeftsstelle, inhalt=probe.JPEG, name="Neu.jpg")
    vorlagenanlagen.entfernen(anlage=fall.offen, by=fall.amt.geschaeftsstelle)
    assert stati(client, fall.clerk, fall) == [200, 404, 200, 200]
    assert hole(client, fall.clerk, "vorlagendatei", neu.pk).status_code == 404
    text = seite(hole(client, fall.clerk, "vorlage", fall.papier.pk))
    assert "Neu.jpg" not in text
    assert "Geheimer Titel" not in text
    assert "1, freigegeben am 10.05.2027" in text


def test_an_extract_is_no_more_public_than_the_results_in_it(client):
    fall = Fall().frei()
    auszug = vorlagenanlagen.ablegen(
        vorlage=fall.papier, art="auszug", datei=probe.datei(probe.JPEG, "Auszug.jpg"), by=fall.amt.geschaeftsstelle
    )  # fmt: skip
    assert hole(client, fall.amt.kaemmerei, "vorlagendatei", auszug.pk).status_code == 200
    assert hole(client, fall.clerk, "vorlagendatei", auszug.pk).status_code == 404
    assert "Auszug.jpg" not in seite(hole(client, fall.clerk, "vorlage", fall.papier.pk))


def test_no_page_or_file_names_what_is_not_public(client):
    fall = Fall().frei()
    fassung = fall.fassung()
    seiten = [
        seite(hole(client, fall.clerk, "vorlage", fall.papier.pk)),
        seite(hole(client, fall.clerk, "vorlagenfassung", fassung.pk)),
    ]
    dateien = [
        hole(client, fall.clerk, "vorlagenfassung_datei", fassung.pk, art).inhalt for art in ("docx", "pdf")
    ]
    worte = "".join(absatz.text for absatz in Document(BytesIO(dateien[0])).paragraphs)
    assert "Kosten.pdf" in worte
    for text in (*seiten, worte):
        assert "Intern" not in text
    for datei in dateien:
        assert fall.intern.sha256.encode() not in datei


@pytest.mark.parametrize("welche", [0, 2, 3])
def test_a_file_is_served_as_a_download_that_runs_nothing(client, welche):
    fall = Fall().frei()
    antwort = hole(client, fall.amt.kaemmerei, *dateien(fall)[welche])
    assert antwort["Content-Disposition"].startswith("attachment")
    assert antwort["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in antwort["Content-Security-Policy"]
    assert antwort["Cache-Control"] == "private, no-store"


def test_the_files_of_a_version_are_named_after_number_and_version(client):
    fall = Fall().frei()
    antwort = hole(client, fall.clerk, "vorlagenfassung_datei", fall.fassung().pk, "docx")
    assert 'filename="050-2027_Fassung_1.docx"' in antwort["Content-Disposition"]


# Adding and taking away


def test_an_annex_is_added_and_taken_away_on_its_pages(client):
    fall = Fall()
    gs = fall.amt.geschaeftsstelle
    datei = probe.datei(probe.JPEG, "Bild.jpg")
    assert sende(client, gs, "vorlagendatei_neu", fall.papier.pk, datei=datei).status_code == 302
    neu = Vorlagenanlage.objects.get(name="Bild.jpg")
    assert (neu.art, neu.oeffentlich) == ("anlage", False)
    assert "„Bild.jpg“ entfernen" in seite(hole(client, gs, "vorlage", fall.papier.pk))
    sende(client, gs, "vorlagendatei_entfernen", neu.pk)
    assert (
        "Bild.jpg" not in seite(hole(client, gs, "vorlage", fall.papier.pk)).split("Entfernt: Bild.jpg")[-1]
    )


@pytest.mark.parametrize("inhalt", [b"", b"kein PDF"])
def test_a_bad_file_brings_the_form_back_with_its_sentence(client, inhalt):
    fall = Fall()
    antwort = sende(
        client,
        fall.amt.geschaeftsstelle,
        "vorlagendatei_neu",
        fall.papier.pk,
        datei=probe.datei(inhalt, "x.pdf"),
    )
    assert antwort.status_code == 422
    assert antwort.context["form"].errors["datei"]


def test_after_the_release_it_is_a_tischvorlage(client):
    fall = Fall().frei()
    datei = probe.datei(probe.JPEG, "Tisch.jpg")
    sende(
        client, fall.amt.geschaeftsstelle, "vorlagendatei_neu", fall.papier.pk, datei=datei, oeffentlich="on"
    )
    assert Vorlagenanlage.objects.get(name="Tisch.jpg").art == "tischvorlage"
    assert "Tisch.jpg" in seite(hole(client, fall.clerk, "vorlage", fall.papier.pk))


# Versions


def zwei(**felder):
    fall = Fall().frei().neue_fassung(**felder)
    fall.papier.refresh_from_db()
    return fall.frei()


def test_the_difference_marks_words_and_runs_nothing(client):
    fall = zwei(titel="Richtlinie <script>alert(1)</script>")
    adresse = fall.fassung(2).pk, fall.fassung(1).pk
    for paar in (adresse, adresse[::-1]):
        text = hole(client, fall.clerk, "vorlagenvergleich", *paar).content.decode()
        assert "Was Fassung 2 gegenüber Fassung 1 ändert" in text
        assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>" in text.replace("\n", "")


def test_versions_of_two_papers_are_not_compared(client):
    fall, anderer = Fall().frei(), Fall().frei()
    paar = fall.fassung().pk, anderer.fassung().pk
    assert hole(client, fall.amt.kaemmerei, "vorlagenvergleich", *paar).status_code == 404


def mit_geschlossenem_beschluss():
    """Two published versions, the later one with another sitting; in both the decision is a closed item."""
    fall = Fall()
    fall.papier.beratungsfolge.filter(rolle="beschluss").update(oeffentlich=False)
    fall.frei().neue_fassung(titel="Zweite")
    fall.papier.refresh_from_db()
    sga, kreistag = [s.sitzung for s in fall.papier.beratungsfolge.order_by("sitzung__tag")]
    herbst = Sitzung.objects.create(gremium=kreistag.gremium, tag=date(2027, 9, 20))
    vorlagenentwurf.speichern(
        vorlage=fall.papier, by=fall.amt.geschaeftsstelle, heute=b.MAI, sga=sga, kreistag=herbst
    )
    return fall.frei()


def test_a_closed_item_is_named_in_no_version_and_no_comparison_a_municipality_reads(client):
    fall = mit_geschlossenem_beschluss()
    eins, zwei = fall.fassung(1).pk, fall.fassung(2).pk
    for name, *args in (
        ("vorlage", fall.papier.pk),
        ("vorlagen",),
        ("vorlagenfassung", eins),
        ("vorlagenvergleich", zwei, eins),
    ):
        text = seite(hole(client, fall.clerk, name, *args)).replace("Anlage 2: nicht öffentlich", "")
        geheim = ("Kreistag,", "nicht öffentlich", "05.07.2027", "20.09.2027")
        assert [wort for wort in geheim if wort in text] == [], name
    assert "20.09.2027" in seite(hole(client, fall.amt.kaemmerei, "vorlagenvergleich", zwei, eins))
    wort = Document(BytesIO(hole(client, fall.clerk, "vorlagenfassung_datei", zwei, "docx").inhalt))
    zeilen = [absatz.text for absatz in wort.paragraphs]
    assert [zeile for zeile in zeilen if "20.09.2027" in zeile] == []
    assert [zeile for zeile in zeilen if "14.06.2027, öffentlich" in zeile]


def test_a_municipality_compares_published_versions_only(client):
    fall = Fall(veroeffentlichen_am=b.SGA).frei().neue_fassung(titel="Zweite", veroeffentlichen_am=None)
    fall.papier.refresh_from_db()
    fall.frei()
    eins, zwei = fall.fassung(1).pk, fall.fassung(2).pk
    assert hole(client, fall.amt.kaemmerei, "vorlagenvergleich", zwei, eins).status_code == 200
    assert hole(client, fall.clerk, "vorlagenvergleich", zwei, eins).status_code == 404
    assert "Fassung 1" not in seite(hole(client, fall.clerk, "vorlagenfassung", zwei))


# Motions to change a Ziffer


def aenderungsantrag(fall, **felder):
    vorgabe = {"antragsteller": "Fraktion A", "wortlaut": "Bleibt.", "eingegangen_am": b.MAI}
    return aenderungsantraege.erfassen(
        ziffer=fall.papier.beschlussantraege.get(),
        by=fall.amt.geschaeftsstelle,
        heute=b.MAI,
        **(vorgabe | felder),
    )


def test_a_motion_is_recorded_and_decided_on_its_pages(client):
    fall = Fall().frei()
    gs, ziffer = fall.amt.geschaeftsstelle, fall.papier.beschlussantraege.get()
    tag = {"eingegangen_am_tag": "10", "eingegangen_am_monat": "5", "eingegangen_am_jahr": "2027"}
    daten = {"ziffer": ziffer.pk, "antragsteller": "Fraktion A", "wortlaut": "Bleibt.", **tag}
    assert sende(client, gs, "aenderungsantrag_neu", fall.papier.pk, **daten).status_code == 302
    antrag = Aenderungsantrag.objects.get()
    assert "Ergebnis erfassen: Änderungsantrag 1" in seite(hole(client, gs, "vorlage", fall.papier.pk))
    tag = {"entschieden_am_tag": "10", "entschieden_am_monat": "5", "entschieden_am_jahr": "2027"}
    assert sende(client, gs, "aenderungsantrag", antrag.pk, ergebnis="angenommen", **tag).status_code == 302
    assert "Angenommen am 10.05.2027" in seite(hole(client, gs, "vorlage", fall.papier.pk))
    nochmal = sende(client, gs, "aenderungsantrag", antrag.pk, ergebnis="abgelehnt", **tag)
    assert (nochmal.status_code, "schon erfasst" in seite(nochmal)) == (422, True)


def test_a_municipality_reads_a_motion_with_the_results_only(client):
    fall = Fall().frei()
    aenderungsantrag(fall, antragsteller="Geheimfraktion")
    assert "Geheimfraktion" not in seite(hole(client, fall.clerk, "vorlage", fall.papier.pk))
    b.beraten(fall.papier, fall.amt)
    assert "Geheimfraktion" in seite(hole(client, fall.clerk, "vorlage", fall.papier.pk))


# House template


def test_the_house_template_is_replaced_on_its_page(client):
    amt = b.Amt()
    gs = amt.geschaeftsstelle
    muster = hole(client, gs, "hausvorlage_datei", "muster").inhalt
    assert muster == vorlage_docx.eingebaut()
    falsch = sende(client, gs, "hausvorlage", datei=probe.datei(probe.office(), "Haus.docx"))
    assert falsch.status_code == 422
    assert sende(client, gs, "hausvorlage", datei=probe.datei(muster, "Haus.docx")).status_code == 302
    assert "Haus.docx, hochgeladen am 10.05.2027" in seite(hole(client, gs, "hausvorlage"))
    assert hole(client, gs, "hausvorlage_datei", "eigene").inhalt == muster
    assert hausvorlage.aktuelle(amt.kreis).name == "Haus.docx"


# Costs


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_paper_and_its_version_cost_the_same_for_one_and_three(client, django_assert_num_queries, anzahl):
    fall = Fall()
    for n in range(anzahl):
        lege_ab(fall.papier, fall.amt.geschaeftsstelle, inhalt=probe.png(n + 2), name=f"{n}.png")
    fall.frei()
    for _ in range(anzahl):
        aenderungsantrag(fall)
    client.force_login(fall.amt.kaemmerei)
    with django_assert_num_queries(VORLAGE):
        client.get(reverse("vorlage", args=[fall.papier.pk]))
    with django_assert_num_queries(FASSUNG):
        client.get(reverse("vorlagenfassung", args=[fall.fassung().pk]))
