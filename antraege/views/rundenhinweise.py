"""What the office should know about a round without looking for it: a gap before it (R2), and who stayed silent (R16)."""

from datetime import timedelta

from antraege import formate
from antraege.models import Foerderrunde
from antraege.services import schweigen
from antraege.views.rundenteile import nimmt_antraege

TAG = timedelta(days=1)


def hinweise(runde, heute):
    """[(title, text)] for the office; empty where there is nothing to say."""
    return [hinweis for hinweis in (_luecke(runde), _schweigen(runde, heute)) if hinweis]


def _luecke(runde):
    """Rounds of a programme join: where one does not, it is a hint while it can still be changed, not an error."""
    if runde.veroeffentlicht:
        return None
    frueher = Foerderrunde.objects.filter(programm=runde.programm_id, ende__lt=runde.beginn).order_by("-ende")
    letzte = frueher.first()
    if letzte is None or letzte.ende + TAG == runde.beginn:
        return None
    luecke = formate.zeitraum(letzte.ende + TAG, runde.beginn - TAG)
    return (
        "Lücke zwischen den Runden",
        f"{letzte} endet am {formate.datum(letzte.ende)}. Ohne Förderung bleibt die Zeit {luecke}.",
    )


def _schweigen(runde, heute):
    """Silence after the last day is no waiver and stays visible."""
    if (
        not nimmt_antraege(runde)
        or not runde.veroeffentlicht
        or runde.antrag_bis is None
        or heute <= runde.antrag_bis
    ):
        return None
    orte = [kommune.name for kommune in schweigen.stille(runde)]
    if not orte:
        return None
    wer = "1 Kommune hat" if len(orte) == 1 else f"{len(orte)} Kommunen haben"
    satz = f"{', '.join(orte)}. Schweigen gilt nicht als Verzicht; die Rücklaufliste zeigt, wer zuletzt erinnert wurde."
    return f"{wer} bis zum Ende der Antragsfrist nicht geantwortet", satz
