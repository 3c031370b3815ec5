"""What if it were returned: the rest of the way, each day with its trace, and warnings where it slips."""

from datetime import date

from antraege.services.aussicht import Plan, Sitzungstag, weg

SGA = Sitzungstag("SGA", date(2027, 6, 14), date(2027, 5, 10), beschliesst=False)
SGA_HERBST = Sitzungstag("SGA", date(2027, 10, 11), date(2027, 9, 6), beschliesst=False)
KT = Sitzungstag("KT", date(2027, 7, 5), None, beschliesst=True)
KT_HERBST = Sitzungstag("KT", date(2027, 10, 25), None, beschliesst=True)


def plan(**felder):
    vorgabe = {
        "eingang": date(2027, 4, 12),
        "frist_ergaenzung": "14T",
        "frist_stellungnahme": "7T",
        "frist_zeichnung": "7T",
        "beginn": date(2027, 9, 1),
    }
    return Plan(**(vorgabe | felder))


def tage(stationen):
    return {s.was: s.tag for s in stationen}


def test_the_way_of_the_administration_with_every_trace():
    stationen = weg(plan(), date(2027, 4, 19))
    assert tage(stationen) == {
        "Rückgabe zur Ergänzung": date(2027, 4, 19),
        "Ende der Frist zur Ergänzung": date(2027, 5, 3),
        "Formale und fachliche Prüfung": date(2027, 5, 10),
        "Zeichnung der Empfehlung": date(2027, 5, 18),
        "Bescheid": date(2027, 5, 25),
        "Gilt als bekannt gegeben (bei Versand mit der Post)": date(2027, 5, 29),
        "Ende der Rechtsbehelfsfrist": date(2027, 6, 29),
        "Beginn der Förderung": date(2027, 9, 1),
    }
    assert all(s.spur for s in stationen)


def test_the_office_s_clock_stands_still_and_then_goes_on_or_starts_anew():
    weiter, neu = (tage(weg(plan(), date(2027, 4, 19), modus)) for modus in ("weiter", "neu"))
    assert weiter["Formale und fachliche Prüfung"] == date(2027, 5, 10)
    assert neu["Formale und fachliche Prüfung"] == date(2027, 5, 18)  # 17.05. is Whit Monday


def test_a_cut_adds_the_hearing():
    assert "Gelegenheit zur Stellungnahme (Kürzung)" in tage(weg(plan(gekuerzt=True), date(2027, 4, 19)))


def test_it_warns_where_a_sitting_is_missed():
    sitzungen = [SGA, KT, SGA_HERBST, KT_HERBST]
    stationen = weg(plan(gremium=True, sitzungen=sitzungen), date(2027, 4, 22))
    warnung = {s.was: s.warnung for s in stationen}
    assert warnung["Sitzung: SGA"] == "Die Sitzung am 14.06.2027 wird verpasst (Abgabeschluss 10.05.2027)."
    assert "nach dem Beginn der Förderung" in warnung["Beginn der Förderung"]


def test_in_time_for_the_sitting_it_warns_of_nothing():
    stationen = weg(plan(eingang=date(2027, 3, 18), gremium=True, sitzungen=[SGA, KT]), date(2027, 3, 22))
    assert {s.was: s.tag for s in stationen}["Sitzung: KT"] == date(2027, 7, 5)
    assert [s.warnung for s in stationen if s.was.startswith("Sitzung")] == ["", ""]


def test_without_a_sitting_it_says_so_and_ends():
    letzte = weg(plan(gremium=True, sitzungen=[]), date(2027, 4, 19))[-1]
    assert (letzte.tag, letzte.warnung) == (
        None,
        "Es ist keine Sitzung eingetragen, die der Antrag dann noch erreicht.",
    )


def test_a_period_that_had_run_out_is_begun_again():
    stationen = weg(plan(eingang=date(2027, 2, 1)), date(2027, 4, 19))
    assert tage(stationen)["Formale und fachliche Prüfung"] == date(2027, 5, 18)
