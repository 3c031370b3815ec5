"""Addresses of pages that show or end tasks. An address names the task alone; its process comes from the task."""

from django.urls import path

from workflows.views import antrag, aufgaben, verfahrensbild, vorlage, zuweisen

urlpatterns = [
    path("aufgaben/", aufgaben.aufgaben, name="aufgaben"),
    path("aufgaben/<int:pk>/", aufgaben.aufgabe, name="aufgabe"),
    path("aufgaben/<int:pk>/uebernehmen/", aufgaben.uebernehmen, name="aufgabe_uebernehmen"),
    path("aufgaben/<int:pk>/abgeben/", aufgaben.abgeben, name="aufgabe_abgeben"),
    path("aufgaben/<int:pk>/zuweisen/", zuweisen.zuweisen, name="aufgabe_zuweisen"),
    path("antraege/<int:pk>/verfahrensbild.svg", verfahrensbild.verfahrensbild, name="verfahrensbild"),
    path("antraege/<int:pk>/", antrag.antrag, name="antrag"),
    path("antraege/<int:pk>/zurueckziehen/", antrag.antrag_zurueckziehen, name="antrag_zurueckziehen"),
    path("antraege/<int:pk>/frist-verlaengern/", antrag.frist_verlaengern, name="frist_verlaengern"),
    path("antraege/<int:pk>/ohne-ergaenzung/", antrag.ohne_ergaenzung, name="ohne_ergaenzung"),
    path("runden/<int:pk>/antrag/", antrag.antrag_neu, name="antrag_neu"),
    path("vorlagen/<int:pk>/", vorlage.vorlage, name="vorlage"),
    path("runden/<int:pk>/vorlage/", vorlage.vorlage_neu, name="vorlage_neu"),
]
