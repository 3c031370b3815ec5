"""THE TABLE: every address, who may open it, and what everybody else gets. An address without a line fails.

Own: "kommune" (clerk of the municipality all objects belong to) and "zugang" (manages its accounts only). Foreign:
"fremde" (another municipality) and "anderes" (another district's office): to them an object answers like none, 404.
302 leads on or away from what cannot be edited, 403 is a missing role, 405 the wrong method, 409 and 422 an act that
is refused with its sentence. Forms are sent empty, so 200 after POST is the form again with its errors.
"""

from copy import deepcopy
from datetime import time

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from antraege import zeit
from tests import factories as f
from tests.pages import welt as kleine_welt
from tests.pages.antworten import seite

pytestmark = pytest.mark.django_db

TABELLE = """
page                    method object          kommune zugang fremde amt leitung gremium kaemmerei personal pruefung anderes
start                   GET    -                   302    302    302 302     302     302       302      302      302     302
aufgaben                GET    -                   200    200    200 200     200     200       200      200      200     200
aufgabe                 GET    aufgabe             404    404    404 200     200     200       200      200      200     404
aufgabe                 POST   aufgabe             404    404    404 404     422     422       422      422      422     404
aufgabe                 GET    eigene_aufgabe      200    200    404 404     404     404       404      404      404     404
aufgabe                 POST   eigene_aufgabe      404    422    404 404     404     404       404      404      404     404
aufgabe_uebernehmen     POST   aufgabe             404    404    404 302     409     409       409      409      409     404
aufgabe_uebernehmen     POST   eigene_aufgabe      409    409    404 404     404     404       404      404      404     404
aufgabe_abgeben         POST   aufgabe             404    404    404 302     302     302       302      302      302     404
sammeln                 GET    -                   403    403    403 200     200     200       200      200      200     200
sammeln                 POST   -                   403    403    403 422     422     422       422      422      422     422
aufgabe_zuweisen        GET    aufgabe             404    404    404 200     200     200       200      200      200     404
aufgabe_zuweisen        POST   aufgabe             404    404    404 422     422     422       422      422      422     404
antraege                GET    -                   200    200    200 200     200     200       200      200      200     200
antraege_datei          GET    -                   200    200    200 200     200     200       200      200      200     200
antrag                  GET    antrag              200    200    404 200     200     200       200      200      200     404
antrag                  GET    entwurf             200    200    404 404     404     404       404      404      404     404
verfahrensbild          GET    antrag              404    404    404 200     200     200       200      200      200     404
antrag_abschnitt        GET    antrag/angaben      302    302    404 302     302     302       302      302      302     404
antrag_abschnitt        POST   antrag/angaben      409    403    404 403     403     403       403      403      403     404
antrag_abschnitt        GET    entwurf/angaben     200    302    404 404     404     404       404      404      404     404
antrag_abschnitt        POST   entwurf/angaben     409    403    404 404     404     404       404      404      404     404
antrag_uebernehmen      GET    entwurf             200    403    404 404     404     404       404      404      404     404
antrag_uebernehmen      POST   entwurf             200    403    404 404     404     404       404      404      404     404
antrag_uebernehmen      GET    antrag              200    403    404 403     403     403       403      403      403     404
antrag_verbund          GET    entwurf             200    403    404 404     404     404       404      404      404     404
antrag_verbund          POST   entwurf             200    403    404 404     404     404       404      404      404     404
antrag_verbund          GET    antrag              200    403    404 403     403     403       403      403      403     404
fallzahlen              GET    runde               404    404    404 200     200     200       200      200      200     404
fallzahlen              POST   runde               404    404    404 200     403     403       403      403      403     404
anlagen                 GET    antrag              405    405    405 405     405     405       405      405      405     405
anlagen                 POST   antrag              200    403    404 403     403     403       403      403      403     404
anlagen                 POST   entwurf             200    403    404 404     404     404       404      404      404     404
anlage                  GET    anlage              200    200    404 200     200     200       200      200      200     404
anlage_entfernen        GET    anlage              405    405    405 405     405     405       405      405      405     405
anlage_entfernen        POST   anlage              302    403    404 403     403     403       403      403      403     404
unterschrift            GET    antrag              200    200    404 200     200     200       200      200      200     404
unterschrift            GET    entwurf             200    200    404 404     404     404       404      404      404     404
unterschrift            POST   antrag              422    403    404 403     403     403       403      403      403     404
unterschrift            POST   entwurf             422    403    404 404     404     404       404      404      404     404
unterschrift_scan       GET    entwurf             405    405    405 405     405     405       405      405      405     405
unterschrift_scan       POST   entwurf             200    403    404 404     404     404       404      404      404     404
unterschriftsblatt      GET    antrag              404    404    404 404     404     404       404      404      404     404
rats_vorlage            GET    antrag              200    403    404 403     403     403       403      403      403     404
rats_vorlage            GET    entwurf             200    403    404 404     404     404       404      404      404     404
kommune                 GET    ort                 200    200    404 200     200     200       200      200      200     404
ratssitzungen           GET    ort                 200    404    404 404     404     404       404      404      404     404
ratssitzungen           POST   ort                 200    404    404 404     404     404       404      404      404     404
antrag_zurueckziehen    GET    antrag              200    403    404 403     403     403       403      403      403     404
antrag_zurueckziehen    POST   antrag              200    403    404 403     403     403       403      403      403     404
frist_verlaengern       GET    antrag              403    403    404 200     200     403       403      403      403     404
frist_verlaengern       POST   antrag              403    403    404 200     200     403       403      403      403     404
mehr_zeit_erbitten      GET    antrag              200    403    404 403     403     403       403      403      403     404
mehr_zeit_erbitten      POST   antrag              200    403    404 403     403     403       403      403      403     404
mehr_zeit_ablehnen      GET    antrag              403    403    404 200     200     403       403      403      403     404
mehr_zeit_ablehnen      POST   antrag              403    403    404 200     200     403       403      403      403     404
ohne_ergaenzung         GET    antrag              403    403    404 200     403     403       403      403      403     404
ohne_ergaenzung         POST   antrag              403    403    404 200     403     403       403      403      403     404
aktenvermerk_neu        GET    antrag              403    403    404 200     200     403       403      403      403     404
aktenvermerk_neu        POST   antrag              403    403    404 200     200     403       403      403      403     404
aktenzeichen            GET    antrag              403    403    404 200     200     403       403      403      403     404
aktenzeichen            POST   antrag              403    403    404 302     302     403       403      403      403     404
aktenvermerk_datei      GET    vermerk             404    404    404 200     200     200       200      200      200     404
eingang_erfassen        GET    runde               403    403    403 200     403     403       403      403      403     404
eingang_erfassen        POST   runde               403    403    403 200     403     403       403      403      403     404
import_neu              GET    runde               403    403    403 200     403     403       403      403      403     404
import_neu              POST   runde               403    403    403 200     403     403       403      403      403     404
import_vorlage          GET    runde               403    403    403 200     403     403       403      403      403     404
import                  GET    importlauf          404    404    404 200     403     403       403      403      403     404
vorlage_bescheide       GET    vorlage             404    404    404 200     200     200       200      200      200     404
vorlage_bescheide       POST   vorlage             404    404    404 404     404     404       404      404      404     404
runde_bescheide         GET    runde               403    403    403 200     200     200       200      200      200     404
runde_bescheide         POST   runde               403    403    403 404     404     404       404      404      404     404
serie                   GET    serienlauf          404    404    404 200     200     200       200      200      200     404
import_starten          GET    importlauf          405    405    405 405     405     405       405      405      405     405
import_starten          POST   importlauf          404    404    404 302     403     403       403      403      403     404
antworten               GET    antrag              302    403    404 403     403     403       403      403      403     404
antworten               POST   antrag              302    403    404 403     403     403       403      403      403     404
folgebescheid_beginnen  GET    antrag              403    403    404 302     403     403       403      403      403     404
folgebescheid_beginnen  POST   antrag              403    403    404 302     403     403       403      403      403     404
zeichnung_aufheben      GET    antrag              403    403    404 200     200     403       403      403      403     404
zeichnung_aufheben      POST   antrag              403    403    404 200     200     403       403      403      403     404
fachstellungnahmen      GET    -                   404    404    404 200     200     200       200      200      200     200
fachstellungnahme       GET    fach                404    404    404 200     200     200       200      200      200     404
fachstellungnahme       POST   fach                404    404    404 403     403     403       200      200      403     404
fachstellungnahme_erbitten GET antrag              403    403    404 200     403     403       403      403      403     404
fachstellungnahme_erbitten POST antrag             403    403    404 200     403     403       403      403      403     404
fachstellungnahme_zuruecknehmen GET fach           404    404    404 200     403     403       403      403      403     404
fachstellungnahme_zuruecknehmen POST fach          404    404    404 200     403     403       403      403      403     404
runden                  GET    -                   200    200    200 200     200     200       200      200      200     200
runde                   GET    runde               200    200    200 200     200     200       200      200      200     404
richtlinien             GET    -                   404    404    404 200     200     200       200      200      200     200
fassung                 GET    fassung             404    404    404 200     200     200       200      200      200     404
textbausteine           GET    programm            404    404    404 200     200     200       200      200      200     404
textbaustein_neu        GET    programm            404    404    404 200     403     403       403      403      403     404
textbaustein_neu        POST   programm            404    404    404 200     403     403       403      403      403     404
textbaustein            GET    textbaustein        404    404    404 200     200     200       200      200      200     404
textbaustein            POST   textbaustein        404    404    404 200     403     403       403      403      403     404
fassung_neu             GET    programm            405    405    405 405     405     405       405      405      405     405
fassung_neu             POST   programm            404    404    404 302     302     403       403      403      403     404
fassung_bearbeiten      GET    fassung             404    404    404 200     200     403       403      403      403     404
fassung_bearbeiten      POST   fassung             404    404    404 200     200     403       403      403      403     404
fassung_feld            GET    fassung/eigenanteil 404    404    404 200     200     403       403      403      403     404
fassung_feld            POST   fassung/eigenanteil 404    404    404 302     302     403       403      403      403     404
fassung_zeile           GET    fassung/fragen/0    404    404    404 200     200     403       403      403      403     404
fassung_zeile           POST   fassung/fragen/0    404    404    404 200     200     403       403      403      403     404
fassung_vorschau        GET    fassung             404    404    404 200     200     200       200      200      200     404
fassung_feststellen     GET    fassung             404    404    404 403     200     403       403      403      403     404
fassung_feststellen     POST   fassung             404    404    404 403     302     403       403      403      403     404
fassung_verwerfen       GET    fassung             405    405    405 405     405     405       405      405      405     405
fassung_verwerfen       POST   fassung             404    404    404 302     302     403       403      403      403     404
runde_neu               GET    programm            404    404    404 200     200     403       403      403      403     404
runde_neu               POST   programm            404    404    404 200     200     403       403      403      403     404
schlussblatt            GET    runde               404    404    404 200     200     200       200      200      200     404
runde                   GET    vorbereitet         404    404    404 200     200     200       200      200      200     404
runde_bearbeiten        GET    vorbereitet         404    404    404 200     200     403       403      403      403     404
runde_bearbeiten        POST   vorbereitet         404    404    404 200     200     403       403      403      403     404
runde_kopieren          GET    vorbereitet         405    405    405 405     405     405       405      405      405     405
runde_kopieren          POST   vorbereitet         404    404    404 302     302     403       403      403      403     404
runde_vorschau          GET    vorbereitet         404    404    404 200     200     200       200      200      200     404
runde_veroeffentlichen  GET    vorbereitet         404    404    404 403     200     403       403      403      403     404
runde_veroeffentlichen  POST   vorbereitet         404    404    404 403     302     403       403      403      403     404
runde_verwerfen         GET    vorbereitet         405    405    405 405     405     405       405      405      405     405
runde_verwerfen         POST   vorbereitet         404    404    404 302     302     403       403      403      403     404
antragsfrist_verlaengern GET   runde               404    404    404 403     200     403       403      403      403     404
antragsfrist_verlaengern POST  runde               404    404    404 403     200     403       403      403      403     404
zielsitzung             GET    runde               404    404    404 302     302     302       403      403      403     404
zielsitzung             POST   runde               404    404    404 302     302     302       403      403      403     404
antrag_neu              GET    runde               302    302    302 302     302     302       302      302      302     302
antrag_neu              POST   runde               302    403    302 403     403     403       403      403      403     404
kontingent_erfassen     GET    runde               404    404    404 200     200     200       200      200      200     404
kontingent_erfassen     POST   runde               404    404    404 403     403     403       200      403      403     404
inanspruchnahme         GET    land                200    200    200 200     200     200       200      200      200     404
inanspruchnahme         POST   land                200    403    200 200     200     200       200      200      200     404
ruecklauf               GET    runde               404    404    404 200     200     403       403      403      200     404
ruecklauf               GET    land                404    404    404 302     302     403       403      403      302     404
ruecklauf_nachricht     GET    runde               404    404    404 200     200     403       403      403      403     404
ruecklauf_nachricht     POST   runde               404    404    404 302     302     403       403      403      403     404
verzicht                GET    runde               200    403    200 302     302     302       302      302      302     404
verzicht                POST   runde               409    403    302 302     302     302       302      302      302     404
vorlagen                GET    -                   200    200    200 200     200     200       200      200      200     200
vorlage                 GET    vorlage             404    404    404 200     200     200       200      200      200     404
vorlage_neu             GET    runde               403    403    403 200     403     200       403      403      403     404
vorlage_neu             POST   runde               403    403    403 422     403     422       403      403      403     404
freie_vorlage_neu       GET    -                   403    403    403 200     403     200       403      403      403     200
freie_vorlage_neu       POST   -                   403    403    403 422     403     422       403      403      403     422
vorlage_handeln         GET    vorlage/neue-fassung 404   404    404 200     403     200       403      403      403     404
vorlage_handeln         POST   vorlage/neue-fassung 404   404    404 422     403     422       403      403      403     404
vorlage_handeln         GET    vorlage/zurueckziehen 404  404    404 403     403     200       403      403      403     404
vorlage_handeln         POST   vorlage/zurueckziehen 404  404    404 403     403     422       403      403      403     404
vorlage_handeln         GET    vorlage/veroeffentlichen 404 404  404 403     403     200       403      403      403     404
vorlage_handeln         POST   vorlage/veroeffentlichen 404 404  404 403     403     422       403      403      403     404
vorlage_handeln         GET    vorlage/ergaenzen   404    404    404 200     403     200       403      403      403     404
vorlage_handeln         POST   vorlage/ergaenzen   404    404    404 422     403     422       403      403      403     404
vorlage_handeln         GET    vorlage/ermaechtigung 404  404    404 403     403     200       403      403      403     404
vorlage_handeln         POST   vorlage/ermaechtigung 404  404    404 403     403     422       403      403      403     404
vorlage_handeln         GET    vorlage/quatsch     404    404    404 404     404     404       404      404      404     404
zeichnungsweg           GET    -                   404    404    404 200     200     200       200      200      200     200
zeichnungsweg           POST   -                   404    404    404 403     403     302       403      403      403     403
hausvorlage             GET    -                   404    404    404 200     200     200       200      200      200     200
hausvorlage             POST   -                   404    404    404 403     403     422       403      403      403     403
hausvorlage_datei       GET    -/muster            404    404    404 200     200     200       200      200      200     200
hausvorlage_datei       GET    -/eigene            404    404    404 404     404     404       404      404      404     404
vorlagendatei_neu       GET    vorlage             404    404    404 200     403     200       403      403      403     404
vorlagendatei_neu       POST   vorlage             404    404    404 422     403     422       403      403      403     404
vorlagendatei           GET    vorlagendatei       404    404    404 200     200     200       200      200      200     404
vorlagendatei_entfernen GET    vorlagendatei       405    405    405 405     405     405       405      405      405     405
vorlagendatei_entfernen POST   vorlagendatei       404    404    404 302     403     302       403      403      403     404
vorlagenfassung         GET    vorlagenfassung     404    404    404 200     200     200       200      200      200     404
vorlagenfassung_datei   GET    vorlagenfassung/pdf 404    404    404 200     200     200       200      200      200     404
vorlagenfassung_datei   GET    vorlagenfassung/docx 404   404    404 200     200     200       200      200      200     404
vorlagenfassung_datei   GET    vorlagenfassung/quatsch 404 404   404 404     404     404       404      404      404     404
vorlagenvergleich       GET    vorlagenfassung/999999 404 404    404 404     404     404       404      404      404     404
aenderungsantrag_neu    GET    vorlage             404    404    404 403     403     200       403      403      403     404
aenderungsantrag_neu    POST   vorlage             404    404    404 403     403     422       403      403      403     404
aenderungsantrag        GET    aenderungsantrag    404    404    404 403     403     200       403      403      403     404
aenderungsantrag        POST   aenderungsantrag    404    404    404 403     403     422       403      403      403     404
bescheid                GET    bescheid            404    404    404 200     200     200       200      200      200     404
haushalt                GET    programm            404    404    404 200     200     200       200      200      200     404
haushalt                POST   programm            404    404    404 403     403     403       200      403      403     404
haushalt_aendern        GET    haushalt            404    404    404 403     403     403       200      403      403     404
haushalt_aendern        POST   haushalt            404    404    404 403     403     403       200      403      403     404
haushalt_ausnahme       GET    bescheid            404    404    404 403     403     403       200      403      403     404
haushalt_ausnahme       POST   bescheid            404    404    404 403     403     403       200      403      403     404
bekanntgabe             GET    ort                 403    200    404 403     403     403       403      403      403     404
bekanntgabe             POST   ort                 403    200    404 403     403     403       403      403      403     404
bescheid_oeffnen        GET    antrag              404    404    404 403     403     403       403      403      403     404
bescheid_oeffnen        POST   antrag              404    404    404 403     403     403       403      403      403     404
rechtsbehelf_verzicht   GET    bekannt             200    403    404 403     403     403       403      403      403     404
rechtsbehelf_verzicht   POST   bekannt             200    403    404 403     403     403       403      403      403     404
widerspruch_neu         GET    bekannt             403    403    404 200     403     403       403      403      403     404
widerspruch_neu         POST   bekannt             403    403    404 200     403     403       403      403      403     404
widerspruch             GET    widerspruch         200    200    404 200     200     200       200      200      200     404
widerspruch             POST   widerspruch         403    403    404 403     200     403       403      403      403     404
widerspruch_wiedereinsetzen GET widerspruch        403    403    404 403     200     403       403      403      403     404
widerspruch_wiedereinsetzen POST widerspruch       403    403    404 403     200     403       403      403      403     404
widerspruch_datei       GET    widerspruch         200    200    404 200     200     200       200      200      200     404
klage_neu               GET    bekannt             403    403    404 200     403     403       403      403      403     404
klage_neu               POST   bekannt             403    403    404 200     403     403       403      403      403     404
klage                   GET    klage               200    200    404 200     200     200       200      200      200     404
klage                   POST   klage               403    403    404 403     200     403       403      403      403     404
klage_datei             GET    klage               200    200    404 200     200     200       200      200      200     404
stellen                 GET    -                   200    200    200 200     200     200       200      200      200     200
gremien                 GET    -                   404    404    404 200     200     200       200      200      200     200
gremium_neu             GET    -                   404    404    404 403     403     200       403      403      403     403
gremium_neu             POST   -                   404    404    404 403     403     200       403      403      403     403
gremium                 GET    gremium             404    404    404 200     200     200       200      200      200     404
gremium                 POST   gremium             404    404    404 403     403     200       403      403      403     404
gremium_bearbeiten      GET    gremium             404    404    404 403     403     200       403      403      403     404
gremium_bearbeiten      POST   gremium             404    404    404 403     403     200       403      403      403     404
ratssystem              GET    -                   404    404    404 200     200     200       200      200      200     200
ratssystem              POST   -                   404    404    404 403     403     200       403      403      403     403
ratsabruf_starten       POST   -                   404    404    404 403     403     302       403      403      403     403
sitzungen               GET    -                   404    404    404 200     200     200       200      200      200     200
sitzung_neu             GET    -                   404    404    404 403     403     200       403      403      403     403
sitzung_neu             POST   -                   404    404    404 403     403     200       403      403      403     403
sitzung                 GET    sitzung             404    404    404 200     200     200       200      200      200     404
sitzung_bearbeiten      GET    sitzung             404    404    404 403     403     200       403      403      403     404
sitzung_bearbeiten      POST   sitzung             404    404    404 403     403     200       403      403      403     404
sitzungen_kalender      GET    -                   404    404    404 403     403     200       403      403      403     403
sitzungen_kalender      POST   -                   404    404    404 403     403     200       403      403      403     403
niederschrift           GET    schritt             404    404    404 403     403     200       403      403      403     404
niederschrift           POST   schritt             404    404    404 403     403     422       403      403      403     404
massgaben               GET    -                   404    404    404 200     200     200       200      200      200     200
massgabe                GET    massgabe            404    404    404 200     200     200       200      200      200     404
massgabe                POST   massgabe            404    404    404 422     422     422       422      422      403     404
stellen_datei           GET    -                   200    200    200 200     200     200       200      200      200     200
zeitleiste              GET    -                   200    200    200 200     200     200       200      200      200     200
berichte                GET    -                   404    404    404 200     200     200       200      200      200     200
bericht                 GET    -/personalbestand   404    404    404 200     200     200       200      200      200     200
bericht_datei           GET    -/mittelherkunft    404    404    404 200     200     200       200      200      200     200
stelle                  GET    stelle              200    200    404 200     200     200       200      200      200     404
stelle_ende             GET    stelle              200    200    404 200     200     200       200      200      200     404
stelle_ende             POST   stelle              422    403    404 403     403     403       403      403      403     404
stelle_besetzung        GET    stelle              200    200    404 200     403     403       403      200      403     404
stelle_besetzung        POST   stelle              200    403    404 200     403     403       403      403      403     404
besetzung_ende          GET    besetzung           200    403    404 200     404     404       404      403      404     404
besetzung_ende          POST   besetzung           200    403    404 200     404     404       404      403      404     404
stelle_neu              GET    -                   404    404    404 200     200     200       200      200      200     200
nachrichten             GET    -                   200    200    200 200     200     200       200      200      200     200
nachricht               GET    nachricht           200    404    404 404     404     404       404      404      404     404
konto                   GET    -                   200    200    200 200     200     200       200      200      200     200
konto                   POST   -                   302    302    302 302     302     302       302      302      302     302
vertretung              GET    -                   200    200    200 200     200     200       200      200      200     200
vertretung_neu          GET    -                   200    200    200 200     200     200       200      200      200     200
vertretung_neu          POST   -                   422    422    422 422     422     422       422      422      422     422
vertretung_ansehen      GET    vertretung          404    404    404 200     200     200       200      200      200     404
vertretung_beenden      POST   vertretung          404    404    404 302     302     302       302      302      302     404
zugang                  GET    -                   403    302    403 200     200     403       403      403      403     403
zugang_kommune          GET    ort                 403    200    404 200     200     403       403      403      403     404
zugang_einladen         GET    ort                 403    200    404 200     200     403       403      403      403     404
zugang_einladen         POST   ort                 403    422    404 422     422     403       403      403      403     404
zugang_wiederherstellen GET    ort                 403    403    404 200     200     403       403      403      403     404
zugang_wiederherstellen POST   ort                 403    403    404 422     422     403       403      403      403     404
einladung_widerrufen    POST   einladung           403    302    404 302     302     403       403      403      403     404
zugang_rolle            GET    rolle               403    200    404 200     200     403       403      403      403     404
zugang_rolle            POST   rolle               403    200    404 200     200     403       403      403      403     404
ersatzrollen            GET    -                   403    403    403 200     200     403       403      403      403     200
ersatzrollen            POST   -                   403    403    403 403     403     403       403      403      403     403
admin:index             GET    -                   302    302    302 302     302     302       302      302      302     302
account_logout          GET    -                   200    200    200 200     200     200       200      200      200     200
account_change_password GET    -                   200    200    200 200     200     200       200      200      200     200
account_set_password    GET    -                   302    302    302 302     302     302       302      302      302     302
account_reauthenticate  GET    -                   200    200    200 200     200     200       200      200      200     200
"""
KOPF, *ZEILEN = [zeile.split() for zeile in TABELLE.strip().splitlines()]
SPALTEN = KOPF[3:]
# Who speaks first for all with the same answer: a foreign municipality and those who only read go wrong soonest.
VOR = ["fremde", "pruefung", "anderes"]

# Pages for everybody, and what they answer without a login; the demo's pages exist in the demo only.
OFFEN = {
    "gesund": ([], 200),
    "seite": (["impressum"], 200),
    "demo_anmelden": ([], 302),
    "postausgang": ([], 200),
    "post": (["quatsch"], 404),
    "einladung": ([], 404),
    "einladung_link": (["quatsch"], 302),
    "oparl": ([], 200),
    "oparl_koerper": ([], 200),
    "oparl_liste": ([999_999, "paper"], 404),
    "oparl_objekt": (["paper", 999_999], 404),
    "oparl_datei": ([999_999], 404),
    "account_login": ([], 200),
    "account_signup": ([], 200),
    "account_email": ([], 404),
    "account_inactive": ([], 200),
    "account_email_verification_sent": ([], 200),
    "account_confirm_email": (["quatsch"], 200),
    "account_confirm_login_code": ([], 302),
    "account_reset_password": ([], 200),
    "account_reset_password_done": ([], 200),
    "account_reset_password_from_key": (["1", "quatsch"], 200),
    "account_reset_password_from_key_done": ([], 200),
}


@pytest.fixture(scope="module")
def gebaut(je_modul):
    with zeit.gestellt(f.TAG, time(11, 0)):
        return je_modul(kleine_welt.baue)


@pytest.fixture
def welt(gebaut, am_tag):
    return deepcopy(gebaut)


def adresse(welt, name, objekt):
    schluessel, _, rest = objekt.partition("/")
    gegenstand = [] if schluessel == "-" else [welt.objekte[schluessel].pk]
    return reverse(name, args=gegenstand + (rest.split("/") if rest else []))


def antwort(client, method, url):
    """The status of a request that leaves nothing behind."""
    with transaction.atomic():
        gesendet = getattr(client, method.lower())(url)
        transaction.set_rollback(True)
    b"".join(
        gesendet.streaming_content if gesendet.streaming else []
    )  # read to the end, so that the file is closed
    return str(gesendet.status_code)


def alle_namen(resolver=None, vor=""):
    """Names of all addresses, with the namespace; the administration counts as one."""
    for muster in (resolver or get_resolver()).url_patterns:
        if getattr(muster, "namespace", None) == "admin":
            yield "admin:index"
        elif hasattr(muster, "url_patterns"):
            yield from alle_namen(muster, vor)
        else:
            yield muster.name or str(muster.pattern)


def test_every_address_has_its_line():
    assert set(alle_namen()) == {zeile[0] for zeile in ZEILEN} | set(OFFEN)


def abweichungen(client, welt, spalte, zeilen):
    """(found, expected) of each of these lines that answers otherwise."""
    client.force_login(welt.leute[spalte])
    platz = KOPF.index(spalte)
    gefunden = [
        (name, method, objekt, antwort(client, method, adresse(welt, name, objekt)))
        for name, method, objekt, *_ in zeilen
    ]
    erwartet = [(*zeile[:3], zeile[platz]) for zeile in zeilen]
    return [paar for paar in zip(gefunden, erwartet, strict=True) if paar[0] != paar[1]]


def sprechende(zeile):
    """One column for each answer of this line."""
    reihe = VOR + [spalte for spalte in SPALTEN if spalte not in VOR]
    return {zeile[KOPF.index(spalte)]: spalte for spalte in reversed(reihe)}.values()


@pytest.mark.parametrize("spalte", sorted({spalte for zeile in ZEILEN for spalte in sprechende(zeile)}))
def test_each_address_gives_each_answer_of_its_line(client, welt, spalte):
    zeilen = [zeile for zeile in ZEILEN if spalte in sprechende(zeile)]
    assert abweichungen(client, welt, spalte, zeilen) == []


@pytest.mark.slow
@pytest.mark.parametrize("spalte", SPALTEN)
def test_everybody_gets_what_the_table_says(client, welt, spalte):
    assert abweichungen(client, welt, spalte, ZEILEN) == []


def test_without_login_everything_else_leads_to_it(client, welt):
    for name, method, objekt, *_ in ZEILEN:
        url = adresse(welt, name, objekt)
        ziel = getattr(client, method.lower())(url)
        login = reverse("admin:login") if name.startswith("admin") else reverse("account_login")
        weg = ziel.headers.get("Location", "").partition("?")[0]
        assert (ziel.status_code, weg) == (302, login) or name == "account_logout", name


@pytest.mark.parametrize("name", OFFEN)
def test_open_pages_answer_without_login(client, name):
    argumente, status = OFFEN[name]
    assert client.get(reverse(name, args=argumente)).status_code == status


@pytest.mark.parametrize(
    "name", ["antrag", "runde", "anlage", "vorlage", "stelle", "bescheid", "verfahrensbild"]
)
def test_foreign_is_the_same_as_none(welt, name):
    client = Client()
    client.force_login(welt.leute["anderes"])
    objekt = "antrag" if name == "verfahrensbild" else name
    fremd, keines = (client.get(reverse(name, args=[pk])) for pk in (welt.objekte[objekt].pk, 999_999))
    assert (fremd.status_code, seite(fremd)) == (404, seite(keines))
