"""What the pages of the rules show: programmes, the parts of a version, its differences, what can be done with it."""

from django.db.models import Max, Prefetch
from django.urls import reverse

from antraege import formate
from antraege.berechtigungen import may
from antraege.felder import FELDER
from antraege.forms.richtlinie import eigenes_label
from antraege.models import Foerderrunde, Pruefpunkt, Richtlinienfassung
from antraege.regelwerk import regelwerk
from antraege.services import fassungsvergleich as vergleich
from antraege.services.vollstaendigkeit import ABSCHNITTE
from antraege.views import pflege
from antraege.views.bausteine import Act, Badge, Column, Row

FASSUNGEN = [
    Column("Fassung"),
    Column("Stand"),
    Column("Gültig ab"),
    Column("Beschluss", small=False),
    Column("Runden", numeric=True),
]
FELDSPALTEN = [Column("Feld"), Column("Abschnitt", small=False), Column("Diese Fassung sagt")]
ZEILENSPALTEN = [Column("Was"), Column("Regel")]
UNTERSCHIEDE = [Column("Was"), Column("Bereich", small=False), Column("Bisher"), Column("Neu")]
BERECHNET = frozenset({"beantragt_betrag"})  # stands in the application, is asked of nobody
KERNFELDER = tuple(feld for felder in FELDER.values() for feld in felder if feld not in BERECHNET)


def stand(fassung):
    """The badge of a version."""
    return Badge("warning", "Entwurf") if fassung.ist_entwurf else Badge("success", "Festgestellt")


def mit_fassungen(qs):
    """Load versions and rounds of programmes: as many queries for one as for many."""
    fassungen = Richtlinienfassung.objects.order_by("-nummer").prefetch_related("runden")
    runden = Foerderrunde.objects.order_by("-beginn", "-pk")
    return qs.order_by("name", "pk").prefetch_related(
        Prefetch("fassungen", fassungen), Prefetch("runden", runden)
    )


def programm(user, programm):
    """A programme with the rows of its versions and what can be begun in it."""
    letzte = next(iter(programm.runden.all()), None)
    acts = pflege.knopf(
        user,
        "fassung.anlegen",
        programm,
        "Neue Fassung",
        reverse("fassung_neu", args=[programm.pk]),
        post=True,
    )
    acts += pflege.knopf(
        user, "runde.anlegen", programm, "Neue Runde", reverse("runde_neu", args=[programm.pk])
    )
    if letzte:
        acts += pflege.knopf(
            user,
            "runde.anlegen",
            programm,
            "Letzte Runde kopieren",
            reverse("runde_kopieren", args=[letzte.pk]),
            post=True,
        )
    acts.append(Act("Haushalt", reverse("haushalt", args=[programm.pk])))
    acts.append(Act("Textbausteine der Bescheide", reverse("textbausteine", args=[programm.pk])))
    return {"programm": programm, "zeilen": [_fassung(f) for f in programm.fassungen.all()], "acts": acts}


def _fassung(fassung):
    zellen = [
        f"Fassung {fassung.nummer}",
        stand(fassung),
        formate.datum(fassung.gueltig_ab),
        fassung.grundlage or formate.LEER,
        str(len(fassung.runden.all())),
    ]
    return Row(zellen, url=reverse("fassung", args=[fassung.pk]))


def bearbeitbar(user, fassung):
    """Whether the parts of the version lead to their forms."""
    return bool(may(user, "fassung.bearbeiten", fassung))


def handlungen(user, fassung):
    """[Act]: edit, preview, state, discard."""
    adresse = lambda name: reverse(name, args=[fassung.pk])  # noqa: E731
    acts = [Act("Vorschau des Antrags", adresse("fassung_vorschau"))]
    if not fassung.ist_entwurf:
        return acts
    return [
        *pflege.knopf(
            user, "fassung.feststellen", fassung, "Feststellen", adresse("fassung_feststellen"), primary=True
        ),
        *pflege.knopf(user, "fassung.bearbeiten", fassung, "Bearbeiten", adresse("fassung_bearbeiten")),
        *acts,
        *pflege.knopf(
            user, "fassung.verwerfen", fassung, "Entwurf verwerfen", adresse("fassung_verwerfen"), post=True
        ),
    ]


def inhalt(fassung, *, bearbeitbar):
    """The parts of a version as rows; of a draft each leads to its form."""
    return {
        "eckdaten": [
            (vergleich.label(feld), vergleich.als_text(fassung, feld)) for feld in vergleich.VERGLICHEN
        ],
        "felder": _felder(fassung, bearbeitbar),
        "feldspalten": FELDSPALTEN,
        "zeilenspalten": ZEILENSPALTEN,
        "unterschiedspalten": UNTERSCHIEDE,
        "bearbeitbar": bearbeitbar,
        "teile": [
            _teil(
                fassung, "unterlagen", "Unterlagen", _papiere(fassung), bearbeitbar, "Unterlage hinzufügen"
            ),
            _teil(fassung, "fragen", "Zusatzfragen", _fragen(fassung), bearbeitbar, "Zusatzfrage hinzufügen"),
            _teil(
                fassung, "pruefpunkte", "Prüfpunkte", _punkte(fassung), bearbeitbar, "Prüfpunkt hinzufügen"
            ),
        ],
    }


def _felder(fassung, bearbeitbar):
    """All core fields of a draft, so that each can be given words; of a stated version those it speaks of."""
    regeln = {regel.feld: regel for regel in fassung.feldregeln.all()}
    zeilen = []
    for abschnitt, felder in FELDER.items():
        for feld in felder:
            if (bearbeitbar and feld in KERNFELDER) or feld in regeln:
                sagt = vergleich.regeltext(regeln[feld]) if feld in regeln else "Wie im Formular"
                url = reverse("fassung_feld", args=[fassung.pk, feld]) if bearbeitbar else ""
                zeilen.append(Row([eigenes_label(feld), ABSCHNITTE[abschnitt], sagt], url=url))
    return zeilen


def _teil(fassung, art, titel, zeilen, bearbeitbar, neu):
    adresse = reverse("fassung_zeile", args=[fassung.pk, art, 0]) if bearbeitbar else ""
    rows = [
        Row(zellen, url=reverse("fassung_zeile", args=[fassung.pk, art, pk]) if bearbeitbar and pk else "")
        for pk, zellen in zeilen
    ]
    return {"art": art, "titel": titel, "zeilen": rows, "url": adresse, "neu": neu}


def _papiere(fassung):
    return [
        (regel.pk, [regel.get_art_display(), _ohne_name(regel)]) for regel in regelwerk(fassung).unterlagen
    ]


def _ohne_name(regel):
    """The rule without the name that its row begins with anyway."""
    text = vergleich.papiertext(regel).removeprefix(f"{regel.get_art_display()}; ")
    return text[:1].upper() + text[1:]


def _fragen(fassung):
    return [(f.pk, [f"Frage {f.nummer}", vergleich.fragetext(f)]) for f in regelwerk(fassung).zusatzfragen]


def _punkte(fassung):
    return [
        (p.pk, [f"{p.get_art_display()}, Punkt {p.nummer}", f"{p.text} {p.hinweis}".strip()])
        for art in Pruefpunkt.Art
        for p in regelwerk(fassung).pruefpunkte(art)
    ]


def unterschiede(alt, neu):
    """Rows of what the version changes."""
    return [Row([u.was, u.bereich, u.vorher, u.nachher]) for u in vergleich.unterschiede(alt, neu)]


def naechste(modell, fassung, folge):
    """The number a new row begins with."""
    return (modell.objects.filter(fassung=fassung).aggregate(m=Max(folge))["m"] or 0) + 1
