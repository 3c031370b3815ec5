"""The Verlauf of an application: the log as far as this person may read it, newest first."""

from antraege.einsicht import empfehlung_sichtbar, im_amt
from antraege.formate import ortstag, wen
from antraege.models import Ereignis, Protokolleintrag, Rolle
from antraege.views.bausteine import LogEntry

HOECHSTENS = 200


def verlauf(user, antrag):
    """[LogEntry] with German labels, who in which role, and for whom a substitute acted."""
    eintraege = Protokolleintrag.objects.visible_to(user).filter(antrag=antrag).order_by("-pk")
    eintraege = eintraege.select_related("benutzer", "vertretung_fuer", "text").prefetch_related(
        "benutzer__mitgliedschaften"
    )
    # The reason of a cut is the recommendation's: told in the hearing, and again with the result.
    verdeckt = () if empfehlung_sichtbar(user, antrag) else (Ereignis.STELLUNGNAHME_ERBETEN,)
    if not im_amt(
        user, antrag.landkreis_id
    ):  # why it was complete despite a gap is the office's own judgement
        verdeckt += (Ereignis.ANTRAG_VOLLSTAENDIG,)
    return [
        LogEntry(e.geschehen_am, _was(e), wer(e), "" if e.art in verdeckt else _worte(e))
        for e in eintraege[:HOECHSTENS]
    ]


def _was(eintrag):
    """The event; an opinion with the office it is asked of, for several may be asked on one day."""
    art = eintrag.get_art_display()
    return f"{art}: {Rolle(eintrag.nachher).label}" if eintrag.objekt_art == "fachstellungnahme" else art


def _worte(eintrag):
    return eintrag.text.text if eintrag.text else ""


def wer(eintrag):
    """``Petra Probe, Sachgebietsleitung, als Vertretung für Otto Ober``."""
    if eintrag.benutzer.ist_system:
        return "System"
    worte = [eintrag.benutzer.name, _rolle(eintrag)]
    if eintrag.vertretung_fuer:
        worte.append(f"als Vertretung für {wen(eintrag.vertretung_fuer)}")
    return ", ".join(wort for wort in worte if wort)


def _rolle(eintrag):
    """The role held on the day of the act, in the municipality's or the district's name; later changes alter nothing."""
    tag = ortstag(eintrag.geschehen_am)
    gehalten = [
        m for m in eintrag.benutzer.mitgliedschaften.all() if m.von <= tag and (m.bis is None or tag <= m.bis)
    ]
    return Rolle(gehalten[0].rolle).label if gehalten else ""
