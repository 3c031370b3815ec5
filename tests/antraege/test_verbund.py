"""The joint application: who takes part, what it needs, whom it binds, and what its partners may read."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from antraege import zeit
from antraege.berechtigungen import may
from antraege.fehler import Konflikt, Verweigert
from antraege.models import Antrag, Benutzer, Mitgliedschaft, Rolle, Verbundanteil, Zusammenschluss
from antraege.services import antrag as antragsdienst
from antraege.services import pruefung, verbund, verbundlage
from antraege.services.angaben import Anteil
from antraege.services.vollstaendigkeit import fehlendes
from tests import factories as f
from tests.antraege.verbundfall import eigener, einreichen, verbundfall

pytestmark = pytest.mark.django_db


def waehlen(antrag, clerk, **wahl):
    return verbund.zusammenschliessen(
        antrag=antrag, version=antrag.version, by=clerk, heute=f.TAG, **({"name": "Gäu"} | wahl)
    )


def test_a_joint_application_goes_in_with_parts_agreement_and_paper():
    antrag, clerk, _ = verbundfall()
    assert fehlendes(antrag) == []
    einreichen(antrag, clerk)
    assert antrag.status == "eingereicht"
    assert list(antrag.verbundanteile.values_list("vzae", "personen")) == [
        (Decimal("0.50"), 10),
        (Decimal("0.25"), 10),
    ]


@pytest.mark.parametrize(
    ("weg", "feld", "satz"),
    [
        (
            lambda a: a.verbundanteile.last().delete(),
            "verbund_",
            "Bitte geben Sie den Anteil von Partnerort 1 an",
        ),
        (lambda a: a.verbundanteile.update(vzae="0.10"), "beantragt_vzae", "ergeben zusammen 0,20"),
        (lambda a: setattr(a, "vereinbarung_vom", None), "vereinbarung_vom", "Tag der Vereinbarung"),
        (
            lambda a: a.anlagen.filter(art="vereinbarung").delete(),
            "unterlage_vereinbarung",
            "Vereinbarung der Kommunen hoch",
        ),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_blocks(weg, feld, satz):
    antrag, clerk, _ = verbundfall()
    weg(antrag)
    (punkt,) = fehlendes(antrag)
    assert punkt.feld.startswith(feld)
    assert satz in punkt.satz
    with pytest.raises(ValidationError, match=satz.replace("(", r"\(")[:20]):
        einreichen(antrag, clerk)


def test_only_municipalities_of_the_district_and_at_least_one_other():
    antrag, clerk = f.entwurf()
    with pytest.raises(Verweigert, match="desselben Landkreises"):
        waehlen(antrag, clerk, kommunen=[f.kommune()])
    with pytest.raises(ValidationError, match="mindestens eine weitere"):
        waehlen(antrag, clerk)
    with pytest.raises(ValidationError, match="einen Namen"):
        waehlen(antrag, clerk, name=" ", kommunen=[f.kommune(antrag.landkreis)])


def test_not_where_the_rules_allow_none_not_later_and_by_nobody_else():
    antrag, clerk = f.entwurf()
    ort = f.kommune(antrag.landkreis)
    antrag.fassung.zusammenschluss_erlaubt = False
    with pytest.raises(Verweigert, match="lässt keinen gemeinsamen Antrag"):
        waehlen(antrag, clerk, kommunen=[ort])
    antrag.fassung.zusammenschluss_erlaubt = True
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, ort)
    with pytest.raises(Verweigert, match="vorbehalten"):
        waehlen(antrag, fremd, kommunen=[ort])
    einreichen(antrag, clerk)
    with pytest.raises(Verweigert, match="nur im Entwurf"):
        waehlen(antrag, clerk, kommunen=[ort])


def test_a_second_window_chooses_nothing():
    antrag, clerk = f.entwurf()
    ort = f.kommune(antrag.landkreis)
    with pytest.raises(Konflikt, match="anderen Fenster"):
        verbund.zusammenschliessen(
            antrag=antrag, name="Gäu", kommunen=[ort], version=antrag.version - 1, by=clerk, heute=f.TAG
        )


def test_other_partners_keep_the_parts_of_those_who_stay():
    antrag, clerk, (partner,) = verbundfall()
    neuer = f.kommune(antrag.landkreis, "Neuort")
    waehlen(antrag, clerk, kommunen=[neuer])
    assert list(antrag.verbundanteile.values_list("kommune", "vzae")) == [
        (antrag.kommune_id, Decimal("0.50"))
    ]
    assert partner not in antrag.zusammenschluss.mitglieder.all()


def test_alone_again_everything_else_stays():
    antrag, clerk, _ = verbundfall()
    verbund.aufloesen(antrag=antrag, version=antrag.version, by=clerk, heute=f.TAG)
    antrag.refresh_from_db()
    assert (antrag.zusammenschluss, antrag.vereinbarung_vom, antrag.verbundanteile.count()) == (None, None, 0)
    assert antrag.begruendung


def test_a_draft_binds_nobody_and_the_first_to_submit_wins():
    antrag, clerk, (partner,) = verbundfall()
    eigen, hauptamt = eigener(antrag, partner)
    einreichen(eigen, hauptamt)
    with pytest.raises(ValidationError, match="Partnerort 1 ist in dieser Runde schon"):
        einreichen(antrag, clerk)


def test_a_partner_of_a_submitted_one_neither_begins_nor_submits_its_own():
    antrag, clerk, (partner,) = verbundfall()
    eigen, hauptamt = eigener(antrag, partner)
    einreichen(antrag, clerk)
    with pytest.raises(ValidationError, match="nur einmal dabei"):
        einreichen(eigen, hauptamt)
    Antrag.objects.filter(pk=eigen.pk).update(status="zurueckgezogen")
    with pytest.raises(Konflikt, match=f"gemeinsamen Antrag von {antrag.kommune} beteiligt"):
        eigener(antrag, partner)


def test_after_withdrawal_everybody_is_free_again():
    antrag, clerk, (partner,) = verbundfall()
    einreichen(antrag, clerk)
    antragsdienst.zurueckziehen(antrag=antrag, grund="Anders gelöst.", by=clerk, heute=f.TAG)
    eigen, hauptamt = eigener(antrag, partner)
    assert einreichen(eigen, hauptamt).status == "eingereicht"


def test_who_is_taken_is_named_but_not_by_whom():
    antrag, clerk, (partner,) = verbundfall()
    einreichen(antrag, clerk)
    dritter, hauptamt = eigener(antrag, f.kommune(antrag.landkreis, "Drittort"))
    with pytest.raises(ValidationError) as fehler:
        waehlen(dritter, hauptamt, kommunen=[partner])
    (satz,) = fehler.value.message_dict["kommunen"]
    assert satz.startswith("Partnerort 1 ist in dieser Runde schon an einem anderen Antrag beteiligt.")
    assert antrag.kommune.name not in satz


def test_groups_of_drafts_elsewhere_are_not_offered():
    antrag, clerk, (partner,) = verbundfall()
    eigen, _ = eigener(antrag, partner)
    assert not verbundlage.bekannte(eigen).exists()
    assert [str(z) for z in verbundlage.bekannte(antrag)] == ["Oberes Gäu"]
    einreichen(antrag, clerk)
    assert [str(z) for z in verbundlage.bekannte(eigen)] == ["Oberes Gäu"]


def test_partners_read_it_once_it_is_submitted_and_only_then():
    antrag, clerk, (partner,) = verbundfall()
    leser = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, partner)
    assert not Antrag.objects.visible_to(leser).exists()
    einreichen(antrag, clerk)
    assert list(Antrag.objects.visible_to(leser)) == [antrag]
    fremd = f.benutzer(Rolle.KOMMUNE_SACHBEARBEITUNG, antrag.landkreis, f.kommune(antrag.landkreis))
    assert not Antrag.objects.visible_to(fremd).exists()


def test_a_partner_acts_on_nothing():
    antrag, clerk, (partner,) = verbundfall()
    einreichen(antrag, clerk)
    leser = f.benutzer(Rolle.KOMMUNE_ZEICHNUNG, antrag.landkreis, partner)
    with pytest.raises(Verweigert, match="vorbehalten"):
        antragsdienst.zurueckziehen(antrag=antrag, grund="Nein.", by=leser, heute=f.TAG)


def test_a_return_changes_total_and_parts_together():
    antrag, clerk, (partner,) = verbundfall()
    einreichen(antrag, clerk)
    officer = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    pruefung.zurueckgeben(
        antrag=antrag, anmerkungen=[("beantragt_vzae", "Zu viel.")], by=officer, heute=f.TAG
    )
    with pytest.raises(ValidationError, match="ergeben zusammen"):
        speichern(antrag, clerk, {antrag.kommune_id: Anteil(Decimal("0.25"))})
    antrag.refresh_from_db()
    speichern(
        antrag,
        clerk,
        {antrag.kommune_id: Anteil(Decimal("0.25")), partner.pk: Anteil(Decimal("0.25"))},
        beantragt_vzae=Decimal("0.50"),
    )
    assert antrag.beantragt_vzae == Decimal("0.50")


def speichern(antrag, clerk, anteile, **felder):
    antragsdienst.speichern(
        antrag=antrag, felder=felder, anteile=anteile, version=antrag.version, by=clerk, heute=f.TAG
    )


# The same rules by plain SQL


def sql(befehl, *werte):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(befehl, werte)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def regel(befehl, *werte):
    """Name of the rule that refuses a plain statement."""
    with pytest.raises(IntegrityError) as fehler:
        sql(befehl, *werte)
    return fehler.value.__cause__.diag.constraint_name


ANTEIL = "INSERT INTO antraege_verbundanteil (antrag_id, kommune_id, vzae) VALUES (%s, %s, 0.25)"


def test_the_database_refuses_members_of_another_district():
    gruppe = Zusammenschluss.objects.create(landkreis=f.landkreis(), name="Gäu")
    befehl = (
        "INSERT INTO antraege_zusammenschluss_mitglieder (zusammenschluss_id, kommune_id) VALUES (%s, %s)"
    )
    assert regel(befehl, gruppe.pk, f.kommune().pk) == "zusammenschluss_im_landkreis"


def test_the_database_refuses_parts_of_strangers_and_a_carrier_outside():
    antrag, _, _ = verbundfall()
    assert regel(ANTEIL, antrag.pk, f.kommune(antrag.landkreis).pk) == "verbundanteil_nur_mitglieder"
    fremd = Zusammenschluss.objects.create(landkreis=antrag.landkreis, name="Andere")
    befehl = "UPDATE antraege_antrag SET zusammenschluss_id = %s WHERE id = %s"
    assert regel(befehl, fremd.pk, antrag.pk) == "antrag_traeger_ist_mitglied"


def test_the_database_keeps_a_member_with_a_part():
    antrag, _, (partner,) = verbundfall()
    befehl = "DELETE FROM antraege_zusammenschluss_mitglieder WHERE kommune_id = %s"
    assert regel(befehl, partner.pk) == "zusammenschluss_mitglied_bleibt"
    assert antrag.zusammenschluss.mitglieder.count() == 2


def test_the_database_adds_up_the_parts_of_a_submitted_one():
    antrag, clerk, _ = verbundfall()
    sql("UPDATE antraege_verbundanteil SET vzae = 0.30 WHERE antrag_id = %s", antrag.pk)
    Verbundanteil.objects.filter(antrag=antrag).update(vzae=Decimal("0.25"))
    Verbundanteil.objects.filter(antrag=antrag, kommune=antrag.kommune).update(vzae=Decimal("0.50"))
    einreichen(antrag, clerk)
    befehl = "UPDATE antraege_verbundanteil SET vzae = 0.30 WHERE antrag_id = %s"
    assert regel(befehl, antrag.pk) == "verbund_summe"
    assert regel("DELETE FROM antraege_verbundanteil WHERE antrag_id = %s", antrag.pk) == "verbund_summe"


def test_the_database_names_an_agreement_only_in_a_joint_application():
    antrag, _ = f.entwurf()
    befehl = "UPDATE antraege_antrag SET vereinbarung_vom = %s WHERE id = %s"
    assert regel(befehl, date(2027, 3, 1), antrag.pk) == "antrag_vereinbarung_nur_im_zusammenschluss"


def test_whoever_acts_for_a_partner_takes_no_part_in_the_office():
    antrag, clerk, (partner,) = verbundfall()
    einreichen(antrag, clerk)
    sb = f.benutzer(Rolle.SACHBEARBEITUNG, antrag.landkreis)
    assert may(sb, "antrag.zurueckgeben", antrag)
    Mitgliedschaft.objects.create(
        benutzer=sb, rolle=Rolle.KOMMUNE_ZUGANG, landkreis=partner.landkreis, kommune=partner, von=f.TAG
    )
    with zeit.gestellt(f.TAG, time(12)):
        assert (
            "wirkt an ihrem Antrag nicht mit"
            in may(Benutzer.objects.get(pk=sb.pk), "antrag.zurueckgeben", antrag).satz
        )
