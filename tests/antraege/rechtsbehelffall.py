"""A notice known since 13 July 2027 with its month for a remedy, and what people then do, each on its day."""

from datetime import date, datetime, time

from antraege import zeit
from antraege.models import Benutzer, Frist, Klage, Widerspruch
from antraege.services import bescheid, klage, rechtsbehelf, widerspruch, wiedereinsetzung
from tests import dateiproben as probe
from tests.antraege.test_bescheid import JULI, bereit

BEKANNT = date(2027, 7, 13)
ENDE = date(2027, 8, 13)  # a Friday


def fall():
    """A notice opened on 12 July: known on the 13th, a remedy is possible until 13 August."""
    antrag, amt, papier = bereit()
    bescheid.oeffnen(antrag=antrag, by=antrag.angelegt_von, heute=JULI)
    papier.refresh_from_db()
    papier.antrag = antrag
    return papier, amt


def verzichten(papier, heute=BEKANNT, wer=None):
    with zeit.gestellt(heute, time(9)):
        person = Benutzer.objects.get(pk=(wer or papier.antrag.angelegt_von).pk)
        return rechtsbehelf.verzichten(bescheid=papier, by=person, heute=heute)


def ablaufen(papier, am):
    frist = Frist.objects.filter(bescheid=papier, art="rechtsbehelf").order_by("-pk").first()
    return rechtsbehelf.ablaufen(frist=frist, by=Benutzer.objects.system(), heute=am)


def erfassen(papier, amt, am=datetime(2027, 8, 13, 23, 59, tzinfo=zeit.BERLIN), **felder):
    vorgabe = {
        "weg": "post",
        "datei": probe.datei(probe.pdf(), "Widerspruch.pdf"),
        "heute": date(2027, 8, 20),
    }
    return widerspruch.erfassen(
        bescheid=papier, eingegangen_am=am, by=amt.sachbearbeitung, **vorgabe | felder
    )


def entscheiden(zeile, amt, ergebnis, heute=date(2027, 9, 20), **felder):
    with zeit.gestellt(heute, time(12)):
        return widerspruch.entscheiden(
            widerspruch=zeile,
            ergebnis=ergebnis,
            vermerk="Geprüft.",
            by=amt.amtsleitung,
            heute=heute,
            **felder,
        )


def wiedereinsetzen(zeile, amt, heute=date(2027, 9, 20), **felder):
    vorgabe = {"grund": "Hochwasser im Rathaus bis 20.08.2027, Antrag vom 23.08.2027.", "by": amt.amtsleitung}
    with zeit.gestellt(heute, time(12)):
        return wiedereinsetzung.gewaehren(widerspruch=zeile, heute=heute, **vorgabe | felder)


def klagen(papier, amt, am=date(2027, 8, 10), heute=None, **felder):
    vorgabe = {"gericht": "Verwaltungsgericht Stuttgart", "aktenzeichen": "7 K 4711/27"}
    with zeit.gestellt(heute or am, time(12)):
        return klage.erfassen(
            bescheid=papier, eingegangen_am=am, by=amt.sachbearbeitung, heute=heute or am, **vorgabe | felder
        )


def beenden(zeile, amt, ergebnis, am, heute=None, **felder):
    vorgabe = {"vermerk": "Urteil vom 10.05.2028.", "by": amt.amtsleitung}
    with zeit.gestellt(heute or am, time(12)):
        return klage.beenden(
            klage=zeile, ergebnis=ergebnis, beendet_am=am, heute=heute or am, **vorgabe | felder
        )


# The words of the table


def _widerspruch(papier, amt, am, heute):
    eingang = datetime.combine(am, time(9), zeit.BERLIN)
    return erfassen(papier, amt, eingang, heute=heute)


def _klage(papier, amt, am, heute):
    return klagen(papier, amt, am, heute)


def _entscheidung(ergebnis, *, tag="", **felder):
    def act(papier, amt, am, heute):
        dazu = felder | ({tag: am} if tag else {})
        entscheiden(Widerspruch.objects.get(bescheid=papier, status="offen"), amt, ergebnis, heute, **dazu)

    return act


def _wiedereinsetzung(papier, amt, am, heute):
    zeile = Widerspruch.objects.filter(bescheid=papier).latest("pk")
    wiedereinsetzen(zeile, amt, heute)


def _klageende(ergebnis):
    def act(papier, amt, am, heute):
        beenden(Klage.objects.get(bescheid=papier, status="anhaengig"), amt, ergebnis, am, heute)

    return act


WORTE = {
    "Widerspruch": _widerspruch,
    "Klage": _klage,
    "Wiedereinsetzung": _wiedereinsetzung,
    "Verzicht": lambda papier, amt, am, heute: verzichten(papier, heute),
    "Fristende": lambda papier, amt, am, heute: ablaufen(papier, heute),
    "zurückgenommen": _entscheidung("zurueckgenommen", tag="zurueckgenommen_am"),
    "abgeholfen": _entscheidung("abgeholfen"),
    "teilweise": _entscheidung("teilweise", tag="zugestellt_am"),
    "zurückgewiesen": _entscheidung("zurueckgewiesen", tag="zugestellt_am"),
    "zurückgewiesen-ohne-Belehrung": _entscheidung("zurueckgewiesen", tag="zugestellt_am", belehrt=False),
    "Klage-zurückgenommen": _klageende("zurueckgenommen"),
    "Klage-abgewiesen": _klageende("abgewiesen"),
    "Klage-teilweise": _klageende("teilweise"),
    "Klage-stattgegeben": _klageende("stattgegeben"),
    "Klage-erledigt": _klageende("erledigt"),
}


def schritt(papier, amt, am, wort, heute):
    """One step of the table; gives "rechtzeitig" or "verspätet" for a remedy, and whether a timely action leaves the notice final, else nothing."""
    papier.refresh_from_db()
    with zeit.gestellt(heute, time(12)):
        zeile = WORTE[wort](papier, amt, am, heute)
    wort = {None: "", True: "verspätet", False: "rechtzeitig"}[getattr(zeile, "verspaetet", None)]
    if wort == "rechtzeitig" and not getattr(zeile, "hemmt", True):
        return "rechtzeitig, Bestandskraft bleibt"
    return wort
