"""Working on the draft of a paper: texts, motions, applications and sittings; saving in between is no act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from antraege.berechtigungen import verlange
from antraege.models import Antrag, Benutzer, Beschlussantrag, Ereignis, Sitzung, Status, Vorlage
from antraege.services import mitzeichnung
from antraege.services import vorlage as anlegen
from antraege.services.uebergang import uebergang
from antraege.services.vorlagenschritt import sperren
from antraege.services.vorlagentext import Vorschlag, vorschlag

WEIT_WEG = 1000  # numbers that no paper reaches: room to renumber without meeting a number still in use
TEXTE = ("sachverhalt", "finanzen")
Zeilen = Sequence[tuple[int | None, str]]


@transaction.atomic
def ueberarbeiten(
    *, vorlage: Vorlage, by: Benutzer, heute: date, nachmeldung: str = "", **angaben: Any
) -> None:
    """Save the draft (``angaben`` as ``speichern``) and hand it in for signature (``nachmeldung`` as ``geben``)."""
    speichern(vorlage=vorlage, by=by, heute=heute, **angaben)
    mitzeichnung.geben(vorlage=vorlage, by=by, heute=heute, nachmeldung=nachmeldung)


@transaction.atomic
def speichern(
    *,
    vorlage: Vorlage,
    by: Benutzer,
    heute: date,
    ziffern: Zeilen | None = None,
    antraege: Sequence[Antrag] | None = None,
    sga: Sitzung | None = None,
    kreistag: Sitzung | None = None,
    geschlossen: Collection[str] | None = None,
    gesehen: Collection[str] | None = None,
    **felder: Any,
) -> None:
    """Change what is named of a draft; what still reads as proposed follows the applications.

    ``ziffern``: all motions in their order, each as (id, wording), a new one without id; one left out is removed.
    ``antraege``: all applications the paper is to carry. ``geschlossen``: the roles whose item is closed, None: as they
    are; only what its sender saw closed (``gesehen``, None: everything) is opened. Raises ``ValidationError`` at a field.
    """
    sperren(vorlage)
    verlange(by, "vorlage.ueberarbeiten", vorlage)
    vorher = _vorschlag(vorlage)
    _felder(vorlage, felder, by)
    if ziffern is not None:
        _ziffern_pruefen(ziffern)
    if antraege is not None and vorlage.runde_id:
        _antraege(vorlage, antraege, by, heute)
    if ziffern is not None:
        _ziffern(vorlage, ziffern)
    if sga is not None and kreistag is not None:
        anlegen.folge(vorlage, sga, kreistag, heute, _bleibt_zu(vorlage, geschlossen, gesehen))
    _nachziehen(vorlage, vorher)


def _bleibt_zu(
    vorlage: Vorlage, geschlossen: Collection[str] | None, gesehen: Collection[str] | None
) -> set[str]:
    offen = vorlage.beratungsfolge.offen().filter(oeffentlich=False)
    bisher = set(offen.values_list("rolle", flat=True))
    if geschlossen is None:
        return bisher
    return set(geschlossen) | (set() if gesehen is None else bisher - set(gesehen))


def _felder(vorlage: Vorlage, felder: dict[str, Any], by: Benutzer) -> None:
    """Write the columns; who wrote is noted for ever (a trigger), so that she signs nothing of it."""
    anlegen.pruefe_kopf(felder.get("drucksache", vorlage.drucksache), felder.get("titel", vorlage.titel))
    sauber = {name: _zeilen(wert) if isinstance(wert, str) else wert for name, wert in felder.items()}
    try:
        with transaction.atomic():
            Vorlage.objects.filter(pk=vorlage.pk).update(**sauber, bearbeitet_von=by)
    except IntegrityError as fehler:
        raise ValidationError({"drucksache": anlegen.VERGEBEN}) from fehler
    for name, wert in sauber.items():
        setattr(vorlage, name, wert)


def _zeilen(text: str) -> str:
    """A browser ends lines with two characters; stored is one, so that texts compare."""
    return text.replace("\r\n", "\n").strip()


# Applications


def auf_vorlage(vorlage: Vorlage) -> list[Antrag]:
    """Give the applications that wait for the decision on this paper, in order of id."""
    wartend = Antrag.objects.filter(beschlussantrag__vorlage=vorlage, status=Status.IM_GREMIUM)
    return list(
        wartend.select_related("kommune", "fassung", "runde__programm", "beschlussantrag").order_by("pk")
    )


def _antraege(vorlage: Vorlage, gewaehlt: Sequence[Antrag], by: Benutzer, heute: date) -> None:
    drauf = auf_vorlage(vorlage)
    if not gewaehlt:
        raise ValidationError(
            {
                "antraege": "Bitte lassen Sie mindestens einen Antrag auf der Vorlage. Ohne Anträge ziehen Sie die Vorlage zurück."
            }
        )
    herunter = {a.pk for a in drauf} - {a.pk for a in gewaehlt}
    dazu = {a.pk for a in gewaehlt} - {a.pk for a in drauf}
    herunternehmen([a for a in drauf if a.pk in herunter], by=by, heute=heute)
    if dazu:
        neue = [a for a in gewaehlt if a.pk in dazu]
        anlegen.setze_auf(_traeger(vorlage, drauf), neue, by, heute)


def _traeger(vorlage: Vorlage, drauf: Sequence[Antrag]) -> Beschlussantrag:
    """The motion that carries the paper's applications; the first one where none is on it."""
    bisher = drauf[0].beschlussantrag if drauf else None
    return bisher or vorlage.beschlussantraege.order_by("ziffer")[0]


def herunternehmen(antraege: Sequence[Antrag], *, by: Benutzer, heute: date, grund: str = "") -> None:
    """Take applications off their paper, in order of id: they wait again, signed, for another one."""
    for antrag in sorted(antraege, key=lambda a: a.pk):
        uebergang(
            antrag,
            "von_vorlage_nehmen",
            Ereignis.ANTRAG_VON_VORLAGE,
            by=by,
            heute=heute,
            text=grund,
            beschlussantrag=None,
        )


# Motions


def _ziffern_pruefen(zeilen: Zeilen) -> None:
    if not zeilen:
        raise ValidationError({"ziffern": "Eine Vorlage braucht mindestens einen Beschlussantrag."})
    for nr, (pk, text) in enumerate(zeilen, 1):
        if not text.strip():
            raise ValidationError({f"ziffer_{pk}": f"Ziffer {nr} hat keinen Wortlaut."})


def _ziffern(vorlage: Vorlage, zeilen: Zeilen) -> None:
    vorhanden = {z.pk: z for z in vorlage.beschlussantraege.all()}
    bleibend = {pk for pk, _ in zeilen}
    for ziffer in vorhanden.values():
        if ziffer.pk not in bleibend:
            _entfernen(ziffer)
    vorlage.beschlussantraege.update(ziffer=F("ziffer") + WEIT_WEG)
    for nr, (pk, text) in enumerate(zeilen, 1):
        if pk in vorhanden:
            vorlage.beschlussantraege.filter(pk=pk).update(ziffer=nr, wortlaut=_zeilen(text))
        else:
            Beschlussantrag.objects.create(vorlage=vorlage, ziffer=nr, wortlaut=_zeilen(text))


def _entfernen(ziffer: Beschlussantrag) -> None:
    try:
        ziffer.delete()
    except ProtectedError as fehler:
        raise ValidationError(
            {
                f"weg_{ziffer.pk}": f"Ziffer {ziffer.ziffer} lässt sich nicht entfernen: An ihr hängen Anträge, Änderungsanträge oder eine Ermächtigung."
            }
        ) from fehler


# Proposals


def _vorschlag(vorlage: Vorlage) -> Vorschlag | None:
    return vorschlag(vorlage.runde, auf_vorlage(vorlage)) if vorlage.runde is not None else None


def _nachziehen(vorlage: Vorlage, vorher: Vorschlag | None) -> None:
    """Replace what nobody changed of the proposal by the proposal for the applications as they are now."""
    neu = _vorschlag(vorlage)
    if vorher is None or neu is None or neu == vorher:
        return
    for name in (*TEXTE, "betrag"):
        if getattr(vorlage, name) == getattr(vorher, name):
            setattr(vorlage, name, getattr(neu, name))
    vorlage.save(update_fields=[*TEXTE, "betrag"])
    vorlage.beschlussantraege.filter(wortlaut=vorher.wortlaut).update(wortlaut=neu.wortlaut)
