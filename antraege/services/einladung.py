"""Invitations of a municipality: issued to its functional mailbox, withdrawn, accepted once (praxis 4 (1)).

The link is a signature over the row's id and its moment of issue; it is never stored and never written to the log.
How long it is good for the row says, not the signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from antraege import zeit
from antraege.berechtigungen import verlange
from antraege.dauer import Dauer
from antraege.fehler import Konflikt, Verweigert
from antraege.formate import datum
from antraege.models import Benutzer, Einladung, Ereignis, Kommune, Mitgliedschaft
from antraege.models.mitgliedschaft import MitgliedschaftQuerySet
from antraege.rechte.antrag import KOMMUNE
from antraege.services.protokoll import vermerken

ZWEITER_FAKTOR: Final = ("mfa", "Authenticator")
GUELTIG: Final = Dauer(14, "T")
HOECHSTENS_OFFEN: Final = 20  # of one municipality: nobody floods its mailbox
SALZ: Final = "foerderlauf.einladung"
EIN_TAG: Final = timedelta(days=1)
KEIN_EMPFANG: Final = "Bescheide öffnen die Sachbearbeitung der Kommune und die zeichnungsberechtigte Person."


class Verbraucht(Konflikt):
    """The link was good once: used, withdrawn or over; ``satz`` says which."""


@dataclass(frozen=True)
class Konto:
    """What a person without an account says about itself; e-mail and role come from the invitation."""

    name: str
    telefon: str
    passwort: str


def schluessel(einladung: Einladung) -> str:
    """Give the link's secret part."""
    return signing.dumps([einladung.pk, einladung.ausgestellt_am.timestamp()], salt=SALZ, compress=False)


def gelesen(text: str) -> Einladung | None:
    """Give the invitation that a link names; None for one of somebody else's making."""
    try:
        pk, ausgestellt = signing.loads(text, salt=SALZ)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    einladung = (
        Einladung.objects.select_related("kommune__landkreis", "ausgestellt_von").filter(pk=pk).first()
    )
    return einladung if einladung and einladung.ausgestellt_am.timestamp() == ausgestellt else None


@transaction.atomic
def einladen(*, einladung: Einladung, by: Benutzer, heute: date) -> Einladung:
    """Issue an invitation; the mail with its link goes to the municipality's functional mailbox.

    Raises ``ValidationError`` at the field: invited already, a role the person holds, days that do not fit.
    """
    verlange(by, "zugang.verwalten", einladung)
    einladung.email = einladung.email.lower()
    _moeglich(einladung, heute)
    _ausstellen(einladung, Ereignis.ZUGANG_EINGELADEN, by, heute)
    return einladung


def _ausstellen(einladung: Einladung, ereignis: Ereignis, by: Benutzer, heute: date) -> None:
    einladung.ausgestellt_von, einladung.ausgestellt_am = by, zeit.jetzt()
    einladung.gueltig_bis = GUELTIG.nach(heute)
    # The one whose days are over makes room for the new one.
    alte = Einladung.objects.offen().filter(
        kommune=einladung.kommune, email=einladung.email, rolle=einladung.rolle
    )
    alte.filter(gueltig_bis__lt=heute).update(widerrufen_am=einladung.ausgestellt_am)
    try:
        with transaction.atomic():
            einladung.save(force_insert=True)
    except IntegrityError as fehler:
        raise ValidationError({"email": "Diese Person ist in diese Rolle schon eingeladen."}) from fehler
    _vermerken(ereignis, einladung, by, heute)


def _moeglich(einladung: Einladung, heute: date) -> None:
    offen = Einladung.objects.offen().filter(kommune=einladung.kommune, gueltig_bis__gte=heute)
    if offen.count() >= HOECHSTENS_OFFEN:
        raise Verweigert(
            "Es sind schon viele Einladungen offen. Bitte widerrufen Sie zuerst die, die niemand mehr braucht."
        )
    if (rolle := _jetzt_oder_kuenftig(einladung, einladung.email, heute).first()) is not None:
        ab = f" ab {datum(rolle.von)}" if rolle.von > heute else ""
        raise ValidationError({"email": f"Diese Person hat diese Rolle{ab} in Ihrer Kommune schon."})
    if einladung.empfangsberechtigt and einladung.rolle not in KOMMUNE:
        raise ValidationError({"empfangsberechtigt": KEIN_EMPFANG})
    for feld in ("gilt_ab", "vorgaenger_bis"):
        if (tag := getattr(einladung, feld)) and tag < heute:
            raise ValidationError(
                {feld: "Dieser Tag ist schon vorbei. Bitte nennen Sie heute oder einen späteren Tag."}
            )
    vorgaenger = einladung.folgt_auf
    if vorgaenger and not _rolle_von(einladung, vorgaenger.email).gueltig(am=heute).exists():
        raise ValidationError(
            {
                "folgt_auf": f"{vorgaenger} hat diese Rolle nicht. Bitte wählen Sie die Person, auf die jemand folgt."
            }
        )


def _jetzt_oder_kuenftig(einladung: Einladung, email: str, heute: date) -> MitgliedschaftQuerySet:
    return _rolle_von(einladung, email).filter(Q(bis__isnull=True) | Q(bis__gte=heute))


def _rolle_von(einladung: Einladung, email: str) -> MitgliedschaftQuerySet:
    return Mitgliedschaft.objects.filter(
        kommune=einladung.kommune, rolle=einladung.rolle, benutzer__email__iexact=email
    )


@transaction.atomic
def widerrufen(*, einladung: Einladung, by: Benutzer, heute: date) -> None:
    """Withdraw an invitation: its link opens nothing any more. Raises ``Konflikt`` where it was accepted meanwhile."""
    verlange(by, "zugang.widerrufen", einladung)
    jetzt = zeit.jetzt()
    if not Einladung.objects.offen().filter(pk=einladung.pk).update(widerrufen_am=jetzt):
        raise Konflikt("Diese Einladung ist schon angenommen oder widerrufen.")
    einladung.widerrufen_am = jetzt
    _vermerken(Ereignis.ZUGANG_WIDERRUFEN, einladung, by, heute)


def pruefen(einladung: Einladung, heute: date) -> None:
    """Raise ``Verbraucht`` with the sentence why this invitation opens nothing any more."""
    if einladung.angenommen_am is not None:
        raise Verbraucht("Diese Einladung ist schon angenommen. Bitte melden Sie sich mit Ihrem Konto an.")
    if einladung.widerrufen_am is not None:
        raise Verbraucht("Diese Einladung wurde widerrufen. Bitte fragen Sie in Ihrer Kommune nach.")
    if einladung.gueltig_bis < heute:
        raise Verbraucht(
            f"Diese Einladung galt bis zum {datum(einladung.gueltig_bis)}. Bitte lassen Sie sich neu einladen."
        )


def konto_zu(einladung: Einladung) -> Benutzer | None:
    """Give the account with the invited address, open or closed."""
    return Benutzer.objects.filter(email__iexact=einladung.email).first()


@transaction.atomic
def annehmen(*, einladung: Einladung, person: Benutzer | None, konto: Konto | None, heute: date) -> Benutzer:
    """Accept behind a lock: a signed-in ``person`` gets the role, else an account is made of ``konto``.

    Doing it twice changes nothing. Raises ``Verbraucht``, ``Verweigert`` for somebody else's account,
    ``ValidationError`` at the field for a password that is too weak.
    """
    gesperrt = Einladung.objects.select_for_update(of=("self",)).select_related(
        "kommune__landkreis", "folgt_auf"
    )
    einladung = gesperrt.get(pk=einladung.pk)
    if person is not None and person.pk == einladung.angenommen_von_id:
        return person
    pruefen(einladung, heute)
    if person is None:
        person = _neues_konto(einladung, konto)
    elif person.email.lower() != einladung.email.lower():
        raise Verweigert(
            "Diese Einladung gilt einer anderen Person. Bitte melden Sie sich ab und öffnen Sie den Link noch einmal."
        )
    _rolle_geben(einladung, person, heute)
    _rolle_enden(einladung, heute)
    einladung.angenommen_am, einladung.angenommen_von = zeit.jetzt(), person
    einladung.save(update_fields=["angenommen_am", "angenommen_von"])
    _vermerken(Ereignis.ZUGANG_ANGENOMMEN, einladung, person, heute)
    return person


def _neues_konto(einladung: Einladung, konto: Konto | None) -> Benutzer:
    if konto is None or konto_zu(einladung) is not None:
        raise Verweigert(
            "Zu dieser Adresse gibt es schon ein Konto. Bitte melden Sie sich damit an und öffnen Sie den Link noch einmal."
        )
    person = Benutzer(email=einladung.email, name=konto.name, telefon=konto.telefon)
    try:
        validate_password(konto.passwort, person)
    except ValidationError as fehler:
        raise ValidationError({"passwort": fehler.messages}) from fehler
    person.set_password(konto.passwort)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as fehler:  # a second invitation to the same address, accepted in the same moment
        raise Konflikt(
            "Zu dieser Adresse gibt es inzwischen ein Konto. Bitte melden Sie sich damit an."
        ) from fehler
    return person


def _rolle_geben(einladung: Einladung, person: Benutzer, heute: date) -> None:
    von = max(einladung.gilt_ab or heute, heute)
    if not _jetzt_oder_kuenftig(einladung, person.email, von).exists():
        Mitgliedschaft.objects.create(
            benutzer=person,
            rolle=einladung.rolle,
            landkreis=einladung.landkreis,
            kommune=einladung.kommune,
            von=von,
            empfangsberechtigt=einladung.empfangsberechtigt,
        )


def _rolle_enden(einladung: Einladung, heute: date) -> None:
    """End the predecessor's role: on the stated day, without one at once."""
    if einladung.folgt_auf is None:
        return
    for rolle in _rolle_von(einladung, einladung.folgt_auf.email).gueltig(am=heute):
        enden(rolle, max(einladung.vorgaenger_bis or heute - EIN_TAG, rolle.von))


def enden(rolle: Mitgliedschaft, zum: date) -> None:
    """Let a role end with the day ``zum``; one that ends earlier stays."""
    if rolle.bis is None or rolle.bis > zum:
        rolle.bis = zum
        rolle.save(update_fields=["bis"])


def _vermerken(ereignis: Ereignis, einladung: Einladung, by: Benutzer, heute: date) -> None:
    worte = f"{einladung.name}, {einladung.get_rolle_display()}"
    if einladung.empfangsberechtigt:
        worte += ", darf Bescheide öffnen"
    if einladung.folgt_auf is not None:
        worte += f", folgt auf {einladung.folgt_auf}"
    vermerken(ereignis, einladung, by=by, wirksam_am=heute, text=worte, sichtbar=True)


@transaction.atomic
def wiederherstellen(
    *, einladung: Einladung, stilllegen: list[Benutzer], by: Benutzer, heute: date
) -> Einladung:
    """Recover a municipality that nobody gets into any more: a new invitation by the district, old accounts closed.

    Their roles in this municipality end; an account closes where it has no other one. Drafts stay: they belong to the
    municipality. The invited account opens again without its second factor where it belongs to this municipality alone.
    """
    verlange(by, "zugang.wiederherstellen", einladung)
    einladung.email = einladung.email.lower()
    _moeglich(einladung, heute)
    for person in stilllegen:
        _stilllegen(person, einladung.kommune, heute)
    if (konto := konto_zu(einladung)) is not None:
        _wieder_oeffnen(konto, einladung.kommune)
    _ausstellen(einladung, Ereignis.ZUGANG_WIEDERHERGESTELLT, by, heute)
    return einladung


def _stilllegen(person: Benutzer, kommune: Kommune, heute: date) -> None:
    for rolle in person.mitgliedschaften.filter(kommune=kommune).gueltig(am=heute):
        enden(rolle, max(heute - EIN_TAG, rolle.von))
    if not person.mitgliedschaften.exclude(kommune=kommune).gueltig(am=heute).exists():
        Benutzer.objects.filter(pk=person.pk).update(is_active=False)


def _wieder_oeffnen(konto: Benutzer, kommune: Kommune) -> None:
    """Only an account of this municipality alone: else naming an address would open, or weaken, a stranger's."""
    fremd = konto.is_staff or konto.is_superuser or konto.ist_system
    orte = set(konto.mitgliedschaften.values_list("kommune", flat=True))
    if fremd or orte != {kommune.pk}:
        return
    Benutzer.objects.filter(pk=konto.pk).update(is_active=True)
    if apps.is_installed("allauth.mfa"):
        apps.get_model(*ZWEITER_FAKTOR).objects.filter(user=konto).delete()
