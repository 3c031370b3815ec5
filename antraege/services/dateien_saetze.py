"""What a person reads about a file that is not taken: one sentence each, with what to do instead."""

from __future__ import annotations

LEER = "Die Datei ist leer. Bitte wählen Sie die Datei noch einmal aus."
ZU_GROSS = "Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie, zum Beispiel mit einer geringeren Auflösung beim Scannen."
ANDERE_ART = "Dieser Inhalt wird nicht angenommen. Bitte laden Sie PDF, PNG, JPEG, DOCX oder XLSX hoch."
KEINE_EMAIL = "Dieser Inhalt wird nicht angenommen. Bitte laden Sie PDF, PNG, JPEG, DOCX, XLSX oder eine E-Mail (EML) hoch."
OUTLOOK = "Die Datei ist eine Outlook-Nachricht (MSG) oder ein altes Office-Format. Bitte speichern Sie sie als EML oder als PDF."
FALSCHE_ENDUNG = "Die Endung „{endung}“ passt nicht zum Inhalt ({art}). Bitte speichern Sie die Datei neu ab und laden Sie sie dann hoch."
GESCHUETZT = "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort und laden Sie sie dann hoch."
BESCHAEDIGT = "Die Datei lässt sich nicht öffnen, sie ist vermutlich beschädigt. Bitte erzeugen Sie sie neu."
MAKROS = "Die Datei enthält Makros. Bitte speichern Sie sie als PDF oder ohne Makros."
ALTES_OFFICE = "Die Datei ist ein altes Office-Format oder mit einem Kennwort geschützt. Bitte speichern Sie sie als PDF oder ohne Kennwort als DOCX oder XLSX."
FREMDES = "Die Datei enthält außer dem Dokument noch andere Daten. Bitte speichern oder scannen Sie sie neu."
AKTIV = "Die PDF-Datei enthält ausführbare Bestandteile, zum Beispiel Skripte eines Formulars. Bitte drucken Sie sie mit „Als PDF speichern“ neu, und laden Sie das Ergebnis hoch."
EINGEBETTET = "In der Datei stecken weitere Dateien. Bitte laden Sie jede einzeln hoch."
VON_AUSSEN = "Die Datei lädt beim Öffnen Inhalte von außen nach, zum Beispiel eine Dokumentvorlage. Bitte speichern Sie sie als PDF."
BILD_ZU_GROSS = "Das Bild hat zu viele Bildpunkte. Bitte speichern Sie es mit einer geringeren Auflösung."
ZU_UMFANGREICH = "Die Datei ist entpackt zu umfangreich. Bitte speichern Sie sie als PDF."
BEFUND = "Der Virenschutz hat in dieser Datei Schadsoftware erkannt, sie wurde nicht gespeichert. Bitte wenden Sie sich an Ihre IT, und laden Sie eine saubere Fassung hoch."
OHNE_VIRENSCHUTZ = "Der Virenschutz ist gerade nicht erreichbar, deshalb wurde die Datei nicht gespeichert. Bitte versuchen Sie es in einigen Minuten noch einmal."
VIRENSCHUTZ_ZU_GROSS = (
    "Die Datei ist für den Virenschutz zu groß, sie wurde nicht gespeichert. Bitte verkleinern Sie sie."
)
