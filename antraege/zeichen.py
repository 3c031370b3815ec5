"""Signs a notice can bear at a place: what else was typed there might not be printable. Patterns for forms, acts and constraints."""

from typing import Final

# Letters every one of the notice's fonts has, as a class of a regular expression: of \w most alphabets could not be printed.
BUCHSTABEN: Final = "A-Za-zÀ-ÖØ-öø-ſẞ"
AKTENZEICHEN: Final = rf"^[{BUCHSTABEN}0-9_ ./:,;()+–-]*\Z"
ZIMMER: Final = rf"^[{BUCHSTABEN}0-9_ ./-]*\Z"
AKTENZEICHEN_SATZ: Final = (
    "Bitte nur lateinische Buchstaben, Ziffern und die Zeichen . / : , ; ( ) + - eingeben."
)
ZIMMER_SATZ: Final = "Bitte nur lateinische Buchstaben, Ziffern und die Zeichen . / - eingeben."
