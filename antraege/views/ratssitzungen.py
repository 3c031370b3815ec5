"""The sittings of a municipality's own council, kept by its clerks for planning back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antraege import zeit
from antraege.berechtigungen import may
from antraege.forms.unterschrift import RatssitzungenForm, als_zeilen
from antraege.models import Foerderrunde, Kommune, Ratssitzung
from antraege.services import ratssitzung
from antraege.views import ratsplanteile
from antraege.views.pflege import versucht, wer


@login_required
@require_http_methods(["GET", "POST"])
def ratssitzungen(request, pk):
    """The coming sittings and the plan they give in each open round; others have no such page."""
    kommune = get_object_or_404(Kommune.objects.visible_to(request.user), pk=pk)
    heute = zeit.heute()
    if not may(request.user, "kommune.ratssitzungen", Ratssitzung(kommune=kommune)):
        raise Http404
    form = _form(request, kommune, heute)
    fakten = {"kommune": kommune, **wer(request)}
    if form.is_valid() and versucht(form, ratssitzung.eintragen, **fakten, **form.cleaned_data):
        messages.success(request, "Die Sitzungen des Gemeinderats sind gespeichert.")
        return redirect("ratssitzungen", pk=kommune.pk)
    runden = Foerderrunde.objects.visible_to(request.user).offen(am=heute).select_related("programm")
    plaene = [(runde, ratsplanteile.fuer(kommune, runde, heute)) for runde in runden]
    kontext = {"kommune": kommune, "form": form, "plaene": plaene, "heute": heute}
    return render(request, "antraege/ratssitzungen.html", kontext)


def _form(request, kommune, heute):
    if request.method == "POST":
        return RatssitzungenForm(request.POST)
    tage = [sitzung.tag for sitzung in kommune.ratssitzungen.filter(tag__gte=heute)]
    return RatssitzungenForm(initial={"tage": als_zeilen(tage), "vorlauf": kommune.vorlauf_rat})
