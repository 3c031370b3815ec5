"""Pages of the domain that need no task."""

from django.urls import path, re_path

from antraege.views import konto, seiten

urlpatterns = [
    path("", seiten.start, name="start"),
    path("demo/anmelden/", konto.demo_anmelden, name="demo_anmelden"),
    re_path("^(?P<schluessel>impressum|datenschutz|barrierefreiheit)/$", seiten.seite, name="seite"),
]
