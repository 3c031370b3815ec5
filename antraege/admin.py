"""The technical administration: master data, accounts, and the log to read. No act of a procedure has a door here.

Nothing is deleted: accounts are deactivated, memberships end on a day, rows that others point at stay.
"""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from antraege.models import (
    Benutzer,
    Feldregel,
    Foerderprogramm,
    Foerderrunde,
    Gremium,
    Haushaltsermaechtigung,
    Kommune,
    Landkreis,
    Mitgliedschaft,
    Protokolleintrag,
    Pruefpunkt,
    Richtlinienfassung,
    Seite,
    Sitzung,
    Unterlagenregel,
    Vertretung,
    Zielgruppe,
    Zusatzfrage,
)


class Verwaltung(admin.AdminSite):
    """A site of our own: what other packages register (groups, the engine's tasks) has no page here."""

    site_header = "Förderlauf: technische Verwaltung"
    site_title = "Förderlauf"
    index_title = "Stammdaten und Konten"

    def login(self, request, extra_context=None):
        """Through the one login page, whose limits against guessing hold here too."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


verwaltung = Verwaltung(name="admin")


class OhneLoeschen:
    """Rows stay: applications, the log and tasks point at them."""

    def has_delete_permission(self, request, obj=None):
        return False


class NurLesen(OhneLoeschen):
    """To look at."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class Stammdaten(OhneLoeschen, admin.ModelAdmin):
    """Master data: added and changed, never deleted."""


class Grundlage(Stammdaten):
    """Master data that acts rest on: the fields ``fest`` stay as they are from then on (R20)."""

    fest: tuple[str, ...] = ()

    def wird_benutzt(self, obj):
        """Say whether something rests on the row already."""
        return obj.antraege.exists()

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return (*readonly, *self.fest) if obj is not None and self.wird_benutzt(obj) else readonly


class MitgliedschaftZeilen(OhneLoeschen, admin.TabularInline):
    model = Mitgliedschaft
    extra = 1
    autocomplete_fields = ("kommune",)


@admin.register(Benutzer, site=verwaltung)
class BenutzerAdmin(Stammdaten):
    """Accounts. A new one has no password: its owner sets one through "Kennwort vergessen"."""

    fields = ("email", "name", "telefon", "zimmer", "is_active", "is_staff", "last_login")
    readonly_fields = ("last_login",)
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "mitgliedschaften__rolle")
    search_fields = ("email", "name")
    ordering = ("email",)
    inlines = (MitgliedschaftZeilen,)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(ist_system=False)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


@admin.register(Vertretung, site=verwaltung)
class VertretungAdmin(Stammdaten):
    list_display = ("fuer", "durch", "von", "bis")
    autocomplete_fields = ("fuer", "durch")


@admin.register(Landkreis, site=verwaltung)
class LandkreisAdmin(Stammdaten):
    list_display = ("name", "schluessel", "kuerzel", "postfach")


@admin.register(Kommune, site=verwaltung)
class KommuneAdmin(Stammdaten):
    list_display = ("name", "art", "landkreis", "ags", "postfach")
    list_filter = ("landkreis", "art")
    list_select_related = ("landkreis",)
    search_fields = ("name", "ags")


@admin.register(Zielgruppe, site=verwaltung)
class ZielgruppeAdmin(Stammdaten):
    list_display = ("name", "schluessel", "reihenfolge")


@admin.register(Foerderprogramm, site=verwaltung)
class FoerderprogrammAdmin(Grundlage):
    """Payer and state stay under the positions they let through the gate (R17, R21)."""

    fest = ("geber", "status")
    list_display = ("name", "kurz", "landkreis", "geber", "bewilligungsstelle", "status")
    list_select_related = ("landkreis",)
    raw_id_fields = ("ermaechtigung",)

    def wird_benutzt(self, obj):
        return obj.traegt_stellen


class FassungsteilZeilen(admin.TabularInline):
    """Rows of a version: edited while it is a draft, then only read (R20)."""

    extra = 0

    def _offen(self, obj):
        return obj is None or obj.ist_entwurf

    def has_add_permission(self, request, obj=None):
        return self._offen(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._offen(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._offen(obj) and super().has_delete_permission(request, obj)


@admin.register(Richtlinienfassung, site=verwaltung)
class RichtlinienfassungAdmin(Grundlage):
    """Drafts; stating one is an act of the office with two persons and has no door here."""

    fest = tuple(f.name for f in Richtlinienfassung._meta.concrete_fields if not f.primary_key)
    list_display = ("programm", "nummer", "status", "gueltig_ab", "grundlage", "satz_je_vzae")
    list_select_related = ("programm",)
    readonly_fields = ("status", "festgestellt_am", "festgestellt_von", "bearbeitet_von")
    inlines = [
        type(f"{modell.__name__}Zeilen", (FassungsteilZeilen,), {"model": modell})
        for modell in (Feldregel, Unterlagenregel, Zusatzfrage, Pruefpunkt)
    ]

    def wird_benutzt(self, obj):
        return not obj.ist_entwurf

    def save_model(self, request, obj, form, change):
        """Whoever changes a draft here cannot state it either."""
        obj.bearbeitet_von = request.user
        super().save_model(request, obj, form, change)


@admin.register(Foerderrunde, site=verwaltung)
class FoerderrundeAdmin(Grundlage):
    """A published round keeps what municipalities rely on; publishing is an act of the office."""

    fest = (
        "programm",
        "fassung",
        "kuerzel",
        "beginn",
        "ende",
        "antrag_von",
        "antrag_bis",
        "entscheidung",
        "beschluss_ab_betrag",
    )
    readonly_fields = ("status", "veroeffentlicht_am", "kopie_von")
    list_display = ("name", "programm", "beginn", "ende", "antrag_von", "antrag_bis", "entscheidung")
    list_select_related = ("programm",)
    filter_horizontal = ("zielgruppen",)

    def wird_benutzt(self, obj):
        return obj.veroeffentlicht


@admin.register(Haushaltsermaechtigung, site=verwaltung)
class HaushaltsermaechtigungAdmin(Stammdaten):
    list_display = ("programm", "jahr", "produkt", "ansatz", "in_kraft_am", "gesperrt")
    list_select_related = ("programm",)


@admin.register(Gremium, site=verwaltung)
class GremiumAdmin(Grundlage):
    """What a committee may decide opens the gate for positions (R19): entered on its page, from a day on."""

    list_display = ("name", "kurz", "landkreis")
    list_select_related = ("landkreis",)
    fest = ("landkreis",)

    def wird_benutzt(self, obj):
        return obj.sitzungen.exists()


@admin.register(Sitzung, site=verwaltung)
class SitzungAdmin(Grundlage):
    list_display = ("gremium", "tag", "oeffentlich", "abgabeschluss")
    list_filter = ("gremium",)
    list_select_related = ("gremium",)
    fest = ("gremium", "tag", "oeffentlich")

    def wird_benutzt(self, obj):
        return obj.beratungen.filter(erfasst_am__isnull=False).exists()


@admin.register(Seite, site=verwaltung)
class SeiteAdmin(Stammdaten):
    list_display = ("titel", "schluessel")


@admin.register(Protokolleintrag, site=verwaltung)
class ProtokolleintragAdmin(NurLesen, admin.ModelAdmin):
    """The log; corrections are new acts, never edits."""

    list_display = ("geschehen_am", "art", "antrag", "benutzer", "landkreis", "sichtbar_kommune")
    list_filter = ("landkreis", "art")
    list_select_related = ("antrag__kommune", "antrag__runde", "benutzer", "landkreis")
    ordering = ("-pk",)
    show_full_result_count = False
