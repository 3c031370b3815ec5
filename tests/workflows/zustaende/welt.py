"""A district with an application at every stage of its way, brought there by the people's own acts; built once a module."""

from datetime import date, datetime, time
from decimal import Decimal

from antraege import zeit
from antraege.models import (
    Mitgliedschaft,
    Pruefpunkt,
    Richtlinienfassung,
    Rolle,
    Sitzung,
    Vorlage,
    Zeichnungsweg,
)
from antraege.services import (
    ermaechtigung,
    inanspruchnahme,
    programm,
    stelle,
    widerspruch,
    zustellung,
)
from tests import dateiproben as probe
from tests import factories as f
from tests.antraege.stellenfall import landesrunde
from tests.workflows.fall import LEUTE, Fall
from tests.workflows.zustaende.abdruck import abdruck
from workflows import verfahren

WEITERE = ("doppelt", "fremd", "fern", "befangen", "kaemmerei", "personal")
ALLE = (*LEUTE, *WEITERE)
FRUEH = date(2027, 2, 1)  # when the paper began that is decided by now
BIS_GEZEICHNET = ("einreichen", "vollstaendig", "empfehlen", "zeichnen")
BIS_BEREIT = (*BIS_GEZEICHNET, "bescheid_entwerfen", "bescheid_freigeben")
VIERTEL = Decimal("0.25")
FOLGT = {"beschluss": False, "beschluss_folgt": True}

# stage -> (round, acts of its application, what is special about its draft)
ANFAENGE = {
    "frisch": ("haus", (), FOLGT),
    "eingereicht": ("haus", ("einreichen",), FOLGT),
    "zeichnung": ("haus", ("einreichen", "vollstaendig", "empfehlen"), {}),
    "blatt": ("papier", (), {}),
    "zurueck": ("viel", ("einreichen", "zurueckgeben"), {}),
    "gezeichnet": ("gremium", BIS_GEZEICHNET, {}),
    "vorlage": ("gremium", BIS_GEZEICHNET, {}),
    "beschlossen": ("gremium", BIS_GEZEICHNET, {"tag": FRUEH}),
    "entschieden": ("viel", BIS_GEZEICHNET, {}),
    "bereit": ("viel", BIS_BEREIT, {}),
    "post": ("viel", BIS_BEREIT, {}),
    "bekannt": ("viel", (*BIS_BEREIT, "oeffnen"), {}),
    "widerspruch": ("viel", (*BIS_BEREIT, "oeffnen"), {}),
    "stelle": ("viel", (*BIS_BEREIT, "oeffnen", "stelle_erfassen"), {}),
}


class Welt:
    """Rounds of the district: a Kontingent too small for all, signed on paper, for the committees, with room; and one of the Land."""

    def __init__(self):
        kreis = self.kreis = f.landkreis()
        self.runden, self.landesrunde = _runden(kreis), landesrunde(kreis)
        self._weitere(kreis)
        self._gremien(kreis)
        self.stand, self.fest = None, {}
        self.faelle = {name: self._fall(name, *wie) for name, wie in ANFAENGE.items()}
        self.fremd = self.faelle["eingereicht"].clerk
        self._befangen()
        self._kreisstelle(self.faelle["beschlossen"])
        self.beantragt = {fall.antrag.pk: fall.antrag.beantragt_vzae for fall in self.faelle.values()}

    def merke(self, gang):
        """Keep what the first look at the world found."""
        gang.pruefe()
        self.stand, self.fest = abdruck(), gang.fest
        return self

    def _fall(self, name, runde, acts, felder):
        fall = Fall(kreis=self.kreis, runde=self.runden[runde], **felder)
        fall.kaemmerei = self.kaemmerei
        if name == "post":
            with fall.uhr():
                zustellung.widerrufen(kommune=fall.ort, by=fall.wer("mayor"), heute=fall.tag)
        fall.gehe(*acts)
        if weiter := getattr(self, f"_{name}", None):
            weiter(fall)
        return fall

    def _vorlage(self, fall):
        """On a released paper for the sittings in June and July."""
        with fall.uhr():
            fall.vorlage = verfahren.vorlage_anlegen(
                runde=fall.runde, drucksache=f"{101 + Vorlage.objects.count()}/2027", titel="Bewilligungen",
                antraege=[fall.antrag], sga=self.sitzung(self.sga, fall.tag),
                kreistag=self.sitzung(self.kreistag, fall.tag), by=fall.wer("gs"), heute=fall.tag,
            )  # fmt: skip
        fall.vorlage_geben()
        for wer in ("sgl", "kaemmerei"):
            fall.vorlage_gehe("mitzeichnung", "mitzeichnen", wer)
        fall.vorlage_gehe("freigabe", "freigeben", "al")

    def _beschlossen(self, fall):
        """Discussed and decided this month, with a condition that still has to be met."""
        self._vorlage(fall)
        fall.beraten("empfohlen").beraten("unveraendert_beschlossen")

    def _widerspruch(self, fall):
        """Objected to in time."""
        am = datetime.combine(fall.tag, time(9), zeit.BERLIN)
        datei = probe.datei(probe.pdf(), "Widerspruch.pdf")
        papier = fall.antrag.bescheide.get()
        with fall.uhr():
            widerspruch.erfassen(
                bescheid=papier, weg="post", eingegangen_am=am, datei=datei, by=fall.wer("sb"), heute=fall.tag
            )

    def _weitere(self, kreis):
        """Two offices in one hand, who never sees this district, the Kämmerei, the personnel office."""
        self.doppelt = f.benutzer(Rolle.SACHBEARBEITUNG, kreis)
        rolle = {"landkreis": kreis, "von": date(2016, 1, 1)}
        Mitgliedschaft.objects.create(benutzer=self.doppelt, rolle=Rolle.SACHGEBIETSLEITUNG, **rolle)
        self.kaemmerei = f.benutzer(Rolle.KAEMMEREI, kreis)
        self.personal = f.benutzer(Rolle.PERSONAL, kreis)
        self.fern = f.benutzer(Rolle.SACHBEARBEITUNG, f.landkreis())

    def _kreisstelle(self, fall):
        """A position of the district for this municipality, which its decided paper authorises."""
        rd, ort = self.landesrunde, {"kommune": fall.ort, "runde": self.landesrunde, "heute": fall.tag}
        motion = fall.vorlage.beschlussantraege.get(ziffer=1)
        mittel = {
            "art": "endgueltig",
            "bezug": "landkreis",
            "vzae": VIERTEL,
            "grundlage": "Bescheid vom 04.01.2027",
        }
        antwort = {"art": "an_landkreis_uebertragen", "vzae": VIERTEL, "vereinbarung_vom": fall.tag}
        zeit_ = {"beginn": rd.beginn, "ende": rd.ende, "entgeltgruppe": "S 12"}
        with fall.uhr():
            ermaechtigung.bestimmen(
                vorlage=fall.vorlage,
                programm=rd.programm,
                beschlussantrag=motion,
                by=fall.wer("gs"),
                heute=fall.tag,
            )
            programm.kontingent_erfassen(runde=rd, by=self.kaemmerei, heute=fall.tag, **mittel)
            inanspruchnahme.erklaeren(by=fall.wer("clerk"), **ort, **antwort)
            inanspruchnahme.einvernehmen_erklaeren(by=fall.wer("clerk"), erteilt=True, wortlaut="Ja.", **ort)
            stelle.schaffen(
                runde=rd, einsatzort=fall.ort, vzae=VIERTEL, by=self.personal, heute=fall.tag, **zeit_
            )

    def _befangen(self):
        """A head who also works for the municipalities."""
        self.befangen = f.benutzer(Rolle.SACHGEBIETSLEITUNG, self.kreis)
        rolle = {"landkreis": self.kreis, "von": date(2016, 1, 1), "rolle": Rolle.KOMMUNE_SACHBEARBEITUNG}
        Mitgliedschaft.objects.bulk_create(
            Mitgliedschaft(benutzer=self.befangen, kommune=fall.ort, **rolle) for fall in self.faelle.values()
        )

    def _gremien(self, kreis):
        """Both committees with four sittings each, one of the Kreistag's not public; three stations sign a paper."""
        sga, kreistag = f.sitzungen(kreis)
        Sitzung.objects.create(gremium=sga.gremium, tag=date(2027, 3, 1))
        Sitzung.objects.create(gremium=kreistag.gremium, tag=date(2027, 3, 15))
        for monat in (9, 11):
            Sitzung.objects.create(gremium=sga.gremium, tag=date(2027, monat, 6))
            Sitzung.objects.create(
                gremium=kreistag.gremium, tag=date(2027, monat, 20), oeffentlich=monat == 9
            )
        self.sga, self.kreistag = sga.gremium, kreistag.gremium
        for nr, rolle in enumerate(("sachgebietsleitung", "kaemmerei", "amtsleitung"), 1):
            Zeichnungsweg.objects.create(landkreis=kreis, nummer=nr, rolle=rolle)

    @staticmethod
    def sitzung(gremium, nach):
        """The committee's next sitting after a day; its last one where no other follows."""
        return (
            gremium.sitzungen.filter(tag__gt=nach).order_by("tag").first()
            or gremium.sitzungen.order_by("tag").last()
        )


def _runden(kreis):
    def runde(kuerzel, *wie, **felder):
        programm = felder.pop("programm", None) or f.programm(kreis)
        return f.runde(kreis, *wie, programm=programm, kuerzel=kuerzel, **felder)

    haus, auf_papier = f.programm(kreis), f.programm(kreis)
    return {
        "haus": runde(
            "HA27",
            programm=haus,
            fassung=_gemeinsam(haus),
            kontingent="0.75",
            nachreichen_bis=date(2027, 4, 22),
        ),
        "papier": runde("PA27", programm=auf_papier, fassung=_mit_blatt_und_punkten(auf_papier)),
        "gremium": runde("GR27", "beschluss", ergebnis_sichtbar="sitzung"),
        "viel": runde("VI27"),
    }


def _gemeinsam(programm):
    """Rules that let municipalities apply together."""
    angaben = {"satz_je_vzae": Decimal("48000.00"), "personen_je_vzae": 100, "unterzeichnung": "erklaerung"}
    return f.fassung_fuer(programm, zusammenschluss_erlaubt=True, **angaben)


def _mit_blatt_und_punkten(programm):
    """Rules that want a signature on paper and a point judged in each check."""
    fassung = Richtlinienfassung.objects.create(
        programm=programm,
        nummer=1,
        gueltig_ab=date(2026, 9, 1),
        satz_je_vzae=Decimal("48000.00"),
        personen_je_vzae=100,
        unterzeichnung="blatt",
    )
    for nummer, art in enumerate(Pruefpunkt.Art.values, 1):
        Pruefpunkt.objects.create(fassung=fassung, nummer=nummer, art=art, text="Liegt alles vor?")
    return f.festgestellt(fassung)
