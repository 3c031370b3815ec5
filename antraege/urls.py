"""Pages of the domain that need no task."""

from django.urls import path, re_path

from antraege.views import (
    abschnitte,
    anlagen,
    antraege,
    bescheide,
    konto,
    programm,
    runden,
    seiten,
    stellen,
    vorlagen,
)

urlpatterns = [
    path("", seiten.start, name="start"),
    path("demo/anmelden/", konto.demo_anmelden, name="demo_anmelden"),
    re_path("^(?P<schluessel>impressum|datenschutz|barrierefreiheit)/$", seiten.seite, name="seite"),
    path("antraege/", antraege.antraege, name="antraege"),
    path("antraege/datei/", antraege.antraege_datei, name="antraege_datei"),
    re_path(
        "^antraege/(?P<pk>[0-9]+)/(?P<abschnitt>angaben|stellenanteile|fallzahlen|unterlagen)/$",
        abschnitte.abschnitt,
        name="antrag_abschnitt",
    ),
    path("antraege/<int:pk>/anlagen/", anlagen.hochladen, name="anlagen"),
    path("anlagen/<int:pk>/", anlagen.anlage, name="anlage"),
    path("anlagen/<int:pk>/entfernen/", anlagen.entfernen, name="anlage_entfernen"),
    path("runden/", runden.runden, name="runden"),
    path("runden/<int:pk>/", runden.runde, name="runde"),
    path("runden/<int:pk>/kontingent/", programm.kontingent_erfassen, name="kontingent_erfassen"),
    path("runden/<int:pk>/inanspruchnahme/", programm.inanspruchnahme, name="inanspruchnahme"),
    path("vorlagen/", vorlagen.vorlagen, name="vorlagen"),
    path("bescheide/<int:pk>/", bescheide.bescheid, name="bescheid"),
    path("stellen/", stellen.stellen, name="stellen"),
    path("stellen/neu/", stellen.stelle_neu, name="stelle_neu"),
    path("stellen/<int:pk>/", stellen.stelle, name="stelle"),
]
