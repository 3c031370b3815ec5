"""What a withdrawal brings, said before anybody confirms it."""

from antraege import formate
from antraege.models import Status
from antraege.services import nachreichung

NUR_EINGEREICHTES = "Zurückgezogen wird, was zuletzt eingereicht ist. Was Sie seit der Rückgabe geändert haben, kann nur Ihre Kommune weiter lesen."
OHNE_WEG_ZURUECK = "Das lässt sich nicht rückgängig machen."


def folgen(antrag, heute):
    """[sentence]: what happens to application, papers, deadlines, positions, and until when a new one is possible."""
    return [
        *_antrag(antrag),
        _neuer(antrag, heute),
        *_unterlagen(antrag),
        *_weitere(antrag),
        _lesbar(antrag),
    ]


def _antrag(antrag):
    steht = antrag.beantragt_vzae and antrag.status != Status.NACHFORDERUNG  # there it may still be changed
    umfang = f" über {formate.vzae(antrag.beantragt_vzae)}" if steht else ""
    if antrag.eingegangen_am is None:
        return [f"Der Entwurf{umfang} wird nicht eingereicht. {OHNE_WEG_ZURUECK}"]
    saetze = [f"Der Antrag{umfang} wird nicht weiter geprüft. {OHNE_WEG_ZURUECK}"]
    if antrag.status_kommune == Status.IM_GREMIUM:
        saetze.append("Das Gremium entscheidet nicht mehr über ihn.")
    if antrag.status == Status.NACHFORDERUNG:
        saetze.append(NUR_EINGEREICHTES)
    return saetze


def _neuer(antrag, heute):
    tag = formate.datum_lang(antrag.runde.antrag_bis)
    if antrag.runde.antrag_bis >= heute:
        return f"Ein neuer Antrag in dieser Runde ist bis {tag}, 24 Uhr, möglich. Er erhält eine eigene Vorgangsnummer und sein eigenes Eingangsdatum."
    return (
        f"Ein neuer Antrag in dieser Runde ist nicht mehr möglich: Die Antragsfrist ist am {tag} abgelaufen."
    )


def _unterlagen(antrag):
    """Papers stay where they are; those announced are no longer owed, and a signature holds for this application alone."""
    saetze = []
    if anzahl := antrag.anlagen.filter(entfernt_am__isnull=True).count():
        was = "Die Unterlage bleibt" if anzahl == 1 else f"Die {anzahl} Unterlagen bleiben"
        saetze.append(
            f"{was} beim zurückgezogenen Antrag. Einem neuen Antrag fügen Sie Unterlagen bitte neu bei."
        )
    if antrag.eingegangen_am and (namen := nachreichung.namen(antrag)):
        saetze.append(f"Nachzureichen ist nichts mehr: {namen}.")
    if antrag.unterschriftsblaetter.filter(aufgehoben_am__isnull=True).exists():
        saetze.append(
            "Das Unterschriftsblatt gilt nur für diesen Antrag. Ein neuer braucht eine neue Unterschrift."
        )
    return saetze


def _weitere(antrag):
    saetze = []
    if antrag.eingegangen_am:
        saetze.append("Alle Fristen zu diesem Antrag enden.")
    if antrag.zusammenschluss_id:
        saetze.append("Er gilt als zurückgezogen für alle Kommunen des gemeinsamen Antrags.")
    if antrag.aufgestockt_id:
        saetze.append(f"Die Stelle {antrag.aufgestockt.nummer} behält ihren bisherigen Umfang.")
    saetze.append(
        "Aus diesem Antrag wird kein Stellenanteil bewilligt. Stellen, die Sie dafür schon geschaffen oder besetzt haben, zahlt Ihre Kommune selbst."
    )
    return saetze


def _lesbar(antrag):
    wer = "Sie und das Landratsamt" if antrag.eingegangen_am else "Sie"
    return f"Er bleibt mit allen Angaben und Unterlagen für {wer} lesbar."
