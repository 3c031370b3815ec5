"""Accounts: closed to strangers, and in the demo a role picker beside the login form."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.forms.konto import KontaktForm
from antraege.models import Antrag, Benutzer, Mitgliedschaft, Rolle, Status
from antraege.rechte.antrag import AMT
from antraege.services import kontakt
from antraege.views.bausteine import Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DEMO_POSTFACH = ".example"
ICONS = {
    Rolle.KOMMUNE_SACHBEARBEITUNG: "edit",
    Rolle.KOMMUNE_ZEICHNUNG: "check",
    Rolle.SACHBEARBEITUNG: "checklist",
    Rolle.SACHGEBIETSLEITUNG: "visibility",
    Rolle.AMTSLEITUNG: "visibility",
    Rolle.GESCHAEFTSSTELLE: "calendar-today",
    Rolle.KAEMMEREI: "draft",
    Rolle.PERSONAL: "draft",
    Rolle.KOMMUNE_ZUGANG: "account-circle",
    Rolle.PRUEFUNG: "search",
}


class KontoAdapter(DefaultAccountAdapter):
    """The administration creates accounts; nobody signs up. Sentences of allauth's that say »du« are said again."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "Zu viele gescheiterte Versuche. Bitte warten Sie einige Minuten und versuchen Sie es dann erneut.",
        "enter_current_password": "Bitte geben Sie Ihr aktuelles Passwort ein.",
    }

    def is_open_for_signup(self, request):
        return False


class Anmelden(LoginView):
    """allauth's login; in the demo the page also offers the roles."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        # allauth's link to a new password would stand between the two inputs; the page shows it beneath them
        form.fields["password"].help_text = ""
        return form

    def get_context_data(self, **kwargs):
        extra = {"rollen": demo_rollen()} if settings.DEMO else {}
        return super().get_context_data(**kwargs) | extra


@login_required
@require_http_methods(["GET", "POST"])
def mein_konto(request):
    """Who is signed in and how to reach her, and what concerns the account: substitution, password, accounts of others."""
    user = request.user
    form = KontaktForm(request.POST if request.method == "POST" else None, person=user)
    if form.is_valid():
        kontakt.speichern(by=user, **form.cleaned_data)
        messages.success(request, "Gespeichert.")
        return redirect("konto")
    kontext = {"rollen": user.aktive_mitgliedschaften, "wege": _wege(user), "form": form}
    return render(request, "antraege/konto.html", kontext)


def _wege(user):
    """[(title, address, what for)] of the pages about the account."""
    im_amt = user.hat_rolle(*AMT)
    wege = [
        ("Vertretung", reverse("vertretung"), "Abwesenheit eintragen und sehen, wer wen vertritt"),
        ("Passwort ändern", reverse("account_change_password"), ""),
    ]
    if im_amt or user.hat_rolle(Rolle.KOMMUNE_ZUGANG):
        wege.append(("Zugänge der Kommunen", reverse("zugang"), "Personen, Rollen und Einladungen"))
    wege += [
        (
            f"Bekanntgabe im Portal: {m.kommune}",
            reverse("bekanntgabe", args=[m.kommune_id]),
            "Zustimmen oder widerrufen",
        )
        for m in user.aktive_mitgliedschaften
        if m.rolle in (Rolle.KOMMUNE_ZUGANG, Rolle.KOMMUNE_ZEICHNUNG)
    ]
    if im_amt:
        wege.append(
            ("Ersatzrollen", reverse("ersatzrollen"), "Wer einspringt, wenn in einer Stelle niemand da ist")
        )
    return wege


def keine_adressen(request):
    """In place of allauth's page for addresses of one's own: the administration vouches for the address."""
    raise Http404


@require_http_methods(["GET", "POST"])
def demo_anmelden(request):
    """Log in as one of the demo's invented people. Outside the demo this page does not exist."""
    if not settings.DEMO:
        raise Http404
    if request.method == "GET":
        return redirect("account_login")
    email = request.POST.get("rolle", "").replace("\0", "")  # PostgreSQL knows no such sign
    login(request, get_object_or_404(demo_konten(), email=email), backend=BACKEND)
    return redirect("start")


def demo_konten():
    """Invented accounts: a mailbox under .example and no technical rights."""
    people = Benutzer.objects.filter(is_active=True, ist_system=False, is_staff=False, is_superuser=False)
    return people.filter(email__endswith=DEMO_POSTFACH)


def demo_rollen():
    """[(heading, [Role])]: who can be picked, each account once; municipalities with a draft first, those without last."""
    rows = Mitgliedschaft.objects.gueltig(am=zeit.heute()).filter(benutzer__in=demo_konten())
    at_work = set(Antrag.objects.filter(status=Status.ENTWURF).values_list("kommune_id", flat=True))
    order = {role: place for place, role in enumerate(Rolle.values)}
    found = sorted(
        rows.select_related("benutzer", "kommune", "landkreis"),
        key=lambda row: (
            row.kommune_id not in at_work,
            str(row.kommune or ""),
            order[row.rolle],
            row.benutzer.email,
        ),
    )
    once = {row.benutzer_id: row for row in reversed(found)}
    people = [row for row in found if once[row.benutzer_id] is row]
    groups = {"Antrag in Arbeit": [], "Landkreis": [], "Städte und Gemeinden": []}
    for row in people:
        groups[_group(row, at_work)].append(_role(row))
    return [group for group in groups.items() if group[1]]


def _group(row, at_work):
    if not row.kommune_id:
        return "Landkreis"
    return "Antrag in Arbeit" if row.kommune_id in at_work else "Städte und Gemeinden"


def _role(row):
    return Role(
        value=row.benutzer.email,
        label=row.get_rolle_display(),
        note=f"{row.kommune or row.landkreis} · {row.benutzer.name}",
        icon=ICONS.get(row.rolle, "account-circle"),
    )
