from importlib import import_module

from django.apps import AppConfig


class AntraegeConfig(AppConfig):
    name = "antraege"
    verbose_name = "Anträge"

    def ready(self) -> None:
        """Register the system checks."""
        import_module("antraege.checks")
