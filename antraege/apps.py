from django.apps import AppConfig


class AntraegeConfig(AppConfig):
    name = "antraege"
    verbose_name = "Anträge"
