"""Rights around a paper: who writes it, the stations that sign it, and the office of the council that records."""

from __future__ import annotations

from typing import Any

from antraege.models import Beratungsschritt, Mitzeichnung, Rolle, Vorlage
from antraege.rechte.grund import Bedingung, Recht, im_stand

GESCHAEFTSSTELLE = frozenset({Rolle.GESCHAEFTSSTELLE})
SCHREIBEND = frozenset({Rolle.GESCHAEFTSSTELLE, Rolle.SACHBEARBEITUNG})
# Who may be a station of the route: whoever answers for something, not whoever reads or writes.
ZEICHNEND = frozenset(
    {
        Rolle.SACHGEBIETSLEITUNG,
        Rolle.AMTSLEITUNG,
        Rolle.PERSONAL,
        Rolle.KAEMMEREI,
        Rolle.AUSLAENDERBEHOERDE,
        Rolle.KOORDINATION,
        Rolle.RECHTSAMT,
        Rolle.DEZERNAT,
        Rolle.LANDRAT,
    }
)
S = Vorlage.Status


def _station(vorlage: Vorlage) -> Mitzeichnung | None:
    return Mitzeichnung.objects.naechste(vorlage)


def _stelle(vorlage: Vorlage) -> str:
    station = _station(vorlage)
    return station.get_rolle_display() if station else ""


def _am_zug(user: Any, vorlage: Vorlage) -> bool:
    station = _station(vorlage)
    return station is not None and user.hat_rolle(station.rolle, landkreis_id=vorlage.landkreis_id)


def _gibt_frei(user: Any, vorlage: Vorlage) -> bool:
    station = _station(vorlage)
    return station is not None and station.gibt_frei


def _unbeteiligt(user: Any, vorlage: Vorlage) -> bool:
    return not vorlage.bearbeitende.filter(pk=user.pk).exists()


def _noch_nicht(user: Any, vorlage: Vorlage) -> bool:
    station = _station(vorlage)
    if station is None:
        return True
    return not vorlage.mitzeichnungen.filter(durchgang=station.durchgang, gezeichnet_von=user.pk).exists()


def _federfuehrend(user: Any, vorlage: Vorlage) -> bool:
    return user.hat_rolle(vorlage.federfuehrung, landkreis_id=vorlage.landkreis_id)


AM_ZUG = Bedingung(_am_zug, "Bei der Mitzeichnung ist gerade eine andere Stelle an der Reihe.", _stelle)
UNBETEILIGT = Bedingung(
    _unbeteiligt,
    "Sie haben an der Vorlage selbst geschrieben. Zeichnen muss eine zweite Person (Vier-Augen-Prinzip).",
    _stelle,
)
NOCH_NICHT = Bedingung(
    _noch_nicht, "Sie haben diese Vorlage schon gezeichnet. Hier zeichnet eine andere Person.", _stelle
)
LETZTE = Bedingung(_gibt_frei, "Vor der Freigabe zeichnen noch andere Stellen mit.", _stelle)
NICHT_LETZTE = Bedingung(
    lambda user, vorlage: not _gibt_frei(user, vorlage),
    "Die letzte Stelle zeichnet nicht mit, sie gibt die Vorlage frei.",
    _stelle,
)
FEDERFUEHREND = Bedingung(
    _federfuehrend,
    "Die Federführung liegt bei einer anderen Stelle.",
    lambda vorlage: vorlage.get_federfuehrung_display(),
)
OHNE_ERGEBNIS = Bedingung(
    lambda user, vorlage: not vorlage.beratungsfolge.filter(erfasst_am__isnull=False).exists(),
    "Zu dieser Vorlage ist schon ein Ergebnis erfasst. Was sich jetzt ändert, bringt eine Ergänzungsvorlage.",
    Rolle.GESCHAEFTSSTELLE.label,
)
OHNE_BESCHLUSS = Bedingung(
    lambda user, vorlage: (
        not vorlage.beratungsfolge.filter(
            erfasst_am__isnull=False, rolle=Beratungsschritt.Rolle.BESCHLUSS
        ).exists()
    ),
    "Zu dieser Vorlage ist schon ein Beschluss erfasst.",
)
OHNE_ERGAENZUNG = Bedingung(
    lambda user, vorlage: not vorlage.ergaenzungen.exclude(status=S.ZURUECKGEZOGEN).exists(),
    "Zu dieser Vorlage gibt es eine Ergänzungsvorlage. Bitte ziehen Sie zuerst diese zurück.",
    Rolle.GESCHAEFTSSTELLE.label,
)
UNVEROEFFENTLICHT = Bedingung(
    lambda user, vorlage: (
        not vorlage.fassungen.filter(nummer=vorlage.fassung, veroeffentlicht_am__isnull=False).exists()
    ),
    "Diese Vorlage ist schon veröffentlicht.",
)
OEFFENTLICH_BERATEN = Bedingung(
    lambda user, vorlage: vorlage.beratungsfolge.geplant().oeffentlich().exists(),
    "Alle Sitzungen zu dieser Vorlage sind nicht öffentlich, sie wird nicht veröffentlicht.",
)
SELBST_VORLAGE = Bedingung(
    lambda user, vorlage: vorlage.art == Vorlage.Art.VORLAGE,
    "Eine Ergänzungsvorlage wird nicht selbst ergänzt, sondern die Vorlage, zu der sie gehört.",
)
ZEICHNUNG = (im_stand(S.MITZEICHNUNG), AM_ZUG, UNBETEILIGT, NOCH_NICHT)

RECHTE: dict[str, Recht] = {
    "vorlage.erstellen": Recht(SCHREIBEND),
    "vorlage.ueberarbeiten": Recht(SCHREIBEND, (im_stand(S.ENTWURF), FEDERFUEHREND)),
    "vorlage.mitzeichnen": Recht(ZEICHNEND, (*ZEICHNUNG, NICHT_LETZTE)),
    "vorlage.freigeben": Recht(ZEICHNEND, (*ZEICHNUNG, LETZTE)),
    "vorlage.zurueckgeben": Recht(ZEICHNEND, (im_stand(S.MITZEICHNUNG), AM_ZUG, NOCH_NICHT)),
    "vorlage.zurueckziehen": Recht(
        GESCHAEFTSSTELLE,
        (im_stand(S.ENTWURF, S.MITZEICHNUNG, S.FREIGEGEBEN), OHNE_BESCHLUSS, OHNE_ERGAENZUNG),
    ),
    "vorlage.neue_fassung": Recht(SCHREIBEND, (im_stand(S.FREIGEGEBEN), FEDERFUEHREND, OHNE_ERGEBNIS)),
    "vorlage.veroeffentlichen": Recht(
        GESCHAEFTSSTELLE,
        (im_stand(S.FREIGEGEBEN, S.BESCHLOSSEN), UNVEROEFFENTLICHT, OEFFENTLICH_BERATEN),
    ),
    "vorlage.ergaenzen": Recht(SCHREIBEND, (im_stand(S.FREIGEGEBEN), SELBST_VORLAGE, OHNE_BESCHLUSS)),
    "vorlage.zeichnungsweg_aendern": Recht(frozenset({Rolle.GESCHAEFTSSTELLE, Rolle.AMTSLEITUNG})),
    "vorlage.ermaechtigung_bestimmen": Recht(GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN, S.BESCHLOSSEN),)),
    "vorlage.vorberatung_erfassen": Recht(GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN),)),
    "vorlage.beschluss_erfassen": Recht(GESCHAEFTSSTELLE, (im_stand(S.FREIGEGEBEN),)),
}
