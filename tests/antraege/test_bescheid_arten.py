"""What each kind of notice says: the text of its PDF, word for word, in ``bescheide/<kind>.txt``."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from antraege.services import bescheid
from tests.antraege import folgefall as ff

pytestmark = pytest.mark.django_db
TEXTE = Path(__file__).parent / "bescheide"
# One of them bears the number of the district's own file beside its own.
ERSTE = {
    "bewilligung": {"aktenzeichen": "445.12-Bondorf/27"},
    "teilbewilligung": {"empfohlen": "0.40"},
    "ablehnung": {"empfohlen": "0.00"},
}


def papier(art):
    """A provided notice of that kind; the amendment also drops a duty and sets another."""
    antrag, amt = ff.mit_namen(**ERSTE.get(art, {}))
    if art == "erstattung":
        ff.ergangen(antrag, amt, "widerruf")
    if art not in ERSTE:
        bisher = bescheid.aktueller(antrag).nebenbestimmungen
        pflicht = (
            {"nebenbestimmungen": bisher.replace("30.11.2028", "31.12.2028")} if art == "aenderung" else {}
        )
        ff.ergangen(antrag, amt, art, **pflicht)
    return bescheid.aktueller(antrag)


def gelesen(papier):
    """The text of all pages, as a reader takes it from the file; breaks of the typesetter's lines stand."""
    with papier.pdf.open() as datei:
        seiten = PdfReader(BytesIO(datei.read())).pages
        text = "\n".join(seite.extract_text() for seite in seiten)
    return "\n".join(" ".join(zeile.split()) for zeile in text.splitlines() if zeile.strip()) + "\n"


@pytest.mark.parametrize("art", [*ERSTE, *ff.ANGABEN])
def test_each_kind_says_exactly_this(art):
    assert gelesen(papier(art)) == (TEXTE / f"{art}.txt").read_text(encoding="utf-8")
