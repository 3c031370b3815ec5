"""Which acts on an application are not possible now, each with the reason of its right and who can help.

Told together behind one line of the page, so only what somebody of this side might look for in this phase stands here.
Acts with a page of their own are offered by the same list where they are possible (``naechstes``).
"""

from antraege import formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.models import ENDZUSTAENDE, Richtlinienfassung, Status
from antraege.rechte.antrag import AMT
from antraege.services import pruefung
from antraege.views.bausteine import Act

# (right, label, page of its own or "" where a task does it)
IM_AMT = (
    ("antrag.zurueckgeben", "Zur Ergänzung zurückgeben", ""),
    ("antrag.vollstaendigkeit_feststellen", "Vollständigkeit feststellen", ""),
    ("pruefung.fachstellungnahme_erbitten", "Fachstellungnahme erbitten", "fachstellungnahme_erbitten"),
    ("antrag.frist_verlaengern", "Frist verlängern", "frist_verlaengern"),
    ("antrag.ohne_ergaenzung_weiterpruefen", "Ohne Ergänzung weiterprüfen", "ohne_ergaenzung"),
    ("antrag.empfehlen", "Empfehlung abgeben", ""),
    ("antrag.zeichnen", "Empfehlung zeichnen", ""),
    ("antrag.ohne_zeichnung_zurueckgeben", "Ohne Zeichnung zurückgeben", ""),
    ("pruefung.zeichnung_aufheben", "Zeichnung aufheben", "zeichnung_aufheben"),
)
NACH_BESCHEID = (("folgebescheid.beginnen", "Folgebescheid beginnen", "folgebescheid_beginnen"),)
VERSPAETUNG = (
    ("antrag.verspaetung_vorschlagen", "Vorschlag zur Verspätung abgeben", ""),
    ("antrag.verspaetung_entscheiden", "Über die Verspätung entscheiden", ""),
)
# In any state, so it is refused for the person's sake alone.
IMMER_IM_AMT = (("antrag.vermerken", "Aktenvermerk schreiben", ""),)
DER_KOMMUNE = (
    ("antrag.bearbeiten", "Angaben ändern"),
    ("antrag.angaben_uebernehmen", "Angaben eines früheren Antrags übernehmen"),
    ("antrag.ergaenzen", "Ergänzung einreichen"),
    ("antrag.stellungnahme_abgeben", "Stellung nehmen"),
    ("antrag.nachreichen", "Unterlage nachreichen"),
)
DES_BLATTS = (
    ("antrag.blatt_erzeugen", "Unterschriftsblatt erzeugen"),
    ("antrag.blatt_hochladen", "Unterschriebenes Blatt hochladen"),
)
IM_ENTWURF = (
    ("antrag.verbund_waehlen", "Gemeinsam mit anderen Kommunen beantragen"),
    ("antrag.zur_unterschrift_geben", "Zur Unterschrift geben"),
    ("antrag.einreichen", "Antrag einreichen"),
)
ZUR_UNTERSCHRIFT = (("antrag.bearbeiten", "Angaben ändern"), ("antrag.einreichen", "Antrag einreichen"))
VOR_ENTSCHEIDUNG = {
    Status.EINGEREICHT,
    Status.NACHFORDERUNG,
    Status.VOLLSTAENDIG,
    Status.STELLUNGNAHME,
    Status.IN_ZEICHNUNG,
    Status.GEZEICHNET,
    Status.IM_GREMIUM,
}


def nicht_moeglich(user, antrag):
    """[Act]: what this person's side could do at another time or by another person, each with the reason and who can help."""
    amt = [
        Act(label, reason=satz)
        for act, label, _ in (*im_amt(user, antrag), *_immer(user, antrag))
        if (satz := _satz(may(user, act, antrag)) or laeuft_noch(act, antrag))
    ]
    kommunal = [
        Act(label, reason=_satz(auskunft))
        for act, label in _kommunal(antrag)
        if hat_recht(user, RECHTE[act], antrag) and not (auskunft := may(user, act, antrag))
    ]
    return _nach_grund(amt + kommunal)


def _nach_grund(acts):
    """The same acts, those with the same reason side by side: the page says it once."""
    gruende = list(dict.fromkeys(act.reason for act in acts))
    return sorted(acts, key=lambda act: gruende.index(act.reason))


def im_amt(user, antrag):
    """The office's acts of this phase, for whoever works in the deciding office."""
    if not _amt(user, antrag):
        return ()
    if antrag.status in (Status.BESCHIEDEN, Status.ABGESCHLOSSEN):
        return NACH_BESCHEID
    if antrag.status not in VOR_ENTSCHEIDUNG:
        return ()
    return (*(VERSPAETUNG if antrag.verspaetet else ()), *IM_AMT)


def _immer(user, antrag):
    return IMMER_IM_AMT if antrag.eingegangen_am and _amt(user, antrag) else ()


def _amt(user, antrag):
    return user.hat_rolle(*AMT, landkreis_id=antrag.landkreis_id)


def _kommunal(antrag):
    """The municipality's acts of this phase; withdrawal explains itself beside the acts that are possible."""
    if antrag.status == Status.ENTWURF:
        return IM_ENTWURF
    if antrag.status == Status.ZUR_UNTERSCHRIFT:
        return ZUR_UNTERSCHRIFT
    if antrag.eingegangen_am is None or antrag.status in ENDZUSTAENDE:
        return ()
    ohne = antrag.fassung.unterzeichnung == Richtlinienfassung.Unterzeichnung.ERKLAERUNG
    return DER_KOMMUNE if ohne else DER_KOMMUNE + DES_BLATTS


def laeuft_noch(act, antrag):
    """Why the office cannot go on without the completion yet; empty for other acts and once the deadline is over."""
    if act != "antrag.ohne_ergaenzung_weiterpruefen" or antrag.status != Status.NACHFORDERUNG:
        return ""
    laeuft = pruefung.frist_laeuft(antrag, zeit.heute())
    return (
        f"Die Frist zur Ergänzung läuft noch bis {formate.datum(laeuft)}. Bis dahin kann: Kommune."
        if laeuft
        else ""
    )


def _satz(auskunft):
    if auskunft:
        return ""
    return (
        f"{auskunft.satz} Das kann: {auskunft.wer}."
        if auskunft.wer and auskunft.wer.casefold() not in auskunft.satz.casefold()
        else auskunft.satz
    )
