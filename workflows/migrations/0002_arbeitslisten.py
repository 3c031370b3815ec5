"""Indexes for the worklists: the engine's tables lack them (an office's open tasks, a person's open tasks)."""

from django.db import migrations

OFFEN = "flow_task_type = 'HUMAN' AND status IN ('NEW', 'ASSIGNED')"
INDEXE = {
    "workflows_offen_je_amt": f"viewflow_task (owner_permission, id) WHERE {OFFEN}",
    "workflows_offen_je_person": f"viewflow_task (owner_id, id) WHERE {OFFEN}",
}


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_prozesse")]
    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON {worauf}", f"DROP INDEX {name}")
        for name, worauf in INDEXE.items()
    ]
