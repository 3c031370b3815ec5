"""Who may act changes: substitution, invitations, roles that change or end, recovery, consent to the portal."""

from datetime import timedelta
from functools import partial

from antraege.models import Einladung, Mitgliedschaft, Rolle, Vertretung
from antraege.services import einladung, ersatzrolle, vertretung, zugang, zustellung
from tests.workflows.zustaende.gang import handlung
from tests.workflows.zustaende.welt import ALLE

AMT = ("sb", "sgl", "al", "gs")
KOMMUNAL = (Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG, Rolle.KOMMUNE_ZUGANG)
KONTO = einladung.Konto("Neue Person", "07032 1", "ein-langes-passwort")


@handlung("al")
def vertretung_eintragen(gang, fall, zahl):
    """Let somebody act in another's name for some days."""
    stelle = Mitgliedschaft.objects.filter(benutzer=gang.person(fall, AMT[zahl % len(AMT)])).first()
    neu = Vertretung(
        fuer=stelle.benutzer, durch=gang.person(fall, ALLE[-zahl % len(ALLE)]), von=gang.tag,
        bis=gang.tag + timedelta(days=zahl), landkreis=stelle.landkreis, kommune=stelle.kommune,
    )  # fmt: skip
    return partial(vertretung.eintragen, vertretung=neu)


@handlung("al")
def vertretung_beenden(gang, fall, zahl):
    """End the latest one."""
    letzte = Vertretung.objects.order_by("pk").last()
    return letzte and partial(vertretung.beenden, vertretung=letzte)


@handlung("al")
def ersatz_bestimmen(gang, fall, zahl):
    """Say which role of the office steps in for another."""
    rollen = (Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG, Rolle.SACHBEARBEITUNG)
    wer = {"rolle": rollen[zahl % 3], "ersatz": rollen[(zahl + 1) % 3]}
    return partial(ersatzrolle.bestimmen, landkreis=gang.welt.kreis, **wer)


# Accounts of a municipality


@handlung("sgl")
def rolle_endet(gang, fall, zahl):
    """The clerk's or the mayor's role ends today: from tomorrow on nothing more is done by that account."""
    return partial(zugang.beenden, mitgliedschaft=_rolle(gang, fall, zahl), zum=gang.tag)


@handlung("sgl")
def rolle_wechselt(gang, fall, zahl):
    """The clerk or the mayor gets another role from today on."""
    rolle = KOMMUNAL[zahl % 3]
    return partial(zugang.rolle_aendern, mitgliedschaft=_rolle(gang, fall, zahl), rolle=rolle)


@handlung("sgl")
def empfang(gang, fall, zahl):
    """The clerk or the mayor may no longer open notices, or may again."""
    rolle = _rolle(gang, fall, zahl)
    return partial(zugang.empfang_bestimmen, mitgliedschaft=rolle, darf=not rolle.empfangsberechtigt)


@handlung("sgl")
def einladen(gang, fall, zahl):
    """Invite somebody, every third time in the clerk's place."""
    neu = _einladung(gang, fall, zahl)
    if zahl % 3 == 0:
        neu.folgt_auf = gang.person(fall, "clerk")
    return partial(einladung.einladen, einladung=neu)


@handlung("sgl")
def einladung_widerrufen(gang, fall, zahl):
    """Take the latest invitation back."""
    letzte = Einladung.objects.filter(kommune=fall.ort).order_by("pk").last()
    return letzte and partial(einladung.widerrufen, einladung=letzte)


@handlung("clerk")
def einladung_annehmen(gang, fall, zahl):
    """Follow the latest link, with a new account or signed in as whoever tries."""
    letzte = Einladung.objects.filter(kommune=fall.ort).order_by("pk").last()
    neu = letzte and einladung.konto_zu(letzte) is None
    return letzte and (
        lambda by, heute: einladung.annehmen(
            einladung=letzte, person=None if neu else by, konto=KONTO, heute=heute
        )
    )


@handlung("sgl")
def wiederherstellen(gang, fall, zahl):
    """Nobody gets in any more: invite anew, close the old account."""
    wer = [gang.person(fall, ("clerk", "mayor")[zahl % 2])]
    return partial(einladung.wiederherstellen, einladung=_einladung(gang, fall, zahl), stilllegen=wer)


@handlung("mayor")
def zustimmung(gang, fall, zahl):
    """Consent to notices in the portal, or withdraw the consent."""
    act = zustellung.widerrufen if zustellung.im_portal(fall.ort) else zustellung.zustimmen
    return partial(act, kommune=fall.ort)


def _rolle(gang, fall, zahl):
    konto = gang.person(fall, ("clerk", "mayor")[zahl % 2])
    return Mitgliedschaft.objects.filter(benutzer=konto).order_by("pk").last()


def _einladung(gang, fall, zahl):
    person = {
        "email": f"neu{zahl}-{fall.ort.pk}@ort.example",
        "name": "Neue Person",
        "rolle": KOMMUNAL[zahl % 3],
    }
    return Einladung(kommune=fall.ort, landkreis=gang.welt.kreis, **person)
