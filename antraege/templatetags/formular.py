"""How a form field becomes KERN markup: ``{% load formular %}``, used by ``components/field.html`` alone."""

from django import forms, template

from antraege.forms.felder import DatumWidget

register = template.Library()

KINDS = (
    (DatumWidget, "date3"),
    (forms.CheckboxSelectMultiple, "checks"),  # before its parent class RadioSelect
    (forms.RadioSelect, "radio"),
    (forms.CheckboxInput, "check"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)


@register.filter
def widget_art(field):
    """Which branch of ``field.html`` draws this bound field: date3, radio, checks, check, select, textarea, file, input."""
    return next((kind for widget, kind in KINDS if isinstance(field.field.widget, widget)), "input")


@register.filter
def kern(field, css):
    """Render the widget with its KERN class; Django adds aria-invalid and aria-describedby by itself.

    A placeholder vanishes while typing and repeats the label, so none is drawn.
    """
    if field.errors:
        css = f"{css} {css.split()[0]}--error"
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{css} {own}".strip(), "placeholder": False})


@register.filter
def date_parts(field):
    """The three inputs of a date field as dicts (name, value, attrs), each with the label of its part."""
    parts = field.subwidgets[0].data["subwidgets"]
    return [part | {"label": label} for part, label in zip(parts, DatumWidget.LABELS, strict=True)]


@register.filter
def errors_of(form):
    """[(id of the field's first input or "", sentence with its label)] for the error summary."""
    found = [("", error) for error in form.non_field_errors()]
    for field in form.visible_fields():
        found += [(first_id(field), f"{_lead(field.label)} {error}") for error in field.errors]
    return found


def _lead(label):
    return label if label.endswith("?") else f"{label.rstrip('.:')}:"


@register.filter
def first_id(field):
    """The id a link of the error summary leads to: the first input of a group, else the input."""
    kind = widget_art(field)
    if kind == "date3":
        return date_parts(field)[0]["attrs"]["id"]
    return (
        field.subwidgets[0].id_for_label
        if kind in ("radio", "checks") and field.subwidgets
        else field.auto_id
    )


@register.filter
def describedby(field):
    """Ids of hint and error for a group, which Django leaves to its fieldset."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)
