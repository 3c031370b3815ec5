"""Messages for the technical administration to look at: what waits, what failed and why. Nothing is changed here."""

from django.contrib import admin

from antraege.admin import NurLesen, verwaltung
from notifications.models import Nachricht


@admin.register(Nachricht, site=verwaltung)
class NachrichtAdmin(NurLesen, admin.ModelAdmin):
    """Without the words: they are for the recipient."""

    list_display = ("erstellt", "art", "kanal", "empfaenger_adresse", "status", "naechster_versuch", "fehler")
    list_filter = ("status", "kanal", "art")
    search_fields = ("empfaenger_adresse", "betreff")
    exclude = ("text",)
    show_full_result_count = False
