"""The budget of a programme as the Kämmerei records it: year, product, Ansatz, Verpflichtungsermächtigung, entry into force.

What it allows the notices stands in haushalt.py.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from antraege.berechnung import NULL
from antraege.berechtigungen import verlange
from antraege.formate import datum, euro
from antraege.models import Benutzer, Ereignis, Foerderprogramm, Haushaltsermaechtigung
from antraege.services.protokoll import vermerken


@transaction.atomic
def erfassen(
    *,
    programm: Foerderprogramm,
    jahr: int,
    produkt: str,
    ansatz: Decimal,
    by: Benutzer,
    heute: date,
    verpflichtung: Decimal = NULL,
    in_kraft_am: date | None = None,
    gesperrt: bool = False,
) -> Haushaltsermaechtigung:
    """Record what the budget of a year allows the programme on one product. Raises ``ValidationError`` at the field."""
    neu = Haushaltsermaechtigung(programm=programm, jahr=jahr, produkt=produkt.strip())
    return _speichern(neu, ansatz, verpflichtung, in_kraft_am, gesperrt, by, heute)


@transaction.atomic
def aendern(
    *,
    ermaechtigung: Haushaltsermaechtigung,
    ansatz: Decimal,
    by: Benutzer,
    heute: date,
    verpflichtung: Decimal = NULL,
    in_kraft_am: date | None = None,
    gesperrt: bool = False,
) -> Haushaltsermaechtigung:
    """Change the figures of a year and product: a Nachtrag, a Sperre, the entry into force. The log keeps old and new."""
    gelesen = Haushaltsermaechtigung.objects.select_for_update(of=("self",)).select_related("programm")
    return _speichern(
        gelesen.get(pk=ermaechtigung.pk), ansatz, verpflichtung, in_kraft_am, gesperrt, by, heute
    )


def _speichern(
    zeile: Haushaltsermaechtigung,
    ansatz: Decimal,
    verpflichtung: Decimal,
    in_kraft_am: date | None,
    gesperrt: bool,
    by: Benutzer,
    heute: date,
) -> Haushaltsermaechtigung:
    verlange(by, "haushalt.erfassen", zeile)
    vorher = worte(zeile) if zeile.pk else ""
    zeile.ansatz, zeile.verpflichtung = ansatz, verpflichtung
    zeile.in_kraft_am, zeile.gesperrt = in_kraft_am, gesperrt
    zeile.clean_fields()
    if not zeile.produkt:
        raise ValidationError({"produkt": "Bitte nennen Sie das Produkt, zum Beispiel 31.80.01."})
    try:
        with transaction.atomic():
            zeile.save()
    except IntegrityError as fehler:
        raise ValidationError(_zeilenfehler(str(fehler))) from fehler
    text = f"{vorher} → {worte(zeile)}" if vorher else worte(zeile)
    vermerken(Ereignis.HAUSHALT_ERFASST, zeile, by=by, wirksam_am=heute, text=text)
    return zeile


def _zeilenfehler(fehler: str) -> dict[str, str]:
    if "haushalt_je_jahr_und_produkt_eindeutig" in fehler:
        return {
            "produkt": "Zu diesem Jahr und Produkt gibt es schon eine Haushaltsermächtigung. Bitte ändern Sie diese."
        }
    if "haushalt_jahr_moeglich" in fehler:
        return {"jahr": "Das Haushaltsjahr liegt zwischen 2000 und 2100."}
    return {"ansatz": "Ansatz und Verpflichtungsermächtigung dürfen nicht negativ sein."}


def worte(zeile: Haushaltsermaechtigung) -> str:
    """A row in one line, as the log keeps it."""
    teile = [f"{zeile.jahr}, Produkt {zeile.produkt}: Ansatz {euro(zeile.ansatz)}"]
    teile.append(f"Verpflichtungsermächtigung {euro(zeile.verpflichtung)}")
    teile.append(f"in Kraft am {datum(zeile.in_kraft_am)}" if zeile.in_kraft_am else "noch nicht in Kraft")
    return ", ".join([*teile, "gesperrt"] if zeile.gesperrt else teile)
