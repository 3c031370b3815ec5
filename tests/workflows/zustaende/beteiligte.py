"""Who may act changes: somebody stands in for another, a role ends, a municipality consents to the portal."""

from datetime import timedelta

from antraege.models import Mitgliedschaft, Vertretung
from antraege.services import vertretung, zustellung
from tests.workflows.zustaende.welt import ALLE, daneben

AMT = ("sb", "sgl", "al", "gs")


class BeteiligteRegeln:
    """Substitution, the end of a role, consent."""

    @daneben
    def vertretung_eintragen(self, nr, wer, zahl):
        """Let somebody act in another's name for some days."""
        fuer, durch = AMT[zahl % len(AMT)], ALLE[zahl % len(ALLE)]
        stelle = Mitgliedschaft.objects.filter(benutzer=self.person(nr, fuer)).first()
        neu = Vertretung(
            fuer=stelle.benutzer, durch=self.person(nr, durch), von=self.tag,
            bis=self.tag + timedelta(days=zahl), landkreis=stelle.landkreis, kommune=stelle.kommune,
        )  # fmt: skip
        self.tue(lambda **f_: vertretung.eintragen(vertretung=neu, **f_), nr, wer or "al")

    @daneben
    def vertretung_beenden(self, nr, wer, zahl):
        """End the latest one."""
        if letzte := Vertretung.objects.order_by("pk").last():
            self.tue(lambda **f_: vertretung.beenden(vertretung=letzte, **f_), nr, wer or "al")

    @daneben
    def rolle_endet(self, nr, wer, zahl):
        """An officer loses the role: from the next day on nothing more is done by that account."""
        if zahl < 30:  # seldom: nothing goes on without them
            return
        konto = self.person(nr, AMT[zahl % len(AMT)])
        Mitgliedschaft.objects.filter(benutzer=konto).update(bis=self.tag)
        self.uhr_bis(self.tag + timedelta(days=1))

    @daneben
    def zustimmung(self, nr, wer, zahl):
        """Consent to notices in the portal, or withdraw the consent."""
        ort = self.faelle[nr].ort
        act = zustellung.widerrufen if zustellung.im_portal(ort) else zustellung.zustimmen
        self.tue(lambda **f_: act(kommune=ort, **f_), nr, wer or "clerk")
