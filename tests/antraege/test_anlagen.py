"""Papers are added while the application can be edited, the announced decision also later."""

import gc
import hashlib
from contextlib import suppress

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from antraege.fehler import Konflikt, Verweigert
from antraege.models import Anlage, Antrag, Protokolleintrag, Rolle
from antraege.services import anlagen
from antraege.services import antrag as antragsdienst
from tests import dateiproben as probe
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("am_tag")]
BESCHLUSS = Anlage.Art.BESCHLUSS


def lade_hoch(antrag, by, art=BESCHLUSS, inhalt=None, name="Beschluss.pdf"):
    return anlagen.hinzufuegen(
        antrag=antrag, art=art, datei=probe.datei(inhalt or probe.pdf(), name), by=by, heute=f.TAG
    )


def eingereicht(**felder):
    antrag, clerk = f.entwurf(beschluss=False, beschluss_folgt=True, **felder)
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    return antrag, clerk


def test_a_paper_is_stored_with_its_hash_under_a_random_name():
    antrag, clerk = f.entwurf()
    anlage = lade_hoch(antrag, clerk, name="../Beschluß.pdf")
    with anlage.datei.open("rb") as datei:
        assert hashlib.sha256(datei.read()).hexdigest() == anlage.sha256
    assert (anlage.name, anlage.inhaltstyp, anlage.hochgeladen_von) == (
        "Beschluß.pdf",
        "application/pdf",
        clerk,
    )
    assert "Beschlu" not in anlage.datei.name


def test_a_bad_file_is_refused_at_its_field_and_leaves_nothing():
    antrag, clerk = f.entwurf(beschluss=False)
    with pytest.raises(ValidationError) as fehler:
        lade_hoch(antrag, clerk, inhalt=b"kein PDF")
    assert list(fehler.value.message_dict) == ["datei"]
    assert not antrag.anlagen.exists()


def test_the_same_file_sent_again_is_no_second_paper():
    antrag, clerk = f.entwurf(beschluss=False)
    inhalt = probe.pdf()
    erste = lade_hoch(antrag, clerk, inhalt=inhalt)
    with pytest.raises(ValidationError) as fehler:
        lade_hoch(antrag, clerk, inhalt=inhalt, name="Scan2.pdf")
    (satz,) = fehler.value.message_dict["datei"]
    assert satz.startswith(
        "Diese Datei liegt bei diesem Antrag schon vor: Beschluss.pdf, hochgeladen am 18.03.2027"
    )
    assert antrag.anlagen.get() == erste
    lade_hoch(antrag, clerk, art=Anlage.Art.KONZEPT, inhalt=inhalt)
    anlagen.entfernen(anlage=erste, by=clerk, heute=f.TAG)
    lade_hoch(antrag, clerk, inhalt=inhalt)
    assert antrag.anlagen.filter(entfernt_am__isnull=True).count() == 2


def test_the_thirty_first_paper_is_refused():
    antrag, clerk = f.entwurf(beschluss=False)
    for _ in range(anlagen.HOECHSTZAHL):
        f.anlage(antrag, clerk)
    with pytest.raises(Verweigert, match="höchstens 30"):
        lade_hoch(antrag, clerk)


def test_the_announced_decision_comes_later_and_closes_its_deadline():
    antrag, clerk = eingereicht()
    assert [frist.art for frist in antrag.fristen.offen()] == ["nachreichung"]
    lade_hoch(antrag, clerk)
    assert not antrag.fristen.offen().exists()
    assert Protokolleintrag.objects.filter(antrag=antrag).latest("pk").art == "unterlage_nachgereicht"


def test_a_withdrawn_application_awaits_no_decision():
    antrag, clerk = eingereicht()
    antragsdienst.zurueckziehen(antrag=antrag, grund="Kein Bedarf", by=clerk, heute=f.TAG)
    with pytest.raises(Verweigert, match="Verfahren ist beendet"):
        lade_hoch(antrag, clerk)


def test_other_papers_are_refused_after_submission():
    antrag, clerk = eingereicht()
    with pytest.raises(Verweigert, match="Der Antrag ist eingereicht"):
        lade_hoch(antrag, clerk, art=Anlage.Art.SONSTIGES)


def test_the_stored_state_counts_not_the_one_in_hand():
    antrag, clerk = f.entwurf()
    veraltet = Antrag.objects.get(pk=antrag.pk)
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    with pytest.raises(Verweigert):
        lade_hoch(veraltet, clerk, art=Anlage.Art.SONSTIGES)


def test_the_office_cannot_add_papers_to_an_application():
    antrag, _ = eingereicht()
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    with pytest.raises(Verweigert, match="vorbehalten"):
        lade_hoch(antrag, officer)


def test_a_paper_is_taken_away_once_and_stays_on_file():
    antrag, clerk = f.entwurf()
    anlage = lade_hoch(antrag, clerk)
    anlagen.entfernen(anlage=anlage, by=clerk, heute=f.TAG)
    assert anlage.entfernt_am is not None
    assert anlage.datei.storage.exists(anlage.datei.name)
    with pytest.raises(Konflikt, match="schon entfernt"):
        anlagen.entfernen(anlage=anlage, by=clerk, heute=f.TAG)


def test_nothing_is_taken_away_after_submission():
    antrag, clerk = f.entwurf()
    anlage = lade_hoch(antrag, clerk)
    antragsdienst.einreichen(antrag=antrag, by=clerk, heute=f.TAG)
    with pytest.raises(Verweigert, match="Der Antrag ist eingereicht"):
        anlagen.entfernen(anlage=anlage, by=clerk, heute=f.TAG)


# The file and the transaction that names it


def kaputt():
    raise RuntimeError("another callback of COMMIT")


@pytest.mark.django_db(transaction=True)
def test_a_committed_file_stays_whatever_fails_after_commit():
    antrag, clerk = f.entwurf(beschluss=False)
    with suppress(RuntimeError), transaction.atomic():
        transaction.on_commit(kaputt)
        lade_hoch(antrag, clerk)
    gc.collect()
    datei = antrag.anlagen.get().datei
    assert datei.storage.exists(datei.name)


@pytest.mark.django_db(transaction=True)
def test_what_an_outer_transaction_takes_back_leaves_no_file_and_the_next_one_its_own():
    antrag, clerk = f.entwurf(beschluss=False)
    with transaction.atomic():
        weg = lade_hoch(antrag, clerk).datei
        transaction.set_rollback(True)
    datei = lade_hoch(antrag, clerk).datei
    gc.collect()
    assert (weg.storage.exists(weg.name), datei.storage.exists(datei.name)) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_where_nobody_knows_whether_commit_came_through_the_file_stays():
    antrag, clerk = f.entwurf(beschluss=False)
    with suppress(OperationalError), transaction.atomic():
        datei = lade_hoch(antrag, clerk).datei
        with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as andere:
            andere.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    gc.collect()
    assert datei.storage.exists(datei.name)
