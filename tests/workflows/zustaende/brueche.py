"""For each invariant at least one break: statements past the database's triggers that its function must find."""

from django.db import connection

from tests.notifications.hilfen import ohne_tore, siegeln
from tests.workflows.zustaende.immer import IMMER

# {stage}: the application there. What a CHECK or an index forbids, too, goes first: the trigger alone would not let it pass.
BESETZT = "INSERT INTO antraege_besetzung (stelle_id, kennzeichen, vzae, beginn) SELECT id, 'X1', {}, beginn FROM antraege_stelle;"
KREISSTELLE = (
    "UPDATE antraege_einvernehmen SET erteilt = false",
    "UPDATE antraege_inanspruchnahme SET vereinbarung_vom = NULL",
    "UPDATE antraege_inanspruchnahme SET vzae = 0.20",
    "UPDATE antraege_finanzierungsanteil SET vzae = 9 WHERE antrag_id IS NULL",
    "UPDATE antraege_foerderprogramm SET ermaechtigung_id = NULL WHERE ermaechtigung_id IS NOT NULL",
)
BRUECHE = [
    (
        "never_more_than_the_kontingent",
        "ALTER TABLE antraege_antrag DROP CONSTRAINT antrag_bewilligt_hoechstens_beantragt;"
        "UPDATE antraege_antrag SET bewilligt_vzae = 9 WHERE id = {entschieden}",
    ),
    (
        "never_more_than_the_budget_of_a_year",
        "UPDATE antraege_haushaltsermaechtigung SET ansatz = 1;"
        "UPDATE antraege_bescheidjahr SET betrag = betrag + 1",
    ),
    ("no_position_outside_the_funding_period", "UPDATE antraege_finanzierungsanteil SET ende = ende + 1"),
    ("no_position_outside_the_funding_period", "UPDATE antraege_stelle SET beginn = beginn + 1"),
    ("no_position_outside_the_funding_period", "UPDATE antraege_finanzierungsanteil SET vzae = 0.90"),
    (
        "nobody_fills_more_than_one_position",
        "UPDATE antraege_stelle SET vzae = 2;" + BESETZT.format("0.60") * 2,
    ),
    ("nobody_fills_more_than_one_position", BESETZT.format("0.90")),
    (
        "nobody_of_the_municipality_decides_on_its_application",
        "UPDATE antraege_zeichnung SET benutzer_id = {befangen} WHERE antrag_id = {gezeichnet}",
    ),
    (
        "nobody_of_the_municipality_decides_on_its_application",
        "UPDATE antraege_bescheid SET freigegeben_von_id = {befangen} WHERE antrag_id = {bereit}",
    ),
    (
        "two_persons_sign",
        "ALTER TABLE antraege_zeichnung DROP CONSTRAINT zeichnung_durch_zweite_person;"
        "UPDATE antraege_zeichnung SET benutzer_id = empfehlung_von_id WHERE antrag_id = {gezeichnet}",
    ),
    (
        "a_notice_is_released_by_a_second_person",
        "ALTER TABLE antraege_bescheid DROP CONSTRAINT bescheid_freigabe_durch_zweite_person;"
        "UPDATE antraege_bescheid SET entworfen_von_id = freigegeben_von_id",
    ),
    (
        "nobody_signs_a_paper_twice_or_one_of_her_own",
        "DROP INDEX mitzeichnung_je_person_einmal;"
        "UPDATE antraege_mitzeichnung SET gezeichnet_von_id = {befangen} WHERE gezeichnet_von_id IS NOT NULL",
    ),
    (
        "the_log_tells_the_state_and_every_step_is_one_of_the_table",
        "UPDATE antraege_antrag SET status = 'vollstaendig' WHERE id = {eingereicht}",
    ),
    (
        "the_log_tells_the_state_and_every_step_is_one_of_the_table",
        "DELETE FROM antraege_protokolleintrag WHERE antrag_id = {zeichnung} AND nachher = 'vollstaendig'",
    ),
    (
        "the_log_is_sealed_without_a_gap",
        "UPDATE antraege_protokolleintrag SET nachher = 'x' WHERE antrag_id = {post}",
    ),
    ("each_entry_owes_its_messages_once", None),
    (
        "a_released_notice_stands",
        "UPDATE antraege_bescheid SET begruendung = 'Anders.' WHERE antrag_id = {bekannt}",
    ),
    (
        "notices_are_numbered_without_a_gap",
        "UPDATE antraege_bescheid SET nummer = nummer || '9' WHERE antrag_id = {bekannt}",
    ),
    (
        "no_notice_without_a_decision",
        "ALTER TABLE antraege_antrag DROP CONSTRAINT antrag_entschieden_mit_ergebnis;"
        "UPDATE antraege_antrag SET entschieden_am = NULL WHERE id = {bekannt}",
    ),
    (
        "no_notice_without_a_decision",
        "UPDATE antraege_antrag SET beschlussantrag_id = NULL WHERE id = {beschlossen};"
        "UPDATE antraege_bescheid SET antrag_id = {beschlossen} WHERE antrag_id = {bekannt}",
    ),
    ("the_years_sum_up_to_the_amount", "UPDATE antraege_bescheidjahr SET betrag = betrag + 1"),
    (
        "the_grant_is_what_the_latest_released_notice_says",
        "UPDATE antraege_antrag SET bewilligt_betrag = bewilligt_betrag - 1 WHERE id = {bekannt}",
    ),
    (
        "asked_recommended_and_granted_stay_apart",
        "UPDATE antraege_antrag SET beantragt_vzae = bewilligt_vzae + 0.05 WHERE id = {bekannt}",
    ),
    (
        "final_is_what_nobody_attacked_in_time",
        "UPDATE antraege_bescheid SET status = 'bestandskraeftig', bestandskraeftig_am = bekanntgegeben_am"
        " WHERE antrag_id = {widerspruch}",
    ),
    (
        "open_tasks_agree_with_the_state",
        "UPDATE antraege_antrag SET status = 'zurueckgezogen' WHERE id = {zeichnung}",
    ),
    (
        "open_tasks_agree_with_the_state",
        "UPDATE viewflow_task SET status = 'DONE' WHERE flow_task LIKE '%%.zeichnung'",
    ),
    ("a_paper_s_open_task_agrees_with_its_state", "UPDATE antraege_vorlage SET status = 'zurueckgezogen'"),
    ("an_application_waits_only_on_a_living_paper", "UPDATE antraege_vorlage SET status = 'zurueckgezogen'"),
    (
        "deadlines_agree_with_the_state",
        "UPDATE antraege_antrag SET status = 'zurueckgezogen', status_kommune = 'zurueckgezogen' WHERE id = {zeichnung}",
    ),
    (
        "what_came_after_the_last_day_is_late_and_goes_on_only_if_admitted",
        "UPDATE antraege_antrag SET eingegangen_am = '2027-03-31 22:00:01+00' WHERE id = {eingereicht}",
    ),
    (
        "what_came_after_the_last_day_is_late_and_goes_on_only_if_admitted",
        "ALTER TABLE antraege_antrag DROP CONSTRAINT antrag_verspaetet_erst_zugelassen;"
        "UPDATE antraege_antrag SET verspaetet = true WHERE id = {zeichnung}",
    ),
    (
        "who_acted_held_an_office_that_day",
        "UPDATE antraege_mitgliedschaft SET bis = '2027-03-01' WHERE benutzer_id ="
        " (SELECT geprueft_von_id FROM antraege_antrag WHERE id = {zeichnung})",
    ),
    (
        "who_acted_held_an_office_that_day",
        "UPDATE antraege_protokolleintrag SET vertretung_fuer_id = {befangen} WHERE antrag_id = {zeichnung}"
        " AND nachher = 'in_zeichnung'",
    ),
    (
        "stated_rules_stand_and_each_application_keeps_its_own",
        "UPDATE antraege_richtlinienfassung SET satz_je_vzae = 1",
    ),
    (
        "stated_rules_stand_and_each_application_keeps_its_own",
        "UPDATE antraege_antrag SET fassung_id = (SELECT max(id) FROM antraege_richtlinienfassung) WHERE id = {zeichnung}",
    ),
    (
        "stated_rules_stand_and_each_application_keeps_its_own",
        "ALTER TABLE antraege_richtlinienfassung DROP CONSTRAINT IF EXISTS fassung_mit_feststellung;"
        "UPDATE antraege_richtlinienfassung SET status = 'entwurf'",
    ),
    (
        "a_municipality_asks_once_a_round_alone_or_together",
        "DROP INDEX ein_antrag_je_kommune_und_runde;"
        "UPDATE antraege_antrag SET kommune_id = (SELECT kommune_id FROM antraege_antrag WHERE id = {eingereicht})"
        " WHERE id = {zeichnung}",
    ),
    (
        "a_municipality_asks_once_a_round_alone_or_together",
        "INSERT INTO antraege_zusammenschluss (landkreis_id, name) VALUES ({kreis}, 'Oberes Gäu');"
        "UPDATE antraege_antrag SET zusammenschluss_id = (SELECT max(id) FROM antraege_zusammenschluss)"
        " WHERE id = {eingereicht}",
    ),
    (
        "who_waives_asks_for_nothing",
        "UPDATE antraege_inanspruchnahme SET art = 'verzicht', (runde_id, kommune_id) ="
        " (SELECT runde_id, kommune_id FROM antraege_antrag WHERE id = {eingereicht})",
    ),
    (
        "no_notice_before_its_budget_is_in_force",
        "UPDATE antraege_haushaltsermaechtigung SET in_kraft_am = NULL",
    ),
    ("no_notice_before_its_budget_is_in_force", "UPDATE antraege_haushaltsermaechtigung SET gesperrt = true"),
    (
        "a_paper_is_advised_on_before_it_is_decided",
        "UPDATE antraege_sitzung SET tag = '2027-06-01' WHERE tag = '2027-07-05'",
    ),
    ("a_paper_is_advised_on_before_it_is_decided", "UPDATE antraege_sitzung SET abgesagt = true"),
    (
        "a_decision_has_a_quorum",
        "UPDATE antraege_beschlussergebnis SET ja = 81, nein = 0, abstimmung = 'ausgezaehlt'",
    ),
    (
        "a_decision_has_a_quorum",
        "ALTER TABLE antraege_beschlussergebnis DROP CONSTRAINT beschluss_braucht_mehr_ja_als_nein;"
        "UPDATE antraege_beschlussergebnis SET ja = 40, nein = 40, abstimmung = 'ausgezaehlt'",
    ),
    ("a_decision_has_a_quorum", "UPDATE antraege_zustaendigkeit SET beschliessend = false"),
    *(("a_position_of_the_district_rests_on_consent_and_money", bruch) for bruch in KREISSTELLE),
    (
        "a_share_of_the_land_was_claimed",
        "UPDATE antraege_stelle SET anstellungstraeger_id = einsatzort_id WHERE anstellungstraeger_id IS NULL",
    ),
    ("the_worklist_s_rows_are_those_of_the_open_tasks", "UPDATE workflows_arbeitsvorrat SET bis = bis - 1"),
    (
        "the_municipality_learns_nothing_before_its_time",
        "UPDATE antraege_antrag SET status_kommune = 'in_zeichnung' WHERE id = {zeichnung}",
    ),
    (
        "the_municipality_learns_nothing_before_its_time",
        "UPDATE antraege_vorlage SET veroeffentlicht_am = NULL",
    ),
    (
        "nobody_sees_another_district",
        "UPDATE antraege_mitgliedschaft SET landkreis_id = {kreis} WHERE benutzer_id = {fern}",
    ),
    ("a_municipality_sees_its_own_alone", None),
]


def _werte(welt):
    stellen = {name: fall.antrag.pk for name, fall in welt.faelle.items()}
    return stellen | {"befangen": welt.befangen.pk, "fern": welt.fern.pk, "kreis": welt.kreis.pk}


def brich(welt, anweisungen):
    """Break the rule."""
    anweisungen = anweisungen.format(**_werte(welt))
    siegeln()
    saetze = [satz for satz in anweisungen.split(";") if satz]
    with connection.cursor() as cursor:
        for satz in [satz for satz in saetze if not satz.startswith(("UPDATE", "INSERT", "DELETE"))]:
            cursor.execute(satz)
    with ohne_tore(), connection.cursor() as cursor:
        for satz in [satz for satz in saetze if satz.startswith(("UPDATE", "INSERT", "DELETE"))]:
            cursor.execute(satz)
            assert cursor.rowcount > 0


def haelt(gang, name):
    """Ask one invariant."""
    gang.lies()
    with next(iter(gang.faelle())).uhr():
        IMMER[name](gang)
