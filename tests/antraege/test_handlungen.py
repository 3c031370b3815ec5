"""The manual's matrix (docs/handbuch/handlungen.md) is what the predicates really answer, for every state and every person.

Each right stands in one of its two tables: acts on an application by state and person, all others by role.
"""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from antraege import zeit
from antraege.berechtigungen import RECHTE, may
from antraege.models import Antrag, Bescheid, Frist, Fristwunsch, Rolle, Status
from tests import factories as f

pytestmark = pytest.mark.django_db

BLATT = Path(settings.BASE_DIR, "docs/handbuch/handlungen.md")
# Acts on an application as the manual calls them; what starts with "bescheid." is asked about its notice.
AM_ANTRAG = {
    "antrag.bearbeiten": "bearbeiten",
    "antrag.angaben_uebernehmen": "Angaben übernehmen",
    "antrag.verbund_waehlen": "Zusammenschluss wählen",
    "antrag.blatt_erzeugen": "Unterschriftsblatt erzeugen",
    "antrag.blatt_hochladen": "Unterschriftsblatt hochladen",
    "antrag.zur_unterschrift_geben": "zur Unterschrift geben",
    "antrag.in_entwurf_zurueckgeben": "ohne Unterschrift zurückgeben",
    "antrag.einreichen": "einreichen",
    "antrag.nachreichen": "Unterlagen nachreichen",
    "antrag.ergaenzen": "Ergänzung einreichen",
    "antrag.stellungnahme_abgeben": "Stellung nehmen",
    "antrag.mehr_zeit_erbitten": "um mehr Zeit bitten",
    "antrag.zurueckziehen": "zurückziehen",
    "bescheid.oeffnen": "Bescheid öffnen",
    "antrag.verspaetung_vorschlagen": "Verspätung prüfen",
    "antrag.verspaetung_entscheiden": "über Verspätung entscheiden",
    "pruefung.punkte_formal": "Prüfpunkte (formal) festhalten",
    "antrag.vollstaendigkeit_feststellen": "Vollständigkeit feststellen",
    "antrag.zurueckgeben": "zur Ergänzung zurückgeben",
    "antrag.frist_verlaengern": "Frist verlängern",
    "antrag.mehr_zeit_ablehnen": "Bitte um mehr Zeit ablehnen",
    "antrag.ohne_ergaenzung_weiterpruefen": "ohne Ergänzung weiterprüfen",
    "pruefung.fachstellungnahme_erbitten": "Fachstellungnahme erbitten",
    "pruefung.punkte_fachlich": "Prüfpunkte (fachlich) festhalten",
    "antrag.empfehlen": "Empfehlung abgeben",
    "antrag.zeichnen": "zeichnen",
    "antrag.ohne_zeichnung_zurueckgeben": "ohne Zeichnung zurückgeben",
    "pruefung.zeichnung_aufheben": "Zeichnung aufheben",
    "antrag.durch_gremium_entscheiden": "Beschluss erfassen",
    "bescheid.entwerfen": "Bescheid entwerfen",
    "bescheid.freigeben": "Bescheid freigeben",
    "bescheid.zurueckgeben": "Bescheid ohne Freigabe zurückgeben",
    "stelle.erfassen": "Stellenanteil erfassen",
    "antrag.vermerken": "Aktenvermerk schreiben",
    "antrag.aktenzeichen_eintragen": "Aktenzeichen eintragen",
}
# Done by the procedure itself as part of another person's act.
VON_SELBST = {"antrag.durch_verwaltung_entscheiden", "bescheid.bereitstellen", "bescheid.per_post"}
UNGEWOEHNLICH = {
    "Eingegangen, verspätet": (
        Status.EINGEREICHT,
        {"verspaetet": True, "eingegangen_am": datetime(2027, 4, 1, 9, tzinfo=zeit.BERLIN)},
    ),
    "Liegt zur Zeichnung, über der Wertgrenze": (
        Status.IN_ZEICHNUNG,
        {"empfohlen_betrag": Decimal("9999999.00")},
    ),
}
STAENDE = {status.label: (status, {}) for status in Status} | UNGEWOEHNLICH
GEWOEHNLICH = {"verspaetet": False, "empfohlen_betrag": Decimal("24000.00")}
# A draft is the municipality's own: the office does not see it, so there is nothing to act on.
ENTWURF = {Status.ENTWURF, Status.ZUR_UNTERSCHRIFT}
BESCHEIDE = {Status.BESCHLOSSEN: Bescheid.Status.ENTWURF, Status.BESCHIEDEN: Bescheid.Status.BEREITGESTELLT}
AMT = (Rolle.SACHBEARBEITUNG, Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG)
UEBRIGE = (Rolle.KAEMMEREI, Rolle.PERSONAL, Rolle.PRUEFUNG, Rolle.RECHTSAMT, Rolle.SYSTEMBETREUUNG)


def tabelle(ueberschrift):
    """Rows below a heading of the page, without the head of the table."""
    text = BLATT.read_text(encoding="utf-8").split(f"\n## {ueberschrift}\n")[1].split("\n## ")[0]
    zeilen = [zeile for zeile in text.splitlines() if zeile.startswith("|")]
    return [[zelle.strip() for zelle in zeile.strip("|").split("|")] for zeile in zeilen[2:]]


def personen(antrag):
    """Everybody the table asks: words -> person."""
    kreis, ort = antrag.landkreis, antrag.kommune
    leute = {r.label: f.benutzer(r, kreis, ort) for r in Rolle if r.startswith("kommune_")}
    leute |= {r.label: f.benutzer(r, kreis) for r in (*AMT, Rolle.GESCHAEFTSSTELLE)}
    leute["Übrige im Landratsamt"] = f.benutzer(UEBRIGE[0], kreis)
    erste = leute["Leitung, die zuerst geprüft hat"] = f.benutzer(Rolle.SACHGEBIETSLEITUNG, kreis)
    befangen = leute["Amt, zugleich für die Kommune tätig"] = f.benutzer(AMT[0], kreis)
    for rolle in AMT[1:]:
        _auch(befangen, rolle, kreis)
    _auch(befangen, Rolle.KOMMUNE_ZUGANG, kreis, ort)
    for rolle in UEBRIGE[1:]:
        _auch(leute["Übrige im Landratsamt"], rolle, kreis)
    antrag.geprueft_von = antrag.verspaetung_vorgeschlagen_von = erste
    return leute


def _auch(person, rolle, kreis, ort=None):
    f.Mitgliedschaft.objects.create(
        benutzer=person, rolle=rolle, landkreis=kreis, kommune=ort, von="2016-01-01"
    )


def fall():
    """An application with everything a condition may ask for."""
    antrag, _ = f.entwurf()
    antrag.beschluss_folgt, antrag.bewilligt_betrag = True, Decimal("24000.00")
    antrag.empfohlen_vzae = antrag.bewilligt_vzae = Decimal("0.50")
    antrag.fassung.zusammenschluss_erlaubt = True
    _mehr_zeit(antrag)
    return antrag


def _mehr_zeit(antrag):
    """A return's deadline runs, and the municipality asks for more time."""
    frist = Frist.objects.create(
        landkreis=antrag.landkreis,
        kommune=antrag.kommune,
        antrag=antrag,
        art=Frist.Art.ERGAENZUNG,
        typ=Frist.Typ.FRIST,
        ereignis_am="2027-04-12",
        faellig_am="2027-04-26",
    )
    person = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, antrag.kommune)
    Fristwunsch.objects.create(
        frist=frist, bis="2027-05-10", grund="Ferien.", gestellt_von=person, gestellt_am=zeit.jetzt()
    )


def bescheid(antrag):
    """The notice of that state: a draft of the first person, or one that lies ready."""
    stand = BESCHEIDE.get(antrag.status, Bescheid.Status.BEKANNTGEGEBEN)
    return Bescheid(antrag=antrag, status=stand, weg="portal", entworfen_von=antrag.geprueft_von)


def in_den_stand(antrag, stand):
    """The same application as it would be then."""
    antrag.status, felder = STAENDE[stand]
    eingang = None if antrag.status in ENTWURF else zeit.jetzt()
    for feld, wert in (GEWOEHNLICH | {"eingegangen_am": eingang} | felder).items():
        setattr(antrag, feld, wert)


def worueber(act, antrag):
    return bescheid(antrag) if act.startswith("bescheid.") and act != "bescheid.entwerfen" else antrag


def wirklich():
    """[state, person, acts] as the predicates answer; who may do nothing has no line."""
    antrag = fall()
    leute = personen(antrag)
    for stand in STAENDE:
        in_den_stand(antrag, stand)
        for wer, person in leute.items():
            if antrag.status in ENTWURF and not wer.endswith("Kommune") and "Zeichnungs" not in wer:
                continue
            acts = [wort for act, wort in AM_ANTRAG.items() if may(person, act, worueber(act, antrag))]
            if acts:
                yield [stand, wer, ", ".join(acts)]


def test_the_manual_says_what_the_predicates_answer():
    gesagt = tabelle("Am Antrag, nach Stand und Person")
    gefunden = list(wirklich())
    assert [zeile for zeile in gefunden if zeile not in gesagt] == []
    assert [zeile for zeile in gesagt if zeile not in gefunden] == []


def test_the_manual_names_the_roles_of_all_other_acts():
    gesagt = {act: rollen for _, act, rollen in tabelle("Alles andere, nach Rolle")}
    andere = {act: recht for act, recht in RECHTE.items() if act not in AM_ANTRAG}
    assert gesagt == {f"`{act}`": rollen(act) for act in andere}


def rollen(act):
    """The roles of an act as the manual writes them."""
    if act in VON_SELBST:
        return "von selbst, als Teil der Handlung davor"
    je = [r.label for r in Rolle if r in RECHTE[act].rollen]
    return "alle, unter den Bedingungen der Seite" if len(je) >= len(Rolle) - 5 else ", ".join(je)


def test_every_right_of_an_application_is_asked():
    assert {*AM_ANTRAG} <= {*RECHTE}
    assert {act for act in RECHTE if act.startswith("antrag.")} - {*AM_ANTRAG} == {
        "antrag.anlegen",
        "antrag.erfassen",
        "antrag.durch_verwaltung_entscheiden",
    }
    assert Antrag.Art.NEU == "neu"
