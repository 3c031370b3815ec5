"""Offices: a role at a municipality or district, as the text that a task stores ("zeichnung@kommune:17").

A task is addressed to an office, not to a person; whoever holds it today may do the task. The text keeps tenant and
role together, so a worklist is one look-up in one index.
"""

from antraege.models import Rolle

# One office of a municipality for all its tasks but the signature: anybody who writes applications may do them.
KOMMUNE = "kommune"
ROLLEN = {KOMMUNE: (Rolle.KOMMUNE_SACHBEARBEITUNG, Rolle.KOMMUNE_ZEICHNUNG)}
LEITUNG = (Rolle.SACHGEBIETSLEITUNG, Rolle.AMTSLEITUNG)
WORTE = {KOMMUNE: "Kommune"} | {rolle.value: rolle.label for rolle in Rolle}


def amt(rolle, objekt):
    """The office of ``rolle`` that is responsible for an application or paper."""
    if rolle.startswith("kommune"):
        return f"{rolle}@kommune:{objekt.kommune_id}"
    return f"{rolle}@landkreis:{objekt.landkreis_id}"


def aemter(user):
    """All offices ``user`` holds today, sorted."""
    return sorted(
        {f"{rolle}@{_traeger(m)}" for m in user.aktive_mitgliedschaften for rolle in _rollen(m.rolle)}
    )


def traeger(user):
    """Municipalities ("kommune:17") and districts ("landkreis:1") ``user`` belongs to today."""
    return sorted({_traeger(m) for m in user.aktive_mitgliedschaften})


def leitet(user, amt):
    """Whether ``user`` heads the district's office that ``amt`` belongs to; a municipality's has no head here."""
    ort = amt.partition("@")[2]
    return any(f"{rolle}@{ort}" in aemter(user) for rolle in LEITUNG)


def ist_kommunal(amt):
    """Whether this is a municipality's office: one for all its people, where nobody takes a task over."""
    return (amt or "").partition("@")[2].startswith("kommune:")


def wort(amt):
    """The office's role in German, for "wartet auf: ..."."""
    return WORTE.get((amt or "").partition("@")[0], "")


def _traeger(mitgliedschaft):
    if mitgliedschaft.kommune_id:
        return f"kommune:{mitgliedschaft.kommune_id}"
    return f"landkreis:{mitgliedschaft.landkreis_id}"


def _rollen(rolle):
    return [rolle, *(sammel for sammel, rollen in ROLLEN.items() if rolle in rollen)]
