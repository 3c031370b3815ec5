"""Substitution: entering an absence, what it would mean for four eyes, ending it early (domain D.3).

Four eyes are kept by the person who acts, in whoever's name: the constraints and rights compare accounts. So a
substitute may hold both sides, and only the single case that person checked itself must go to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt
from antraege.formate import datum, wen
from antraege.models import Benutzer, Ereignis, Ersatzrolle, Mitgliedschaft, Rolle, Vertretung
from antraege.rechte.antrag import LEITUNG
from antraege.services.protokoll import vermerken

# First check -> who does the second one: recommendation and signature, paper and its release.
SEITEN: Final = {
    Rolle.SACHBEARBEITUNG: LEITUNG,
    Rolle.GESCHAEFTSSTELLE: frozenset({Rolle.AMTSLEITUNG}),
}


@transaction.atomic
def eintragen(*, vertretung: Vertretung, by: Benutzer, heute: date) -> Vertretung:
    """Store a substitution, also after the fact for somebody who is ill already; no reason is asked or kept.

    Raises ``ValidationError`` at the field: no role in that office, an account that is closed, days that overlap or are
    over, nobody left for the second check.
    """
    verlange(by, "vertretung.eintragen", vertretung)
    _nicht_sich_selbst(vertretung, by)
    pruefen(vertretung, heute)
    vertretung.eingetragen_von, vertretung.eingetragen_am = by, zeit.jetzt()
    vertretung.save(force_insert=True)
    _vermerken(Ereignis.VERTRETUNG_EINGETRAGEN, vertretung, by, heute)
    return vertretung


@transaction.atomic
def beenden(*, vertretung: Vertretung, by: Benutzer, heute: date) -> None:
    """End a substitution at once; what was done in it stays. Raises ``Konflikt`` where it was ended meanwhile."""
    verlange(by, "vertretung.beenden", vertretung)
    if vertretung.bis < heute:
        raise Konflikt("Diese Vertretung ist schon abgelaufen.")
    if not Vertretung.objects.offen().filter(pk=vertretung.pk).update(beendet_am=heute):
        raise Konflikt("Diese Vertretung ist schon beendet.")
    vertretung.beendet_am = heute
    _vermerken(Ereignis.VERTRETUNG_BEENDET, vertretung, by, heute)


def _vermerken(ereignis: Ereignis, vertretung: Vertretung, by: Benutzer, heute: date) -> None:
    vermerken(
        ereignis,
        vertretung,
        by=by,
        wirksam_am=heute,
        vorher=f"konto:{vertretung.fuer_id}",
        nachher=f"konto:{vertretung.durch_id}",
        text=f"{vertretung.durch} vertritt {wen(vertretung.fuer)} vom {datum(vertretung.von)} bis {datum(vertretung.bis)}.",
        sichtbar=vertretung.kommune_id is not None,
    )


def pruefen(vertretung: Vertretung, heute: date) -> None:
    """Raise ``ValidationError`` at the field that stands against this substitution."""
    if vertretung.bis < vertretung.von:
        raise ValidationError({"bis": "Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide."})
    if vertretung.bis < heute:
        raise ValidationError(
            {"bis": "Der letzte Tag ist schon vorbei. Die Vertretung muss mindestens bis heute reichen."}
        )
    _personen(vertretung, max(vertretung.von, heute))
    for andere in _zugleich(vertretung).filter(fuer=vertretung.fuer):
        satz = f"Für {wen(vertretung.fuer)} ist vom {datum(andere.von)} bis {datum(andere.bis)} schon eine Vertretung eingetragen. Bitte beenden Sie diese zuerst."
        raise ValidationError({"von": satz})
    if any(not zweite and not erste for zweite, erste in _uebrige(vertretung, heute)):
        satz = f"{vertretung.durch} würde dann prüfen und zeichnen, und für die zweite Unterschrift bliebe niemand. Bitte wählen Sie eine andere Person, oder die Amtsleitung bestimmt zuerst eine Ersatzrolle."
        raise ValidationError({"durch": satz})


def _nicht_sich_selbst(vertretung: Vertretung, by: Benutzer) -> None:
    """In the district nobody takes over another's office by an entry of one's own: it would lift every limit of value."""
    if vertretung.kommune_id is None and by.pk == vertretung.durch_id and by.pk != vertretung.fuer_id:
        satz = f"Sie können sich nicht selbst als Vertretung für {wen(vertretung.fuer)} eintragen. Das macht bitte eine andere Leitung."
        raise ValidationError({"durch": satz})


def _personen(vertretung: Vertretung, tag: date) -> None:
    if vertretung.durch_id == vertretung.fuer_id:
        raise ValidationError({"durch": "Niemand vertritt sich selbst. Bitte wählen Sie eine andere Person."})
    if not vertretung.durch.is_active:
        raise ValidationError(
            {"durch": f"{vertretung.durch} hat kein aktives Konto. Bitte wählen Sie eine andere Person."}
        )
    for feld, person in (("fuer", vertretung.fuer), ("durch", vertretung.durch)):
        if not kollegium(vertretung.landkreis_id, vertretung.kommune_id, tag).filter(pk=person.pk).exists():
            ort = vertretung.kommune or vertretung.landkreis
            raise ValidationError(
                {
                    feld: f"{person} hat am {datum(tag)} keine Rolle bei: {ort}. Bitte wählen Sie eine andere Person."
                }
            )


def kollegium(landkreis_id: int, kommune_id: int | None, am: date) -> QuerySet[Benutzer]:
    """People with a role in one office on the day ``am``, whose accounts are open, by name."""
    rollen = Mitgliedschaft.objects.gueltig(am=am).filter(landkreis=landkreis_id, kommune=kommune_id)
    return Benutzer.objects.filter(
        pk__in=rollen.values("benutzer"), is_active=True, ist_system=False
    ).order_by("name", "pk")


def _zugleich(vertretung: Vertretung) -> QuerySet[Vertretung]:
    """Other substitutions that overlap with this one and nobody has ended."""
    andere = Vertretung.objects.offen().filter(von__lte=vertretung.bis, bis__gte=vertretung.von)
    return andere.exclude(pk=vertretung.pk).select_related("fuer", "durch")


def hinweise(vertretung: Vertretung, heute: date) -> list[str]:
    """Sentences to read before entering it: an absent substitute, both sides in one hand, what is not passed on."""
    durch, fuer = vertretung.durch, wen(vertretung.fuer)
    saetze = [
        f"{durch} ist vom {datum(v.von)} bis {datum(v.bis)} selbst abwesend. In dieser Zeit vertritt dann niemand {fuer}."
        for v in _zugleich(vertretung).filter(fuer=durch)
    ]
    for zweite, erste in _uebrige(vertretung, heute):
        satz = f"{durch} prüft und zeichnet dann in derselben Zeit."
        wer = (
            f"Diese Fälle zeichnet {_oder(zweite)}."
            if zweite
            else f"Diese Fälle kann sonst niemand zeichnen: Bitte lassen Sie {_oder(erste)} prüfen."
        )
        saetze.append(f"{satz} Was {durch} selbst geprüft hat, zeichnet eine andere Person. {wer}")
    saetze += [
        f"{vertretung.fuer} vertritt in dieser Zeit {wen(v.fuer)}. Das geht nicht auf {durch} über: Bitte tragen Sie dafür eine eigene Vertretung ein."
        for v in _zugleich(vertretung).filter(durch=vertretung.fuer)
    ]
    return saetze


def _oder(personen: Iterable[str]) -> str:
    *vorne, letzte = personen
    return f"{', '.join(vorne)} oder {letzte}" if vorne else letzte


def _uebrige(vertretung: Vertretung, heute: date) -> list[tuple[list[str], list[str]]]:
    """For each pair of checks the substitute would hold in one hand: who else signs, and who else checks in that time."""
    if vertretung.kommune_id is not None:
        return []
    tag = max(vertretung.von, heute)
    rollen = Mitgliedschaft.objects.gueltig(am=tag).filter(landkreis=vertretung.landkreis_id, kommune=None)
    eigene = set(rollen.filter(benutzer=vertretung.durch).values_list("rolle", flat=True))
    beide = eigene | set(rollen.filter(benutzer=vertretung.fuer).values_list("rolle", flat=True))
    return [
        (_andere(vertretung, zweite, tag), _andere(vertretung, {erste}, tag))
        for erste, zweite in SEITEN.items()
        if _haelt(beide, erste, zweite) and not _haelt(eigene, erste, zweite)
    ]


def _haelt(rollen: set[str], erste: str, zweite: frozenset[str]) -> bool:
    return erste in rollen and bool(zweite & rollen)


def _andere(vertretung: Vertretung, rollen: Iterable[str], tag: date) -> list[str]:
    """Who else fills these roles or steps in for them on that day, with the role."""
    ersatz = Ersatzrolle.objects.filter(landkreis=vertretung.landkreis_id, rolle__in=list(rollen))
    alle = {*rollen, *ersatz.values_list("ersatz", flat=True)}
    da: QuerySet[Any] = Mitgliedschaft.objects.verfuegbar(am=tag)
    da = da.filter(landkreis=vertretung.landkreis_id, rolle__in=alle).exclude(
        handelt__in=[vertretung.durch_id, vertretung.fuer_id]
    )
    namen = Benutzer.objects.in_bulk({m.handelt for m in da})
    return list(dict.fromkeys(f"{namen[m.handelt]} ({m.get_rolle_display()})" for m in da))
