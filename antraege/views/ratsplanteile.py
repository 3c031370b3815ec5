"""What pages show of the planning back from a round's last day, for the clerks of a municipality."""

from dataclasses import dataclass

from django.urls import reverse

from antraege import formate, ratsplan
from antraege.models import Anlage
from antraege.rechte.antrag import KOMMUNE
from antraege.regelwerk import regelwerk


@dataclass(frozen=True)
class Zeile:
    """One plan: what for, the two days with their traces, sentences beside them; ``kind`` over where it is too late."""

    titel: str
    sitzung: object
    vorlage: object
    kind: str
    satz: str
    hinweise: tuple[str, ...]
    spur: tuple[str, ...]


def fuer(kommune, runde, heute):
    """The box of a municipality's plan in a round; None once the round is over or where it takes no applications."""
    letzter = letzter_tag(runde)
    if runde.antrag_bis is None or letzter is None or letzter < heute:
        return None
    sitzungen = [sitzung.tag for sitzung in kommune.ratssitzungen.all()]
    return {
        "kommune": kommune,
        "zeilen": [_zeile(titel, tag, sitzungen, kommune, heute) for titel, tag in _ziele(runde, heute)],
        "moeglich": _ausweg(runde, sitzungen, kommune, heute),
        "url": reverse("ratssitzungen", args=[kommune.pk]),
        "eingetragen": bool(sitzungen),
    }


def zum_antrag(antrag, heute):
    """The box of an application; None where no decision is asked for or it lies there already."""
    da = (a.art == Anlage.Art.BESCHLUSS and a.entfernt_am is None for a in antrag.anlagen.all())
    if regelwerk(antrag.fassung).unterlage(Anlage.Art.BESCHLUSS) is None or any(da):
        return None
    return fuer(antrag.kommune, antrag.runde, heute)


def letzter_tag(runde):
    """The last day on which a decision of the Gemeinderat is of any use in this round."""
    return (runde.nachreichen_bis or runde.antrag_bis) if runde.beschluss_nachreichbar else runde.antrag_bis


def eigene(user, runde, heute):
    """The boxes of all municipalities whose applications this person writes."""
    kommunen = {m.kommune_id: m.kommune for m in user.aktive_mitgliedschaften if m.rolle in KOMMUNE}
    im_kreis = [k for k in kommunen.values() if k.landkreis_id == runde.programm.landkreis_id]
    return [box for kommune in im_kreis if (box := fuer(kommune, runde, heute))]


def _ziele(runde, heute):
    """[(for what, last day)]: with the application, and where it may follow, with the day for that."""
    ziele = [("Beschluss liegt dem Antrag bei", runde.antrag_bis)] if runde.antrag_bis >= heute else []
    if runde.beschluss_nachreichbar and runde.nachreichen_bis:
        ziele.append(("Beschluss wird nachgereicht", runde.nachreichen_bis))
    return ziele


def _zeile(titel, ziel, sitzungen, kommune, heute):
    plan = ratsplan.plan(ziel, sitzungen, kommune.vorlauf_rat)
    vorbei = plan.vorbei(heute)
    return Zeile(
        titel=titel,
        sitzung=plan.sitzung.tag,
        vorlage=plan.vorlage.tag,
        kind="over" if vorbei else "",
        satz=f"Der Tag für die Abgabe der Vorlage ist vorbei ({formate.datum_lang(plan.vorlage.tag)})."
        if vorbei
        else "",
        hinweise=plan.hinweise,
        spur=(f"Letzter Tag {formate.datum(ziel)}", *plan.sitzung.spur, *plan.vorlage.spur),
    )


def _ausweg(runde, sitzungen, kommune, heute):
    """What is still possible once a day has passed; "" while nothing is late."""
    plaene = [ratsplan.plan(tag, sitzungen, kommune.vorlauf_rat) for _, tag in _ziele(runde, heute)]
    if not any(plan.vorbei(heute) for plan in plaene):
        return ""
    ausweg = ratsplan.noch_moeglich(letzter_tag(runde), sitzungen, kommune.vorlauf_rat, heute)
    offen = runde.beschluss_nachreichbar and not runde.nachreichen_bis
    if ausweg is None and (offen or not plaene[-1].vorbei(heute)):
        return NACHREICHEN
    return _satz(ausweg, runde) if ausweg else ratsplan.EILENTSCHEIDUNG


NACHREICHEN = "Noch möglich: Sie reichen den Antrag rechtzeitig ein und reichen den Beschluss nach."


def _satz(plan, runde):
    folgt = plan.sitzung.tag > runde.antrag_bis
    danach = " Der Beschluss wird dann nachgereicht." if folgt else ""
    return (
        f"Noch möglich: Sitzung am {formate.datum_lang(plan.sitzung.tag)}, "
        f"Vorlage bis {formate.datum_lang(plan.vorlage.tag)}.{danach}"
    )
