"""Which acts on an application are not possible now, each with the reason of its right and who can help.

Told together behind one line of the page, so only what somebody of this side might look for in this phase stands here.
Acts with a page of their own are offered by the same list where they are possible (``naechstes``).
"""

from antraege import formate, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.models import ENDZUSTAENDE, Bescheid, Richtlinienfassung, Status
from antraege.rechte.antrag import AMT
from antraege.services import pruefung
from antraege.services.bescheid_stand import letzter
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
NACH_BESCHEID = (
    ("folgebescheid.beginnen", "Folgebescheid beginnen", "folgebescheid_beginnen"),
    ("stelle.erfassen", "Stellenanteil erfassen", ""),
)
# Asked of the latest notice: of a draft, of one that waits to become known.
AM_ENTWURF = (
    ("bescheid.freigeben", "Bescheid freigeben"),
    ("bescheid.zurueckgeben", "Entwurf des Bescheids zurückgeben"),
)
AM_ERSTEN = (("bescheid.ueberarbeiten", "Bescheid entwerfen"), *AM_ENTWURF)
AM_FOLGENDEN = (
    ("folgebescheid.entwerfen", "Folgebescheid entwerfen"),
    ("folgebescheid.verwerfen", "Entwurf des Folgebescheids verwerfen"),
    *AM_ENTWURF,
)
AM_BEREITEN = (("bescheid.versenden", "Bescheid per Post senden"),)
OHNE_ENTWURF = "Es gibt noch keinen Entwurf des Bescheids. Das kann: Sachbearbeitung Förderung."
VERSPAETUNG = (
    ("antrag.verspaetung_vorschlagen", "Vorschlag zur Verspätung abgeben", ""),
    ("antrag.verspaetung_entscheiden", "Über die Verspätung entscheiden", ""),
)
# While the municipality completes its application or may respond.
MEHR_ZEIT = (("antrag.mehr_zeit_ablehnen", "Bitte um mehr Zeit ablehnen", "mehr_zeit_ablehnen"),)
# In any state, the file number up to the notice; mostly refused for the person's sake alone.
IMMER_IM_AMT = (
    ("antrag.vermerken", "Aktenvermerk schreiben", ""),
    ("antrag.aktenzeichen_eintragen", "Aktenzeichen eintragen", ""),
)
DER_KOMMUNE = (
    ("antrag.bearbeiten", "Angaben ändern"),
    ("antrag.angaben_uebernehmen", "Angaben eines früheren Antrags übernehmen"),
    ("antrag.ergaenzen", "Ergänzung einreichen"),
    ("antrag.stellungnahme_abgeben", "Stellung nehmen"),
    ("antrag.mehr_zeit_erbitten", "Um mehr Zeit bitten"),
    ("antrag.nachreichen", "Unterlage nachreichen"),
)
GEMEINSAM = (("antrag.verbund_waehlen", "Gemeinsam mit anderen Kommunen beantragen"),)
DES_BLATTS = (
    ("antrag.blatt_erzeugen", "Unterschriftsblatt erzeugen"),
    ("antrag.blatt_hochladen", "Unterschriebenes Blatt hochladen"),
)
IM_ENTWURF = (
    *GEMEINSAM,
    ("antrag.zur_unterschrift_geben", "Zur Unterschrift geben"),
    ("antrag.einreichen", "Antrag einreichen"),
)
ZUR_UNTERSCHRIFT = (
    ("antrag.bearbeiten", "Angaben ändern"),
    ("antrag.angaben_uebernehmen", "Angaben eines früheren Antrags übernehmen"),
    ("antrag.einreichen", "Antrag einreichen"),
)
MIT_BESCHEID = {Status.BESCHLOSSEN, Status.BESCHIEDEN, Status.ABGESCHLOSSEN}
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
        if (satz := satz_zu(may(user, act, antrag)) or laeuft_noch(act, antrag))
    ]
    kommunal = [
        Act(label, reason=satz_zu(auskunft))
        for act, label in _kommunal(antrag)
        if hat_recht(user, RECHTE[act], antrag) and not (auskunft := may(user, act, antrag))
    ]
    return nach_grund(amt + _am_bescheid(user, antrag) + kommunal)


def _am_bescheid(user, antrag):
    """What is done with the latest notice, once the application is decided: first and later drafts, posting."""
    if antrag.status not in MIT_BESCHEID or not _amt(user, antrag):
        return []
    papier = letzter(antrag)
    if papier is None:
        satz = satz_zu(may(user, "bescheid.entwerfen", antrag))
        entwerfen = [Act("Bescheid entwerfen", reason=satz)] if satz else []
        return entwerfen + [Act(label, reason=OHNE_ENTWURF) for _, label in AM_ENTWURF]
    papier.antrag = antrag
    acts = _handlungen_an(papier)
    return [Act(label, reason=satz) for act, label in acts if (satz := satz_zu(may(user, act, papier)))]


def _handlungen_an(papier):
    if papier.status == Bescheid.Status.ENTWURF:
        return AM_ERSTEN if papier.aendert_id is None else AM_FOLGENDEN
    return AM_BEREITEN if papier.status == Bescheid.Status.BEREITGESTELLT else ()


def nach_grund(acts):
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
    bei_der_kommune = antrag.status in (Status.NACHFORDERUNG, Status.STELLUNGNAHME)
    return (
        *(VERSPAETUNG if antrag.verspaetet else ()),
        *IM_AMT,
        *(MEHR_ZEIT if bei_der_kommune else ()),
    )


def _immer(user, antrag):
    return IMMER_IM_AMT if antrag.eingegangen_am and _amt(user, antrag) else ()


def _amt(user, antrag):
    return user.hat_rolle(*AMT, landkreis_id=antrag.landkreis_id)


def _kommunal(antrag):
    """The municipality's acts of this phase; withdrawal explains itself beside the acts that are possible."""
    if antrag.status == Status.ENTWURF:
        return IM_ENTWURF
    if antrag.status == Status.ZUR_UNTERSCHRIFT:
        return ZUR_UNTERSCHRIFT + _je_fassung(antrag)
    if antrag.eingegangen_am is None or antrag.status in ENDZUSTAENDE:
        return ()
    return DER_KOMMUNE + _je_fassung(antrag)


def _je_fassung(antrag):
    """What only some versions of the rules know: together with others, a sheet to sign."""
    ohne = antrag.fassung.unterzeichnung == Richtlinienfassung.Unterzeichnung.ERKLAERUNG
    return (*(GEMEINSAM if antrag.fassung.zusammenschluss_erlaubt else ()), *(() if ohne else DES_BLATTS))


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


def satz_zu(auskunft):
    """The sentence of a refusal with who can help, unless it says so itself; empty where there is none."""
    if auskunft:
        return ""
    return (
        f"{auskunft.satz} Das kann: {auskunft.wer}."
        if auskunft.wer and auskunft.wer.casefold() not in auskunft.satz.casefold()
        else auskunft.satz
    )
