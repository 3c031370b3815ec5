"""Pages of the domain that need no task."""

from django.urls import path, re_path

from antraege.views import (
    abschnitte,
    anlagen,
    antraege,
    antworten,
    bescheide,
    entwurf,
    fachstellungnahmen,
    fallzahlen,
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
    path("antraege/<int:pk>/antworten/", antworten.antworten, name="antworten"),
    path(
        "antraege/<int:pk>/fachstellungnahmen/",
        fachstellungnahmen.erbitten,
        name="fachstellungnahme_erbitten",
    ),
    path("fachstellungnahmen/", fachstellungnahmen.fachstellungnahmen, name="fachstellungnahmen"),
    path(
        "fachstellungnahmen/<int:pk>/",
        fachstellungnahmen.fachstellungnahme_seite,
        name="fachstellungnahme",
    ),
    path(
        "fachstellungnahmen/<int:pk>/zuruecknehmen/",
        fachstellungnahmen.zuruecknehmen,
        name="fachstellungnahme_zuruecknehmen",
    ),
    path("antraege/<int:pk>/uebernehmen/", entwurf.uebernehmen, name="antrag_uebernehmen"),
    path("antraege/<int:pk>/zusammenschluss/", entwurf.zusammenschluss, name="antrag_verbund"),
    path("antraege/<int:pk>/anlagen/", anlagen.hochladen, name="anlagen"),
    path("anlagen/<int:pk>/", anlagen.anlage, name="anlage"),
    path("anlagen/<int:pk>/entfernen/", anlagen.entfernen, name="anlage_entfernen"),
    path("runden/", runden.runden, name="runden"),
    path("runden/<int:pk>/", runden.runde, name="runde"),
    path("runden/<int:pk>/fallzahlen/", fallzahlen.fallzahlen, name="fallzahlen"),
    path("runden/<int:pk>/kontingent/", programm.kontingent_erfassen, name="kontingent_erfassen"),
    path("runden/<int:pk>/inanspruchnahme/", programm.inanspruchnahme, name="inanspruchnahme"),
    path("vorlagen/", vorlagen.vorlagen, name="vorlagen"),
    path("bescheide/<int:pk>/", bescheide.bescheid, name="bescheid"),
    path("stellen/", stellen.stellen, name="stellen"),
    path("stellen/neu/", stellen.stelle_neu, name="stelle_neu"),
    path("stellen/<int:pk>/", stellen.stelle, name="stelle"),
]
