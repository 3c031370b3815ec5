"""Messages for the technical administration to look at: what waits, what failed and why. Nothing is changed here."""

from django.contrib import admin
from django.http import HttpRequest

from notifications.models import Lesezeichen, Nachricht


class NurLesen(admin.ModelAdmin):
    """Rows that only the outbox writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Nobody deletes."""
        return False


@admin.register(Nachricht)
class NachrichtAdmin(NurLesen):
    """Without the words: they are for the recipient."""

    list_display = ("erstellt", "art", "kanal", "empfaenger_adresse", "status", "naechster_versuch", "fehler")
    list_filter = ("status", "kanal", "art")
    search_fields = ("empfaenger_adresse", "betreff")
    exclude = ("text",)
    show_full_result_count = False


@admin.register(Lesezeichen)
class LesezeichenAdmin(NurLesen):
    """How far the log was read."""

    list_display = ("name", "nr")
