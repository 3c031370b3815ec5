"""When a notice becomes final: by waiver at once, or when the month for a remedy has passed without a timely one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import transaction

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.formate import datum
from antraege.models import Benutzer, Bescheid, Ereignis, Frist, Klage, Widerspruch
from antraege.services import termine
from antraege.services.bescheid_stand import im_stand, setze_stand, sperre, weiter

S = Bescheid.Status
EIN_TAG = timedelta(days=1)


def erste_frist(bescheid: Bescheid) -> Frist | None:
    """Give the month for an objection, running or not: the one that began when the notice became known (§ 70 VwGO)."""
    return Frist.objects.filter(bescheid=bescheid, art=Frist.Art.RECHTSBEHELF).order_by("pk").first()


def letzte_frist(bescheid: Bescheid) -> Frist | None:
    """Give the month for an action: the newest one, which a decision on an objection began anew (§ 74 VwGO)."""
    return Frist.objects.filter(bescheid=bescheid, art=Frist.Art.RECHTSBEHELF).order_by("-pk").first()


@transaction.atomic
def verzichten(*, bescheid: Bescheid, by: Benutzer, heute: date) -> Bescheid:
    """Waive every remedy for the municipality: the notice is final at once, the month ends.

    Raises ``Verweigert`` before it is known, to whoever may not receive notices, and while a remedy is open.
    """
    bescheid = im_stand(bescheid, S.BEKANNTGEGEBEN)
    verlange(by, "rechtsbehelf.verzichten", bescheid)
    _bestandskraeftig(
        bescheid,
        heute,
        Ereignis.RECHTSBEHELF_VERZICHT,
        by=by,
        heute=heute,
        verzichtet_am=zeit.jetzt(),
        verzichtet_von=by,
    )
    return bescheid


@transaction.atomic
def ablaufen(*, frist: Frist, by: Benutzer, heute: date) -> bool:
    """State that a notice is final since the day after its month; give False where that was done or a remedy is open."""
    bescheid = Bescheid.objects.select_related("antrag").get(fristen=frist)
    sperre(bescheid.antrag)
    bescheid.refresh_from_db(fields=["status"])
    offen = Frist.objects.faellig(am=heute).filter(pk=frist.pk).exists()
    if not offen or bescheid.status != S.BEKANNTGEGEBEN or ist_gehemmt(bescheid) or ist_aufgehoben(bescheid):
        return False
    feststellen(bescheid, frist.faellig_am + EIN_TAG, by=by, heute=heute)
    return True


def feststellen(bescheid: Bescheid, seit: date, *, by: Benutzer, heute: date) -> None:
    """Let a locked notice be final since the day ``seit``."""
    _bestandskraeftig(bescheid, seit, Ereignis.BESCHEID_BESTANDSKRAEFTIG, by=by, heute=heute)


def ist_gehemmt(bescheid: Bescheid) -> bool:
    """Say whether a timely objection is open or a timely action is pending."""
    return any(art.objects.hemmend().filter(bescheid=bescheid).exists() for art in (Widerspruch, Klage))


def ist_aufgehoben(bescheid: Bescheid) -> bool:
    """Say whether the court has annulled the notice: it never becomes final, a new one says what holds (§ 113 VwGO)."""
    return Klage.objects.aufhebend().filter(bescheid=bescheid).exists()


def urteil(bescheid: Bescheid) -> Klage | None:
    """Give the action that was judged in substance; after it nobody can call the court again (§ 121 VwGO)."""
    return Klage.objects.rechtskraeftig().filter(bescheid=bescheid).first()


def hemmen(bescheid: Bescheid) -> None:
    """End the month; what was taken for final meanwhile never was: the receipt counts, not the entry (§§ 70, 74 VwGO)."""
    termine.erledigen(Frist.Art.RECHTSBEHELF, bescheid=bescheid, jetzt=zeit.jetzt())
    if bescheid.status == S.BESTANDSKRAEFTIG:
        setze_stand(bescheid, S.BEKANNTGEGEBEN, bestandskraeftig_am=None)


def spur(
    bescheid: Bescheid,
    fristen: Sequence[Frist],
    widersprueche: Iterable[Widerspruch],
    klagen: Iterable[Klage],
) -> str:
    """Say from which days it follows since when the notice is final; "" while it is not."""
    if bescheid.bestandskraeftig_am is None:
        return ""
    seit = f"bestandskräftig seit {datum(bescheid.bestandskraeftig_am)}"
    if bescheid.verzichtet_am is not None:
        return f"auf Rechtsbehelf verzichtet {datum(bescheid.verzichtet_am)} → {seit}"
    art = "Klagefrist" if len(fristen) > 1 else "Rechtsbehelfsfrist"
    tage = [f"{art} bis {datum(frist.faellig_am)}" for frist in fristen[-1:]]
    for w in widersprueche:
        if w.zurueckgenommen_am and w.zaehlt:
            tage.append(f"Rücknahme des Widerspruchs eingegangen {datum(w.zurueckgenommen_am)}")
    for k in klagen:
        if k.beendet_am and k.hemmt:
            tage.append(f"Klage {k.get_status_display().lower()} {datum(k.beendet_am)}")
    return f"{', '.join(tage)} → {seit}"


def zurueckgenommen(bescheid: Bescheid, am: date, *, by: Benutzer, heute: date) -> None:
    """A remedy was withdrawn on that day: what is left of the month holds again; without a rest the notice is final.

    Not where an action was settled: what holds then, a later notice or a waiver says.
    """
    if ist_gehemmt(bescheid) or _verglichen(bescheid):
        return
    frist = letzte_frist(bescheid)
    if frist is not None and frist.faellig_am >= heute:
        Frist.objects.filter(pk=frist.pk).update(erledigt_am=None)
    else:
        ende = frist.faellig_am + EIN_TAG if frist else am
        feststellen(bescheid, max(am, ende), by=by, heute=heute)


def nach_urteil(bescheid: Bescheid, klage: Klage, am: date, *, by: Benutzer, heute: date) -> None:
    """The objection that was still open ended on that day: no month runs any more; what the court left is final."""
    if klage.beendet_am is None or klage.status == Klage.Status.STATTGEGEBEN or ist_gehemmt(bescheid):
        return
    feststellen(bescheid, max(am, klage.beendet_am), by=by, heute=heute)


def _verglichen(bescheid: Bescheid) -> bool:
    erledigt = Klage.objects.filter(bescheid=bescheid, status=Klage.Status.ERLEDIGT, hemmt=True)
    return erledigt.exists()


def _bestandskraeftig(bescheid: Bescheid, seit: date, ereignis: Ereignis, **felder) -> None:  # type: ignore[no-untyped-def]
    weiter(bescheid, S.BESTANDSKRAEFTIG, ereignis, sichtbar=True, bestandskraeftig_am=seit, **felder)
    termine.erledigen(Frist.Art.RECHTSBEHELF, bescheid=bescheid, jetzt=zeit.jetzt())
