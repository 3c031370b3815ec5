"""STAND=leer: the open round holds Nufringen's draft alone, and its reminder is due on the demo's first day."""

from datetime import date

import pytest
from django.core.management import call_command

from antraege import zeit
from antraege.models import Antrag
from notifications.models import Nachricht

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("leer")]


def test_nufringens_draft_stands_alone_in_the_open_round():
    offen = Antrag.objects.filter(historisch=False).values_list("kommune__name", "runde__kuerzel", "status")
    assert (list(offen), zeit.heute()) == ([("Nufringen", "KFR27", "entwurf")], date(2027, 3, 1))
    assert Antrag.objects.filter(historisch=True).count() == 34


def test_the_probe_prints_the_reminder_thirty_days_before_and_sends_nothing(capsys):
    call_command("erinnerungen", am="2027-03-01", probe=True)
    zeile = next(
        z for z in capsys.readouterr().out.splitlines() if z.startswith("hauptamt@nufringen.example")
    )
    assert "Noch 30 Tage: Antragsfrist" in zeile
    assert not Nachricht.objects.exists()
