"""[Act]: what the office can do with a round itself: prepare, publish, move its last day."""

from django.urls import reverse

from antraege.views.bausteine import Act
from antraege.views.pflege import knopf


def rundenhandeln(user, runde):
    """In preparation: edit, preview, publish, discard; published: preview, a later last day. [] outside the office."""
    if runde.programm.landkreis_id not in user.landkreis_ids:
        return []
    adresse = {name: reverse(name, args=[runde.pk]) for name in NAMEN}
    ansehen = Act("Vorschau für Kommunen", adresse["runde_vorschau"])
    if runde.veroeffentlicht:
        frist = knopf(
            user,
            "antragsfrist.verlaengern",
            runde,
            "Antragsfrist verlängern",
            adresse["antragsfrist_verlaengern"],
        )
        return [ansehen, *(frist if runde.antrag_bis else []), *_ziel(user, runde)]
    return [
        *knopf(
            user,
            "runde.veroeffentlichen",
            runde,
            "Veröffentlichen",
            adresse["runde_veroeffentlichen"],
            primary=True,
        ),
        *knopf(user, "runde.bearbeiten", runde, "Runde bearbeiten", adresse["runde_bearbeiten"]),
        ansehen,
        *knopf(user, "runde.bearbeiten", runde, "Runde verwerfen", adresse["runde_verwerfen"], post=True),
    ]


def _ziel(user, runde):
    if not runde.fragt_gremium:
        return []
    titel = f"Beschluss vorgesehen in: {runde.zielsitzung or 'noch offen'}"
    return knopf(user, "runde.ziel_bestimmen", runde, titel, reverse("zielsitzung", args=[runde.pk]))


NAMEN = (
    "runde_vorschau",
    "antragsfrist_verlaengern",
    "runde_veroeffentlichen",
    "runde_bearbeiten",
    "runde_verwerfen",
)
