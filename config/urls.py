"""All URLs. Pages of the domain first, then the workflow's and the messages'."""

from importlib.util import find_spec

from django.urls import include, path

from antraege.admin import verwaltung
from antraege.views.konto import Anmelden, keine_adressen
from config.gesundheit import gesund

urlpatterns = [
    path("gesund/", gesund, name="gesund"),
    path("admin/", verwaltung.urls),
    path("konto/login/", Anmelden.as_view(), name="account_login"),
    path("konto/email/", keine_adressen, name="account_email"),
    path("konto/", include("allauth.account.urls")),
    path("oparl/", include("antraege.oparl_urls")),
]
for app in ("workflows", "notifications", "antraege"):
    if find_spec(f"{app}.urls"):
        urlpatterns.append(path("", include(f"{app}.urls")))
