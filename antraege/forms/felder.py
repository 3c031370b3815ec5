"""Form fields that speak German: a date in three inputs, VZÄ, euros. Wrong input gets a sentence with an example."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError

from antraege import zeit

ALS_TEXT = re.compile(r"\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*")
# 6,000: other countries group thousands so.
TAUSEND_MIT_KOMMA = re.compile(r"([+-]?[1-9]\d{0,2}),(\d{3})(?!\d)")
DEUTSCHE_ZAHL = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")


class DatumWidget(forms.MultiWidget):
    """Day, month and year in three inputs (``type=date`` shows the browser's locale instead of ours).

    A whole date typed or pasted into one input (31.03.2027) is taken apart; so is a single value under the field's name.
    """

    LABELS = ("Tag", "Monat", "Jahr")
    use_fieldset = True

    def __init__(self, attrs=None):
        numeric = {"inputmode": "numeric", "autocomplete": "off"}
        widths = ("2", "2", "4")
        inputs = [
            forms.TextInput(numeric | {"class": f"kern-form-input__input--width-{width}"}) for width in widths
        ]
        super().__init__(dict(zip(("tag", "monat", "jahr"), inputs, strict=True)), attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def value_from_datadict(self, data, files, name):
        parts = [part or "" for part in super().value_from_datadict(data, files, name)]
        typed = [text for text in (data.get(name), *parts) if text]
        match = ALS_TEXT.fullmatch(typed[0]) if len(typed) == 1 else None
        return list(match.groups()) if match else parts

    def value_omitted_from_data(self, data, files, name):
        return name not in data and super().value_omitted_from_data(data, files, name)


class DatumFeld(forms.Field):
    """A calendar day. Errors say which part is missing or that the day does not exist."""

    widget = DatumWidget
    jahre = zeit.JAHRE  # what a slip of the finger leaves: 9999 would stay a deadline for ever
    default_error_messages = {
        "required": "Bitte ein Datum eingeben, zum Beispiel 31.03.2027",
        "teil": "Bitte auch angeben: %(teile)s",
        "ziffern": "Bitte nur Ziffern eingeben, zum Beispiel 31 03 2027",
        "jahr": "Bitte das Jahr mit vier Ziffern eingeben, zum Beispiel 2027",
        "jahre": "Bitte prüfen Sie das Jahr: möglich ist %(von)s bis %(bis)s",
        "kein_tag": "Den %(tag)s gibt es nicht. Bitte prüfen Sie Tag und Monat",
    }

    def to_python(self, value):
        if value is None or isinstance(value, date):
            return value
        parts = [str(part).strip() for part in value]
        if not any(parts):
            return None
        self._complete(parts)
        return self._day(*parts)

    def _complete(self, parts):
        missing = [label for label, part in zip(DatumWidget.LABELS, parts, strict=True) if not part]
        if missing:
            raise self._error("teil", teile=" und ".join(missing))
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise self._error("ziffern")
        if len(parts[2]) != 4:
            raise self._error("jahr")
        if int(parts[2]) not in self.jahre:
            raise self._error("jahre", von=self.jahre[0], bis=self.jahre[-1])

    def _day(self, day, month, year):
        try:
            return date(int(year), int(month), int(day))
        except (ValueError, OverflowError):  # the second for more digits than a machine's number holds
            raise self._error("kein_tag", tag=f"{day.zfill(2)}.{month.zfill(2)}.{year}") from None

    def _error(self, code, **params):
        return ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class ZahlFeld(forms.Field):
    """A decimal written the German way: 0,75 and 46.500,00. A point that does not group thousands is refused."""

    unit = ""
    beispiel = "12,50"
    stellen = 2
    hoechstens = Decimal("9999999999.99")  # what the widest money column holds
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "required": "Bitte eine Zahl eingeben, zum Beispiel %(beispiel)s",
        "zahl": "Bitte eine Zahl mit Komma eingeben, zum Beispiel %(beispiel)s",
        "stellen": "Bitte höchstens %(stellen)s Stellen nach dem Komma eingeben, zum Beispiel %(beispiel)s",
        "min": "Bitte mindestens %(grenze)s eingeben",
        "max": "Bitte höchstens %(grenze)s eingeben",
    }

    def __init__(self, *, min_value=None, max_value=None, unit=None, **kwargs):
        super().__init__(**kwargs)
        self.min_value = min_value
        self.max_value = self.hoechstens if max_value is None else max_value
        self.unit = self.unit if unit is None else unit
        self.error_messages["required"] %= {"beispiel": self.beispiel}

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, Decimal):
            return value if isinstance(value, Decimal) else None
        text = str(value).replace("\N{NO-BREAK SPACE}", "").replace(" ", "").removesuffix(self.unit)
        if not DEUTSCHE_ZAHL.fullmatch(text):
            raise self._error("zahl")
        return self._rounded(Decimal(text.replace(".", "").replace(",", ".")))

    def _rounded(self, number):
        if -number.normalize().as_tuple().exponent > self.stellen:
            raise self._error("stellen", stellen=self.stellen)
        try:
            return number.quantize(Decimal(1).scaleb(-self.stellen))
        except InvalidOperation:
            raise self._error("zahl") from None

    def validate(self, value):
        super().validate(value)
        if value is not None and self.min_value is not None and value < self.min_value:
            raise self._error("min", grenze=self.als_text(self.min_value))
        if value is not None and value > self.max_value:
            raise self._error("max", grenze=self.als_text(self.max_value))

    def als_text(self, value):
        """The bound as it stands in a sentence, with its unit."""
        text = self.prepare_value(Decimal(value))
        return f"{text}\N{NO-BREAK SPACE}{self.unit}" if self.unit else text

    def prepare_value(self, value):
        if isinstance(value, (Decimal, int)):
            return f"{Decimal(value):,.{self.stellen}f}".translate(str.maketrans(",.", ".,"))
        return value

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(self.prepare_value(initial))
        except ValidationError:
            return True

    def _error(self, code, **params):
        return ValidationError(
            self.error_messages[code], code=code, params={"beispiel": self.beispiel} | params
        )


class VzaeFeld(ZahlFeld):
    """Shares of a full post, two decimals. Step, minimum and maximum are data of the Richtlinie, checked there."""

    unit = "VZÄ"
    beispiel = "0,75"
    hoechstens = Decimal("9999.99")


class EuroFeld(ZahlFeld):
    """Euros and cents."""

    unit = "€"
    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "class": "app-input--long"}
    )
    beispiel = "46.500,00"
    default_error_messages = {
        "zweideutig": "Meinen Sie %(gross)s oder %(klein)s? Bitte den Betrag mit zwei Stellen nach dem Komma eingeben"
    }

    def to_python(self, value):
        if treffer := TAUSEND_MIT_KOMMA.match(str(value).strip()):
            gross, klein = (self.als_text(zeichen.join(treffer.groups())) for zeichen in ("", "."))
            raise self._error("zweideutig", gross=gross, klein=klein)
        return super().to_python(value)


class PersonenFeld(ZahlFeld):
    """Whole numbers of people, never fewer than none."""

    unit = "Personen"
    beispiel = "57"
    stellen = 0
    hoechstens = Decimal(9999999)
    default_error_messages = {
        "zahl": "Bitte eine ganze Zahl eingeben, zum Beispiel %(beispiel)s",
        "stellen": "Bitte eine ganze Zahl eingeben, zum Beispiel %(beispiel)s",
    }

    def __init__(self, *, min_value=0, **kwargs):
        super().__init__(min_value=min_value, **kwargs)

    def clean(self, value):
        number = super().clean(value)
        return None if number is None else int(number)


def kleine_zahl(text, sonst=0):
    """Read a whole number of at most nine digits from a hidden field or an address; anything else is ``sonst``."""
    return int(text) if text.isdecimal() and len(text) < 10 else sonst
