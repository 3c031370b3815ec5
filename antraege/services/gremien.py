"""Committees, what they may decide from which day on, and their sittings: kept by the office of the council.

What comes from the council system or a calendar file is written by services/ratsabruf*.py and services/kalender.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Verweigert
from antraege.formate import datum
from antraege.models import (
    Benutzer,
    Beratungsschritt,
    Beschlussergebnis,
    Ereignis,
    Gremium,
    Sitzung,
    Zustaendigkeit,
)
from antraege.services import wertgrenze
from antraege.services.beratungsfolge import (
    TRAEGT,
    nur_hier_oeffentlich,
    oeffentliche_sitzung,
    oeffentlichkeit_festlegen,
)
from antraege.services.protokoll import vermerken
from antraege.services.vorlagenschritt import vorlagen_sperren

NACHMELDUNG: Final = "Nachmeldung"
# What a recorded result rests on: a trigger keeps the same.
FEST: Final = ("gremium", "tag", "oeffentlich")
FESTGELEGT: Final = "Zu dieser Sitzung ist ein Ergebnis erfasst: Gremium, Tag und Öffentlichkeit stehen fest."
RUECKWIRKEND: Final = (
    "Ab diesem Tag sind schon Ergebnisse erfasst. Eine neue Zuständigkeit gilt erst ab einem späteren Tag."
)


# Committees


@transaction.atomic
def gremium_speichern(*, gremium: Gremium, by: Benutzer, heute: date) -> Gremium:
    """Keep a committee, new or changed. Raises ``ValidationError`` at a field."""
    verlange(by, "gremium.pflegen", gremium)
    gremium.full_clean()
    gremium.save()
    vermerken(Ereignis.ZUSTAENDIGKEIT_GEAENDERT, gremium, by=by, wirksam_am=heute, text=str(gremium))
    return gremium


@transaction.atomic
def zustaendigkeit_festlegen(
    *, gremium: Gremium, gueltig_ab: date, by: Benutzer, heute: date, **felder: Any
) -> Zustaendigkeit:
    """Say what the committee may decide from a day on (Hauptsatzung); earlier rows stay as they were.

    Raises ``ValidationError`` at a field, also where results recorded since that day would lose their ground.
    """
    verlange(by, "gremium.pflegen", gremium)
    neu = Zustaendigkeit(gremium=gremium, gueltig_ab=gueltig_ab, **felder)
    neu.full_clean()
    if _traegt_ergebnisse(gremium, gueltig_ab):
        raise ValidationError({"gueltig_ab": RUECKWIRKEND})
    neu.save()
    vermerken(Ereignis.ZUSTAENDIGKEIT_GEAENDERT, gremium, by=by, wirksam_am=gueltig_ab, text=str(neu))
    return neu


def _traegt_ergebnisse(gremium: Gremium, ab: date) -> bool:
    naechste = gremium.zustaendigkeiten.filter(gueltig_ab__gt=ab).order_by("gueltig_ab").first()
    erfasst = Beschlussergebnis.objects.filter(
        schritt__sitzung__gremium=gremium, schritt__sitzung__tag__gte=ab
    )
    if naechste:
        erfasst = erfasst.filter(schritt__sitzung__tag__lt=naechste.gueltig_ab)
    return erfasst.exists()


# Sittings


def abgabeschluss(gremium: Gremium, tag: date) -> fristen.Ergebnis | None:
    """The last day for papers of a sitting on day ``tag``, with its trace; None where the committee names no days."""
    if not gremium.abgabe_werktage:
        return None
    return fristen.arbeitstage_vor(tag, gremium.abgabe_werktage)


def abgabe_hinweis(sitzung: Sitzung, heute: date) -> str:
    """Say that papers for this sitting come too late today; empty while there is time.

    Whoever puts a paper on it all the same says why; the reason stands in the log as ``NACHMELDUNG``.
    """
    if sitzung.abgabeschluss is None or heute <= sitzung.abgabeschluss:
        return ""
    return f"Der Abgabeschluss für {sitzung} war am {datum(sitzung.abgabeschluss)}. Eine Nachmeldung braucht einen Grund."


@transaction.atomic
def sitzung_eintragen(*, gremium: Gremium, by: Benutzer, heute: date, **felder: Any) -> Sitzung:
    """Enter a sitting; without ``abgabeschluss`` it is computed. Raises ``ValidationError`` at a field."""
    verlange(by, "sitzung.eintragen", gremium)
    sitzung = Sitzung(gremium=gremium)
    _setze(sitzung, felder, heute)
    sitzung.save()
    _vermerken(sitzung, by, heute)
    return sitzung


@transaction.atomic
def sitzung_aendern(
    *,
    sitzung: Sitzung,
    by: Benutzer,
    heute: date,
    ersatz: Sitzung | None = None,
    geschlossen: Collection[int] | None = None,
    gesehen: Collection[int] | None = None,
    **felder: Any,
) -> Sitzung:
    """Change a sitting; papers planned on a cancelled one go to ``ersatz``, ``geschlossen`` are its closed items
    (``gesehen``: see ``oeffentlichkeit_festlegen``).

    Raises ``ValidationError`` at a field, ``Verweigert`` where a recorded result rests on what would change.
    """
    verlange(by, "sitzung.eintragen", sitzung)
    vorlagen_sperren(Q(beratungsfolge__sitzung=sitzung.pk))
    sitzung = Sitzung.objects.select_for_update(of=("self",)).select_related("gremium").get(pk=sitzung.pk)
    if mit_ergebnis(sitzung) and _ruehrt_an_festes(sitzung, felder):
        raise Verweigert(FESTGELEGT)
    _setze(sitzung, felder, heute)
    if geschlossen is not None:
        oeffentlichkeit_festlegen(sitzung, geschlossen, gesehen)
    if sitzung.abgesagt:
        _verlege(sitzung, ersatz)
    sitzung.save()
    _in_der_reihe(sitzung if ersatz is None else ersatz)
    _vermerken(sitzung, by, heute)
    return sitzung


# What an outside source says of a sitting


def verwehrt(sitzung: Sitzung, felder: Mapping[str, Any]) -> str:
    """Say why the council system or a calendar file may not change this sitting so; empty where it may."""
    if not geaendert(sitzung, felder):
        return ""
    if mit_ergebnis(sitzung):
        return f"{sitzung}: Ein Ergebnis ist erfasst, die Sitzung bleibt, wie sie ist."
    if felder.get("abgesagt") and geplante(sitzung):
        return f"{sitzung}: Auf ihr stehen Vorlagen. Bitte tragen Sie die Absage mit der Ersatzsitzung selbst ein."
    if felder.get("oeffentlich") is False and (vorlage := nur_hier_oeffentlich(sitzung)):
        return f"{sitzung}: Die veröffentlichte {vorlage} steht in keiner anderen öffentlichen Sitzung. Die Sitzung bleibt öffentlich."
    return ""


def geaendert(sitzung: Sitzung, felder: Mapping[str, Any]) -> bool:
    """Say whether the source says something else than what stands here."""
    return any(getattr(sitzung, name) != wert for name, wert in felder.items())


def uebernimm(sitzung: Sitzung, felder: Mapping[str, Any]) -> None:
    """Write what a source says, in the transaction of its run; a closing day that was computed moves with the day.

    Raises ``ValidationError`` where the day is taken or a paper would be decided before it is advised on.
    """
    if sitzung.abgabeschluss is None or _berechnet(sitzung):
        tag = felder.get("tag", sitzung.tag)
        frist = abgabeschluss(sitzung.gremium, tag)
        sitzung.abgabeschluss = frist.tag if frist else None
    for name, wert in felder.items():
        setattr(sitzung, name, wert)
    sitzung.clean_fields(exclude=["gremium"])
    neu = sitzung.pk is None
    _speichern(sitzung)
    if not neu:
        _in_der_reihe(sitzung)


def _speichern(sitzung: Sitzung) -> None:
    """Save; what the database refuses is told in the constraint's own words. Asking beforehand costs runs of many too much."""
    try:
        with transaction.atomic():
            sitzung.save()
    except IntegrityError:
        sitzung.validate_constraints()
        raise


def _berechnet(sitzung: Sitzung) -> bool:
    frist = abgabeschluss(sitzung.gremium, sitzung.tag)
    return frist is not None and frist.tag == sitzung.abgabeschluss


def mit_ergebnis(sitzung: Sitzung) -> bool:
    """Say whether a result of this sitting is recorded: then committee, day and publicity stay."""
    return Beschlussergebnis.objects.filter(schritt__sitzung=sitzung).exists()


def geplante(sitzung: Sitzung) -> list[Beratungsschritt]:
    """Give the steps of papers that are planned for this sitting and not recorded yet."""
    offen = Beratungsschritt.objects.offen().filter(sitzung=sitzung)
    return list(offen.select_related("vorlage").order_by("pk"))


def _ruehrt_an_festes(sitzung: Sitzung, felder: Mapping[str, Any]) -> bool:
    geaendert = any(name in felder and felder[name] != getattr(sitzung, name) for name in FEST)
    return geaendert or bool(felder.get("abgesagt"))


def _setze(sitzung: Sitzung, felder: dict[str, Any], heute: date) -> None:
    """Put the fields in; ``beendet_um`` is a time of day, after midnight it belongs to the next day."""
    beendet_um = felder.pop("beendet_um", None)
    for name, wert in felder.items():
        setattr(sitzung, name, wert)
    if sitzung.abgabeschluss is None and (frist := abgabeschluss(sitzung.gremium, sitzung.tag)):
        sitzung.abgabeschluss = frist.tag
    sitzung.beendet_am = _ende(sitzung, beendet_um, heute)
    sitzung.full_clean()


def _ende(sitzung: Sitzung, um: time | None, heute: date) -> datetime | None:
    if um is None:
        return None
    if sitzung.tag > heute:
        raise ValidationError({"beendet_um": f"Die Sitzung ist erst am {datum(sitzung.tag)}."})
    nach_mitternacht = sitzung.beginn is not None and um < sitzung.beginn
    ende = datetime.combine(sitzung.tag + timedelta(days=nach_mitternacht), um, zeit.BERLIN)
    if ende > zeit.jetzt():
        raise ValidationError(
            {"beendet_um": "Die Sitzung läuft noch. Bitte tragen Sie ihr Ende ein, wenn sie vorbei ist."}
        )
    return ende


def _verlege(sitzung: Sitzung, ersatz: Sitzung | None) -> None:
    """Move the planned papers of a cancelled sitting to another one of the same committee; in private they stay so."""
    schritte = geplante(sitzung)
    if not schritte:
        return
    if (
        ersatz is None
        or ersatz.pk == sitzung.pk
        or ersatz.gremium_id != sitzung.gremium_id
        or ersatz.abgesagt
    ):
        vorlagen = ", ".join(str(schritt.vorlage) for schritt in schritte)
        raise ValidationError(
            {"ersatz": f"Auf dieser Sitzung stehen: {vorlagen}. In welche Sitzung des Gremiums kommen sie?"}
        )
    for schritt in schritte:
        _verlege_schritt(schritt, sitzung, ersatz)


def _verlege_schritt(schritt: Beratungsschritt, von: Sitzung, ersatz: Sitzung) -> None:
    """Move one; a published paper keeps an item that the public hears, unless it had none before."""
    vorlage, war = schritt.vorlage, oeffentliche_sitzung(schritt.vorlage)
    if schritt.rolle == Beratungsschritt.Rolle.BESCHLUSS and (einwand := wertgrenze.einwand(vorlage, ersatz)):
        raise ValidationError({"ersatz": einwand})
    schritt.sitzung, schritt.oeffentlich = ersatz, schritt.oeffentlich and von.oeffentlich
    schritt.full_clean(exclude=["rolle"])
    schritt.save(update_fields=["sitzung", "oeffentlich"])
    if vorlage.veroeffentlicht_am is not None and war and not oeffentliche_sitzung(vorlage):
        raise ValidationError({"ersatz": TRAEGT.format(vorlage)})


def _in_der_reihe(sitzung: Sitzung) -> None:
    """Refuse a day on which a paper would be decided before it is advised on."""
    S = Beratungsschritt.Rolle
    for schritt in geplante(sitzung):
        andere = schritt.vorlage.beratungsfolge.geplant().exclude(pk=schritt.pk)
        verkehrt = andere.none()
        if schritt.rolle == S.VORBERATUNG:
            verkehrt = andere.filter(rolle=S.BESCHLUSS, erfasst_am__isnull=True, sitzung__tag__lt=sitzung.tag)
        elif schritt.rolle == S.BESCHLUSS:
            verkehrt = andere.filter(rolle=S.VORBERATUNG, sitzung__tag__gt=sitzung.tag)
        if verkehrt.exists():
            satz = f"{schritt.vorlage} würde dann vor der Vorberatung beschlossen. Bitte wählen Sie einen anderen Tag."
            raise ValidationError({"tag": satz})


def _vermerken(sitzung: Sitzung, by: Benutzer, heute: date) -> None:
    text = f"{sitzung}{', abgesagt' if sitzung.abgesagt else ''}"
    vermerken(Ereignis.SITZUNG_EINGETRAGEN, sitzung, by=by, wirksam_am=heute, text=text)


def nach_namen(gremien: Iterable[Gremium]) -> dict[str, Gremium]:
    """Give committees by each word they are called by, in small letters: short name and name."""
    return {wort.casefold(): gremium for gremium in gremien for wort in (gremium.kurz, gremium.name)}
