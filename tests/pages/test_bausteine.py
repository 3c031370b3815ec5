"""The components: each draws its example, says what it takes, and is included in isolation."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from tests.pages.schaufenster import EXAMPLES, FALSCH, Musterformular

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if path.parent.name == "components"]
README = Path(settings.BASE_DIR, "templates/components/README.md").read_text()
INCLUDE = re.compile(r"{% include (.components/[^%]*(?:%(?!})[^%]*)*)%}")


def draw(name, **context):
    return render_to_string(f"components/{name}.html", context)


def name_of(path):
    return str(path.relative_to(settings.BASE_DIR))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_component_draws_the_texts_it_is_given(name):
    html = draw(name, **EXAMPLES[name])
    texts = re.findall(
        r"(?:label|title|text|sentence|summary|who)='?(?:': ')?([A-ZÄÖÜ][^']+)'", str(EXAMPLES[name])
    )
    assert html.strip()
    assert [text for text in texts if text not in html] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_says_first_what_it_takes(path):
    assert path.read_text().startswith("{# Eingaben: ")


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_include_components_in_isolation(path):
    assert [tag for tag in INCLUDE.findall(path.read_text()) if not tag.strip().endswith(" only")] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_gives_a_component_only_what_it_takes(path):
    strange = []
    for tag in INCLUDE.findall(path.read_text()):
        name, *words = tag.split()
        named = (settings.BASE_DIR / "templates" / name.strip("'\"")).read_text().splitlines()[0]
        strange += [
            (name, key)
            for key in re.findall(r" (\w+)=", " ".join(["", *words]))
            if not re.search(rf"\b{key}\b", named)
        ]
    assert strange == []


def test_the_readme_names_every_component():
    missing = [path.stem for path in COMPONENTS if not re.search(rf"\b{path.stem.split('_')[0]}\b", README)]
    assert missing == []


@pytest.fixture
def wrong():
    form = Musterformular(FALSCH)
    return form, draw("form", form=form, submit="Speichern", csrf_token="x")


def test_the_error_summary_leads_to_every_wrong_field(wrong):
    form, html = wrong
    targets = re.findall(r'<li><a href="#([^"]+)">', html)
    assert len(targets) == len(form.errors)
    assert all(f'id="{target}"' in html for target in targets)


def test_hints_and_errors_are_tied_to_their_inputs(wrong):
    named = {id for ids in re.findall(r'aria-describedby="([^"]+)"', wrong[1]) for id in ids.split()}
    assert "id_duldung_helptext" in named
    assert "id_stichtag_error" in named
    assert all(f'id="{id}"' in wrong[1] for id in named)


def test_what_was_typed_stays_in_the_form(wrong):
    assert 'value="57,5"' in wrong[1]
    assert 'value="31"' in wrong[1]


def test_user_text_is_escaped_everywhere():
    evil = "<img src=x>"
    html = (
        draw("alert", kind="info", title=evil, text=evil)
        + draw("why", summary=evil, body=evil)
        + draw("pagehead", title=evil)
    )
    assert "<img" not in html


def test_a_refused_act_is_no_button():
    html = draw("actions", acts=EXAMPLES["actions"]["acts"][2:])
    assert "<button" not in html
    assert "Warum ist das nicht möglich?" in html


@pytest.mark.parametrize(
    ("day", "kind"),
    [("2026-11-25", "over"), ("2026-11-26", "soon"), ("2026-12-01", "soon"), ("2026-12-02", "calm")],
)
def test_three_working_days_before_its_end_a_deadline_gets_loud(day, kind):
    assert f"app-due--{kind}" in draw("due", date=date.fromisoformat(day), today=date(2026, 11, 26))
