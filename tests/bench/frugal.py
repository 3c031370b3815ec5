"""The same facts written by hand: one locking SELECT, then one statement a fact, and one row a task.

It checks the state by compare-and-set and nothing else: no rights, no completeness, no budget, no draft print.
"""

import uuid
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction

from antraege import formate, fristen, zeit
from antraege.fehler import Konflikt
from antraege.models import (
    Antrag,
    Bescheid,
    Ereignis,
    Finanzierungsanteil,
    Frist,
    Protokolleintrag,
    Status,
    Stelle,
    Zeichnung,
)
from antraege.services import bekanntgabe as b
from antraege.services import bescheid_pdf, haushalt, nummern, stellenzeilen, termine
from antraege.services.bescheid_text import inhalt
from antraege.services.empfehlung import betrag_fuer, zeichnungsstufe
from tests.bench.models import Schritt

E, S = Ereignis, Status
AMT = {"formale_pruefung": "sachbearbeitung", "bekanntgabe": "kommune"}
MITGELESEN = ("antrag__kommune", "antrag__landkreis", "antrag__runde__programm", "antrag__fassung")


@transaction.atomic
def anlegen(*, kommune, runde, by, heute):
    """Begin an application."""
    antrag = Antrag.objects.create(
        kommune=kommune,
        runde=runde,
        landkreis_id=kommune.landkreis_id,
        fassung=runde.fassung,
        angelegt_von=by,
        angelegt_am=zeit.jetzt(),
        ansprechperson=by.name,
        ansprech_email=by.email,
        ansprech_telefon=by.telefon,
    )
    _log(_eintrag(E.ANTRAG_ANGELEGT, antrag, by, heute, nachher=S.ENTWURF, sichtbar_kommune=True))
    termine.eroeffnen(
        Frist.Art.ANTRAG,
        antrag=antrag,
        kommune=kommune,
        ergebnis=fristen.termin(runde.antrag_bis),
        ereignis_am=runde.antrag_von,
        typ=Frist.Typ.TERMIN,
        folge="Ein später eingehender Antrag wird nur berücksichtigt, wenn die Verspätung zugelassen wird.",
    )
    naechster(antrag, "entwurf")
    return antrag


def tue(pk, act, by, heute, **facts):
    """Do the open step ``pk``."""
    with schritt(pk, by) as antrag:
        if nach := ACTS[act](antrag, by, heute, **facts):
            naechster(antrag, nach)


@contextmanager
def schritt(pk, by):
    """The application behind its lock; the step is done at the end."""
    rows = Schritt.objects.select_related(*MITGELESEN).select_for_update(of=("self", "antrag"))
    with transaction.atomic():
        yield rows.get(pk=pk, erledigt__isnull=True).antrag
        Schritt.objects.filter(pk=pk).update(benutzer=by, erledigt=zeit.jetzt())


def naechster(antrag, knoten):
    """The next task, addressed to an office."""
    traeger = (
        f"kommune:{antrag.kommune_id}" if knoten == "bekanntgabe" else f"landkreis:{antrag.landkreis_id}"
    )
    Schritt.objects.create(
        antrag=antrag,
        knoten=knoten,
        amt=f"{AMT.get(knoten, 'sachbearbeitung')}@{traeger}",
        begonnen=zeit.jetzt(),
    )


def _cas(antrag, nach, sichtbar=None, **felder):
    felder |= {"status": nach, "status_kommune": sichtbar or nach}
    if not Antrag.objects.filter(pk=antrag.pk, status=antrag.status).update(**felder):
        raise Konflikt("schon erledigt")
    for name, wert in felder.items():
        setattr(antrag, name, wert)


def _eintrag(art, antrag, by, heute, objekt=None, **felder):
    objekt = objekt or antrag
    return Protokolleintrag(
        geschehen_am=zeit.jetzt(),
        wirksam_am=heute,
        landkreis_id=antrag.landkreis_id,
        antrag=antrag,
        objekt_art=objekt._meta.model_name,
        objekt_id=objekt.pk,
        art=art,
        benutzer=by,
        **felder,
    )


def _log(*eintraege):
    Protokolleintrag.objects.bulk_create(eintraege)


def einreichen(antrag, by, heute):
    jetzt, reihe = zeit.jetzt(), antrag.runde.kuerzel
    nummer = f"{antrag.landkreis.kuerzel}-{reihe}-{nummern.naechste(antrag.landkreis, 'vorgang', reihe):04d}"
    _cas(antrag, S.EINGEREICHT, eingegangen_am=jetzt, eingereicht_von=by, vorgangsnummer=nummer)
    _log(_eintrag(E.ANTRAG_EINGEREICHT, antrag, by, heute, vorher=S.ENTWURF, nachher=S.EINGEREICHT, sichtbar_kommune=True))  # fmt: skip
    termine.erledigen(Frist.Art.ANTRAG, antrag=antrag, jetzt=jetzt)
    return "formale_pruefung"


def vollstaendig(antrag, by, heute):
    _cas(antrag, S.VOLLSTAENDIG)
    _log(_eintrag(E.ANTRAG_VOLLSTAENDIG, antrag, by, heute, vorher=S.EINGEREICHT, nachher=S.VOLLSTAENDIG, sichtbar_kommune=True))  # fmt: skip
    return "fachliche_pruefung"


def empfehlen(antrag, by, heute, vzae, begruendung):
    _cas(
        antrag,
        S.IN_ZEICHNUNG,
        S.VOLLSTAENDIG,
        empfohlen_vzae=vzae,
        empfohlen_betrag=betrag_fuer(antrag, vzae),
        empfehlung_begruendung=begruendung,
        geprueft_von=by,
    )
    _log(_eintrag(E.ANTRAG_EMPFOHLEN, antrag, by, heute, vorher=S.VOLLSTAENDIG, nachher=S.IN_ZEICHNUNG))
    termine.eroeffnen(
        Frist.Art.ZEICHNUNG,
        antrag=antrag,
        rolle=zeichnungsstufe(antrag),
        ereignis_am=heute,
        ergebnis=fristen.frist(heute, antrag.fassung.frist_zeichnung),
        folge="Die Empfehlung erreicht das Gremium nicht rechtzeitig.",
    )
    return "zeichnung"


def zeichnen(antrag, by, heute):
    """Two updates: the trigger allows no leap over the signed state."""
    jetzt = zeit.jetzt()
    _cas(antrag, S.GEZEICHNET, S.VOLLSTAENDIG)
    Zeichnung.objects.create(
        antrag=antrag,
        stufe=zeichnungsstufe(antrag),
        benutzer=by,
        empfehlung_von_id=antrag.geprueft_von_id,
        gezeichnet_am=jetzt,
    )
    termine.erledigen(Frist.Art.ZEICHNUNG, antrag=antrag, jetzt=jetzt)
    bewilligt = {"bewilligt_vzae": antrag.empfohlen_vzae, "bewilligt_betrag": antrag.empfohlen_betrag}
    _cas(antrag, S.BESCHLOSSEN, S.VOLLSTAENDIG, ergebnis="bewilligt", entschieden_am=heute, **bewilligt)
    _log(
        _eintrag(E.ANTRAG_GEZEICHNET, antrag, by, heute, vorher=S.IN_ZEICHNUNG, nachher=S.GEZEICHNET),
        _eintrag(E.ANTRAG_ENTSCHIEDEN, antrag, by, heute, vorher=S.GEZEICHNET, nachher=S.BESCHLOSSEN),
    )
    return "bescheid_entwerfen"


def entwerfen(antrag, by, heute, begruendung, nebenbestimmungen):
    bescheid = Bescheid.objects.create(
        antrag=antrag,
        art=Bescheid.Art.BEWILLIGUNG,
        vzae=antrag.bewilligt_vzae,
        betrag=antrag.bewilligt_betrag,
        begruendung=begruendung,
        nebenbestimmungen=nebenbestimmungen,
        entworfen_von=by,
        entworfen_am=zeit.jetzt(),
    )
    haushalt.jahre_setzen(bescheid)
    _log(_eintrag(E.BESCHEID_ENTWORFEN, antrag, by, heute, bescheid, nachher=Bescheid.Status.ENTWURF))
    return "bescheid_freigeben"


def freigeben(antrag, by, heute):
    """One SELECT for the letter, one UPDATE from draft to provided."""
    bescheid = Bescheid.objects.select_related("antrag__beschlussantrag__vorlage", "entworfen_von").get(
        antrag=antrag
    )
    bescheid.antrag, jetzt, kuerzel = antrag, zeit.jetzt(), antrag.landkreis.kuerzel
    bescheid.nummer = (
        f"{kuerzel}-{heute.year}-{nummern.naechste(antrag.landkreis, 'bescheid', str(heute.year)):04d}"
    )
    bescheid.datum, bescheid.freigegeben_von, bescheid.freigegeben_am = heute, by, jetzt
    bescheid.daten, bescheid.weg = inhalt(bescheid), Bescheid.Weg.PORTAL
    druck = bescheid_pdf.setze(bescheid.daten)
    bescheid.pdf.save(f"{uuid.uuid4().hex}.pdf", ContentFile(druck.pdf), save=False)
    bescheid.sha256, bescheid.typst_version, bescheid.vorlage_sha256 = druck.sha256, druck.typst_version, druck.vorlage_sha256  # fmt: skip
    bescheid.status, bescheid.bereitgestellt_am = b.S.BEREITGESTELLT, jetzt
    bescheid.save(
        update_fields=[
            "nummer", "datum", "daten", "weg", "freigegeben_von", "freigegeben_am", "pdf",
            "sha256", "typst_version", "vorlage_sha256", "status", "bereitgestellt_am",
        ]
    )  # fmt: skip
    _cas(antrag, S.BESCHIEDEN)
    _log(
        _eintrag(E.BESCHEID_FREIGEGEBEN, antrag, by, heute, bescheid, vorher="entwurf", nachher="freigegeben"),
        _eintrag(E.BESCHEID_BEREITGESTELLT, antrag, by, heute, vorher=S.BESCHLOSSEN, nachher=S.BESCHIEDEN, sichtbar_kommune=True),
    )  # fmt: skip
    termine.eroeffnen(
        Frist.Art.ABRUF,
        antrag=antrag,
        kommune=antrag.kommune,
        ereignis_am=heute,
        ergebnis=fristen.abruf_bis(heute),
        ablauf=Frist.Ablauf.WEITER,
        folge="Danach senden wir den Bescheid per Post.",
    )
    return "bekanntgabe"


def oeffnen(antrag, by, heute):
    bescheid, tag, jetzt = (
        Bescheid.objects.get(antrag=antrag),
        fristen.bekanntgabe(heute, "portal"),
        zeit.jetzt(),
    )
    offen = Bescheid.objects.filter(pk=bescheid.pk, status=b.S.BEREITGESTELLT)
    if not offen.update(
        status=b.S.BEKANNTGEGEBEN, bekanntgegeben_am=tag.tag, geoeffnet_am=jetzt, geoeffnet_von=by
    ):
        raise Konflikt("schon erledigt")
    _log(_eintrag(E.BESCHEID_GEOEFFNET, antrag, by, heute, bescheid, vorher="bereitgestellt", nachher="bekanntgegeben", sichtbar_kommune=True))  # fmt: skip
    termine.erledigen(Frist.Art.ABRUF, antrag=antrag, jetzt=jetzt)
    termine.eroeffnen(
        Frist.Art.RECHTSBEHELF,
        antrag=antrag,
        kommune=antrag.kommune,
        ereignis_am=tag.tag,
        ergebnis=fristen.rechtsbehelf(tag),
        folge="Danach ist der Bescheid bestandskräftig.",
    )
    return "stelle_erfassen"


def erfassen(antrag, by, heute, entgeltgruppe, beginn, ende):
    zeitraum = {"vzae": antrag.bewilligt_vzae, "beginn": beginn, "ende": ende, "antrag": antrag}
    stelle = Stelle.objects.create(
        landkreis=antrag.landkreis,
        nummer=f"S-{antrag.landkreis.kuerzel}-{nummern.naechste(antrag.landkreis, 'stelle', 'S'):04d}",
        anstellungstraeger=antrag.kommune,
        einsatzort=antrag.kommune,
        entgeltgruppe=entgeltgruppe,
        angelegt_von=by,
        angelegt_am=zeit.jetzt(),
        **zeitraum,
    )
    anteil = Finanzierungsanteil.objects.create(stelle=stelle, runde=antrag.runde, **zeitraum)
    termine.eroeffnen(
        Frist.Art.STELLENENDE,
        ergebnis=fristen.zeitraum(beginn, stellenzeilen.dauer(beginn, ende)),
        ereignis_am=zeit.heute(),
        stelle=stelle,
        anteil=anteil,
        kommune=antrag.kommune,
        typ=Frist.Typ.ZEITRAUM,
        folge=stellenzeilen.FOLGE,
    )
    _cas(antrag, S.ABGESCHLOSSEN)
    _log(
        _eintrag(E.STELLE_ERFASST, antrag, by, heute, stelle, nachher=formate.vzae(stelle.vzae), sichtbar_kommune=True),
        _eintrag(E.ANTRAG_ABGESCHLOSSEN, antrag, by, heute, vorher=S.BESCHIEDEN, nachher=S.ABGESCHLOSSEN, sichtbar_kommune=True),
    )  # fmt: skip


ACTS = {
    "einreichen": einreichen,
    "vollstaendig": vollstaendig,
    "empfehlen": empfehlen,
    "zeichnen": zeichnen,
    "bescheid_entwerfen": entwerfen,
    "bescheid_freigeben": freigeben,
    "oeffnen": oeffnen,
    "stelle_erfassen": erfassen,
}
