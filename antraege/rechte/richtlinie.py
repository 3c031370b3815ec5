"""Rights around a programme's rules and rounds: the office drafts, a head states and publishes."""

from __future__ import annotations

from antraege.models import Benutzer, Foerderprogramm, Foerderrunde, Richtlinienfassung, Rolle
from antraege.rechte.grund import Bedingung, Recht, im_stand

LEITUNG = frozenset({Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG})
AMT = frozenset({Rolle.SACHBEARBEITUNG}) | LEITUNG
LEITUNG_WORT = "Sachgebietsleitung oder Amtsleitung"
AMT_WORT = "Sachbearbeitung Förderung"
F, R = Richtlinienfassung.Status, Foerderrunde.Status


def _nicht_selbst_bearbeitet(user: Benutzer, fassung: Richtlinienfassung) -> bool:
    return not fassung.bearbeitende.filter(pk=user.pk).exists()


def _antragsfrist(user: Benutzer, runde: Foerderrunde) -> bool:
    landkreis = runde.programm.bewilligungsstelle == Foerderprogramm.Bewilligungsstelle.LANDKREIS
    return runde.antrag_bis is not None or not landkreis


def _zielgruppen(user: Benutzer, runde: Foerderrunde) -> bool:
    return runde.pk is not None and bool(runde.zielgruppen.all())


ZWEITE_PERSON = Bedingung(
    _nicht_selbst_bearbeitet,
    "Sie haben die Fassung bearbeitet. Feststellen muss eine andere Person, die nichts an ihr geändert hat (Vier-Augen-Prinzip).",
    LEITUNG_WORT,
)


def _ermaechtigt(user: Benutzer, fassung: Richtlinienfassung) -> bool:
    programm = fassung.programm
    eigenes = programm.geber == Foerderprogramm.Geber.LANDKREIS
    return not eigenes or programm.ermaechtigung is None or programm.ermaechtigung.ermaechtigt


# A programme the district pays has no positions of its own (R17): what its motion authorises is its Richtlinie.
ERMAECHTIGT = Bedingung(
    _ermaechtigt,
    "Das Programm stützt sich auf einen Beschlussantrag, den der Kreistag noch nicht angenommen hat. Erst danach lässt sich die Richtlinie anpassen (R19).",
    Rolle.GESCHAEFTSSTELLE.label,
)
UNBENUTZT = Bedingung(
    lambda user, fassung: not fassung.runden.exists(),
    "Eine Förderrunde beruht auf dieser Fassung. Bitte wählen Sie dort zuerst eine andere.",
    AMT_WORT,
)
FESTE_FASSUNG = Bedingung(
    lambda user, runde: runde.fassung.status == F.FESTGESTELLT,
    "Die Fassung der Richtlinie ist noch ein Entwurf. Zuerst ist sie festzustellen.",
    LEITUNG_WORT,
)
ANTRAGSFRIST = Bedingung(_antragsfrist, "Der Runde fehlt die Antragsfrist (Anträge von und bis).", AMT_WORT)
ZIELGRUPPEN = Bedingung(_zielgruppen, "Der Runde fehlen die Zielgruppen.", AMT_WORT)
HAT_ANTRAGSFRIST = Bedingung(
    lambda user, runde: runde.antrag_bis is not None, "Diese Runde hat keine Antragsfrist."
)
FRAGT_GREMIUM = Bedingung(
    lambda user, runde: runde.fragt_gremium, "In dieser Runde entscheidet die Verwaltung, kein Gremium."
)

RECHTE: dict[str, Recht] = {
    "fassung.anlegen": Recht(AMT),
    "fassung.bearbeiten": Recht(AMT, (im_stand(F.ENTWURF),)),
    "fassung.verwerfen": Recht(AMT, (im_stand(F.ENTWURF), UNBENUTZT)),
    "fassung.feststellen": Recht(LEITUNG, (im_stand(F.ENTWURF), ZWEITE_PERSON, ERMAECHTIGT)),
    "runde.anlegen": Recht(AMT),
    "runde.bearbeiten": Recht(AMT, (im_stand(R.ENTWURF),)),
    "runde.veroeffentlichen": Recht(LEITUNG, (im_stand(R.ENTWURF), FESTE_FASSUNG, ANTRAGSFRIST, ZIELGRUPPEN)),
    "runde.ziel_bestimmen": Recht(AMT | {Rolle.GESCHAEFTSSTELLE}, (FRAGT_GREMIUM,)),
    "antragsfrist.verlaengern": Recht(LEITUNG, (im_stand(R.VEROEFFENTLICHT), HAT_ANTRAGSFRIST)),
}
