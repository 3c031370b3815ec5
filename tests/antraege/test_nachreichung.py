"""Papers that follow: in time is in time; each one is ticked off, and the Termin closes with the last."""

from datetime import date
from decimal import Decimal

import pytest

from antraege.fehler import Verweigert
from antraege.models import Anlage, Frist, Protokolleintrag, Richtlinienfassung, Unterlagenregel
from antraege.services import anlagen, bescheid_vorschlag, nachreichung
from notifications import angaben
from tests import dateiproben as probe
from tests import factories as f
from tests.workflows.fall import Fall

pytestmark = pytest.mark.django_db
REGELN = (
    ("beschluss", True, True),
    ("konzept", True, True),
    ("kostenplan", True, False),
    ("sonstiges", False, True),
)


@pytest.fixture
def fall():
    """Submitted: decision announced, concept missing, both may follow until 22.04.2027; the cost plan lies there."""
    kreis = f.landkreis()
    programm = f.programm(kreis)
    fassung = Richtlinienfassung.objects.create(
        programm=programm, nummer=1, gueltig_ab=date(2026, 9, 1), satz_je_vzae=Decimal("48000.00")
    )
    for nr, (art, pflicht, nachreichbar) in enumerate(REGELN):
        Unterlagenregel.objects.create(
            fassung=fassung, art=art, pflicht=pflicht, nachreichbar=nachreichbar, reihenfolge=nr
        )
    f.festgestellt(fassung)
    runde = f.runde(kreis, programm=programm, fassung=fassung, nachreichen_bis=date(2027, 4, 22))
    fall = Fall(kreis=kreis, runde=runde, beschluss=False, beschluss_folgt=True)
    f.anlage(fall.antrag, fall.clerk, "kostenplan")
    return fall.gehe("einreichen")


def reicht_nach(fall, art):
    with fall.uhr():
        datei = probe.datei(probe.pdf(), f"{art}.pdf")
        return anlagen.hinzufuegen(
            antrag=fall.antrag, art=art, datei=datei, by=fall.wer("clerk"), heute=fall.tag
        )


def termin(fall):
    return Frist.objects.get(antrag=fall.antrag, art=Frist.Art.NACHREICHUNG)


def test_in_time_is_in_time_and_a_termin_waits(fall):
    assert fall.antrag.verspaetet is False
    offen = termin(fall)
    assert (offen.faellig_am, offen.typ, offen.erledigt_am) == (date(2027, 4, 22), "termin", None)
    assert offen.folge == "Ohne diese Unterlagen kann die Bewilligung versagt oder widerrufen werden."
    assert nachreichung.namen(fall.antrag) == "Beschluss des Gemeinderats, Konzept"


def test_each_paper_is_ticked_off_and_the_last_one_closes_it(fall):
    reicht_nach(fall, "konzept")
    assert nachreichung.namen(fall.antrag) == "Beschluss des Gemeinderats"
    assert termin(fall).erledigt_am is None
    reicht_nach(fall, "beschluss")
    assert termin(fall).erledigt_am is not None
    texte = Protokolleintrag.objects.filter(art="unterlage_nachgereicht").values_list("text__text", flat=True)
    assert list(texte) == ["Konzept", "Beschluss des Gemeinderats"]


def test_a_paper_that_may_not_follow_is_refused(fall):
    with pytest.raises(Verweigert, match="Der Antrag ist eingereicht"):
        reicht_nach(fall, "kostenplan")


def test_a_voluntary_paper_may_follow_and_closes_nothing(fall):
    reicht_nach(fall, "sonstiges")
    assert termin(fall).erledigt_am is None
    assert fall.antrag.anlagen.filter(art=Anlage.Art.SONSTIGES).exists()


def test_reminders_and_the_notice_name_them(fall):
    assert angaben.fehlt_noch(termin(fall)) == "Beschluss des Gemeinderats, Konzept"
    assert bescheid_vorschlag._beschluss_folgt(fall.antrag) == [
        "Bis zum 22.04.2027 ist nachzureichen: Beschluss des Gemeinderats, Konzept. Andernfalls kann dieser Bescheid widerrufen werden."
    ]


def test_where_nothing_was_to_follow_nothing_is_taken():
    ohne = Fall().gehe("einreichen")
    with pytest.raises(Verweigert):
        reicht_nach(ohne, "beschluss")
