"""Addresses of the public interface. They are identifiers: none may ever change."""

from django.urls import path

from antraege.views import oparl

urlpatterns = [
    path("", oparl.system, name="oparl"),
    path("body/", oparl.koerper, name="oparl_koerper"),
    path("body/<int:pk>/<slug:art>/", oparl.liste, name="oparl_liste"),
    path("file/<int:pk>/inhalt/", oparl.datei, name="oparl_datei"),
    path("<slug:art>/<int:pk>/", oparl.objekt, name="oparl_objekt"),
]
