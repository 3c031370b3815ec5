"""The append-only log, its deletable words and its seal. The log is also the outbox of all messages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Ereignis(models.TextChoices):
    """What can happen. The label is the line people read in "Verlauf"."""

    ANTRAG_ANGELEGT = "antrag_angelegt", "Entwurf angelegt"
    ANTRAG_ZUR_UNTERSCHRIFT = "antrag_zur_unterschrift", "Zur Unterschrift gegeben"
    ANTRAG_IN_ENTWURF = "antrag_in_entwurf", "Ohne Unterschrift zurückgegeben"
    ANTRAG_EINGEREICHT = "antrag_eingereicht", "Antrag eingegangen"
    ANTRAG_VERSPAETET = "antrag_verspaetet", "Antrag verspätet eingegangen"
    VERSPAETUNG_VORGESCHLAGEN = "verspaetung_vorgeschlagen", "Vorschlag zur Verspätung abgegeben"
    VERSPAETUNG_ZUGELASSEN = "verspaetung_zugelassen", "Verspätung zugelassen"
    VERSPAETUNG_ENTFALLEN = "verspaetung_entfallen", "Durch längere Antragsfrist rechtzeitig"
    ANTRAG_UNZULAESSIG = "antrag_unzulaessig", "Als unzulässig beendet"
    ANTRAG_ZURUECKGEGEBEN = "antrag_zurueckgegeben", "Zur Ergänzung zurückgegeben"
    ANTRAG_ERGAENZT = "antrag_ergaenzt", "Ergänzung eingereicht"
    ERGAENZUNG_AUSGEBLIEBEN = "ergaenzung_ausgeblieben", "Ohne Ergänzung weitergeführt"
    FRIST_VERLAENGERT = "frist_verlaengert", "Frist verlängert"
    MEHR_ZEIT_ERBETEN = "mehr_zeit_erbeten", "Um mehr Zeit gebeten"
    MEHR_ZEIT_ABGELEHNT = "mehr_zeit_abgelehnt", "Bitte um mehr Zeit abgelehnt"
    UNTERLAGE_NACHGEREICHT = "unterlage_nachgereicht", "Unterlage nachgereicht"
    ANTRAG_VOLLSTAENDIG = "antrag_vollstaendig", "Vollständigkeit festgestellt"
    ANTRAG_EMPFOHLEN = "antrag_empfohlen", "Empfehlung abgegeben"
    STELLUNGNAHME_ERBETEN = "stellungnahme_erbeten", "Gelegenheit zur Stellungnahme gegeben"
    STELLUNGNAHME_EINGEGANGEN = "stellungnahme_eingegangen", "Stellungnahme eingegangen"
    STELLUNGNAHME_ABGELAUFEN = "stellungnahme_abgelaufen", "Frist zur Stellungnahme ohne Antwort abgelaufen"
    ANTRAG_GEZEICHNET = "antrag_gezeichnet", "Empfehlung gezeichnet"
    OHNE_ZEICHNUNG_ZURUECK = "ohne_zeichnung_zurueck", "Ohne Zeichnung zurückgegeben"
    ANTRAG_AUF_VORLAGE = "antrag_auf_vorlage", "Auf die Sitzungsvorlage gesetzt"
    ANTRAG_VON_VORLAGE = "antrag_von_vorlage", "Von der Sitzungsvorlage genommen"
    ANTRAG_ENTSCHIEDEN = "antrag_entschieden", "Entscheidung getroffen"
    ANTRAG_ZURUECKGEZOGEN = "antrag_zurueckgezogen", "Antrag zurückgezogen"
    ANTRAG_ABGESCHLOSSEN = "antrag_abgeschlossen", "Verfahren abgeschlossen"
    BESCHEID_ENTWORFEN = "bescheid_entworfen", "Bescheid entworfen"
    BESCHEID_ZURUECKGEGEBEN = "bescheid_zurueckgegeben", "Bescheid ohne Freigabe zurückgegeben"
    BESCHEID_FREIGEGEBEN = "bescheid_freigegeben", "Bescheid freigegeben"
    BESCHEID_BEREITGESTELLT = "bescheid_bereitgestellt", "Bescheid bereitgestellt"
    BESCHEID_GEOEFFNET = "bescheid_geoeffnet", "Bescheid geöffnet"
    BESCHEID_PER_POST = "bescheid_per_post", "Bescheid nicht abgerufen, per Post gesandt"
    VORLAGE_ERSTELLT = "vorlage_erstellt", "Sitzungsvorlage erstellt"
    VORLAGE_FREIGEGEBEN = "vorlage_freigegeben", "Sitzungsvorlage freigegeben"
    VORLAGE_ZURUECKGEGEBEN = "vorlage_zurueckgegeben", "Sitzungsvorlage ohne Freigabe zurückgegeben"
    VORLAGE_BERATEN = "vorlage_beraten", "Ergebnis der Vorberatung erfasst"
    VORLAGE_BESCHLOSSEN = "vorlage_beschlossen", "Beschluss erfasst"
    VORLAGE_TEILS_BESCHLOSSEN = "vorlage_teils_beschlossen", "Über einen Teil der Sitzungsvorlage beschlossen"
    VORLAGE_VERTAGT = "vorlage_vertagt", "Vertagt oder verwiesen"
    KONTINGENT_ERFASST = "kontingent_erfasst", "Stellenkontingent erfasst"
    FALLZAHLEN_ERFASST = "fallzahlen_erfasst", "Fallzahlen des Landratsamts erfasst"
    INANSPRUCHNAHME_ERKLAERT = "inanspruchnahme_erklaert", "Inanspruchnahme erklärt"
    EINVERNEHMEN_ERKLAERT = "einvernehmen_erklaert", "Einvernehmen erklärt"
    STELLE_GESCHAFFEN = "stelle_geschaffen", "Stelle geschaffen"
    STELLE_ERFASST = "stelle_erfasst", "Geförderter Stellenanteil erfasst"
    STELLE_AUFGESTOCKT = "stelle_aufgestockt", "Stelle aufgestockt"
    STELLE_BEENDET = "stelle_beendet", "Stelle beendet"
    STELLE_ENTSCHIEDEN = "stelle_entschieden", "Über das Ende der Finanzierung entschieden"
    STELLE_BESETZT = "stelle_besetzt", "Besetzung gemeldet"
    STELLE_UNBESETZT = "stelle_unbesetzt", "Ende einer Besetzung gemeldet"
    KENNZEICHEN_GELOESCHT = "kennzeichen_geloescht", "Kennzeichen früherer Besetzungen gelöscht"
    FRIST_ABGELAUFEN = "frist_abgelaufen", "Frist abgelaufen"
    FASSUNG_FESTGESTELLT = "fassung_festgestellt", "Fassung der Richtlinie festgestellt"
    RUNDE_VEROEFFENTLICHT = "runde_veroeffentlicht", "Förderrunde veröffentlicht"
    ANTRAGSFRIST_VERLAENGERT = "antragsfrist_verlaengert", "Antragsfrist verlängert"
    RUECKLAUF_ERINNERT = "ruecklauf_erinnert", "An die Förderrunde erinnert"
    RUNDE_OHNE_ANTWORT = "runde_ohne_antwort", "Antragsfrist ohne Antwort aller Kommunen abgelaufen"
    ANTRAG_ERFASST = "antrag_erfasst", "Eingang auf anderem Weg erfasst"
    ENTWURF_ERSETZT = "entwurf_ersetzt", "Entwurf durch Eingang auf anderem Weg ersetzt"
    AKTENVERMERK = "aktenvermerk", "Aktenvermerk"
    BLATT_ERZEUGT = "blatt_erzeugt", "Unterschriftsblatt erzeugt"
    BLATT_UNTERSCHRIEBEN = "blatt_unterschrieben", "Unterschriebenes Blatt hochgeladen"
    UNTERSCHRIFT_AUFGEHOBEN = "unterschrift_aufgehoben", "Unterschrift durch Änderung aufgehoben"
    ZEICHNUNG_AUFGEHOBEN = "zeichnung_aufgehoben", "Zeichnung der Empfehlung aufgehoben"
    FACHSTELLUNGNAHME_ERBETEN = "fachstellungnahme_erbeten", "Fachstellungnahme erbeten"
    FACHSTELLUNGNAHME_EINGEGANGEN = "fachstellungnahme_eingegangen", "Fachstellungnahme eingegangen"
    FACHSTELLUNGNAHME_ZURUECK = "fachstellungnahme_zurueck", "Bitte um Fachstellungnahme zurückgenommen"
    AUFGABE_UEBERNOMMEN = "aufgabe_uebernommen", "Aufgabe übernommen"
    AUFGABE_ZUGEWIESEN = "aufgabe_zugewiesen", "Aufgabe zugewiesen"
    AUFGABE_ABGEGEBEN = "aufgabe_abgegeben", "Aufgabe abgegeben"
    ZUGANG_EINGELADEN = "zugang_eingeladen", "Zugang angeboten"
    ZUGANG_ANGENOMMEN = "zugang_angenommen", "Einladung angenommen"
    ZUGANG_WIDERRUFEN = "zugang_widerrufen", "Einladung widerrufen"
    ZUGANG_BEENDET = "zugang_beendet", "Rolle beendet oder geändert"
    ZUGANG_WIEDERHERGESTELLT = "zugang_wiederhergestellt", "Zugang wiederhergestellt"
    VERTRETUNG_EINGETRAGEN = "vertretung_eingetragen", "Vertretung eingetragen"
    VERTRETUNG_BEENDET = "vertretung_beendet", "Vertretung beendet"
    ERSATZROLLE_BESTIMMT = "ersatzrolle_bestimmt", "Ersatzrolle bestimmt"
    IMPORT_UEBERNOMMEN = "import_uebernommen", "Tabelle übernommen"
    SITZUNG_EINGETRAGEN = "sitzung_eingetragen", "Sitzung eingetragen oder geändert"
    ZUSTAENDIGKEIT_GEAENDERT = "zustaendigkeit_geaendert", "Zuständigkeit eines Gremiums geändert"
    RATSDATEN_UEBERNOMMEN = "ratsdaten_uebernommen", "Daten des Ratsinformationssystems übernommen"
    ERMAECHTIGUNG_BESTIMMT = "ermaechtigung_bestimmt", "Ermächtigung des Programms bestimmt"
    ZEICHNUNGSWEG_GEAENDERT = "zeichnungsweg_geaendert", "Weg der Mitzeichnung geändert"
    VORLAGE_ZUR_MITZEICHNUNG = "vorlage_zur_mitzeichnung", "Sitzungsvorlage zur Mitzeichnung gegeben"
    VORLAGE_MITGEZEICHNET = "vorlage_mitgezeichnet", "Sitzungsvorlage mitgezeichnet"
    VORLAGE_VEROEFFENTLICHT = "vorlage_veroeffentlicht", "Sitzungsvorlage veröffentlicht"
    VORLAGE_NEUE_FASSUNG = "vorlage_neue_fassung", "Neue Fassung der Sitzungsvorlage begonnen"
    VORLAGE_ZURUECKGEZOGEN = "vorlage_zurueckgezogen", "Sitzungsvorlage zurückgezogen"
    AENDERUNGSANTRAG_ERFASST = "aenderungsantrag_erfasst", "Änderungsantrag erfasst"
    BESCHLUSS_BESTAETIGT = "beschluss_bestaetigt", "Ergebnis mit dem Auszug bestätigt"
    MASSGABE_GESETZT = "massgabe_gesetzt", "Maßgabe mit dem Beschluss erteilt"
    MASSGABE_ERLEDIGT = "massgabe_erledigt", "Maßgabe erledigt"
    HAUSVORLAGE_ERSETZT = "hausvorlage_ersetzt", "Hausvorlage ersetzt"
    TEXTBAUSTEINE_GEAENDERT = "textbausteine_geaendert", "Textbausteine geändert"
    BESCHEIDE_ENTWORFEN = "bescheide_entworfen", "Bescheide einer Serie entworfen"
    BESCHEIDE_FREIGEGEBEN = "bescheide_freigegeben", "Bescheide einer Serie freigegeben"
    FOLGEBESCHEID_BEGONNEN = "folgebescheid_begonnen", "Folgebescheid begonnen"
    FOLGEBESCHEID_VERWORFEN = "folgebescheid_verworfen", "Folgebescheid verworfen"
    HAUSHALT_ERFASST = "haushalt_erfasst", "Haushaltsermächtigung erfasst"
    HAUSHALT_AUSNAHME = "haushalt_ausnahme", "Ausnahme vom Haushaltsvorbehalt zugelassen"
    ZUSTIMMUNG_ERKLAERT = "zustimmung_erklaert", "Bekanntgabe im Portal zugestimmt"
    ZUSTIMMUNG_WIDERRUFEN = "zustimmung_widerrufen", "Zustimmung zur Bekanntgabe im Portal widerrufen"
    BESCHEID_VERSANDT = "bescheid_versandt", "Bescheid zur Post gegeben"
    RECHTSBEHELF_VERZICHT = "rechtsbehelf_verzicht", "Auf Rechtsbehelf verzichtet"
    BESCHEID_BESTANDSKRAEFTIG = "bescheid_bestandskraeftig", "Bescheid bestandskräftig"
    WIDERSPRUCH_EINGEGANGEN = "widerspruch_eingegangen", "Widerspruch eingegangen"
    WIDERSPRUCH_WIEDEREINGESETZT = "widerspruch_wiedereingesetzt", "Wiedereinsetzung gewährt"
    WIDERSPRUCH_ENTSCHIEDEN = "widerspruch_entschieden", "Über den Widerspruch entschieden"
    KLAGE_EINGEGANGEN = "klage_eingegangen", "Klage eingegangen"
    KLAGE_BEENDET = "klage_beendet", "Klageverfahren beendet"


class Protokolltext(models.Model):
    """Personal words of an entry (reasons, remarks): may be erased without breaking the chain."""

    text = models.TextField("Text")

    class Meta:
        verbose_name = "Text zum Verlauf"
        verbose_name_plural = "Texte zum Verlauf"

    def __str__(self) -> str:
        return self.text[:60]


class ProtokolleintragQuerySet(models.QuerySet["Protokolleintrag"]):
    """Words about the log."""

    def visible_to(self, user) -> ProtokolleintragQuerySet:
        """All of the own district for its office; for a municipality its own, where released to it."""
        kommunal = Q(antrag__kommune_id__in=user.kommune_ids, sichtbar_kommune=True)
        return self.filter(Q(landkreis_id__in=user.landkreis_ids) | kommunal)


class Protokolleintrag(models.Model):
    """One act: who, when, what, from which state to which. Written in the act's own transaction, never changed."""

    zeitpunkt = models.DateTimeField("geschrieben am", db_default=Now(), editable=False)
    geschehen_am = models.DateTimeField("geschehen am")
    wirksam_am = models.DateField("wirksam am")
    landkreis = models.ForeignKey(
        "antraege.Landkreis", models.PROTECT, related_name="+", verbose_name="Landkreis"
    )
    antrag = models.ForeignKey(
        "antraege.Antrag", models.PROTECT, null=True, related_name="protokoll", verbose_name="Antrag"
    )
    objekt_art = models.CharField("Gegenstand", max_length=30)
    objekt_id = models.BigIntegerField("Nummer des Gegenstands")
    art = models.CharField("Ereignis", max_length=40, choices=Ereignis)
    benutzer = models.ForeignKey("antraege.Benutzer", models.PROTECT, related_name="+", verbose_name="von")
    vertretung_fuer = models.ForeignKey(
        "antraege.Benutzer", models.PROTECT, null=True, related_name="+", verbose_name="als Vertretung für"
    )
    vorher = models.CharField("vorher", max_length=30, blank=True)
    nachher = models.CharField("nachher", max_length=30, blank=True)
    text_sha256 = models.CharField("Prüfsumme des Textes", max_length=64, blank=True)
    text = models.ForeignKey(
        Protokolltext,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name="Text",
    )
    regel_version = models.CharField("Fassung der Regeln", max_length=40, blank=True)
    sichtbar_kommune = models.BooleanField("für die Kommune sichtbar", default=False)
    historisch = models.BooleanField(
        "historisch", default=False, help_text="nachgeladen: löst keine Nachricht aus"
    )

    objects = ProtokolleintragQuerySet.as_manager()

    class Meta:
        verbose_name = "Eintrag im Verlauf"
        verbose_name_plural = "Verlauf"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["antrag", "id"], name="protokoll_antrag"),
            models.Index(fields=["objekt_art", "objekt_id", "id"], name="protokoll_objekt"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["objekt_id", "vorher"],
                condition=Q(art="runde_ohne_antwort"),
                name="protokoll_schweigen_je_antragsfrist_einmal",
                violation_error_message="Dass Kommunen bis zu diesem Tag nicht geantwortet haben, ist schon gemeldet.",
            )
        ]

    def __str__(self) -> str:
        return self.get_art_display()


class Protokollsiegel(models.Model):
    """The seal of one entry, given at COMMIT by a trigger: gapless number in commit order, hash over entry and forerunner."""

    nr = models.BigIntegerField("Nummer", primary_key=True)
    eintrag = models.OneToOneField(
        Protokolleintrag, models.PROTECT, related_name="siegel", verbose_name="Eintrag"
    )
    vorher = models.CharField("Hash des Vorgängers", max_length=64)
    hash = models.CharField("Hash", max_length=64)

    class Meta:
        verbose_name = "Siegel"
        verbose_name_plural = "Siegel"

    def __str__(self) -> str:
        return f"{self.nr}: {self.hash[:12]}"
