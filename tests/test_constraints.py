"""Every constraint speaks: whoever meets it in a form or in the administration reads a German sentence of its own."""

import pytest
from django.apps import apps
from django.db.models.constraints import BaseConstraint

REGELN = [
    regel
    for app in ("antraege", "notifications", "workflows")
    for modell in apps.get_app_config(app).get_models()
    for regel in modell._meta.constraints
]


@pytest.mark.parametrize("regel", REGELN, ids=lambda regel: regel.name)
def test_every_constraint_has_its_own_sentence(regel):
    assert regel.violation_error_message != BaseConstraint.default_violation_error_message
    assert regel.violation_error_message.endswith((".", ")."))
