"""Reads the environment for settings.py. Every mistake is one German sentence that names the variable (ImproperlyConfigured)."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config import postgres

BASE_DIR = Path(__file__).resolve().parent.parent

# Every variable the product knows; .env.example explains each, a test compares the two.
VARIABLEN = (
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "ABSENDER",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BASIS_URL",
    "MEDIA_ROOT",
    "CLAMD_ADDRESS",
    "RATSABRUF_NETZE",
    "VAR",
    "DEMO",
    "SOURCE_URL",
    "POSTGRES_PASSWORD",  # read by docker-compose.yml only
)
LOCAL_HOSTS = {"", "localhost", "127.0.0.1", "::1"}


class Umgebung:
    """The environment, and the file .env beneath it (the environment wins)."""

    def __init__(self, env_file: Path = BASE_DIR / ".env") -> None:
        self.env = environ.Env()
        if env_file.exists():
            _refuse_unknown(env_file)
            self.env.read_env(str(env_file))

    def text(self, name: str, default: str = "") -> str:
        return os.environ.get(name, "").strip() or default

    def required(self, name: str, wofuer: str, mindestens: int = 1) -> str:
        """The value, of at least so many characters (the example's secret is known to everybody, and shorter)."""
        value = self.text(name)
        if len(value) >= mindestens:
            return value
        mangel = "ist zu kurz" if value else "fehlt"
        raise ImproperlyConfigured(
            f"{name} {mangel}: {wofuer} Für eine Vorführung auf diesem Rechner genügt DEMO=1."
        )

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name).lower()
        if value in {"", "1", "0", "true", "false", "ja", "nein"}:
            return value in {"1", "true", "ja"} if value else default
        raise ImproperlyConfigured(f"{name}={value} ist kein gültiger Wert. Erlaubt sind 1 und 0.")

    def url(self, name: str, schemes: set[str], default: str = "", *, beispiel: str) -> str:
        value = self.text(name, default)
        if not value or urlsplit(value).scheme in schemes:
            return value
        raise ImproperlyConfigured(f"{name} ist keine brauchbare Adresse. Beispiel: {beispiel}")

    def netze(self, name: str, default: str) -> list[IPv4Network | IPv6Network]:
        """Networks and single addresses, comma separated."""
        try:
            return [ip_network(netz.strip()) for netz in self.text(name, default).split(",") if netz.strip()]
        except ValueError as fehler:
            raise ImproperlyConfigured(
                f"{name} nennt kein brauchbares Netz. Beispiel: 10.20.0.0/16,192.168.7.5"
            ) from fehler

    def database(self) -> dict[str, object]:
        """Django's database dict from DATABASE_URL, else from the running embedded cluster."""
        schemes = {"postgres", "postgresql"}
        url = self.url(
            "DATABASE_URL", schemes, beispiel="postgres://name:kennwort@127.0.0.1:5432/foerderlauf"
        )
        database = self.env.db_url_config(url or _embedded_url())
        socket = database.get("OPTIONS", {}).pop("host", "")
        database["HOST"] = socket or database["HOST"]
        return database

    def email(self, url: str) -> dict[str, object]:
        """Django's EMAIL_* settings from an SMTP address."""
        return {key: value for key, value in self.env.email_url_config(url).items() if key != "OPTIONS"}


def _embedded_url() -> str:
    if url := postgres.url(postgres.DEMO):
        return url
    raise ImproperlyConfigured(
        "Keine Datenbank: Bitte „make demo“ starten oder DATABASE_URL setzen "
        "(nur die eingebettete Datenbank starten: python -m config.postgres start)."
    )


def _refuse_unknown(env_file: Path) -> None:
    """A misspelt name in .env would otherwise be ignored without a word."""
    lines = (
        line.strip().removeprefix("export ") for line in env_file.read_text(encoding="utf-8").splitlines()
    )
    names = {line.split("=", 1)[0].strip() for line in lines if line and not line.startswith("#")}
    if unknown := sorted(names - set(VARIABLEN)):
        raise ImproperlyConfigured(
            f"{env_file.name}: {unknown[0]} ist unbekannt. Bekannt sind: {', '.join(VARIABLEN)}."
        )


def is_local(database: dict[str, object]) -> bool:
    """True for a socket or this machine."""
    host = str(database["HOST"])
    return host in LOCAL_HOSTS or host.startswith("/")
