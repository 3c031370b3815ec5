from importlib import import_module

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = "Verfahrensabläufe"

    def ready(self):
        """Register the system checks; flows are complete only once all models are."""
        import_module("workflows.checks")
