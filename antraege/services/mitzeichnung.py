"""Who signs a paper: the district's route frozen for it, station after station, until the last one releases (praxis 3, row 14)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from antraege import fristen, zeit
from antraege.berechnung import NULL
from antraege.berechtigungen import verlange
from antraege.models import Benutzer, Ereignis, Frist, Mitzeichnung, Rolle, Vorlage, Zeichnungsweg
from antraege.services import gremien, termine, vorlagenfassung, vorlagenstellungnahmen, wertgrenze
from antraege.services.vorlagenschritt import eintragen, sperren, wechseln

S = Vorlage.Status
M = Mitzeichnung.Ergebnis


def stelle(vorlage: Vorlage) -> str:
    """Give the role whose signature is due; the head of the office where the paper has no station."""
    station = Mitzeichnung.objects.naechste(vorlage)
    return station.rolle if station else Rolle.AMTSLEITUNG


def stationen(vorlage: Vorlage) -> list[Zeichnungsweg]:
    """Give the stations that sign this paper by its value, in order; without any the head of the office releases."""
    weg = Zeichnungsweg.objects.filter(landkreis=vorlage.landkreis_id).order_by("nummer")
    betrag = vorlage.betrag or NULL
    gewaehlt = [station for station in weg if station.ab_betrag is None or station.ab_betrag <= betrag]
    return gewaehlt or [Zeichnungsweg(rolle=Rolle.AMTSLEITUNG)]


@transaction.atomic
def geben(*, vorlage: Vorlage, by: Benutzer, heute: date, nachmeldung: str = "") -> None:
    """Hand the draft in for signature: its stations are frozen as a new passage. Raises ``ValidationError`` at a field.

    An empty value is no small one: where the route or a committee depends on it or money is meant, it must be stated; and a
    committee that may not decide on it is told here. ``nachmeldung``: why it comes after the closing day of one of its
    sittings; needed then.
    """
    verlange(by, "vorlage.ueberarbeiten", vorlage)
    if vorlage.betrag is None and (_nach_wert(vorlage) or wertgrenze.braucht_betrag(vorlage)):
        raise ValidationError({"betrag": wertgrenze.OHNE_BETRAG})
    if einwaende := wertgrenze.einwaende(vorlage):
        raise ValidationError({"kreistag": einwaende})
    text = _nachmeldung(vorlage, nachmeldung.strip(), heute)
    vorlagenfassung.druckbar(vorlage, heute)
    vorlagenstellungnahmen.beilegen(vorlage, by, heute)
    wechseln(vorlage, S.ENTWURF, S.MITZEICHNUNG)
    erste = _durchgang(vorlage)
    _frist(vorlage, erste, heute)
    eintragen(
        Ereignis.VORLAGE_ZUR_MITZEICHNUNG,
        vorlage,
        by,
        heute,
        vorher=S.ENTWURF,
        nachher=erste.rolle,
        text=text,
    )


def _nachmeldung(vorlage: Vorlage, grund: str, heute: date) -> str:
    """Give what the log says of a paper that comes after a closing day; empty for one in time, and for loaded history."""
    offen = vorlage.beratungsfolge.offen().select_related("sitzung__gremium")
    hinweise = [gremien.abgabe_hinweis(schritt.sitzung, heute) for schritt in offen]
    zu_spaet = next((hinweis for hinweis in hinweise if hinweis), "")
    if not zu_spaet or vorlage.historisch:
        return ""
    if not grund:
        raise ValidationError({"nachmeldung": zu_spaet})
    return f"{gremien.NACHMELDUNG}: {grund}"


def _nach_wert(vorlage: Vorlage) -> bool:
    return Zeichnungsweg.objects.filter(landkreis=vorlage.landkreis_id, ab_betrag__isnull=False).exists()


def _durchgang(vorlage: Vorlage) -> Mitzeichnung:
    """Freeze the stations as the paper's next passage; give the first one."""
    letzter = vorlage.mitzeichnungen.order_by("-durchgang").values_list("durchgang", flat=True).first() or 0
    weg = stationen(vorlage)
    zeilen = [
        Mitzeichnung(
            vorlage=vorlage,
            durchgang=letzter + 1,
            nummer=nummer,
            rolle=station.rolle,
            frist=station.frist,
            gibt_frei=nummer == len(weg),
        )
        for nummer, station in enumerate(weg, 1)
    ]
    return Mitzeichnung.objects.bulk_create(zeilen)[0]


@transaction.atomic
def mitzeichnen(*, vorlage: Vorlage, by: Benutzer, heute: date, bemerkung: str = "") -> None:
    """Sign for the station whose turn it is; the next one follows. The last one does not sign, it releases."""
    sperren(vorlage)
    verlange(by, "vorlage.mitzeichnen", vorlage)
    zeichne(vorlage, by, M.GEZEICHNET, bemerkung)
    naechste = Mitzeichnung.objects.naechste(vorlage)
    assert naechste is not None  # noqa: S101  the right asks for a station that does not release, so one follows
    _frist(vorlage, naechste, heute)
    eintragen(
        Ereignis.VORLAGE_MITGEZEICHNET, vorlage, by, heute, vorher=S.MITZEICHNUNG, nachher=naechste.rolle,
        text=bemerkung.strip(),
    )  # fmt: skip


def zeichne(vorlage: Vorlage, by: Benutzer, ergebnis: str, bemerkung: str = "") -> None:
    """Close the station whose turn it is, with its deadline; the paper is locked, so it is the one ``by`` was asked about."""
    jetzt = zeit.jetzt()
    station = Mitzeichnung.objects.naechste(vorlage)
    if station is not None:
        station.ergebnis, station.bemerkung = ergebnis, bemerkung.strip()
        station.gezeichnet_von, station.gezeichnet_am = by, jetzt
        station.save()
    termine.erledigen(Frist.Art.MITZEICHNUNG, vorlage=vorlage, jetzt=jetzt)


def abbrechen(vorlage: Vorlage) -> None:
    """End the running passage: what is still open lapses, with its deadline."""
    vorlage.mitzeichnungen.filter(ergebnis=M.OFFEN).update(ergebnis=M.ENTFALLEN)
    termine.erledigen(Frist.Art.MITZEICHNUNG, vorlage=vorlage, jetzt=zeit.jetzt())


def _frist(vorlage: Vorlage, station: Mitzeichnung, heute: date) -> None:
    termine.eroeffnen(
        Frist.Art.MITZEICHNUNG,
        vorlage=vorlage,
        rolle=station.rolle,
        ereignis_am=heute,
        ergebnis=fristen.frist(heute, station.frist),
        folge="Die Vorlage erreicht die Sitzung nicht rechtzeitig.",
    )
