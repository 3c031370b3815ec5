"""What the columns of an application may never say, whoever writes: each rule with its name and its sentence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from antraege import zeichen


def _nicht_negativ(*felder: str) -> Q:
    bedingungen = [Q(**{f"{feld}__isnull": True}) | Q(**{f"{feld}__gte": 0}) for feld in felder]
    return Q(*bedingungen)


REGELN = [
    models.UniqueConstraint(
        fields=["kommune", "runde"],
        condition=~Q(status__in=["zurueckgezogen", "unzulaessig"]),
        name="ein_antrag_je_kommune_und_runde",
        violation_error_message="Für diese Kommune gibt es in dieser Runde schon einen Antrag.",
    ),
    models.CheckConstraint(
        condition=Q(status__in=["entwurf", "zur_unterschrift"])
        | Q(status="zurueckgezogen")
        | Q(vorgangsnummer__isnull=False, eingegangen_am__isnull=False),
        name="antrag_eingegangen_mit_nummer",
        violation_error_message="Ein eingegangener Antrag hat Vorgangsnummer und Eingangszeit.",
    ),
    models.CheckConstraint(
        condition=Q(ergebnis_bekannt=False)
        | Q(status_kommune__in=["beschlossen", "beschieden", "abgeschlossen"]),
        name="antrag_ergebnis_erst_nach_freigabe",
        violation_error_message="Die Kommune erfährt das Ergebnis erst nach der öffentlichen Sitzung oder mit dem Bescheid.",
    ),
    models.CheckConstraint(
        condition=Q(beantragt_vzae__isnull=True) | Q(beantragt_vzae__gte=0),
        name="antrag_beantragt_nicht_negativ",
        violation_error_message="Der Stellenanteil darf nicht negativ sein.",
    ),
    models.CheckConstraint(
        condition=Q(empfohlen_vzae__isnull=True) | Q(empfohlen_vzae__lte=models.F("beantragt_vzae")),
        name="antrag_empfohlen_hoechstens_beantragt",
        violation_error_message="Empfohlen werden kann höchstens, was beantragt ist.",
    ),
    models.CheckConstraint(
        condition=Q(bewilligt_vzae__isnull=True) | Q(bewilligt_vzae__lte=models.F("beantragt_vzae")),
        name="antrag_bewilligt_hoechstens_beantragt",
        violation_error_message="Bewilligt werden kann höchstens, was beantragt ist.",
    ),
    models.CheckConstraint(
        condition=Q(verspaetung_entschieden_von__isnull=True)
        | (
            Q(verspaetung_vorgeschlagen_von__isnull=False)
            & ~Q(verspaetung_entschieden_von=models.F("verspaetung_vorgeschlagen_von"))
        ),
        name="verspaetung_durch_zwei_personen",
        violation_error_message="Über die Verspätung entscheidet eine zweite Person.",
    ),
    models.CheckConstraint(
        condition=Q(verspaetet=True)
        | Q(
            verspaetung_vorschlag="",
            verspaetung_vorgeschlagen_von__isnull=True,
            verspaetung_entschieden_von__isnull=True,
            verspaetung_zugelassen__isnull=True,
        ),
        name="antrag_rechtzeitig_ohne_entscheidung",
        violation_error_message="Über die Verspätung eines rechtzeitigen Antrags wird nicht entschieden.",
    ),
    models.CheckConstraint(
        condition=Q(verspaetet=False)
        | Q(status__in=["eingereicht", "zurueckgezogen", "unzulaessig"])
        | Q(verspaetung_zugelassen__isnull=False, verspaetung_zugelassen=True),
        name="antrag_verspaetet_erst_zugelassen",
        violation_error_message="Ein verspäteter Antrag wird erst geprüft, wenn er zugelassen ist.",
    ),
    models.CheckConstraint(
        condition=_nicht_negativ(
            "beantragt_betrag",
            "eigenanteil",
            "andere_vzae",
            "empfohlen_vzae",
            "empfohlen_betrag",
            "bewilligt_vzae",
            "bewilligt_betrag",
        ),
        name="antrag_werte_nicht_negativ",
        violation_error_message="Anteile und Beträge dürfen nicht negativ sein.",
    ),
    models.CheckConstraint(
        condition=~Q(status__in=["beschlossen", "beschieden", "abgeschlossen"])
        | Q(bewilligt_vzae__isnull=False, entschieden_am__isnull=False),
        name="antrag_entschieden_mit_ergebnis",
        violation_error_message="Ein entschiedener Antrag hat ein Ergebnis und einen Tag der Entscheidung.",
    ),
    models.CheckConstraint(
        condition=Q(aufgestockt__isnull=True) | Q(antragsart="aufstockung"),
        name="antrag_aufgestockt_nur_bei_aufstockung",
        violation_error_message="Eine aufgestockte Stelle nennt nur ein Antrag auf Aufstockung.",
    ),
    models.CheckConstraint(
        condition=Q(vereinbarung_vom__isnull=True) | Q(zusammenschluss__isnull=False),
        name="antrag_vereinbarung_nur_im_zusammenschluss",
        violation_error_message="Eine Vereinbarung der Kommunen nennt nur ein gemeinsamer Antrag.",
    ),
    models.CheckConstraint(
        condition=Q(aktenzeichen__regex=zeichen.AKTENZEICHEN),
        name="antrag_aktenzeichen_druckbar",
        violation_error_message=f"Aktenzeichen: {zeichen.AKTENZEICHEN_SATZ}",
    ),
]
