"""What the page of an application shows of the domain, each part as far as this person may see it."""

from django.urls import reverse

from antraege import einsicht, felder, formate
from antraege.berechtigungen import may
from antraege.ergebnisworte import VORLAEUFIG
from antraege.forms.antworten import AntwortenForm
from antraege.models import Anlage, Bescheid, Ergebnis, Frist, Stelle
from antraege.services import eingereicht, nachreichung
from antraege.services.beratungsfolge import ist_vorlaeufig
from antraege.services.vollstaendigkeit import ABSCHNITTE, fehlendes
from antraege.templatetags.antraege import status_art
from antraege.views import pruefteile
from antraege.views.abschnittsteile import bemerkung
from antraege.views.bausteine import Badge, Column, Condition, Fact, Row, Section, Tab

HINWEISE = {
    "angaben": "Ansprechperson und Bedarf",
    "stellenanteile": "Umfang, Beginn, Eigenanteil",
    "fallzahlen": "Personen am Stichtag",
    "unterlagen": "Beschluss des Gemeinderats, Erklärungen",
}
NICHT_EINGEREICHT = [Column("Angabe"), Column("Eingereicht"), Column("Nicht eingereicht")]


def kopf(user, antrag, heute):
    """Title, phase as badge and beneath it the legal state this person may see."""
    status = einsicht.status_fuer(user, antrag)
    phase = einsicht.phase(status, antrag.runde, heute)
    verfristet = antrag.ergebnis == Ergebnis.VERFRISTET
    ergebnis = antrag.ergebnis if verfristet else einsicht.bekannte_bewilligung(user, antrag).ergebnis
    return {
        "titel": f"{antrag.kommune}: {antrag.runde}",
        "badge": Badge(status_art(status), phase.label if phase else status.label),
        "stand": f"{status.label} · {Ergebnis(ergebnis).label}" if ergebnis else status.label,
    }


def fakten(user, antrag):
    """Asked, recommended, granted: side by side for ever; the latter two only where they are released to the person."""
    beantragt = [eingereicht.zahl(user, antrag, feld) for feld in ("beantragt_vzae", "beantragt_betrag")]
    zahlen = [_anteil("Beantragt", *beantragt)]
    if einsicht.empfehlung_sichtbar(user, antrag):
        zahlen.append(_anteil("Empfohlen", antrag.empfohlen_vzae, antrag.empfohlen_betrag))
    if einsicht.ergebnis_sichtbar(user, antrag):
        _, vzae, betrag = einsicht.bekannte_bewilligung(user, antrag)
        note = VORLAEUFIG if ist_vorlaeufig(antrag) else ""
        zahlen.append(_anteil("Bewilligt", vzae, betrag, on=vzae is not None, note=note))
    stichtag = formate.datum(antrag.runde.stichtag) if antrag.runde.stichtag else ""
    personen = formate.zahl(eingereicht.zahl(user, antrag, "personen_gesamt"), 0)
    return [*zahlen, Fact("Personen am Stichtag", personen, stichtag)]


def _anteil(label, vzae, betrag, on=False, note=""):
    klein = ["" if betrag is None else formate.euro(betrag), note]
    return Fact(label, formate.vzae(vzae), ", ".join(teil for teil in klein if teil), on=on)


def fristen(user, antrag, heute):
    """(open, done): deadlines this person has to do with, each with the reason for its day.

    A right that has lapsed is over, not overdue: nobody owes anything.
    """
    alle = list(Frist.objects.visible_to(user).filter(antrag=antrag).select_related("bescheid", "wunsch"))
    vorbei = [f for f in alle if f.erledigt_am or (f.art == Frist.Art.RECHTSBEHELF and f.faellig_am < heute)]
    return [f for f in alle if f not in vorbei], vorbei


def aufgabenliste(antrag, punkte):
    """The sections as a hub: what is complete, what is missing; papers that follow are not missing."""
    je_abschnitt = {key: [p for p in punkte if p.abschnitt == key] for key in ABSCHNITTE}
    return [
        Section(
            titel,
            _vollstaendigkeit(je_abschnitt[key]),
            reverse("antrag_abschnitt", args=[antrag.pk, key]),
            HINWEISE[key],
        )
        for key, titel in ABSCHNITTE.items()
    ]


def _vollstaendigkeit(punkte):
    fehlt = [p for p in punkte if not p.nachreichbar]
    if fehlt:
        return Badge("warning", "1 Angabe fehlt" if len(fehlt) == 1 else f"{len(fehlt)} Angaben fehlen")
    return Badge("info", "Beschluss folgt") if punkte else Badge("success", "Vollständig")


def offene_punkte(antrag):
    """[(sentence, url of its field)] of what still blocks submission, and the sentences of what may follow."""
    punkte = fehlendes(antrag)
    hindernisse = [(p.satz, feld_url(antrag, p.abschnitt, p.feld)) for p in punkte if not p.nachreichbar]
    return punkte, hindernisse


def nachreichbar(user, antrag):
    """The papers still awaited from this person, once the application itself cannot be edited."""
    if may(user, "antrag.bearbeiten", antrag) or not may(user, "antrag.nachreichen", antrag):
        return []
    return nachreichung.ausstehend(antrag)


def nachzureichen(antrag, papiere, fristen):
    """(day, [Condition]) of what was to follow after submission; None where nothing was. ``fristen``: the open ones seen."""
    bis = next((f.faellig_am for f in fristen if f.art == Frist.Art.NACHREICHUNG), None)
    regeln = [r for r in nachreichung.duerfen_folgen(antrag) if r.pflicht] if antrag.eingegangen_am else []
    da = {a.art for a in papiere if a.lage != Anlage.Lage.ZURUECKGENOMMEN}
    if bis is None or not regeln:
        return None
    return {"bis": bis, "punkte": [Condition(regel.art in da, str(regel), who="Kommune") for regel in regeln]}


def anmerkungen(user, antrag, *, bearbeitbar):
    """Remarks of all rounds of completion, open ones first, then the newest; with old beside new once they are answered.

    While editable with the way to the field and the field for the answer. ``sonst_geaendert``: what the last completion
    changed without being asked, for the office alone.
    """
    alle = list(antrag.anmerkungen.order_by("-durchgang", "pk"))
    neu = {} if bearbeitbar or not any(a.beantwortet_am for a in alle) else pruefteile.geaendert(antrag)
    letzte = {a.feld: a.durchgang for a in reversed(alle)}
    zeilen = [
        bemerkung(
            antrag,
            a,
            feld_url(antrag, felder.abschnitt_von(a.feld, antrag), a.feld) if bearbeitbar else "",
            eigene=bearbeitbar,
            aenderung=neu.get(a.feld) if a.beantwortet_am and letzte[a.feld] == a.durchgang else None,
        )
        for a in alle
    ]
    form = AntwortenForm(antrag=antrag) if any(z.open for z in zeilen) and bearbeitbar else None
    offen = {f"anmerkung-{a.pk}": form.feld(a) for a in form.anmerkungen} if form else {}
    im_amt = einsicht.im_amt(user, antrag.landkreis_id)
    return {
        "anmerkungen": sorted(zeilen, key=lambda b: not b.open),
        "antwortform": form,
        "antwortpaare": [(z, offen[z.id]) for z in zeilen if z.id in offen],
        "sonst_geaendert": pruefteile.sonst(neu, set(letzte)) if neu and im_amt else None,
    }


def nicht_eingereicht(user, antrag):
    """[what its municipality changed in a return and never handed in, with the papers of it]; nobody else reads it."""
    if antrag.kommune_id not in user.kommune_ids:
        return []
    return [_verworfen(antrag, v) for v in antrag.nicht_eingereicht.all()]


def _verworfen(antrag, verworfen):
    nie = [a for a in antrag.anlagen.all() if a.lage == Anlage.Lage.ENTWURF]
    return {
        "tag": verworfen.verworfen_am,
        "caption": "Was Sie geändert und nicht eingereicht haben",
        "columns": NICHT_EINGEREICHT,
        "rows": [Row(zeile) for zeile in verworfen.aenderungen],
        "papiere": [a for a in nie if a.entfernt_am == verworfen.verworfen_am],
    }


def feld_url(antrag, abschnitt, feld):
    """Address of a field of the form."""
    return f"{reverse('antrag_abschnitt', args=[antrag.pk, abschnitt])}#id_{feld}"


def zeichnungen(user, antrag):
    """Signatures, cancelled ones too; the municipality learns of none."""
    return (
        list(antrag.zeichnungen.select_related("benutzer", "vertretung_fuer"))
        if einsicht.im_amt(user, antrag.landkreis_id)
        else []
    )


def bescheide(user, antrag):
    """Notices this person may open; of one that waits to be opened not even its kind is told."""
    liste = list(Bescheid.objects.visible_to(user).filter(antrag=antrag))
    for bescheid in liste:
        bescheid.antrag = antrag
        lesbar = einsicht.bescheid_lesbar(user, bescheid)
        bescheid.wort = bescheid.get_art_display() if lesbar else Bescheid._meta.verbose_name
    return liste


def stellen(user, antrag):
    """Positions that came of the application."""
    return list(Stelle.objects.visible_to(user).filter(anteile__antrag=antrag).distinct())


def mit_inhalt(qs):
    """Load what the page reads of an application."""
    qs = qs.mit_rahmen().select_related("fassung", "beschlussantrag__vorlage", "geprueft_von")
    return qs.prefetch_related("fallzahlen", "runde__zielgruppen", "anlagen")


def stellen_der_seite(kontext):
    """[Tab]: places on the long page; only those that are there."""
    alle = (
        ("Handeln", "#handeln", kontext["handlungen"] or kontext["nicht_moeglich"], None),
        ("Anmerkungen", "#anmerkungen", kontext["anmerkungen"], len(kontext["anmerkungen"])),
        ("Angaben", "#abschnitt-1", kontext["abschnitte"], None),
        ("Unterlagen", "#unterlagen", True, len(kontext["anlagen"])),
        ("Aktenvermerke", "#aktenvermerke", kontext.get("aktenvermerke"), None),
        ("Fristen", "#fristen", True, None),
        ("Verfahren", "#verfahren", kontext["schritte"], None),
        ("Verlauf", "#verlauf", True, None),
    )
    return [Tab(label, url, anzahl) for label, url, da, anzahl in alle if da]
