"""Addresses of pages that show or end tasks. An address names the task alone; its process comes from the task."""

from django.urls import path

from workflows.views import (
    antrag,
    aufgaben,
    eingang,
    folgebescheid,
    importe,
    ratsabruf,
    sammel,
    verfahrensbild,
    vertretung,
    vorlage,
    vorlagenhandeln,
    zuweisen,
)

urlpatterns = [
    path("aufgaben/", aufgaben.aufgaben, name="aufgaben"),
    path("aufgaben/<int:pk>/", aufgaben.aufgabe, name="aufgabe"),
    path("aufgaben/<int:pk>/uebernehmen/", aufgaben.uebernehmen, name="aufgabe_uebernehmen"),
    path("aufgaben/<int:pk>/abgeben/", aufgaben.abgeben, name="aufgabe_abgeben"),
    path("sammeln/", sammel.sammeln, name="sammeln"),
    path("aufgaben/<int:pk>/zuweisen/", zuweisen.zuweisen, name="aufgabe_zuweisen"),
    path("vertretung/", vertretung.vertretungen, name="vertretung"),
    path("vertretung/neu/", vertretung.neu, name="vertretung_neu"),
    path("vertretung/<int:pk>/", vertretung.ansehen, name="vertretung_ansehen"),
    path("vertretung/<int:pk>/beenden/", vertretung.beenden, name="vertretung_beenden"),
    path("antraege/<int:pk>/verfahrensbild.svg", verfahrensbild.verfahrensbild, name="verfahrensbild"),
    path("antraege/<int:pk>/", antrag.antrag, name="antrag"),
    path("antraege/<int:pk>/zurueckziehen/", antrag.antrag_zurueckziehen, name="antrag_zurueckziehen"),
    path("antraege/<int:pk>/folgebescheid/", folgebescheid.beginnen, name="folgebescheid_beginnen"),
    path("antraege/<int:pk>/frist-verlaengern/", antrag.frist_verlaengern, name="frist_verlaengern"),
    path(
        "antraege/<int:pk>/zeichnung-aufheben/",
        antrag.zeichnung_aufheben,
        name="zeichnung_aufheben",
    ),
    path("antraege/<int:pk>/ohne-ergaenzung/", antrag.ohne_ergaenzung, name="ohne_ergaenzung"),
    path("runden/<int:pk>/eingang/", eingang.eingang_erfassen, name="eingang_erfassen"),
    path("runden/<int:pk>/import/", importe.import_neu, name="import_neu"),
    path("runden/<int:pk>/import/vorlage/", importe.import_vorlage, name="import_vorlage"),
    path("ratssystem/abrufen/", ratsabruf.starten, name="ratsabruf_starten"),
    path("importe/<int:pk>/", importe.import_lauf, name="import"),
    path("importe/<int:pk>/starten/", importe.import_starten, name="import_starten"),
    path("runden/<int:pk>/antrag/", antrag.antrag_neu, name="antrag_neu"),
    path("vorlagen/<int:pk>/", vorlage.vorlage, name="vorlage"),
    path("vorlagen/neu/", vorlage.freie_vorlage_neu, name="freie_vorlage_neu"),
    path("vorlagen/<int:pk>/handeln/<slug:name>/", vorlagenhandeln.handeln, name="vorlage_handeln"),
    path("runden/<int:pk>/vorlage/", vorlage.vorlage_neu, name="vorlage_neu"),
]
