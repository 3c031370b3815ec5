"""Two versions side by side, word by word, from their frozen contents alone."""

import pytest

from antraege.services.textvergleich import Stueck, vergleiche
from antraege.services.vorlagenvergleich import unterschiede

LEERER = {
    "titel": "Richtlinie", "sachverhalt": "Eins zwei.", "finanzen": "", "betrag": "",
    "ziffern": [], "beratung": [], "antraege": [], "anlagen": [],
}  # fmt: skip
ANTRAG = {
    "kommune": "Bondorf",
    "beantragt": "0.50",
    "empfohlen": "0.45",
    "betrag": "21600.00",
    "grund": "kurz",
}
ANLAGE = {"id": 1, "name": "Plan.pdf", "sha256": "a" * 64, "groesse": 1, "oeffentlich": True}


def gesagt(alt, neu, *, alle=True):
    """[(what, [(kind, words)])] as the page shows them."""
    gefunden = unterschiede(LEERER | alt, LEERER | neu, alles=alle)
    return [(u.was, [(s.art, s.text.replace("\xa0", " ")) for s in u.stuecke]) for u in gefunden]


@pytest.mark.parametrize(
    ("alt", "neu", "stuecke"),
    [
        ("", "", []),
        ("gleich bleibt", "gleich bleibt", [("gleich", "gleich bleibt")]),
        ("bis 0,50 VZÄ im Jahr", "bis 0,75 VZÄ im Jahr", [("gleich", "bis "), ("weg", "0,50 "), ("neu", "0,75 "), ("gleich", "VZÄ im Jahr")]),
        ("", "neu", [("neu", "neu")]),
        ("alt", "", [("weg", "alt")]),
    ],
)  # fmt: skip
def test_words_stay_go_and_come(alt, neu, stuecke):
    assert vergleiche(alt, neu) == [Stueck(*s) for s in stuecke]


def test_both_texts_can_be_read_out_of_the_difference():
    alt, neu = "Der Kreistag\nbeschließt die  Richtlinie.", "Der Ausschuss\nempfiehlt die  neue Richtlinie ."
    stuecke = vergleiche(alt, neu)
    assert "".join(s.text for s in stuecke if s.art != "neu").split() == alt.split()
    assert "".join(s.text for s in stuecke if s.art != "weg") == neu


def test_a_word_stays_whatever_space_follows_it():
    assert vergleiche("eins", "eins\nzwei") == [Stueck("gleich", "eins\n"), Stueck("neu", "zwei")]
    assert gesagt({"sachverhalt": "Eins zwei.\n"}, {"sachverhalt": "Eins\nzwei."}) == []


def test_equal_versions_have_no_difference():
    assert gesagt({"antraege": [ANTRAG]}, {"antraege": [ANTRAG]}) == []


def test_every_ziffer_is_compared_by_its_number():
    eins = {"ziffern": [{"ziffer": 1, "wortlaut": "A B"}, {"ziffer": 2, "wortlaut": "C"}]}
    zwei = {"ziffern": [{"ziffer": 1, "wortlaut": "A D"}, {"ziffer": 3, "wortlaut": "E"}]}
    assert gesagt(eins, zwei) == [
        ("Ziffer 1", [("gleich", "A "), ("weg", "B"), ("neu", "D")]),
        ("Ziffer 3", [("neu", "E")]),
        ("Ziffer 2", [("weg", "C")]),
    ]


def test_applications_come_go_and_change():
    mehr = {"antraege": [ANTRAG | {"empfohlen": "0.30"}, ANTRAG | {"kommune": "Nufringen"}]}
    (bondorf, nufringen) = gesagt({"antraege": [ANTRAG]}, mehr)
    assert bondorf[0] == "Antrag Bondorf"
    assert ("weg", "0,45 ") in bondorf[1]
    assert nufringen == (
        "Antrag Nufringen",
        [("neu", "beantragt 0,50 VZÄ, empfohlen 0,45 VZÄ, 21.600,00 €, kurz")],
    )


def test_an_annex_is_another_one_when_its_content_is():
    neuer = {"anlagen": [ANLAGE | {"sha256": "b" * 64}]}
    assert gesagt({"anlagen": [ANLAGE]}, neuer) == [
        ("Anlagen", [("neu", "Plan.pdf (öffentlich)")]),
        ("Anlagen", [("weg", "Plan.pdf (öffentlich)")]),
    ]


def test_a_municipality_learns_of_no_annex_that_is_not_public():
    intern = {"anlagen": [ANLAGE | {"oeffentlich": False}]}
    assert gesagt({}, intern, alle=False) == []
    assert len(gesagt({}, intern)) == 1
