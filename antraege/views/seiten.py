"""Pages without a task: the way in, and the editable pages every public site owes."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from antraege.models.seite import Seite

# (title, text) where the administration has written none; paragraphs are parted by an empty line.
VORGABEN = {
    "impressum": (
        "Impressum",
        "Für diese Installation ist noch kein Impressum hinterlegt.\n\n"
        "Die Systembetreuung trägt hier ein, wer diesen Dienst anbietet: Name und Anschrift der Behörde, "
        "vertretungsberechtigte Person, Telefon und E-Mail-Adresse (§ 5 DDG).",
    ),
    "datenschutz": (
        "Datenschutz",
        "Für diese Installation ist noch keine Datenschutzerklärung hinterlegt.\n\n"
        "Technisch gilt: Diese Seiten laden nichts von fremden Servern. Es gibt zwei Cookies, eines für die Anmeldung "
        "und eines gegen gefälschte Formulare. Beide enden mit der Sitzung. Eine Auswertung Ihres Besuchs findet nicht statt.\n\n"
        "Gespeichert werden Ihr Konto und jede Handlung an einem Vorgang mit Zeit und Person, weil das Verfahren "
        "nachvollziehbar sein muss.\n\n"
        "Die Systembetreuung ergänzt hier Verantwortliche, Rechtsgrundlagen, Speicherfristen und Ihre Rechte.",
    ),
    "barrierefreiheit": (
        "Barrierefreiheit",
        "Alle Seiten sind für die Bedienung mit Tastatur und Screenreader gebaut. Sie funktionieren ohne JavaScript, "
        "ab 320 Pixel Breite und in heller und dunkler Darstellung.\n\n"
        "Farbe ist nie das einzige Zeichen: Jeder Zustand hat ein Wort und ein Symbol, jede Grafik eine Tabelle oder Liste.\n\n"
        "Für diese Installation ist noch keine Erklärung zur Barrierefreiheit hinterlegt. Die Systembetreuung ergänzt hier "
        "das Ergebnis der Prüfung, eine Stelle für Rückmeldungen und die Schlichtungsstelle (§ 10 L-BGG).",
    ),
}


@login_required
def start(request):
    """The way in: everybody lands on their tasks."""
    return redirect("aufgaben")


def seite(request, schluessel):
    """Impressum, Datenschutz or Barrierefreiheit: the administration's text, else the built-in one."""
    row = Seite.objects.filter(schluessel=schluessel).first()
    title, text = (row.titel, row.text) if row else VORGABEN[schluessel]
    return render(request, "antraege/seite.html", {"title": title, "text": text})
