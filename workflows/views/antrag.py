"""The application's page, and the pages that begin, extend or end its procedure."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from antraege import einsicht, zeit
from antraege.berechtigungen import RECHTE, hat_recht, may
from antraege.fehler import Verweigert
from antraege.forms.antrag import (
    FristVerlaengernForm,
    OhneErgaenzungForm,
    ZeichnungAufhebenForm,
    ZurueckziehenForm,
)
from antraege.forms.felder import kleine_zahl
from antraege.forms.unterlagen import NachreichForm
from antraege.models import Antrag, Foerderrunde, Frist, Fristwunsch, Kommune
from antraege.rechte.grund import Auskunft
from antraege.services import eingereicht, stellenanpassung
from antraege.views import (
    akte,
    aktenvermerke,
    anteilsteile,
    fachteile,
    pruefteile,
    ratsplanteile,
    rechtsbehelfe,
    rueckzug,
    unterschriftsteile,
)
from antraege.views.pflege import versucht, wer
from antraege.views.verlauf import verlauf
from workflows import verfahren
from workflows.views import naechstes, verwehrt


@login_required
@require_safe
def antrag(request, pk):
    """Everything about an application, as far as this person may see it; a foreign one does not exist."""
    user, heute = request.user, zeit.heute()
    antrag = get_object_or_404(akte.mit_inhalt(Antrag.objects.visible_to(user)), pk=pk)
    kontext = _inhalt(user, antrag, heute)
    kontext |= _wege(user, antrag, heute, kontext["fristen_offen"])
    if kontext["im_amt"]:
        kontext |= _pruefung(request, antrag, heute)
        kontext["anpassen"] = stellenanpassung.hinweis(antrag) if kontext["stellen"] else ""
    return render(
        request, "workflows/antrag.html", kontext | {"stellen_der_seite": akte.stellen_der_seite(kontext)}
    )


def _inhalt(user, antrag, heute):
    offen, erledigt = akte.fristen(user, antrag, heute)
    papiere = eingereicht.unterlagen(user, antrag)
    return akte.kopf(user, antrag, heute) | {
        "antrag": antrag,
        "heute": heute,
        "im_amt": einsicht.im_amt(user, antrag.landkreis_id),
        "fakten": akte.fakten(user, antrag),
        "anteil": anteilsteile.auf_der_seite(user, antrag),
        "fristen_offen": offen,
        "fristen_erledigt": [(naechstes.frist_zeile(f), f.spur) for f in erledigt],
        "anlagen": papiere,
        "nachreichen": NachreichForm.zu(akte.nachreichbar(user, antrag)),
        "nachzureichen": akte.nachzureichen(antrag, papiere, offen),
        "zeichnungen": akte.zeichnungen(user, antrag),
        "bescheide": (bescheide := akte.bescheide(user, antrag)),
        "rechtsbehelfe": rechtsbehelfe.block(user, bescheide),
        "stellen": akte.stellen(user, antrag),
        "verlauf": verlauf(user, antrag),
        "empfehlung_sichtbar": einsicht.empfehlung_sichtbar(user, antrag),
        "unterschrift": unterschriftsteile.kasten(user, antrag),
        "nicht_eingereicht": akte.nicht_eingereicht(user, antrag),
    }


def _pruefung(request, antrag, heute):
    """What only the office reads: opinions of others, what else changed since the return, the outlook."""
    return {
        "stellungnahmen": fachteile.block(antrag, heute),
        "aussicht": pruefteile.ausblick(request.user, antrag, heute, request.GET),
        "rueckwaerts": pruefteile.rueckwaerts(antrag, heute),
        "aktenvermerke": aktenvermerke.block(request.user, antrag),
    }


def _wege(user, antrag, heute, fristen):
    """The procedure: who is next, what this person can do, what is missing, and where it stands."""
    aufgaben = list(verfahren.offene_aufgaben(antrag))
    bearbeitbar = bool(may(user, "antrag.bearbeiten", antrag))
    punkte, hindernisse = akte.offene_punkte(antrag) if bearbeitbar else ([], [])
    return {
        "naechstes": naechstes.naechster_schritt(user, antrag, aufgaben, fristen),
        "handlungen": naechstes.handlungen(user, antrag, aufgaben, hindernisse, heute),
        "nicht_moeglich": verwehrt.nicht_moeglich(user, antrag),
        "aufgabenliste": akte.aufgabenliste(antrag, punkte) if bearbeitbar else (),
        "hindernisse": hindernisse,
        **akte.anmerkungen(user, antrag, bearbeitbar=bearbeitbar),
        "folgt": [p.satz for p in punkte if p.nachreichbar],
        "abschnitte": () if bearbeitbar else eingereicht.abschnitte(user, antrag),
        "schritte": naechstes.stationen(antrag, user),
        "sitzungsvorlage": einsicht.vorlage_zum(user, antrag),
        "ratsplan": ratsplanteile.zum_antrag(antrag, heute) if bearbeitbar else None,
        "rats_vorlage": bearbeitbar,
    }


@login_required
@require_http_methods(["GET", "POST"])
def antrag_neu(request, pk):
    """Begin an application of one's municipality in this round; who comes back by a login lands on the round."""
    if request.method == "GET":
        return redirect("runde", pk=pk)
    runde = get_object_or_404(
        Foerderrunde.objects.visible_to(request.user).select_related("programm", "fassung"), pk=pk
    )
    eigene = Kommune.objects.visible_to(request.user)
    kommune = (
        get_object_or_404(eigene, pk=kleine_zahl(request.POST["kommune"]))
        if request.POST.get("kommune", "").isdecimal()
        else eigene.first()
    )
    if kommune is None or not hat_recht(request.user, RECHTE["antrag.anlegen"], Antrag(kommune=kommune)):
        raise PermissionDenied
    try:
        neu = verfahren.antrag_anlegen(kommune=kommune, runde=runde, by=request.user, heute=zeit.heute())
    except Verweigert as fehler:
        messages.error(request, fehler.satz)
        return redirect("runde", pk=runde.pk)
    messages.success(
        request, "Der Entwurf ist angelegt. Sie können jederzeit unterbrechen und später weiterschreiben."
    )
    return redirect("antrag", pk=neu.pk)


@login_required
@require_http_methods(["GET", "POST"])
def antrag_zurueckziehen(request, pk):
    """Withdraw: what follows is said first, the reason is asked for."""
    return ohne_aufgabe(
        request,
        pk,
        "antrag.zurueckziehen",
        ZurueckziehenForm,
        verfahren.antrag_zurueckziehen,
        "Der Antrag ist zurückgezogen. Er bleibt mit allen Unterlagen lesbar.",
        titel="Antrag zurückziehen",
        mehr=lambda antrag: {"folgen": rueckzug.folgen(antrag, zeit.heute())},
    )


@login_required
@require_http_methods(["GET", "POST"])
def frist_verlaengern(request, pk):
    """Give the municipality more time to complete its application or to respond, also after the day has passed."""
    return ohne_aufgabe(
        request,
        pk,
        "antrag.frist_verlaengern",
        FristVerlaengernForm,
        verfahren.frist_verlaengern,
        "Die Frist ist verlängert. Die Kommune erhält eine Nachricht.",
        titel="Frist verlängern",
        mehr=_laufende_frist,
    )


def _laufende_frist(antrag):
    """The deadline as it runs, and what the municipality asked for; a loaded case has none that runs, so there is nothing to extend."""
    frist = Frist.objects.offen().filter(antrag=antrag, art__in=Fristwunsch.ARTEN).first()
    if frist is None:
        return {
            "auskunft": Auskunft(
                False, "Zu diesem Antrag läuft keine Frist zur Ergänzung oder zur Stellungnahme."
            )
        }
    wunsch = Fristwunsch.objects.offen().filter(frist=frist).select_related("gestellt_von").first()
    return {"frist": frist, "wunsch": wunsch, "initial": {"bis": wunsch.bis} if wunsch else {}}


@login_required
@require_http_methods(["GET", "POST"])
def zeichnung_aufheben(request, pk):
    """Void the signature of a recommendation that waits for the committee; the subject check comes again."""
    return ohne_aufgabe(
        request,
        pk,
        "pruefung.zeichnung_aufheben",
        ZeichnungAufhebenForm,
        verfahren.zeichnung_aufheben,
        "Die Zeichnung ist aufgehoben. Der Antrag liegt wieder in der fachlichen Prüfung.",
        titel="Zeichnung aufheben",
    )


@login_required
@require_http_methods(["GET", "POST"])
def ohne_ergaenzung(request, pk):
    """Go on without the municipality's answer once its deadline has passed."""
    return ohne_aufgabe(
        request,
        pk,
        "antrag.ohne_ergaenzung_weiterpruefen",
        OhneErgaenzungForm,
        verfahren.ohne_ergaenzung_weiterpruefen,
        "Der Antrag liegt wieder in der formalen Prüfung.",
        titel="Ohne Ergänzung weiterprüfen",
        mehr=lambda antrag: {"anmerkungen": antrag.anmerkungen.filter(beantwortet_am__isnull=True).count()},
    )


def ohne_aufgabe(request, pk, recht, formular, act, meldung, *, titel, mehr=lambda antrag: {}):
    """An act on an application that has no task: its form, or why it is not possible now; ``mehr``: what the page adds."""
    antrag = mit_recht(request, pk, recht)
    daneben = mehr(antrag)
    form = formular(request.POST if request.method == "POST" else None, initial=daneben.pop("initial", {}))
    if form.is_valid() and versucht(form, act, antrag=antrag, **wer(request), **form.cleaned_data):
        messages.success(request, meldung)
        return redirect("antrag", pk=antrag.pk)
    kontext = {
        "antrag": antrag,
        "form": form,
        "auskunft": may(request.user, recht, antrag),
        "heute": zeit.heute(),
        "titel": titel,
    }
    name = recht.partition(".")[2]
    return render(request, f"workflows/antrag_{name}.html", kontext | daneben)


def mit_recht(request, pk, act):
    antrag = get_object_or_404(
        Antrag.objects.visible_to(request.user).mit_rahmen().select_related("fassung"), pk=pk
    )
    if not hat_recht(request.user, RECHTE[act], antrag):
        raise PermissionDenied
    return antrag
