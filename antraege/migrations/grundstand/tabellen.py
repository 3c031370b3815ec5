"""A migration's tables made at once: Django's own way renders all models anew for each of them."""

from django.db.migrations.operations.base import Operation


class Tabellen(Operation):
    """Create the models of these ``CreateModel`` operations in one go; foreign keys between them may go round in circles."""

    reversible = True

    def __init__(self, modelle):
        self.modelle = modelle

    def state_forwards(self, app_label, state):
        """Add all models to the state before any is rendered."""
        state.__dict__.pop("apps", None)
        for modell in self.modelle:
            modell.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Create the tables; the editor adds foreign keys at the end."""
        for modell in self.modelle:
            schema_editor.create_model(to_state.apps.get_model(app_label, modell.name))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Remove them, the last one first."""
        for modell in reversed(self.modelle):
            schema_editor.delete_model(from_state.apps.get_model(app_label, modell.name))

    def describe(self):
        return f"Create {len(self.modelle)} models"
