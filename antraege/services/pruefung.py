"""The district's check: return, completeness, extension of a deadline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from antraege import fristen, zeit
from antraege.berechtigungen import verlange
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Anmerkung, Antrag, Benutzer, Ereignis, Frist
from antraege.services import termine
from antraege.services.antrag import begruendet
from antraege.services.protokoll import vermerken
from antraege.services.uebergang import uebergang
from antraege.services.vollstaendigkeit import hindert

FOLGE_ERGAENZUNG = "Ohne Ergänzung entscheiden wir nach dem Stand der Unterlagen."
# No paragraph sets a longest deadline; a mistyped year would keep the application waiting, and only the municipality could end it.
HOECHSTENS = timedelta(days=366)
ZU_LANG = "Das ist mehr als ein Jahr. Bitte prüfen Sie das Jahr."


@transaction.atomic
def zurueckgeben(
    *,
    antrag: Antrag,
    anmerkungen: Iterable[tuple[str, str]],
    by: Benutzer,
    heute: date,
    frist_bis: date | None = None,
) -> Frist:
    """Return the application for completion: remarks tied to fields, and a deadline (named day, or the Richtlinie's period).

    Raises ``ValidationError`` without a remark and for a day that is not in the future or more than a year away.
    """
    verlange(by, "antrag.zurueckgeben", antrag)
    punkte = [(feld, text.strip()) for feld, text in anmerkungen if text.strip()]
    if not punkte:
        raise ValidationError({"anmerkungen": "Bitte hinterlassen Sie mindestens eine Anmerkung."})
    if frist_bis is not None and frist_bis <= heute:
        raise ValidationError({"frist_bis": "Die Frist muss nach dem heutigen Tag enden."})
    if frist_bis is not None and frist_bis > heute + HOECHSTENS:
        raise ValidationError({"frist_bis": ZU_LANG})
    uebergang(antrag, "zurueckgeben", Ereignis.ANTRAG_ZURUECKGEGEBEN, by=by, heute=heute, sichtbar=True)
    durchgang = (antrag.anmerkungen.aggregate(Max("durchgang"))["durchgang__max"] or 0) + 1
    Anmerkung.objects.bulk_create(
        Anmerkung(
            antrag=antrag,
            durchgang=durchgang,
            feld=feld,
            text=text,
            gestellt_von=by,
            gestellt_am=zeit.jetzt(),
        )
        for feld, text in punkte
    )
    return _frist_ergaenzung(antrag, heute, frist_bis)


def _frist_ergaenzung(antrag: Antrag, heute: date, frist_bis: date | None) -> Frist:
    genannt = frist_bis is not None
    return termine.eroeffnen(
        Frist.Art.ERGAENZUNG,
        antrag=antrag,
        kommune=antrag.kommune,
        ereignis_am=heute,
        folge=FOLGE_ERGAENZUNG,
        ergebnis=fristen.termin(frist_bis)
        if frist_bis is not None
        else fristen.frist(heute, antrag.fassung.frist_ergaenzung),
        typ=Frist.Typ.TERMIN if genannt else Frist.Typ.FRIST,
    )


@transaction.atomic
def ergaenzen(*, antrag: Antrag, antworten: dict[int, str], by: Benutzer, heute: date) -> None:
    """Send the completed application back; every open remark needs an answer. The first day of receipt stays.

    Raises ``ValidationError`` with one sentence per unanswered remark, and for what was emptied meanwhile.
    """
    verlange(by, "antrag.ergaenzen", antrag)
    offen = list(antrag.anmerkungen.filter(beantwortet_am__isnull=True))
    fehlt = {
        f"antwort_{a.pk}": f"Bitte beantworten Sie die Anmerkung: {a.text}"
        for a in offen
        if not antworten.get(a.pk, "").strip()
    }
    if fehlt:
        raise ValidationError(fehlt)
    if luecken := hindert(antrag):
        raise ValidationError([punkt.satz for punkt in luecken])
    jetzt = zeit.jetzt()
    uebergang(antrag, "ergaenzen", Ereignis.ANTRAG_ERGAENZT, by=by, heute=heute, sichtbar=True)
    for anmerkung in offen:
        anmerkung.antwort, anmerkung.beantwortet_von, anmerkung.beantwortet_am = (
            antworten[anmerkung.pk].strip(),
            by,
            jetzt,
        )
    Anmerkung.objects.bulk_update(offen, ["antwort", "beantwortet_von", "beantwortet_am"])
    termine.erledigen(Frist.Art.ERGAENZUNG, antrag=antrag, jetzt=jetzt)


@transaction.atomic
def frist_verlaengern(*, antrag: Antrag, bis: date, grund: str, by: Benutzer, heute: date) -> Frist:
    """Extend the deadline for completion, also after it has passed (§ 31 Abs. 7 LVwVfG); the old row stays as history."""
    verlange(by, "antrag.frist_verlaengern", antrag)
    alt = Frist.objects.offen().select_for_update().filter(antrag=antrag, art=Frist.Art.ERGAENZUNG).first()
    if alt is None:
        raise Konflikt("Zu diesem Antrag läuft keine Frist zur Ergänzung.")
    if bis <= max(alt.faellig_am, heute):
        raise ValidationError(
            {"bis": "Das neue Ende muss nach dem bisherigen Ende und nach dem heutigen Tag liegen."}
        )
    if bis > heute + HOECHSTENS:
        raise ValidationError({"bis": ZU_LANG})
    grund = begruendet(grund)
    Frist.objects.filter(pk=alt.pk).update(erledigt_am=zeit.jetzt())
    neu = _frist_ergaenzung(antrag, heute, bis)
    vermerken(
        Ereignis.FRIST_VERLAENGERT,
        antrag,
        by=by,
        wirksam_am=heute,
        text=grund,
        vorher=f"{alt.faellig_am:%d.%m.%Y}",
        nachher=f"{bis:%d.%m.%Y}",
        sichtbar=True,
    )
    return neu


@transaction.atomic
def ohne_ergaenzung_weiterpruefen(*, antrag: Antrag, grund: str, by: Benutzer, heute: date) -> None:
    """Go on by what lies before us once the deadline has passed in silence; the remarks stay open, the first receipt stays.

    No silence ends by itself, for the deadline may still be extended (§ 31 Abs. 7 LVwVfG): a person decides.
    """
    verlange(by, "antrag.ohne_ergaenzung_weiterpruefen", antrag)
    if Frist.objects.offen().filter(antrag=antrag, art=Frist.Art.ERGAENZUNG, faellig_am__gte=heute).exists():
        raise Verweigert("Die Frist zur Ergänzung läuft noch.", wer="Kommune")
    worte = begruendet(grund)
    uebergang(
        antrag, "ergaenzen", Ereignis.ERGAENZUNG_AUSGEBLIEBEN, by=by, heute=heute, text=worte, sichtbar=True
    )
    termine.erledigen(Frist.Art.ERGAENZUNG, antrag=antrag, jetzt=zeit.jetzt())


@transaction.atomic
def vollstaendigkeit_feststellen(*, antrag: Antrag, by: Benutzer, heute: date) -> None:
    """State that the application is formally complete; the subject check begins."""
    verlange(by, "antrag.vollstaendigkeit_feststellen", antrag)
    uebergang(
        antrag,
        "vollstaendigkeit_feststellen",
        Ereignis.ANTRAG_VOLLSTAENDIG,
        by=by,
        heute=heute,
        sichtbar=True,
    )
