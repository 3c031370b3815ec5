"""All tables at once, and the rules beside them (grundstand/*.sql): what the migrations up to here came to.

One by one they took four times as long, for every new demo and every new test database.
"""

import antraege.models.akte
import antraege.models.importlauf
import antraege.models.spanne
import antraege.models.vorlagendatei
import antraege.models.zustellung
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
from decimal import Decimal
from django.conf import settings
from pathlib import Path

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from antraege.migrations.grundstand.tabellen import Tabellen


REGELN = sorted((Path(__file__).parent / "grundstand").glob("*.sql"))


class Migration(migrations.Migration):
    replaces = [
        ("antraege", "0001_tabellen"),
        ("antraege", "0002_protokoll_siegel"),
        ("antraege", "0003_status_uebergaenge"),
        ("antraege", "0004_kontingent_einhalten"),
        ("antraege", "0005_bescheid_unveraenderlich"),
        ("antraege", "0006_beschluss_nur_beschliessend"),
        ("antraege", "0007_stellen_regeln"),
        ("antraege", "0008_antrag_steht_fest"),
        ("antraege", "0009_ein_landkreis"),
        ("antraege", "0010_antrag_in_voller_breite"),
        ("antraege", "0011_zeichnung_aufheben"),
        ("antraege", "0012_fassung_steht_fest"),
        ("antraege", "0013_verbund_und_aufstockung"),
        ("antraege", "0014_einreichung_steht_fest"),
        ("antraege", "0015_zugang_und_vertretung"),
        ("antraege", "0016_pruefung"),
        ("antraege", "0017_eingang_und_import"),
        ("antraege", "0018_aufgaben_sammeln"),
        ("antraege", "0019_anlagen_und_ruecklauf"),
        ("antraege", "0020_vier_augen_der_fassung"),
        ("antraege", "0021_gremien_und_bescheid"),
        ("antraege", "0022_zustaendigkeit"),
        ("antraege", "0023_mitzeichnung"),
        ("antraege", "0024_vorlagenfassung_steht_fest"),
        ("antraege", "0025_ergebnis_und_massgaben"),
        ("antraege", "0026_folgebescheide"),
        ("antraege", "0027_haushalt_und_bekanntgabe"),
        ("antraege", "0028_serien"),
        ("antraege", "0029_geheim"),
        ("antraege", "0030_kommune_frei_nach_schluessel"),
        ("antraege", "0031_schweigen_einmal"),
        ("antraege", "0032_folgebescheid_wartet"),
        ("antraege", "0033_bestandskraft_entfaellt"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        Tabellen(
            [
                migrations.CreateModel(
                    name="Antrag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("entwurf", "Entwurf"),
                                    ("zur_unterschrift", "Liegt zur Unterschrift"),
                                    ("eingereicht", "Eingegangen"),
                                    ("nachforderung", "Zur Ergänzung zurückgegeben"),
                                    ("vollstaendig", "In fachlicher Prüfung"),
                                    ("stellungnahme", "Gelegenheit zur Stellungnahme"),
                                    ("in_zeichnung", "Liegt zur Zeichnung"),
                                    ("gezeichnet", "Empfehlung gezeichnet"),
                                    ("im_gremium", "Wartet auf Beschluss"),
                                    ("beschlossen", "Entschieden"),
                                    ("beschieden", "Bescheid erteilt"),
                                    ("abgeschlossen", "Verfahren abgeschlossen"),
                                    ("zurueckgezogen", "Zurückgezogen"),
                                    ("unzulaessig", "Unzulässig"),
                                ],
                                default="entwurf",
                                editable=False,
                                max_length=20,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "status_kommune",
                            models.CharField(
                                choices=[
                                    ("entwurf", "Entwurf"),
                                    ("zur_unterschrift", "Liegt zur Unterschrift"),
                                    ("eingereicht", "Eingegangen"),
                                    ("nachforderung", "Zur Ergänzung zurückgegeben"),
                                    ("vollstaendig", "In fachlicher Prüfung"),
                                    ("stellungnahme", "Gelegenheit zur Stellungnahme"),
                                    ("in_zeichnung", "Liegt zur Zeichnung"),
                                    ("gezeichnet", "Empfehlung gezeichnet"),
                                    ("im_gremium", "Wartet auf Beschluss"),
                                    ("beschlossen", "Entschieden"),
                                    ("beschieden", "Bescheid erteilt"),
                                    ("abgeschlossen", "Verfahren abgeschlossen"),
                                    ("zurueckgezogen", "Zurückgezogen"),
                                    ("unzulaessig", "Unzulässig"),
                                ],
                                default="entwurf",
                                editable=False,
                                max_length=20,
                                verbose_name="Stand für die Kommune",
                            ),
                        ),
                        (
                            "ergebnis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("bewilligt", "Bewilligt"),
                                    ("teilbewilligt", "Teilweise bewilligt"),
                                    ("abgelehnt", "Abgelehnt"),
                                    ("verfristet", "Verspätet eingegangen"),
                                ],
                                editable=False,
                                max_length=15,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        (
                            "vorgangsnummer",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=30,
                                null=True,
                                unique=True,
                                verbose_name="Vorgangsnummer",
                            ),
                        ),
                        (
                            "aktenzeichen",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="Aktenzeichen der E-Akte"
                            ),
                        ),
                        ("angelegt_am", models.DateTimeField(verbose_name="angelegt am")),
                        (
                            "eingegangen_am",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="eingegangen am"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=1,
                                help_text="steigt mit jedem Speichern; erkennt ein zweites Fenster",
                                verbose_name="Version",
                            ),
                        ),
                        (
                            "historisch",
                            models.BooleanField(
                                default=False,
                                help_text="nachgeladene Vorgänge: nie benachrichtigt",
                                verbose_name="historisch",
                            ),
                        ),
                        (
                            "ansprechperson",
                            models.CharField(blank=True, max_length=120, verbose_name="Ansprechperson"),
                        ),
                        (
                            "ansprech_telefon",
                            models.CharField(blank=True, max_length=40, verbose_name="Telefon"),
                        ),
                        (
                            "ansprech_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="E-Mail-Adresse"),
                        ),
                        (
                            "begruendung",
                            models.TextField(
                                blank=True,
                                max_length=4000,
                                verbose_name="Wofür wird der Stellenanteil gebraucht?",
                            ),
                        ),
                        (
                            "antragsart",
                            models.CharField(
                                choices=[("neu", "Neuer Stellenanteil"), ("aufstockung", "Aufstockung")],
                                default="neu",
                                max_length=15,
                                verbose_name="Antragsart",
                            ),
                        ),
                        (
                            "beantragt_vzae",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="VZÄ",
                                max_digits=6,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.00"))],
                                verbose_name="Beantragt",
                            ),
                        ),
                        (
                            "beantragt_betrag",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="Beantragte Förderung",
                            ),
                        ),
                        (
                            "besetzt_ab",
                            models.DateField(
                                blank=True, null=True, verbose_name="Voraussichtlich besetzt ab"
                            ),
                        ),
                        (
                            "eigenanteil",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="Eigenanteil der Kommune",
                            ),
                        ),
                        (
                            "andere_vzae",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0.00"),
                                help_text="VZÄ",
                                max_digits=6,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.00"))],
                                verbose_name="Anteil derselben Fachkraft aus anderen Programmen",
                            ),
                        ),
                        (
                            "ausnahme_grund",
                            models.TextField(
                                blank=True,
                                help_text="R12",
                                verbose_name="Grund, Drittmittel nicht zuerst zu nutzen",
                            ),
                        ),
                        (
                            "personen_gesamt",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Personen insgesamt am Stichtag"
                            ),
                        ),
                        (
                            "beschluss_folgt",
                            models.BooleanField(
                                default=False, verbose_name="Der Beschluss des Gemeinderats wird nachgereicht"
                            ),
                        ),
                        (
                            "beschluss_folgt_bis",
                            models.DateField(
                                blank=True, null=True, verbose_name="Beschluss voraussichtlich am"
                            ),
                        ),
                        (
                            "erklaerung_richtig",
                            models.BooleanField(
                                default=False, verbose_name="Die Angaben sind richtig und vollständig."
                            ),
                        ),
                        (
                            "erklaerung_keine_doppelfoerderung",
                            models.BooleanField(
                                default=False,
                                verbose_name="Dieselbe Stelle wird nicht doppelt gefördert; andere Anteile sind angegeben.",
                            ),
                        ),
                        (
                            "erklaerung_befugt",
                            models.BooleanField(
                                default=False,
                                verbose_name="Ich bin befugt, den Antrag für die Kommune zu stellen.",
                            ),
                        ),
                        (
                            "verspaetet",
                            models.BooleanField(default=False, editable=False, verbose_name="verspätet"),
                        ),
                        (
                            "verspaetung_grund",
                            models.TextField(blank=True, verbose_name="Grund der Verspätung"),
                        ),
                        (
                            "verspaetung_vorschlag",
                            models.CharField(
                                blank=True,
                                choices=[("zulassen", "zulassen"), ("ablehnen", "als unzulässig beenden")],
                                max_length=12,
                                verbose_name="Vorschlag zur Verspätung",
                            ),
                        ),
                        (
                            "verspaetung_begruendung",
                            models.TextField(blank=True, verbose_name="Begründung des Vorschlags"),
                        ),
                        (
                            "verspaetung_zugelassen",
                            models.BooleanField(null=True, verbose_name="Verspätung zugelassen"),
                        ),
                        (
                            "empfohlen_vzae",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="VZÄ",
                                max_digits=6,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.00"))],
                                verbose_name="Empfohlen",
                            ),
                        ),
                        (
                            "empfohlen_betrag",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="Empfohlene Förderung",
                            ),
                        ),
                        (
                            "empfehlung_begruendung",
                            models.TextField(blank=True, verbose_name="Begründung der Empfehlung"),
                        ),
                        (
                            "stellungnahme",
                            models.TextField(blank=True, verbose_name="Stellungnahme der Kommune"),
                        ),
                        (
                            "stellungnahme_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="Stellungnahme am"),
                        ),
                        (
                            "bewilligt_vzae",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="VZÄ",
                                max_digits=6,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.00"))],
                                verbose_name="Bewilligt",
                            ),
                        ),
                        (
                            "bewilligt_betrag",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="Bewilligte Förderung",
                            ),
                        ),
                        (
                            "entschieden_am",
                            models.DateField(blank=True, null=True, verbose_name="entschieden am"),
                        ),
                        (
                            "angelegt_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="angelegt von",
                            ),
                        ),
                        (
                            "eingereicht_von",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="eingereicht von",
                            ),
                        ),
                        (
                            "geprueft_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="empfohlen von",
                            ),
                        ),
                        (
                            "verspaetung_entschieden_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entschieden von",
                            ),
                        ),
                        (
                            "verspaetung_vorgeschlagen_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vorgeschlagen von",
                            ),
                        ),
                        (
                            "beschlussantrag",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antraege",
                                to="antraege.beschlussantrag",
                                verbose_name="Beschlussantrag",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antraege",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antraege",
                                to="antraege.kommune",
                                verbose_name="Antragstellende Kommune",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antraege",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "fassung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antraege",
                                to="antraege.richtlinienfassung",
                                verbose_name="Fassung der Richtlinie",
                            ),
                        ),
                        (
                            "aufgestockt",
                            models.ForeignKey(
                                blank=True,
                                help_text="R11",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aufstockungen",
                                to="antraege.stelle",
                                verbose_name="Aufgestockte Stelle",
                            ),
                        ),
                        (
                            "eingangsweg",
                            models.CharField(
                                choices=[
                                    ("portal", "Portal"),
                                    ("email", "E-Mail"),
                                    ("post", "Post"),
                                    ("bote", "Bote oder persönlich"),
                                    ("telefon", "Telefonnotiz"),
                                    ("import", "Import aus einer Tabelle"),
                                ],
                                default="portal",
                                editable=False,
                                max_length=10,
                                verbose_name="Eingangsweg",
                            ),
                        ),
                        (
                            "uebernommen_aus",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.antrag",
                                verbose_name="Angaben übernommen aus",
                            ),
                        ),
                        (
                            "vereinbarung_vom",
                            models.DateField(
                                blank=True, null=True, verbose_name="Vereinbarung der Kommunen vom"
                            ),
                        ),
                        (
                            "zusammenschluss",
                            models.ForeignKey(
                                blank=True,
                                help_text="Die antragstellende Kommune ist Anstellungsträger für alle.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antraege",
                                to="antraege.zusammenschluss",
                                verbose_name="Zusammenschluss",
                            ),
                        ),
                        (
                            "gespeichert_am",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="zuletzt gespeichert am"
                            ),
                        ),
                        (
                            "gespeichert_von",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zuletzt gespeichert von",
                            ),
                        ),
                        (
                            "offene_punkte",
                            models.PositiveSmallIntegerField(default=0, verbose_name="offene Punkte"),
                        ),
                        (
                            "ergebnis_bekannt",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="Ergebnis der Kommune bekannt"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Antrag",
                        "verbose_name_plural": "Anträge",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                fields=["landkreis", "status", "-id"], name="antrag_landkreis_status"
                            ),
                            models.Index(fields=["runde", "status"], name="antrag_runde_status"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("status__in", ["zurueckgezogen", "unzulaessig"]), _negated=True
                                ),
                                fields=("kommune", "runde"),
                                name="ein_antrag_je_kommune_und_runde",
                                violation_error_message="Für diese Kommune gibt es in dieser Runde schon einen Antrag.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["entwurf", "zur_unterschrift"]),
                                    ("status", "zurueckgezogen"),
                                    models.Q(
                                        ("eingegangen_am__isnull", False), ("vorgangsnummer__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="antrag_eingegangen_mit_nummer",
                                violation_error_message="Ein eingegangener Antrag hat Vorgangsnummer und Eingangszeit.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("beantragt_vzae__isnull", True),
                                    ("beantragt_vzae__gte", 0),
                                    _connector="OR",
                                ),
                                name="antrag_beantragt_nicht_negativ",
                                violation_error_message="Der Stellenanteil darf nicht negativ sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("empfohlen_vzae__isnull", True),
                                    ("empfohlen_vzae__lte", models.F("beantragt_vzae")),
                                    _connector="OR",
                                ),
                                name="antrag_empfohlen_hoechstens_beantragt",
                                violation_error_message="Empfohlen werden kann höchstens, was beantragt ist.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bewilligt_vzae__isnull", True),
                                    ("bewilligt_vzae__lte", models.F("beantragt_vzae")),
                                    _connector="OR",
                                ),
                                name="antrag_bewilligt_hoechstens_beantragt",
                                violation_error_message="Bewilligt werden kann höchstens, was beantragt ist.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verspaetung_entschieden_von__isnull", True),
                                    models.Q(
                                        ("verspaetung_vorgeschlagen_von__isnull", False),
                                        models.Q(
                                            (
                                                "verspaetung_entschieden_von",
                                                models.F("verspaetung_vorgeschlagen_von"),
                                            ),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="verspaetung_durch_zwei_personen",
                                violation_error_message="Über die Verspätung entscheidet eine zweite Person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verspaetet", False),
                                    ("status__in", ["eingereicht", "zurueckgezogen", "unzulaessig"]),
                                    models.Q(
                                        ("verspaetung_zugelassen", True),
                                        ("verspaetung_zugelassen__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="antrag_verspaetet_erst_zugelassen",
                                violation_error_message="Ein verspäteter Antrag wird erst geprüft, wenn er zugelassen ist.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("beantragt_betrag__isnull", True),
                                        ("beantragt_betrag__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("eigenanteil__isnull", True),
                                        ("eigenanteil__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("andere_vzae__isnull", True),
                                        ("andere_vzae__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("empfohlen_vzae__isnull", True),
                                        ("empfohlen_vzae__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("empfohlen_betrag__isnull", True),
                                        ("empfohlen_betrag__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("bewilligt_vzae__isnull", True),
                                        ("bewilligt_vzae__gte", 0),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("bewilligt_betrag__isnull", True),
                                        ("bewilligt_betrag__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="antrag_werte_nicht_negativ",
                                violation_error_message="Anteile und Beträge dürfen nicht negativ sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["beschlossen", "beschieden", "abgeschlossen"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("bewilligt_vzae__isnull", False), ("entschieden_am__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="antrag_entschieden_mit_ergebnis",
                                violation_error_message="Ein entschiedener Antrag hat ein Ergebnis und einen Tag der Entscheidung.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("aufgestockt__isnull", True),
                                    ("antragsart", "aufstockung"),
                                    _connector="OR",
                                ),
                                name="antrag_aufgestockt_nur_bei_aufstockung",
                                violation_error_message="Eine aufgestockte Stelle nennt nur ein Antrag auf Aufstockung.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("vereinbarung_vom__isnull", True),
                                    ("zusammenschluss__isnull", False),
                                    _connector="OR",
                                ),
                                name="antrag_vereinbarung_nur_im_zusammenschluss",
                                violation_error_message="Eine Vereinbarung der Kommunen nennt nur ein gemeinsamer Antrag.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ergebnis_bekannt", False),
                                    ("status_kommune__in", ["beschlossen", "beschieden", "abgeschlossen"]),
                                    _connector="OR",
                                ),
                                name="antrag_ergebnis_erst_nach_freigabe",
                                violation_error_message="Die Kommune erfährt das Ergebnis erst nach der öffentlichen Sitzung oder mit dem Bescheid.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Anlage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("beschluss", "Beschluss des Gemeinderats"),
                                    ("unterschrift", "Unterschriebener Antrag (Scan)"),
                                    ("stellenbeschreibung", "Stellenbeschreibung"),
                                    ("kostenplan", "Kosten- und Finanzierungsplan"),
                                    ("konzept", "Konzept"),
                                    ("qualifikation", "Nachweis der Qualifikation"),
                                    ("vereinbarung", "Öffentlich-rechtliche Vereinbarung"),
                                    ("original", "Original des Eingangs"),
                                    ("sonstiges", "Sonstige Unterlage"),
                                ],
                                max_length=25,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "datei",
                            models.FileField(upload_to=antraege.models.akte.ablage, verbose_name="Datei"),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Dateiname")),
                        ("groesse", models.PositiveIntegerField(help_text="Byte", verbose_name="Größe")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                        ("inhaltstyp", models.CharField(max_length=80, verbose_name="Inhaltstyp")),
                        ("hochgeladen_am", models.DateTimeField(verbose_name="hochgeladen am")),
                        (
                            "entfernt_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="entfernt am"),
                        ),
                        (
                            "hochgeladen_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hochgeladen von",
                            ),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="anlagen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anlage",
                        "verbose_name_plural": "Anlagen",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Anmerkung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "durchgang",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="wievielte Rückgabe", verbose_name="Durchgang"
                            ),
                        ),
                        ("feld", models.CharField(max_length=40, verbose_name="Feld")),
                        ("text", models.TextField(max_length=2000, verbose_name="Anmerkung")),
                        ("gestellt_am", models.DateTimeField(verbose_name="am")),
                        ("antwort", models.TextField(blank=True, max_length=2000, verbose_name="Antwort")),
                        (
                            "beantwortet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="beantwortet am"),
                        ),
                        (
                            "beantwortet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beantwortet von",
                            ),
                        ),
                        (
                            "gestellt_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="von",
                            ),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="anmerkungen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anmerkung",
                        "verbose_name_plural": "Anmerkungen",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Zeichnung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stufe",
                            models.CharField(
                                choices=[
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                ],
                                max_length=20,
                                verbose_name="Stufe",
                            ),
                        ),
                        ("gezeichnet_am", models.DateTimeField(verbose_name="gezeichnet am")),
                        (
                            "aufgehoben_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="aufgehoben am"),
                        ),
                        (
                            "aufhebung_grund",
                            models.CharField(blank=True, max_length=200, verbose_name="Grund der Aufhebung"),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="zeichnungen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "benutzer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gezeichnet von",
                            ),
                        ),
                        (
                            "empfehlung_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Empfehlung von",
                            ),
                        ),
                        (
                            "vertretung_fuer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="als Vertretung für",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Zeichnung",
                        "verbose_name_plural": "Zeichnungen",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("aufgehoben_am__isnull", True)),
                                fields=("antrag", "stufe"),
                                name="zeichnung_je_stufe_einmal_gueltig",
                                violation_error_message="Auf dieser Stufe ist die Empfehlung schon gezeichnet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("benutzer", models.F("empfehlung_von")), _negated=True),
                                name="zeichnung_durch_zweite_person",
                                violation_error_message="Zeichnen muss eine andere Person als die, die die Empfehlung abgegeben hat (Vier-Augen-Prinzip).",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AntragFallzahl",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("personen", models.PositiveIntegerField(verbose_name="Personen")),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fallzahlen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "zielgruppe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.zielgruppe",
                                verbose_name="Zielgruppe",
                            ),
                        ),
                        (
                            "abweichung_grund",
                            models.CharField(
                                blank=True,
                                help_text="wo die Zahl des Landratsamts abweicht",
                                max_length=400,
                                verbose_name="Grund der Abweichung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fallzahl des Antrags",
                        "verbose_name_plural": "Fallzahlen des Antrags",
                        "ordering": ["zielgruppe__reihenfolge"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("antrag", "zielgruppe"),
                                name="antragfallzahl_je_gruppe_eindeutig",
                                violation_error_message="Zu dieser Zielgruppe steht schon eine Zahl im Antrag.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Antwort",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("wert", models.TextField(max_length=4000, verbose_name="Antwort")),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antworten",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "frage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antworten",
                                to="antraege.zusatzfrage",
                                verbose_name="Frage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Antwort",
                        "verbose_name_plural": "Antworten",
                        "ordering": ["frage__nummer", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("antrag", "frage"),
                                name="antwort_je_frage_einmal",
                                violation_error_message="Diese Frage ist im Antrag schon beantwortet.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verbundanteil",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "vzae",
                            models.DecimalField(
                                decimal_places=2, help_text="VZÄ", max_digits=6, verbose_name="Stellenanteil"
                            ),
                        ),
                        (
                            "personen",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="Personen"),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verbundanteile",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verbundanteile",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anteil am gemeinsamen Antrag",
                        "verbose_name_plural": "Anteile am gemeinsamen Antrag",
                        "ordering": ["kommune__sortiername"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("antrag", "kommune"),
                                name="verbundanteil_je_kommune_einmal",
                                violation_error_message="Diese Kommune steht schon im gemeinsamen Antrag.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vzae__gte", 0)),
                                name="verbundanteil_nicht_negativ",
                                violation_error_message="Der Anteil einer Kommune darf nicht negativ sein.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Benutzer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(max_length=254, unique=True, verbose_name="E-Mail-Adresse"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        ("telefon", models.CharField(blank=True, max_length=40, verbose_name="Telefon")),
                        ("zimmer", models.CharField(blank=True, max_length=20, verbose_name="Zimmer")),
                        ("ist_system", models.BooleanField(default=False, verbose_name="Systemkonto")),
                        ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                        (
                            "is_staff",
                            models.BooleanField(default=False, verbose_name="technische Verwaltung"),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Benutzerkonto",
                        "verbose_name_plural": "Benutzerkonten",
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="benutzer_email_eindeutig",
                                violation_error_message="Zu dieser E-Mail-Adresse gibt es schon ein Konto.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Nummernkreis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("vorgang", "Vorgang"),
                                    ("bescheid", "Bescheid"),
                                    ("stelle", "Stelle"),
                                ],
                                max_length=10,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "reihe",
                            models.CharField(
                                help_text="Kürzel der Runde oder Jahr", max_length=20, verbose_name="Reihe"
                            ),
                        ),
                        ("stand", models.PositiveIntegerField(default=0, verbose_name="letzte Nummer")),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nummernkreise",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Nummernkreis",
                        "verbose_name_plural": "Nummernkreise",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landkreis", "art", "reihe"),
                                name="nummernkreis_eindeutig",
                                violation_error_message="Diesen Nummernkreis gibt es schon.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bescheid",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("bewilligung", "Bewilligungsbescheid"),
                                    ("teilbewilligung", "Teilbewilligungsbescheid"),
                                    ("ablehnung", "Ablehnungsbescheid"),
                                    ("aenderung", "Änderungsbescheid"),
                                    ("widerruf", "Widerrufsbescheid"),
                                    ("ruecknahme", "Rücknahmebescheid"),
                                    ("erstattung", "Erstattungsbescheid"),
                                    ("schluss", "Schlussbescheid"),
                                ],
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("entwurf", "Bescheid in Vorbereitung"),
                                    ("freigegeben", "Freigegeben"),
                                    ("bereitgestellt", "Bereitgestellt"),
                                    ("bekanntgegeben", "Bescheid bekannt gegeben"),
                                    ("bestandskraeftig", "Bestandskräftig"),
                                    ("verworfen", "Entwurf verworfen"),
                                ],
                                default="entwurf",
                                editable=False,
                                max_length=20,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "nummer",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=30,
                                null=True,
                                unique=True,
                                verbose_name="Bescheidnummer",
                            ),
                        ),
                        (
                            "vzae",
                            models.DecimalField(
                                decimal_places=2, help_text="VZÄ", max_digits=6, verbose_name="Stellenanteil"
                            ),
                        ),
                        (
                            "betrag",
                            models.DecimalField(
                                decimal_places=2, help_text="EUR", max_digits=12, verbose_name="Betrag"
                            ),
                        ),
                        ("begruendung", models.TextField(max_length=8000, verbose_name="Begründung")),
                        (
                            "nebenbestimmungen",
                            models.TextField(blank=True, max_length=8000, verbose_name="Nebenbestimmungen"),
                        ),
                        ("entworfen_am", models.DateTimeField(verbose_name="entworfen am")),
                        (
                            "freigegeben_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="freigegeben am"),
                        ),
                        (
                            "datum",
                            models.DateField(blank=True, null=True, verbose_name="Datum des Bescheids"),
                        ),
                        ("pdf", models.FileField(blank=True, upload_to="bescheide/", verbose_name="PDF")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme")),
                        (
                            "typst_version",
                            models.CharField(blank=True, max_length=20, verbose_name="Satzprogramm"),
                        ),
                        (
                            "vorlage_sha256",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="Prüfsumme der Druckvorlage"
                            ),
                        ),
                        (
                            "bereitgestellt_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="bereitgestellt am"),
                        ),
                        (
                            "geoeffnet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="zuerst geöffnet am"),
                        ),
                        (
                            "bekanntgegeben_am",
                            models.DateField(blank=True, null=True, verbose_name="bekannt gegeben am"),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bescheide",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "entworfen_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entworfen von",
                            ),
                        ),
                        (
                            "freigegeben_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="freigegeben von",
                            ),
                        ),
                        (
                            "geoeffnet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="geöffnet von",
                            ),
                        ),
                        (
                            "aendert",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="folgende",
                                to="antraege.bescheid",
                                verbose_name="bezieht sich auf",
                            ),
                        ),
                        (
                            "anerkannt",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="anerkannte Ausgaben",
                            ),
                        ),
                        (
                            "beginn",
                            models.DateField(
                                blank=True,
                                help_text="leer: wie die Runde",
                                null=True,
                                verbose_name="Förderung von",
                            ),
                        ),
                        (
                            "bestandskraeftig_am",
                            models.DateField(blank=True, null=True, verbose_name="bestandskräftig am"),
                        ),
                        (
                            "daten",
                            models.JSONField(
                                blank=True, editable=False, null=True, verbose_name="Daten des Schreibens"
                            ),
                        ),
                        (
                            "ende",
                            models.DateField(
                                blank=True,
                                help_text="leer: wie die Runde",
                                null=True,
                                verbose_name="Förderung bis",
                            ),
                        ),
                        (
                            "erstattung",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="zu erstatten",
                            ),
                        ),
                        (
                            "haushalt_ausnahme",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="Ausnahme vom Haushaltsvorbehalt"
                            ),
                        ),
                        (
                            "haushalt_ausnahme_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ausnahme zugelassen von",
                            ),
                        ),
                        (
                            "versandt_am",
                            models.DateField(blank=True, null=True, verbose_name="zur Post gegeben am"),
                        ),
                        (
                            "versandt_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zur Post gegeben von",
                            ),
                        ),
                        (
                            "verzichtet_am",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="auf Rechtsbehelf verzichtet am"
                            ),
                        ),
                        (
                            "verzichtet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="verzichtet durch",
                            ),
                        ),
                        (
                            "weg",
                            models.CharField(
                                blank=True,
                                choices=[("portal", "Portal"), ("post", "Post")],
                                max_length=10,
                                verbose_name="bekannt gegeben durch",
                            ),
                        ),
                        ("wirksam_ab", models.DateField(blank=True, null=True, verbose_name="wirksam ab")),
                        (
                            "zinsen_ab",
                            models.DateField(blank=True, null=True, verbose_name="zu verzinsen ab"),
                        ),
                        (
                            "anhoerung_am",
                            models.DateField(
                                blank=True, null=True, verbose_name="angehört mit Schreiben vom"
                            ),
                        ),
                        (
                            "anhoerung_antwort",
                            models.TextField(blank=True, max_length=4000, verbose_name="Antwort der Kommune"),
                        ),
                        (
                            "anhoerung_verzicht",
                            models.TextField(
                                blank=True,
                                max_length=1000,
                                verbose_name="Grund für den Verzicht auf die Anhörung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bescheid",
                        "verbose_name_plural": "Bescheide",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "entwurf")),
                                fields=("antrag",),
                                name="bescheid_ein_entwurf_je_antrag",
                                violation_error_message="Zu diesem Antrag gibt es schon einen Entwurf des Bescheids.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("freigegeben_von__isnull", True),
                                    models.Q(("freigegeben_von", models.F("entworfen_von")), _negated=True),
                                    _connector="OR",
                                ),
                                name="bescheid_freigabe_durch_zweite_person",
                                violation_error_message="Den Bescheid gibt eine andere Person frei als die, die ihn entworfen hat (Vier-Augen-Prinzip).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bereitgestellt_am__isnull", True),
                                    models.Q(
                                        models.Q(("pdf", ""), _negated=True),
                                        models.Q(("sha256", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_bereitgestellt_mit_datei",
                                violation_error_message="Ein bereitgestellter Bescheid hat eine Datei und ihre Prüfsumme.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("aendert__isnull", True),
                                        ("art__in", ["bewilligung", "teilbewilligung", "ablehnung"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("art__in", ["bewilligung", "teilbewilligung", "ablehnung"]),
                                            _negated=True,
                                        ),
                                        ("aendert__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_folgender_nennt_frueheren",
                                violation_error_message="Ein Folgebescheid nennt den Bescheid, auf den er sich bezieht.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("haushalt_ausnahme", ""), ("haushalt_ausnahme_von__isnull", True)
                                    ),
                                    models.Q(
                                        models.Q(("haushalt_ausnahme", ""), _negated=True),
                                        ("haushalt_ausnahme_von__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_ausnahme_mit_person",
                                violation_error_message="Eine Ausnahme vom Haushaltsvorbehalt nennt Grund und Person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verzichtet_am__isnull", True),
                                    models.Q(
                                        ("bekanntgegeben_am__isnull", False),
                                        ("verzichtet_von__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_verzicht_nach_bekanntgabe",
                                violation_error_message="Auf einen Rechtsbehelf verzichtet eine Person, und erst nach der Bekanntgabe.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "bestandskraeftig"), _negated=True),
                                    ("bestandskraeftig_am__isnull", False),
                                    _connector="OR",
                                ),
                                name="bescheid_bestandskraft_mit_tag",
                                violation_error_message="Ein bestandskräftiger Bescheid nennt den Tag der Bestandskraft.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["entwurf", "verworfen"]),
                                    models.Q(
                                        ("datum__isnull", False),
                                        ("freigegeben_von__isnull", False),
                                        ("nummer__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_freigegeben_mit_nummer",
                                violation_error_message="Ein freigegebener Bescheid hat Nummer, Datum und die Person, die ihn freigegeben hat.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "verworfen"), _negated=True),
                                fields=("aendert",),
                                name="bescheid_wird_einmal_geaendert",
                                violation_error_message="Zu diesem Bescheid gibt es schon einen Folgebescheid. Der nächste bezieht sich auf ihn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("betrag__gte", 0),
                                    ("vzae__gte", 0),
                                    models.Q(
                                        ("erstattung__isnull", True), ("erstattung__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("anerkannt__isnull", True), ("anerkannt__gte", 0), _connector="OR"
                                    ),
                                ),
                                name="bescheid_werte_nicht_negativ",
                                violation_error_message="Anteile und Beträge dürfen nicht negativ sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("art", "ablehnung"), _negated=True),
                                    models.Q(("betrag", 0), ("vzae", 0)),
                                    _connector="OR",
                                ),
                                name="bescheid_ablehnung_ohne_betrag",
                                violation_error_message="Ein Ablehnungsbescheid bewilligt nichts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("beginn__isnull", True),
                                    ("ende__isnull", True),
                                    ("ende__gte", models.F("beginn")),
                                    _connector="OR",
                                ),
                                name="bescheid_ende_nach_beginn",
                                violation_error_message="Die Förderung endet nicht vor ihrem Beginn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("haushalt_ausnahme_von__isnull", True),
                                    models.Q(
                                        ("haushalt_ausnahme_von", models.F("entworfen_von")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_ausnahme_durch_zweite_person",
                                violation_error_message="Die Ausnahme vom Haushaltsvorbehalt lässt eine andere Person zu als die, die den Bescheid entworfen hat.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("versandt_am__isnull", True), ("versandt_von__isnull", True)),
                                    models.Q(
                                        ("versandt_am__isnull", False),
                                        ("versandt_von__isnull", False),
                                        ("weg", "post"),
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_versandt_mit_person",
                                violation_error_message="Zur Post gibt einen Bescheid eine Person, und dann ist der Weg die Post.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("versandt_am__isnull", True),
                                    ("versandt_am__gte", models.F("datum")),
                                    _connector="OR",
                                ),
                                name="bescheid_versandt_nach_datum",
                                violation_error_message="Zur Post geht ein Bescheid frühestens an seinem Datum.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["bekanntgegeben", "bestandskraeftig"]), _negated=True
                                    ),
                                    models.Q(
                                        ("bekanntgegeben_am__isnull", False),
                                        models.Q(("weg", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="bescheid_bekannt_mit_tag_und_weg",
                                violation_error_message="Ein bekannt gegebener Bescheid nennt Tag und Weg der Bekanntgabe.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Beratungsschritt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("vorberatung", "Vorberatung"),
                                    ("beschluss", "Beschluss"),
                                    ("kenntnisnahme", "Kenntnisnahme"),
                                ],
                                max_length=15,
                                verbose_name="Rolle",
                            ),
                        ),
                        (
                            "erfasst_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="erfasst am"),
                        ),
                        (
                            "sitzung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="beratungen",
                                to="antraege.sitzung",
                                verbose_name="Sitzung",
                            ),
                        ),
                        (
                            "vorlage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="beratungsfolge",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                        (
                            "bestaetigt_am",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="mit dem Auszug bestätigt am"
                            ),
                        ),
                        (
                            "bestaetigt_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bestätigt von",
                            ),
                        ),
                        (
                            "auszug",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.vorlagenanlage",
                                verbose_name="Auszug aus der Niederschrift",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Beratungsschritt",
                        "verbose_name_plural": "Beratungsfolge",
                        "ordering": ["sitzung__tag", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("vorlage", "sitzung"),
                                name="beratung_je_vorlage_und_sitzung_einmal",
                                violation_error_message="In dieser Sitzung steht die Vorlage schon.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bestaetigt_am__isnull", True),
                                    models.Q(
                                        ("bestaetigt_von__isnull", False), ("erfasst_am__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="beratung_bestaetigt_nach_erfassung",
                                violation_error_message="Bestätigt wird nur ein erfasstes Ergebnis, und von einer Person.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Beschlussergebnis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "wert",
                            models.CharField(
                                choices=[
                                    ("empfohlen", "Empfohlen"),
                                    ("geaendert_empfohlen", "Geändert empfohlen"),
                                    ("unveraendert_beschlossen", "Unverändert beschlossen"),
                                    ("geaendert_beschlossen", "Geändert beschlossen"),
                                    ("mit_massgabe", "Mit Maßgabe beschlossen"),
                                    ("abgelehnt", "Abgelehnt"),
                                    ("vertagt", "Vertagt"),
                                    ("verwiesen", "Verwiesen"),
                                    ("zurueckgezogen", "Zurückgezogen"),
                                    ("zur_kenntnis_genommen", "Zur Kenntnis genommen"),
                                    ("abgesetzt", "Abgesetzt"),
                                ],
                                max_length=25,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        (
                            "abstimmung",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("einstimmig", "einstimmig"),
                                    ("mehrheitlich", "mehrheitlich"),
                                    ("ausgezaehlt", "ausgezählt"),
                                ],
                                max_length=15,
                                verbose_name="Abstimmung",
                            ),
                        ),
                        ("ja", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Ja")),
                        (
                            "nein",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Nein"),
                        ),
                        (
                            "enthaltung",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Enthaltungen"
                            ),
                        ),
                        ("wortlaut", models.TextField(blank=True, verbose_name="geänderter Wortlaut")),
                        (
                            "beschlussantrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ergebnisse",
                                to="antraege.beschlussantrag",
                                verbose_name="Beschlussantrag",
                            ),
                        ),
                        (
                            "erfasst_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erfasst von",
                            ),
                        ),
                        (
                            "schritt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ergebnisse",
                                to="antraege.beratungsschritt",
                                verbose_name="Beratungsschritt",
                            ),
                        ),
                        (
                            "befangen",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Befangen"),
                        ),
                        (
                            "verlassen",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="Wer wegen Befangenheit den Tisch verlassen hat",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Beschlussergebnis",
                        "verbose_name_plural": "Beschlussergebnisse",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("schritt", "beschlussantrag"),
                                name="ergebnis_je_schritt_und_ziffer_einmal",
                                violation_error_message="Zu dieser Ziffer ist schon ein Ergebnis erfasst.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wert", "abgelehnt"), _negated=True),
                                    ("ja__isnull", True),
                                    ("nein__isnull", True),
                                    ("ja__lte", models.F("nein")),
                                    _connector="OR",
                                ),
                                name="ablehnung_ohne_mehrheit",
                                violation_error_message="Mit mehr Ja- als Nein-Stimmen ist der Beschlussantrag angenommen, nicht abgelehnt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("abstimmung", "ausgezaehlt"), _negated=True),
                                    models.Q(("ja__isnull", False), ("nein__isnull", False)),
                                    _connector="OR",
                                ),
                                name="ausgezaehlt_mit_stimmen",
                                violation_error_message="Bei ausgezählter Abstimmung gehören Ja- und Nein-Stimmen dazu.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "wert__in",
                                        ["unveraendert_beschlossen", "geaendert_beschlossen", "mit_massgabe"],
                                    )
                                ),
                                fields=("beschlussantrag",),
                                name="ziffer_einmal_angenommen",
                                violation_error_message="Über diese Ziffer ist schon entschieden.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "wert__in",
                                            [
                                                "unveraendert_beschlossen",
                                                "geaendert_beschlossen",
                                                "mit_massgabe",
                                                "empfohlen",
                                                "geaendert_empfohlen",
                                                "vertagt",
                                                "verwiesen",
                                            ],
                                        ),
                                        _negated=True,
                                    ),
                                    ("ja__isnull", True),
                                    ("nein__isnull", True),
                                    ("ja__gt", models.F("nein")),
                                    _connector="OR",
                                ),
                                name="beschluss_braucht_mehr_ja_als_nein",
                                violation_error_message="Angenommen ist ein Beschlussantrag nur mit mehr Ja- als Nein-Stimmen; bei Gleichstand ist er abgelehnt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("wert__in", ["geaendert_beschlossen", "geaendert_empfohlen"]),
                                        _negated=True,
                                    ),
                                    models.Q(("wortlaut", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="aenderung_mit_wortlaut",
                                violation_error_message="Zu einem geänderten Beschluss gehört der Wortlaut.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("abstimmung", "einstimmig"), _negated=True),
                                    models.Q(
                                        ("wert", "abgelehnt"),
                                        models.Q(("ja__isnull", True), ("ja", 0), _connector="OR"),
                                    ),
                                    models.Q(
                                        models.Q(("wert", "abgelehnt"), _negated=True),
                                        models.Q(("nein__isnull", True), ("nein", 0), _connector="OR"),
                                    ),
                                    _connector="OR",
                                ),
                                name="einstimmig_ohne_gegenstimmen",
                                violation_error_message="Einstimmig ist ein Beschluss nur ohne Gegenstimmen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("abstimmung", "mehrheitlich"), _negated=True),
                                    (
                                        "wert__in",
                                        ["abgelehnt", "zur_kenntnis_genommen", "zurueckgezogen", "abgesetzt"],
                                    ),
                                    ("nein__isnull", True),
                                    ("nein__gt", 0),
                                    _connector="OR",
                                ),
                                name="mehrheitlich_mit_gegenstimmen",
                                violation_error_message="Ohne Gegenstimmen ist ein Beschluss einstimmig.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Massgabe",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                        ("text", models.TextField(max_length=2000, verbose_name="Maßgabe")),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="zuständig",
                            ),
                        ),
                        ("faellig_am", models.DateField(verbose_name="zu erledigen bis")),
                        (
                            "erledigt_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="erledigt am"),
                        ),
                        ("vermerk", models.TextField(blank=True, max_length=2000, verbose_name="Vermerk")),
                        (
                            "ergebnis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="massgaben",
                                to="antraege.beschlussergebnis",
                                verbose_name="Ergebnis",
                            ),
                        ),
                        (
                            "erledigt_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erledigt von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Maßgabe",
                        "verbose_name_plural": "Maßgaben",
                        "ordering": ["faellig_am", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("ergebnis", "nummer"),
                                name="massgabe_nummer_eindeutig",
                                violation_error_message="Diese Maßgabe gibt es schon.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("erledigt_am__isnull", True), ("erledigt_von__isnull", True)),
                                    models.Q(("erledigt_am__isnull", False), ("erledigt_von__isnull", False)),
                                    _connector="OR",
                                ),
                                name="massgabe_erledigt_mit_person",
                                violation_error_message="Eine erledigte Maßgabe nennt Person und Zeitpunkt.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unterschriftsblatt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme des Inhalts")),
                        ("erzeugt_am", models.DateTimeField(verbose_name="erzeugt am")),
                        (
                            "unterzeichnet_von",
                            models.CharField(blank=True, max_length=120, verbose_name="unterschrieben von"),
                        ),
                        (
                            "unterzeichnet_am",
                            models.DateField(blank=True, null=True, verbose_name="unterschrieben am"),
                        ),
                        (
                            "aufgehoben_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="aufgehoben am"),
                        ),
                        (
                            "aufhebung_grund",
                            models.CharField(blank=True, max_length=200, verbose_name="Grund der Aufhebung"),
                        ),
                        (
                            "anlage",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unterschriftsblatt",
                                to="antraege.anlage",
                                verbose_name="unterschriebener Scan",
                            ),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unterschriftsblaetter",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "erzeugt_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erzeugt von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Unterschriftsblatt",
                        "verbose_name_plural": "Unterschriftsblätter",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("aufgehoben_am__isnull", True)),
                                fields=("antrag",),
                                name="unterschriftsblatt_je_antrag_eines_gueltig",
                                violation_error_message="Zu diesem Antrag gilt schon ein Unterschriftsblatt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("anlage__isnull", True),
                                    models.Q(("unterzeichnet_von", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="unterschriftsblatt_scan_mit_namen",
                                violation_error_message="Zum Scan gehört der Name der Person, die unterschrieben hat.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Einreichung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nr", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                        (
                            "weg",
                            models.CharField(
                                choices=[
                                    ("portal", "Portal"),
                                    ("email", "E-Mail"),
                                    ("post", "Post"),
                                    ("bote", "Bote oder persönlich"),
                                    ("telefon", "Telefonnotiz"),
                                    ("import", "Import aus einer Tabelle"),
                                ],
                                default="portal",
                                max_length=10,
                                verbose_name="Eingangsweg",
                            ),
                        ),
                        ("eingegangen_am", models.DateTimeField(verbose_name="eingegangen am")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme des Inhalts")),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="einreichungen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "eingereicht_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="eingereicht von",
                            ),
                        ),
                        (
                            "blatt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.unterschriftsblatt",
                                verbose_name="Unterschriftsblatt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Einreichung",
                        "verbose_name_plural": "Einreichungen",
                        "ordering": ["nr"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("antrag", "nr"),
                                name="einreichung_nummer_je_antrag_eindeutig",
                                violation_error_message="Diese Einreichung gibt es schon.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Feldwert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("feld", models.CharField(max_length=40, verbose_name="Feld")),
                        ("label", models.CharField(max_length=200, verbose_name="Beschriftung")),
                        ("wert", models.TextField(blank=True, verbose_name="Wert")),
                        (
                            "einreichung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="werte",
                                to="antraege.einreichung",
                                verbose_name="Einreichung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Eingereichter Wert",
                        "verbose_name_plural": "Eingereichte Werte",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("einreichung", "feld"),
                                name="feldwert_je_feld_einmal",
                                violation_error_message="Dieses Feld steht schon in der Einreichung.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mittelabruf",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("von", models.DateField(verbose_name="von")),
                        ("bis", models.DateField(verbose_name="bis")),
                        (
                            "betrag",
                            models.DecimalField(
                                decimal_places=2, help_text="EUR", max_digits=12, verbose_name="Betrag"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("beantragt", "Beantragt"),
                                    ("richtig", "Sachlich und rechnerisch richtig"),
                                    ("angeordnet", "Zahlung angeordnet"),
                                    ("abgelehnt", "Abgelehnt"),
                                ],
                                default="beantragt",
                                editable=False,
                                max_length=12,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "angeordnet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="angeordnet von",
                            ),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mittelabrufe",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "richtig_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="richtig gezeichnet von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Mittelabruf",
                        "verbose_name_plural": "Mittelabrufe",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("bis__gte", models.F("von"))),
                                name="mittelabruf_bis_nach_von",
                                violation_error_message="Das Ende des Mittelabrufs liegt vor dem Beginn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("betrag__gt", 0)),
                                name="mittelabruf_betrag_positiv",
                                violation_error_message="Der Betrag muss größer als 0 sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("angeordnet_von__isnull", True),
                                    models.Q(
                                        ("richtig_von__isnull", False),
                                        models.Q(("angeordnet_von", models.F("richtig_von")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mittelabruf_anordnung_durch_zweite_person",
                                violation_error_message="Die Zahlung ordnet eine andere Person an als die, die sie sachlich und rechnerisch richtig gezeichnet hat.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verwendungsnachweis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("offen", "Offen"),
                                    ("faellig", "Verwendungsnachweis fällig"),
                                    ("eingegangen", "Eingegangen"),
                                    ("geprueft", "Geprüft"),
                                ],
                                default="offen",
                                editable=False,
                                max_length=12,
                                verbose_name="Stand",
                            ),
                        ),
                        ("faellig_am", models.DateField(verbose_name="fällig am")),
                        (
                            "eingegangen_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="eingegangen am"),
                        ),
                        (
                            "antrag",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verwendungsnachweis",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Verwendungsnachweis",
                        "verbose_name_plural": "Verwendungsnachweise",
                    },
                ),
                migrations.CreateModel(
                    name="Frist",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rolle",
                            models.CharField(
                                blank=True,
                                help_text="zuständige Rolle im Landratsamt",
                                max_length=30,
                                verbose_name="Rolle",
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("antrag", "Antragsfrist"),
                                    ("nachreichung", "Unterlagen nachreichen"),
                                    ("ergaenzung", "Frist zur Ergänzung"),
                                    ("stellungnahme", "Frist zur Stellungnahme"),
                                    ("zeichnung", "Zeichnung der Empfehlung"),
                                    ("abruf", "Abruf des Bescheids"),
                                    ("rechtsbehelf", "Rechtsbehelfsfrist"),
                                    ("fachstellungnahme", "Fachstellungnahme"),
                                    ("mitzeichnung", "Mitzeichnung der Vorlage"),
                                    ("massgabe", "Maßgabe eines Beschlusses"),
                                    ("stellenende", "Ende der Finanzierung einer Stelle"),
                                    ("verwendungsnachweis", "Verwendungsnachweis"),
                                ],
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "typ",
                            models.CharField(
                                choices=[("frist", "Frist"), ("termin", "Termin"), ("zeitraum", "Zeitraum")],
                                max_length=10,
                                verbose_name="Typ",
                            ),
                        ),
                        ("ereignis_am", models.DateField(verbose_name="ausgelöst am")),
                        ("faellig_am", models.DateField(help_text="24 Uhr", verbose_name="Ende")),
                        ("spur", models.TextField(verbose_name="So wurde die Frist berechnet")),
                        (
                            "folge",
                            models.CharField(blank=True, max_length=300, verbose_name="Folge des Ablaufs"),
                        ),
                        (
                            "ablauf",
                            models.CharField(
                                choices=[
                                    ("markieren", "wird als überfällig geführt"),
                                    ("weiter", "das Verfahren geht ohne Antwort weiter"),
                                ],
                                default="markieren",
                                max_length=10,
                                verbose_name="bei Ablauf",
                            ),
                        ),
                        (
                            "erledigt_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="erledigt am"),
                        ),
                        (
                            "abgelaufen_am",
                            models.DateField(blank=True, null=True, verbose_name="Ablauf festgestellt am"),
                        ),
                        (
                            "anteil",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.finanzierungsanteil",
                                verbose_name="Finanzierungsanteil",
                            ),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                blank=True,
                                help_text="wer sie einhalten muss; leer: das Landratsamt",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "stelle",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.stelle",
                                verbose_name="Stelle",
                            ),
                        ),
                        (
                            "fachstellungnahme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.fachstellungnahme",
                                verbose_name="Fachstellungnahme",
                            ),
                        ),
                        (
                            "vorlage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                        (
                            "massgabe",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.massgabe",
                                verbose_name="Maßgabe",
                            ),
                        ),
                        (
                            "bescheid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fristen",
                                to="antraege.bescheid",
                                verbose_name="Bescheid",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Frist",
                        "verbose_name_plural": "Fristen",
                        "ordering": ["faellig_am", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("erledigt_am__isnull", True)),
                                fields=["faellig_am", "id"],
                                name="frist_offen_nach_tag",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kommune__isnull", False),
                                    models.Q(("rolle", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="frist_hat_zustaendige",
                                violation_error_message="Eine Frist hat eine Kommune oder eine Rolle, die sie einhalten muss.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("anteil__isnull", False), ("erledigt_am__isnull", True)),
                                fields=("anteil", "art"),
                                name="frist_je_anteil_und_art_eine_offene",
                                violation_error_message="Zu diesem Finanzierungsanteil läuft eine solche Frist schon.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("erledigt_am__isnull", True), ("fachstellungnahme__isnull", False)
                                ),
                                fields=("fachstellungnahme",),
                                name="frist_je_fachstellungnahme_eine_offene",
                                violation_error_message="Zu dieser Stellungnahme läuft schon eine Frist.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("antrag__isnull", False),
                                    ("stelle__isnull", False),
                                    ("vorlage__isnull", False),
                                    _connector="OR",
                                ),
                                name="frist_gehoert_zu_etwas",
                                violation_error_message="Eine Frist gehört zu einem Antrag, einer Stelle oder einer Vorlage.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("erledigt_am__isnull", True), ("vorlage__isnull", False)),
                                fields=("vorlage", "art", "massgabe"),
                                name="frist_je_vorlage_und_art_eine_offene",
                                nulls_distinct=False,
                                violation_error_message="Zu dieser Vorlage läuft eine solche Frist schon.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("antrag__isnull", False),
                                    ("erledigt_am__isnull", True),
                                    ("fachstellungnahme__isnull", True),
                                ),
                                fields=("antrag", "art", "bescheid"),
                                name="frist_je_antrag_und_art_eine_offene",
                                nulls_distinct=False,
                                violation_error_message="Zu diesem Antrag läuft eine solche Frist schon.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Gremium",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        ("kurz", models.CharField(max_length=20, verbose_name="Kurzname")),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gremien",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "abgabe_werktage",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Arbeitstage vor der Sitzung",
                                null=True,
                                verbose_name="Abgabeschluss der Vorlagen",
                            ),
                        ),
                        (
                            "kennung",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="Kennung im Ratsinformationssystem"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Gremium",
                        "verbose_name_plural": "Gremien",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landkreis", "kurz"),
                                name="gremium_kurz_je_landkreis_eindeutig",
                                violation_error_message="Diesen Kurznamen trägt schon ein anderes Gremium des Landkreises.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zustaendigkeit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("gueltig_ab", models.DateField(verbose_name="gültig ab")),
                        (
                            "beschliessend",
                            models.BooleanField(default=False, verbose_name="beschließt selbst"),
                        ),
                        (
                            "wertgrenze",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR je Beschlussantrag; leer: ohne Grenze",
                                max_digits=12,
                                null=True,
                                verbose_name="beschließt bis",
                            ),
                        ),
                        (
                            "stimmberechtigte",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="ohne den Landrat, er leitet ohne Stimme",
                                null=True,
                                verbose_name="Stimmberechtigte",
                            ),
                        ),
                        (
                            "grundlage",
                            models.CharField(
                                blank=True,
                                help_text="zum Beispiel Hauptsatzung § 4",
                                max_length=200,
                                verbose_name="Grundlage",
                            ),
                        ),
                        (
                            "gremium",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="zustaendigkeiten",
                                to="antraege.gremium",
                                verbose_name="Gremium",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Zuständigkeit",
                        "verbose_name_plural": "Zuständigkeiten",
                        "ordering": ["gremium", "-gueltig_ab"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("gremium", "gueltig_ab"),
                                name="zustaendigkeit_je_gremium_und_tag_eindeutig",
                                violation_error_message="Ab diesem Tag gilt für das Gremium schon eine Zuständigkeit.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wertgrenze__isnull", True),
                                    models.Q(("beschliessend", True), ("wertgrenze__gt", 0)),
                                    _connector="OR",
                                ),
                                name="zustaendigkeit_grenze_nur_beschliessend",
                                violation_error_message="Eine Wertgrenze über 0 EUR hat nur ein Gremium, das selbst beschließt.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sitzung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("tag", models.DateField(verbose_name="Tag")),
                        ("oeffentlich", models.BooleanField(default=True, verbose_name="öffentlich")),
                        (
                            "abgabeschluss",
                            models.DateField(
                                blank=True, null=True, verbose_name="Abgabeschluss der Vorlagen"
                            ),
                        ),
                        ("beispieldaten", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                        (
                            "gremium",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sitzungen",
                                to="antraege.gremium",
                                verbose_name="Gremium",
                            ),
                        ),
                        ("abgesagt", models.BooleanField(default=False, verbose_name="abgesagt")),
                        (
                            "adresse",
                            models.CharField(
                                blank=True,
                                max_length=500,
                                validators=[django.core.validators.URLValidator(["https", "http"])],
                                verbose_name="Seite im Ratsinformationssystem",
                            ),
                        ),
                        (
                            "beendet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="beendet am"),
                        ),
                        ("beginn", models.TimeField(blank=True, null=True, verbose_name="Beginn")),
                        (
                            "einladung_am",
                            models.DateField(blank=True, null=True, verbose_name="Einladung am"),
                        ),
                        (
                            "kennung",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=500,
                                verbose_name="Kennung in der Quelle",
                            ),
                        ),
                        ("ort", models.CharField(blank=True, max_length=200, verbose_name="Ort")),
                        (
                            "quelle",
                            models.CharField(
                                choices=[
                                    ("hand", "von Hand eingetragen"),
                                    ("kalender", "aus einer Kalenderdatei"),
                                    ("oparl", "aus dem Ratsinformationssystem"),
                                ],
                                default="hand",
                                editable=False,
                                max_length=10,
                                verbose_name="Quelle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Sitzung",
                        "verbose_name_plural": "Sitzungen",
                        "ordering": ["tag"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("gremium", "tag"),
                                name="sitzung_je_gremium_und_tag_eindeutig",
                                violation_error_message="An diesem Tag hat das Gremium schon eine Sitzung.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kennung", ""), _negated=True),
                                fields=("gremium", "kennung"),
                                name="sitzung_je_kennung_einmal",
                                violation_error_message="Diese Sitzung ist schon übernommen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("abgabeschluss__isnull", True),
                                    ("abgabeschluss__lte", models.F("tag")),
                                    _connector="OR",
                                ),
                                name="sitzung_abgabeschluss_vorher",
                                violation_error_message="Der Abgabeschluss liegt vor der Sitzung.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("einladung_am__isnull", True),
                                    ("einladung_am__lte", models.F("tag")),
                                    _connector="OR",
                                ),
                                name="sitzung_einladung_vorher",
                                violation_error_message="Die Einladung liegt vor der Sitzung.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("beendet_am__isnull", True), ("abgesagt", False), _connector="OR"
                                ),
                                name="sitzung_abgesagt_endet_nicht",
                                violation_error_message="Eine abgesagte Sitzung hat kein Ende.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Importlauf",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "datei",
                            models.FileField(
                                upload_to=antraege.models.importlauf.ablage, verbose_name="Datei"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Dateiname")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("fehlerhaft", "Mit Fehlern, nichts übernommen"),
                                    ("geprueft", "Geprüft, noch nicht übernommen"),
                                    ("laeuft", "Wird übernommen"),
                                    ("fertig", "Übernommen"),
                                    ("abgebrochen", "Abgebrochen, nichts übernommen"),
                                ],
                                max_length=15,
                                verbose_name="Stand",
                            ),
                        ),
                        ("zeilen", models.PositiveIntegerField(default=0, verbose_name="Zeilen")),
                        ("verarbeitet", models.PositiveIntegerField(default=0, verbose_name="verarbeitet")),
                        ("meldung", models.CharField(blank=True, max_length=400, verbose_name="Meldung")),
                        ("angelegt_am", models.DateTimeField(verbose_name="angelegt am")),
                        (
                            "beendet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="beendet am"),
                        ),
                        (
                            "angelegt_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="angelegt von",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="importlaeufe",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="importlaeufe",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                        (
                            "gestartet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="gestartet am"),
                        ),
                        (
                            "gestartet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gestartet von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Import",
                        "verbose_name_plural": "Importe",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "laeuft")),
                                fields=("runde",),
                                name="importlauf_je_runde_ein_laufender",
                                violation_error_message="In dieser Runde läuft schon ein Import.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["laeuft", "fertig"]), _negated=True),
                                    models.Q(
                                        ("gestartet_am__isnull", False), ("gestartet_von__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="importlauf_gestartet_von_jemandem",
                                violation_error_message="Ein Import, der übernommen wird, hat eine Person, die ihn gestartet hat.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Importzeile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nr", models.PositiveIntegerField(verbose_name="Zeile")),
                        ("kommune", models.CharField(blank=True, max_length=120, verbose_name="Kommune")),
                        (
                            "ergebnis",
                            models.CharField(
                                choices=[
                                    ("neu", "Neu"),
                                    ("unveraendert", "Schon da, unverändert"),
                                    ("fehler", "Fehler"),
                                ],
                                max_length=15,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("spalte", models.CharField(blank=True, max_length=80, verbose_name="Spalte")),
                        ("satz", models.CharField(blank=True, max_length=400, verbose_name="Grund")),
                        (
                            "antrag",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "lauf",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ergebnisse",
                                to="antraege.importlauf",
                                verbose_name="Import",
                            ),
                        ),
                        ("wert", models.CharField(blank=True, max_length=80, verbose_name="Wert")),
                    ],
                    options={
                        "verbose_name": "Zeile eines Imports",
                        "verbose_name_plural": "Zeilen eines Imports",
                        "ordering": ["nr", "pk"],
                        "indexes": [models.Index(fields=["lauf", "nr"], name="importzeile_lauf_nr")],
                    },
                ),
                migrations.CreateModel(
                    name="Inanspruchnahme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("offen", "Noch offen"),
                                    ("selbst", "Aufgabe selbst wahrnehmen"),
                                    ("an_landkreis_uebertragen", "Auf den Landkreis übertragen"),
                                    ("verzicht", "Verzicht"),
                                ],
                                default="offen",
                                max_length=30,
                                verbose_name="Antwort",
                            ),
                        ),
                        (
                            "vzae",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0.00"),
                                help_text="VZÄ",
                                max_digits=6,
                                verbose_name="Stellenanteil",
                            ),
                        ),
                        (
                            "personen",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Personen (Bedarf)"
                            ),
                        ),
                        (
                            "vereinbarung_vom",
                            models.DateField(
                                blank=True, null=True, verbose_name="Öffentlich-rechtliche Vereinbarung vom"
                            ),
                        ),
                        ("erklaert_am", models.DateField(blank=True, null=True, verbose_name="erklärt am")),
                        (
                            "erklaert_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erklärt von",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inanspruchnahmen",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inanspruchnahmen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Inanspruchnahme",
                        "verbose_name_plural": "Inanspruchnahmen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kommune", "runde"),
                                name="inanspruchnahme_je_kommune_und_runde_eindeutig",
                                violation_error_message="Zu dieser Kommune und Runde gibt es schon eine Antwort.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vzae__gte", 0)),
                                name="inanspruchnahme_vzae_nicht_negativ",
                                violation_error_message="Der Stellenanteil darf nicht negativ sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("art", "offen"), ("erklaert_am__isnull", False), _connector="OR"
                                ),
                                name="inanspruchnahme_erklaert_mit_tag",
                                violation_error_message="Eine Antwort hat den Tag der Erklärung.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Einvernehmen",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("erteilt", models.BooleanField(verbose_name="erteilt")),
                        ("erklaert_am", models.DateField(verbose_name="erklärt am")),
                        ("wortlaut", models.TextField(verbose_name="Wortlaut")),
                        (
                            "widerrufen_am",
                            models.DateField(blank=True, null=True, verbose_name="widerrufen am"),
                        ),
                        (
                            "erklaert_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erklärt von",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="einvernehmen",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="einvernehmen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Einvernehmen",
                        "verbose_name_plural": "Einvernehmen",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("widerrufen_am__isnull", True)),
                                fields=("kommune", "runde"),
                                name="einvernehmen_je_kommune_und_runde_einmal_gueltig",
                                violation_error_message="Zu dieser Kommune und Runde gilt schon eine Erklärung.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ruecklauferinnerung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("tag", models.DateField(verbose_name="Tag")),
                        (
                            "erinnert_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="veranlasst von",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ruecklauferinnerungen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ruecklauferinnerungen",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Erinnerung an die Förderrunde",
                        "verbose_name_plural": "Erinnerungen an die Förderrunde",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kommune", "runde", "tag"),
                                name="ruecklauferinnerung_am_tag_einmal",
                                violation_error_message="Diese Kommune ist heute schon an die Runde erinnert worden.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Landkreis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        (
                            "schluessel",
                            models.CharField(
                                max_length=5,
                                unique=True,
                                validators=[django.core.validators.RegexValidator("^\\d{5}$")],
                                verbose_name="Kreisschlüssel",
                            ),
                        ),
                        ("kuerzel", models.CharField(max_length=5, unique=True, verbose_name="Kürzel")),
                        (
                            "amt",
                            models.CharField(
                                default="Amt für Migration und Flüchtlinge",
                                max_length=120,
                                verbose_name="zuständiges Amt",
                            ),
                        ),
                        ("anschrift", models.CharField(blank=True, max_length=200, verbose_name="Anschrift")),
                        ("telefon", models.CharField(blank=True, max_length=40, verbose_name="Telefon")),
                        ("postfach", models.EmailField(max_length=254, verbose_name="Funktionspostfach")),
                    ],
                    options={
                        "verbose_name": "Landkreis",
                        "verbose_name_plural": "Landkreise",
                    },
                ),
                migrations.CreateModel(
                    name="Kommune",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ags",
                            models.CharField(
                                max_length=8,
                                unique=True,
                                validators=[django.core.validators.RegexValidator("^\\d{8}$")],
                                verbose_name="Amtlicher Gemeindeschlüssel",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="Name")),
                        (
                            "sortiername",
                            models.CharField(
                                editable=False, max_length=80, verbose_name="Sortierschlüssel nach DIN 5007-1"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("gemeinde", "Gemeinde"),
                                    ("stadt", "Stadt"),
                                    ("grosse_kreisstadt", "Große Kreisstadt"),
                                ],
                                max_length=20,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "einwohner",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="Einwohnerzahl"),
                        ),
                        ("postfach", models.EmailField(max_length=254, verbose_name="Funktionspostfach")),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kommunen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "vorlauf_rat",
                            models.PositiveSmallIntegerField(
                                default=14,
                                help_text="Tage",
                                verbose_name="Abgabe der Vorlagen vor einer Sitzung des Gemeinderats",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Kommune",
                        "verbose_name_plural": "Kommunen",
                        "ordering": ["sortiername"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landkreis", "name"),
                                name="kommune_name_je_landkreis_eindeutig",
                                violation_error_message="Eine Kommune dieses Namens gibt es im Landkreis schon.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("postfach", ""), _negated=True),
                                name="kommune_hat_postfach",
                                violation_error_message="Ohne Funktionspostfach erreicht die Kommune keine Nachricht.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ratssitzung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("tag", models.DateField(verbose_name="Tag")),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ratssitzungen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Sitzung des Gemeinderats",
                        "verbose_name_plural": "Sitzungen des Gemeinderats",
                        "ordering": ["tag"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kommune", "tag"),
                                name="ratssitzung_je_tag_eine",
                                violation_error_message="An diesem Tag ist schon eine Sitzung eingetragen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zusammenschluss",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="zusammenschluesse",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "mitglieder",
                            models.ManyToManyField(
                                related_name="zusammenschluesse",
                                to="antraege.kommune",
                                verbose_name="Mitglieder",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Zusammenschluss",
                        "verbose_name_plural": "Zusammenschlüsse",
                    },
                ),
                migrations.CreateModel(
                    name="Fallzahl",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stichtag", models.DateField(verbose_name="Stichtag")),
                        ("personen", models.PositiveIntegerField(verbose_name="Personen")),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fallzahlen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                        (
                            "zielgruppe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fallzahlen",
                                to="antraege.zielgruppe",
                                verbose_name="Zielgruppe",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fallzahl",
                        "verbose_name_plural": "Fallzahlen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kommune", "zielgruppe", "stichtag"),
                                name="fallzahl_je_gruppe_und_stichtag_eindeutig",
                                violation_error_message="Zu dieser Zielgruppe und diesem Stichtag gibt es schon eine Zahl.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zielgruppe",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "schluessel",
                            models.SlugField(max_length=20, unique=True, verbose_name="Schlüssel"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "reihenfolge",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge"),
                        ),
                    ],
                    options={
                        "verbose_name": "Zielgruppe",
                        "verbose_name_plural": "Zielgruppen",
                        "ordering": ["reihenfolge", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Foerderprogramm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="Name")),
                        ("kurz", models.CharField(max_length=40, verbose_name="Kurzname")),
                        (
                            "geber",
                            models.CharField(
                                choices=[("landkreis", "Landkreis"), ("land", "Land")],
                                max_length=10,
                                verbose_name="Finanzierung",
                            ),
                        ),
                        (
                            "bewilligungsstelle",
                            models.CharField(
                                choices=[("landkreis", "Landkreis"), ("extern", "Regierungspräsidium")],
                                max_length=10,
                                verbose_name="Bewilligungsstelle",
                            ),
                        ),
                        ("rechtsgrundlage", models.CharField(max_length=200, verbose_name="Rechtsgrundlage")),
                        (
                            "status",
                            models.CharField(
                                choices=[("angekuendigt", "Angekündigt"), ("in_kraft", "In Kraft")],
                                max_length=15,
                                verbose_name="Stand",
                            ),
                        ),
                        ("beispieldaten", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                        (
                            "ermaechtigung",
                            models.ForeignKey(
                                blank=True,
                                help_text="Öffnet das Tor für eigene Stellen (R19).",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ermaechtigt_programme",
                                to="antraege.beschlussantrag",
                                verbose_name="ermächtigender Beschlussantrag",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programme",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Förderprogramm",
                        "verbose_name_plural": "Förderprogramme",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landkreis", "kurz"),
                                name="programm_kurz_je_landkreis_eindeutig",
                                violation_error_message="Diesen Kurznamen trägt schon ein anderes Programm des Landkreises.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Richtlinienfassung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                        ("gueltig_ab", models.DateField(verbose_name="gültig ab")),
                        (
                            "grundlage",
                            models.CharField(
                                blank=True,
                                help_text="zum Beispiel KT-Drucks. Nr. 091/2016",
                                max_length=120,
                                verbose_name="Beschluss",
                            ),
                        ),
                        (
                            "satz_je_vzae",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="Festbetrag je VZÄ und Jahr",
                            ),
                        ),
                        (
                            "schritt",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0.05"),
                                help_text="VZÄ",
                                max_digits=6,
                                verbose_name="Schritt",
                            ),
                        ),
                        (
                            "mindestanteil",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0.25"),
                                help_text="VZÄ",
                                max_digits=6,
                                verbose_name="Mindestanteil",
                            ),
                        ),
                        (
                            "personen_je_vzae",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="höchstens 1,00 VZÄ je so viele Personen",
                                null=True,
                                verbose_name="Personen je VZÄ",
                            ),
                        ),
                        (
                            "frist_ergaenzung",
                            models.CharField(default="14T", max_length=5, verbose_name="Frist zur Ergänzung"),
                        ),
                        (
                            "frist_stellungnahme",
                            models.CharField(
                                default="7T", max_length=5, verbose_name="Frist zur Stellungnahme"
                            ),
                        ),
                        (
                            "frist_zeichnung",
                            models.CharField(default="7T", max_length=5, verbose_name="Frist zur Zeichnung"),
                        ),
                        (
                            "frist_nachweis",
                            models.CharField(
                                default="3M", max_length=5, verbose_name="Frist zum Verwendungsnachweis"
                            ),
                        ),
                        (
                            "grenze_sachgebietsleitung",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("100000.00"),
                                help_text="EUR; darüber zeichnet die Amtsleitung",
                                max_digits=12,
                                verbose_name="Zeichnung durch die Sachgebietsleitung bis",
                            ),
                        ),
                        (
                            "programm",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fassungen",
                                to="antraege.foerderprogramm",
                                verbose_name="Programm",
                            ),
                        ),
                        (
                            "antragsberechtigt",
                            models.CharField(
                                blank=True,
                                help_text="Arten von Kommunen, durch Komma getrennt; leer: alle",
                                max_length=60,
                                verbose_name="Antragsberechtigt",
                            ),
                        ),
                        (
                            "bearbeitet_von",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zuletzt bearbeitet von",
                            ),
                        ),
                        (
                            "einwohner_ab",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Antragsberechtigt ab Einwohnerzahl"
                            ),
                        ),
                        (
                            "einwohner_bis",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Antragsberechtigt bis Einwohnerzahl"
                            ),
                        ),
                        (
                            "festgestellt_am",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="festgestellt am"
                            ),
                        ),
                        (
                            "festgestellt_von",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="festgestellt von",
                            ),
                        ),
                        (
                            "hoechstanteil",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="VZÄ je Antrag",
                                max_digits=6,
                                null=True,
                                verbose_name="Höchstanteil",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("entwurf", "Entwurf"), ("festgestellt", "Festgestellt")],
                                default="entwurf",
                                max_length=15,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "unterzeichnung",
                            models.CharField(
                                choices=[
                                    ("erklaerung", "Erklärung im Portal genügt"),
                                    (
                                        "unterschrift",
                                        "zeichnungsberechtigte Person im Portal oder Unterschriftsblatt",
                                    ),
                                    ("blatt", "nur mit Unterschriftsblatt"),
                                ],
                                default="erklaerung",
                                max_length=15,
                                verbose_name="Unterzeichnung",
                            ),
                        ),
                        (
                            "zusammenschluss_erlaubt",
                            models.BooleanField(
                                default=True, verbose_name="Gemeinsamer Antrag mehrerer Kommunen"
                            ),
                        ),
                        (
                            "bearbeitende",
                            models.ManyToManyField(
                                editable=False,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bearbeitet von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fassung der Richtlinie",
                        "verbose_name_plural": "Fassungen der Richtlinie",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programm", "nummer"),
                                name="fassung_nummer_je_programm_eindeutig",
                                violation_error_message="Diese Nummer hat schon eine andere Fassung der Richtlinie.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("schritt__gt", 0)),
                                name="fassung_schritt_positiv",
                                violation_error_message="Der Schritt muss größer als 0 sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hoechstanteil__isnull", True),
                                    ("hoechstanteil__gte", models.F("mindestanteil")),
                                    _connector="OR",
                                ),
                                name="fassung_hoechstanteil_ab_mindestanteil",
                                violation_error_message="Der Höchstanteil liegt unter dem Mindestanteil.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("einwohner_ab__isnull", True),
                                    ("einwohner_bis__isnull", True),
                                    ("einwohner_bis__gte", models.F("einwohner_ab")),
                                    _connector="OR",
                                ),
                                name="fassung_einwohner_in_reihenfolge",
                                violation_error_message="Die Grenzen der Einwohnerzahl stehen in falscher Reihenfolge.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("festgestellt_von__isnull", True),
                                    models.Q(("festgestellt_von", models.F("bearbeitet_von")), _negated=True),
                                    _connector="OR",
                                ),
                                name="fassung_festgestellt_durch_zweite_person",
                                violation_error_message="Feststellen muss eine andere Person als die, die die Fassung bearbeitet hat (Vier-Augen-Prinzip).",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Feldregel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "feld",
                            models.CharField(
                                help_text="Schlüssel aus antraege/felder.py",
                                max_length=40,
                                verbose_name="Feld",
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=160, verbose_name="Beschriftung")),
                        ("hilfe", models.CharField(blank=True, max_length=400, verbose_name="Hilfe")),
                        (
                            "pflicht",
                            models.BooleanField(
                                blank=True,
                                help_text="leer: wie im Formular",
                                null=True,
                                verbose_name="Pflicht",
                            ),
                        ),
                        (
                            "mindestens",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="mindestens",
                            ),
                        ),
                        (
                            "hoechstens",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                verbose_name="höchstens",
                            ),
                        ),
                        (
                            "fassung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feldregeln",
                                to="antraege.richtlinienfassung",
                                verbose_name="Fassung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Feldregel",
                        "verbose_name_plural": "Feldregeln",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fassung", "feld"),
                                name="feldregel_je_feld_einmal",
                                violation_error_message="Zu diesem Feld gibt es in dieser Fassung schon eine Regel.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("mindestens__isnull", True),
                                    ("hoechstens__isnull", True),
                                    ("hoechstens__gte", models.F("mindestens")),
                                    _connector="OR",
                                ),
                                name="feldregel_grenzen_in_reihenfolge",
                                violation_error_message="Der höchste Wert liegt unter dem niedrigsten.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unterlagenregel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("beschluss", "Beschluss des Gemeinderats"),
                                    ("unterschrift", "Unterschriebener Antrag (Scan)"),
                                    ("stellenbeschreibung", "Stellenbeschreibung"),
                                    ("kostenplan", "Kosten- und Finanzierungsplan"),
                                    ("konzept", "Konzept"),
                                    ("qualifikation", "Nachweis der Qualifikation"),
                                    ("vereinbarung", "Öffentlich-rechtliche Vereinbarung"),
                                    ("original", "Original des Eingangs"),
                                    ("sonstiges", "Sonstige Unterlage"),
                                ],
                                max_length=25,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "bezeichnung",
                            models.CharField(
                                blank=True,
                                help_text="leer: wie die Art",
                                max_length=120,
                                verbose_name="Bezeichnung",
                            ),
                        ),
                        ("hinweis", models.CharField(blank=True, max_length=400, verbose_name="Hinweis")),
                        ("pflicht", models.BooleanField(default=True, verbose_name="Pflicht")),
                        (
                            "nachreichbar",
                            models.BooleanField(default=False, verbose_name="darf nachgereicht werden"),
                        ),
                        (
                            "reihenfolge",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge"),
                        ),
                        (
                            "fassung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="unterlagen",
                                to="antraege.richtlinienfassung",
                                verbose_name="Fassung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Unterlage der Fassung",
                        "verbose_name_plural": "Unterlagen der Fassung",
                        "ordering": ["reihenfolge", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fassung", "art"),
                                name="unterlagenregel_je_art_einmal",
                                violation_error_message="Diese Unterlage steht schon in der Liste.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zusatzfrage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                        (
                            "abschnitt",
                            models.CharField(default="angaben", max_length=20, verbose_name="Abschnitt"),
                        ),
                        ("frage", models.CharField(max_length=200, verbose_name="Frage")),
                        ("hilfe", models.CharField(blank=True, max_length=400, verbose_name="Hilfe")),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("text", "Text"),
                                    ("zahl", "Zahl"),
                                    ("ja_nein", "Ja oder Nein"),
                                    ("datum", "Datum"),
                                    ("auswahl", "Auswahl"),
                                ],
                                default="text",
                                max_length=10,
                                verbose_name="Art der Antwort",
                            ),
                        ),
                        (
                            "auswahl",
                            models.TextField(
                                blank=True, help_text="eine je Zeile", verbose_name="Antworten zur Auswahl"
                            ),
                        ),
                        ("pflicht", models.BooleanField(default=False, verbose_name="Pflicht")),
                        (
                            "fassung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="zusatzfragen",
                                to="antraege.richtlinienfassung",
                                verbose_name="Fassung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Zusatzfrage",
                        "verbose_name_plural": "Zusatzfragen",
                        "ordering": ["nummer", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fassung", "nummer"),
                                name="zusatzfrage_nummer_je_fassung_eindeutig",
                                violation_error_message="Diese Nummer hat in dieser Fassung schon eine andere Frage.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("art", "auswahl"), _negated=True),
                                    models.Q(("auswahl", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="zusatzfrage_auswahl_mit_antworten",
                                violation_error_message="Eine Auswahl braucht mindestens eine Antwort.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pruefpunkt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                        (
                            "art",
                            models.CharField(
                                choices=[("formal", "Formale Prüfung"), ("fachlich", "Fachliche Prüfung")],
                                default="formal",
                                max_length=10,
                                verbose_name="Prüfung",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="Prüfpunkt")),
                        ("hinweis", models.CharField(blank=True, max_length=400, verbose_name="Hinweis")),
                        (
                            "feld",
                            models.CharField(blank=True, max_length=40, verbose_name="Feld oder Abschnitt"),
                        ),
                        (
                            "fassung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pruefpunkte",
                                to="antraege.richtlinienfassung",
                                verbose_name="Fassung",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Prüfpunkt",
                        "verbose_name_plural": "Prüfpunkte",
                        "ordering": ["art", "nummer", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fassung", "art", "nummer"),
                                name="pruefpunkt_nummer_je_pruefung_eindeutig",
                                violation_error_message="Diese Nummer hat schon ein anderer Prüfpunkt dieser Prüfung.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Foerderrunde",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "kuerzel",
                            models.CharField(
                                help_text="Teil der Vorgangsnummer", max_length=12, verbose_name="Kürzel"
                            ),
                        ),
                        ("beginn", models.DateField(verbose_name="Förderung von")),
                        ("ende", models.DateField(verbose_name="Förderung bis")),
                        ("antrag_von", models.DateField(blank=True, null=True, verbose_name="Anträge von")),
                        (
                            "antrag_bis",
                            models.DateField(
                                blank=True, help_text="24 Uhr", null=True, verbose_name="Anträge bis"
                            ),
                        ),
                        (
                            "stichtag",
                            models.DateField(blank=True, null=True, verbose_name="Stichtag der Fallzahlen"),
                        ),
                        (
                            "entscheidung",
                            models.CharField(
                                choices=[
                                    ("verwaltung", "Entscheidung der Verwaltung"),
                                    ("kenntnisnahme", "Verwaltung, Gremium nimmt zur Kenntnis"),
                                    ("beschluss", "Beschluss des Gremiums"),
                                ],
                                default="verwaltung",
                                max_length=15,
                                verbose_name="Entscheidung",
                            ),
                        ),
                        (
                            "ergebnis_sichtbar",
                            models.CharField(
                                choices=[
                                    ("sitzung", "nach der öffentlichen Sitzung"),
                                    ("bescheid", "mit dem Bescheid"),
                                ],
                                default="bescheid",
                                max_length=10,
                                verbose_name="Ergebnis sichtbar",
                            ),
                        ),
                        (
                            "beschluss_nachreichbar",
                            models.BooleanField(
                                default=True,
                                verbose_name="Beschluss des Gemeinderats kann nachgereicht werden",
                            ),
                        ),
                        (
                            "nachreichen_bis",
                            models.DateField(blank=True, null=True, verbose_name="nachzureichen bis"),
                        ),
                        ("beispieldaten", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                        (
                            "programm",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runden",
                                to="antraege.foerderprogramm",
                                verbose_name="Programm",
                            ),
                        ),
                        (
                            "fassung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runden",
                                to="antraege.richtlinienfassung",
                                verbose_name="Fassung der Richtlinie",
                            ),
                        ),
                        (
                            "zielgruppen",
                            models.ManyToManyField(
                                related_name="runden", to="antraege.zielgruppe", verbose_name="Zielgruppen"
                            ),
                        ),
                        (
                            "beschluss_ab_betrag",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR; leer: nur wo die Runde es sagt",
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="Beschluss des Gremiums über",
                            ),
                        ),
                        (
                            "kopie_von",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.foerderrunde",
                                verbose_name="Kopie von",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("entwurf", "In Vorbereitung"),
                                    ("veroeffentlicht", "Veröffentlicht"),
                                ],
                                default="entwurf",
                                max_length=15,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "veroeffentlicht_am",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="veröffentlicht am"
                            ),
                        ),
                        (
                            "zielsitzung",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="zielrunden",
                                to="antraege.sitzung",
                                verbose_name="Beschluss vorgesehen in",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Förderrunde",
                        "verbose_name_plural": "Förderrunden",
                        "ordering": ["-beginn", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programm", "kuerzel"),
                                name="runde_kuerzel_je_programm_eindeutig",
                                violation_error_message="Dieses Kürzel trägt schon eine andere Runde des Programms.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ende__gte", models.F("beginn"))),
                                name="runde_ende_nach_beginn",
                                violation_error_message="Das Ende der Förderung liegt vor dem Beginn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("antrag_bis__isnull", True), ("antrag_von__isnull", True)),
                                    models.Q(
                                        ("antrag_bis__gte", models.F("antrag_von")),
                                        ("antrag_bis__isnull", False),
                                        ("antrag_von__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="runde_antragsfrist_vollstaendig",
                                violation_error_message="Die Antragsfrist braucht Beginn und Ende in dieser Reihenfolge.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("programm", "="),
                                    (
                                        antraege.models.spanne.Tagesspanne(
                                            "beginn",
                                            "ende",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                                inclusive_upper=True
                                            ),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="runden_eines_programms_ohne_ueberschneidung",
                                violation_error_message="Die Förderzeit überschneidet sich mit einer anderen Runde dieses Programms (R2).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("beschluss_ab_betrag__isnull", True),
                                    ("beschluss_ab_betrag__gte", 0),
                                    _connector="OR",
                                ),
                                name="runde_beschluss_ab_betrag_nicht_negativ",
                                violation_error_message="Der Betrag, ab dem das Gremium entscheidet, darf nicht negativ sein.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Kontingent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("schaetzung", "Schätzung"),
                                    ("vorlaeufig", "Vorläufiger Planungsrahmen"),
                                    ("endgueltig", "Endgültig"),
                                ],
                                max_length=12,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "bezug",
                            models.CharField(
                                choices=[("alle", "alle Kommunen"), ("landkreis", "Stellen des Landkreises")],
                                default="alle",
                                max_length=10,
                                verbose_name="Bezug",
                            ),
                        ),
                        (
                            "vzae",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="VZÄ",
                                max_digits=6,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.00"))],
                                verbose_name="Stellenkontingent",
                            ),
                        ),
                        (
                            "betrag",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR",
                                max_digits=12,
                                null=True,
                                verbose_name="Betrag",
                            ),
                        ),
                        ("stand", models.DateField(verbose_name="Stand")),
                        (
                            "grundlage",
                            models.CharField(
                                blank=True,
                                help_text="zum Beispiel Bescheid des Landes vom ... mit Aktenzeichen",
                                max_length=200,
                                verbose_name="Grundlage",
                            ),
                        ),
                        (
                            "erfasst_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erfasst von",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kontingente",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Stellenkontingent",
                        "verbose_name_plural": "Stellenkontingente",
                        "get_latest_by": ("stand", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("betrag__isnull", True), ("betrag__gte", 0), _connector="OR"
                                ),
                                name="kontingent_betrag_nicht_negativ",
                                violation_error_message="Der Betrag darf nicht negativ sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vzae__gte", 0)),
                                name="kontingent_vzae_nicht_negativ",
                                violation_error_message="Das Stellenkontingent darf nicht negativ sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("art", "endgueltig"), _negated=True),
                                    models.Q(("grundlage", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="kontingent_endgueltig_braucht_grundlage",
                                violation_error_message="Ein endgültiges Kontingent braucht seine Grundlage, zum Beispiel den Bescheid mit Datum und Aktenzeichen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Haushaltsermaechtigung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("jahr", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                        ("produkt", models.CharField(max_length=20, verbose_name="Produkt")),
                        (
                            "ansatz",
                            models.DecimalField(
                                decimal_places=2, help_text="EUR", max_digits=12, verbose_name="Ansatz"
                            ),
                        ),
                        (
                            "verpflichtung",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0.00"),
                                help_text="EUR, zulasten des Folgejahres",
                                max_digits=12,
                                verbose_name="Verpflichtungsermächtigung",
                            ),
                        ),
                        ("in_kraft_am", models.DateField(blank=True, null=True, verbose_name="in Kraft am")),
                        ("gesperrt", models.BooleanField(default=False, verbose_name="gesperrt")),
                        (
                            "programm",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ermaechtigungen",
                                to="antraege.foerderprogramm",
                                verbose_name="Programm",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Haushaltsermächtigung",
                        "verbose_name_plural": "Haushaltsermächtigungen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programm", "jahr", "produkt"),
                                name="haushalt_je_jahr_und_produkt_eindeutig",
                                violation_error_message="Zu diesem Jahr und Produkt gibt es schon eine Haushaltsermächtigung.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ansatz__gte", 0), ("verpflichtung__gte", 0)),
                                name="haushalt_nicht_negativ",
                                violation_error_message="Ansatz und Verpflichtungsermächtigung dürfen nicht negativ sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("jahr__gte", 2000), ("jahr__lte", 2100)),
                                name="haushalt_jahr_moeglich",
                                violation_error_message="Das Haushaltsjahr liegt zwischen 2000 und 2100.",
                            ),
                        ],
                        "ordering": ["-jahr", "produkt"],
                    },
                ),
                migrations.CreateModel(
                    name="Mitgliedschaft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="Rolle",
                            ),
                        ),
                        ("von", models.DateField(verbose_name="gültig von")),
                        ("bis", models.DateField(blank=True, null=True, verbose_name="gültig bis")),
                        (
                            "benutzer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mitgliedschaften",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mitgliedschaften",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mitgliedschaften",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "empfangsberechtigt",
                            models.BooleanField(
                                default=False,
                                help_text="Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist.",
                                verbose_name="darf Bescheide öffnen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Mitgliedschaft",
                        "verbose_name_plural": "Mitgliedschaften",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kommune__isnull", False), ("rolle__startswith", "kommune_")),
                                    models.Q(
                                        models.Q(("rolle__startswith", "kommune_"), _negated=True),
                                        ("kommune__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mitgliedschaft_kommune_nur_bei_kommunaler_rolle",
                                violation_error_message="Eine kommunale Rolle braucht eine Kommune, eine Rolle im Landratsamt hat keine.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("bis__isnull", True), ("bis__gte", models.F("von")), _connector="OR"
                                ),
                                name="mitgliedschaft_bis_nach_von",
                                violation_error_message="Das Ende liegt vor dem Beginn.",
                            ),
                            models.UniqueConstraint(
                                fields=("benutzer", "rolle", "landkreis", "kommune", "von"),
                                name="mitgliedschaft_eindeutig",
                                nulls_distinct=False,
                                violation_error_message="Diese Rolle hat die Person ab diesem Tag schon.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("benutzer", "="),
                                    ("rolle", "="),
                                    ("landkreis", "="),
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            "kommune", 0, output_field=models.BigIntegerField()
                                        ),
                                        "=",
                                    ),
                                    (
                                        antraege.models.spanne.Tagesspanne(
                                            "von",
                                            "bis",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                                inclusive_upper=True
                                            ),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="mitgliedschaft_je_rolle_eine_zur_zeit",
                                violation_error_message="Diese Rolle hat die Person in dieser Zeit schon.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("empfangsberechtigt", False),
                                    ("rolle__in", ["kommune_sachbearbeitung", "kommune_zeichnung"]),
                                    _connector="OR",
                                ),
                                name="mitgliedschaft_empfang_nur_fuer_die_kommune",
                                violation_error_message="Bescheide öffnen die Sachbearbeitung der Kommune und die zeichnungsberechtigte Person.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vertretung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("von", models.DateField(verbose_name="von")),
                        ("bis", models.DateField(verbose_name="bis")),
                        (
                            "durch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vertritt",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="durch",
                            ),
                        ),
                        (
                            "fuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vertreten_durch",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="für",
                            ),
                        ),
                        (
                            "beendet_am",
                            models.DateField(blank=True, null=True, verbose_name="vorzeitig beendet zum"),
                        ),
                        (
                            "eingetragen_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="eingetragen am"),
                        ),
                        (
                            "eingetragen_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="eingetragen von",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vertretungen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                blank=True,
                                help_text="leer: im Landratsamt",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vertretungen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Vertretung",
                        "verbose_name_plural": "Vertretungen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("bis__gte", models.F("von"))),
                                name="vertretung_bis_nach_von",
                                violation_error_message="Das Ende liegt vor dem Beginn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("fuer", models.F("durch")), _negated=True),
                                name="vertretung_nicht_durch_sich_selbst",
                                violation_error_message="Niemand vertritt sich selbst.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("beendet_am__isnull", True)),
                                expressions=[
                                    ("fuer", "="),
                                    (
                                        antraege.models.spanne.Tagesspanne(
                                            "von",
                                            "bis",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                                inclusive_upper=True
                                            ),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="vertretung_einer_person_zur_zeit_eine",
                                violation_error_message="In dieser Zeit ist für diese Person schon eine Vertretung eingetragen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ersatzrolle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="Rolle",
                            ),
                        ),
                        (
                            "ersatz",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="Ersatz",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ersatzrollen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Ersatzrolle",
                        "verbose_name_plural": "Ersatzrollen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landkreis", "rolle"),
                                name="ersatzrolle_je_rolle_eine",
                                violation_error_message="Zu dieser Rolle ist schon ein Ersatz bestimmt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rolle", models.F("ersatz")), _negated=True),
                                name="ersatzrolle_ist_eine_andere",
                                violation_error_message="Eine Rolle kann nicht ihr eigener Ersatz sein.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rolle__startswith", "kommune_"), _negated=True),
                                    models.Q(("ersatz__startswith", "kommune_"), _negated=True),
                                ),
                                name="ersatzrolle_nur_im_landratsamt",
                                violation_error_message="Ersatzrollen gibt es nur im Landratsamt.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zeichnungsweg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="Stelle",
                            ),
                        ),
                        (
                            "ab_betrag",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR; leer: bei jeder Vorlage",
                                max_digits=12,
                                null=True,
                                verbose_name="ab einem Finanzvolumen von",
                            ),
                        ),
                        (
                            "frist",
                            models.CharField(
                                default="3T",
                                help_text="zum Beispiel 3T oder 1W",
                                max_length=5,
                                verbose_name="Frist",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="zeichnungsweg",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Station der Mitzeichnung",
                        "verbose_name_plural": "Weg der Mitzeichnung",
                        "ordering": ["landkreis", "nummer"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landkreis", "nummer"),
                                name="zeichnungsweg_nummer_eindeutig",
                                violation_error_message="Diese Nummer ist im Weg der Mitzeichnung schon vergeben.",
                            ),
                            models.UniqueConstraint(
                                fields=("landkreis", "rolle"),
                                name="zeichnungsweg_stelle_einmal",
                                violation_error_message="Diese Stelle zeichnet schon mit.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rolle__startswith", "kommune_"), _negated=True),
                                name="zeichnungsweg_nur_landratsamt",
                                violation_error_message="Mit zeichnen nur Stellen des Landratsamts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mitzeichnung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("durchgang", models.PositiveSmallIntegerField(verbose_name="Durchgang")),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="Stelle",
                            ),
                        ),
                        ("gibt_frei", models.BooleanField(default=False, verbose_name="gibt frei")),
                        ("frist", models.CharField(max_length=5, verbose_name="Frist")),
                        (
                            "ergebnis",
                            models.CharField(
                                choices=[
                                    ("offen", "Noch nicht gezeichnet"),
                                    ("gezeichnet", "Gezeichnet"),
                                    ("zurueckgegeben", "Zurückgegeben"),
                                    ("entfallen", "Entfallen"),
                                ],
                                default="offen",
                                max_length=15,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        (
                            "gezeichnet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="gezeichnet am"),
                        ),
                        (
                            "bemerkung",
                            models.TextField(blank=True, max_length=2000, verbose_name="Bemerkung"),
                        ),
                        (
                            "gezeichnet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gezeichnet von",
                            ),
                        ),
                        (
                            "vorlage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mitzeichnungen",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Mitzeichnung",
                        "verbose_name_plural": "Mitzeichnungen",
                        "ordering": ["vorlage", "durchgang", "nummer"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("vorlage", "durchgang", "nummer"),
                                name="mitzeichnung_nummer_eindeutig",
                                violation_error_message="Diese Station gibt es in der Mitzeichnung schon.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("gezeichnet_von__isnull", False)),
                                fields=("vorlage", "durchgang", "gezeichnet_von"),
                                name="mitzeichnung_je_person_einmal",
                                violation_error_message="Sie haben diese Vorlage schon gezeichnet. Hier zeichnet eine andere Person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ergebnis__in", ["offen", "entfallen"]),
                                        ("gezeichnet_von__isnull", True),
                                    ),
                                    models.Q(
                                        ("ergebnis__in", ["gezeichnet", "zurueckgegeben"]),
                                        ("gezeichnet_am__isnull", False),
                                        ("gezeichnet_von__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="mitzeichnung_mit_person_und_zeit",
                                violation_error_message="Eine Mitzeichnung nennt Person und Zeitpunkt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ergebnis", "zurueckgegeben"), _negated=True),
                                    models.Q(("bemerkung", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="mitzeichnung_rueckgabe_mit_bemerkung",
                                violation_error_message="Bitte sagen Sie, was zu ändern ist.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Oparlstand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("landkreis", "Körperschaft"),
                                    ("gremium", "Gremium"),
                                    ("sitzung", "Sitzung"),
                                    ("schritt", "Beratungsschritt"),
                                    ("vorlage", "Vorlage"),
                                    ("fassung", "Fassung"),
                                    ("anlage", "Anlage"),
                                ],
                                max_length=10,
                                verbose_name="Art",
                            ),
                        ),
                        ("objekt_id", models.BigIntegerField(verbose_name="Nummer des Gegenstands")),
                        ("angelegt_am", models.DateTimeField(verbose_name="angelegt am")),
                        ("geaendert_am", models.DateTimeField(verbose_name="geändert am")),
                        (
                            "geloescht_am",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="nicht mehr öffentlich seit"
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Stand eines öffentlichen Gegenstands",
                        "verbose_name_plural": "Stände öffentlicher Gegenstände",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("art", "objekt_id"),
                                name="oparlstand_je_gegenstand_einer",
                                violation_error_message="Zu diesem Gegenstand gibt es schon einen Stand.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Protokolltext",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                    ],
                    options={
                        "verbose_name": "Text zum Verlauf",
                        "verbose_name_plural": "Texte zum Verlauf",
                    },
                ),
                migrations.CreateModel(
                    name="Protokolleintrag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "zeitpunkt",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="geschrieben am",
                            ),
                        ),
                        ("geschehen_am", models.DateTimeField(verbose_name="geschehen am")),
                        ("wirksam_am", models.DateField(verbose_name="wirksam am")),
                        ("objekt_art", models.CharField(max_length=30, verbose_name="Gegenstand")),
                        ("objekt_id", models.BigIntegerField(verbose_name="Nummer des Gegenstands")),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("antrag_angelegt", "Entwurf angelegt"),
                                    ("antrag_zur_unterschrift", "Zur Unterschrift gegeben"),
                                    ("antrag_in_entwurf", "Ohne Unterschrift zurückgegeben"),
                                    ("antrag_eingereicht", "Antrag eingegangen"),
                                    ("antrag_verspaetet", "Antrag verspätet eingegangen"),
                                    ("verspaetung_vorgeschlagen", "Vorschlag zur Verspätung abgegeben"),
                                    ("verspaetung_zugelassen", "Verspätung zugelassen"),
                                    ("antrag_unzulaessig", "Als unzulässig beendet"),
                                    ("antrag_zurueckgegeben", "Zur Ergänzung zurückgegeben"),
                                    ("antrag_ergaenzt", "Ergänzung eingereicht"),
                                    ("ergaenzung_ausgeblieben", "Ohne Ergänzung weitergeführt"),
                                    ("frist_verlaengert", "Frist verlängert"),
                                    ("unterlage_nachgereicht", "Unterlage nachgereicht"),
                                    ("antrag_vollstaendig", "Vollständigkeit festgestellt"),
                                    ("antrag_empfohlen", "Empfehlung abgegeben"),
                                    ("stellungnahme_erbeten", "Gelegenheit zur Stellungnahme gegeben"),
                                    ("stellungnahme_eingegangen", "Stellungnahme eingegangen"),
                                    (
                                        "stellungnahme_abgelaufen",
                                        "Frist zur Stellungnahme ohne Antwort abgelaufen",
                                    ),
                                    ("antrag_gezeichnet", "Empfehlung gezeichnet"),
                                    ("ohne_zeichnung_zurueck", "Ohne Zeichnung zurückgegeben"),
                                    ("antrag_auf_vorlage", "Auf die Sitzungsvorlage gesetzt"),
                                    ("antrag_von_vorlage", "Von der Sitzungsvorlage genommen"),
                                    ("antrag_entschieden", "Entscheidung getroffen"),
                                    ("antrag_zurueckgezogen", "Antrag zurückgezogen"),
                                    ("antrag_abgeschlossen", "Verfahren abgeschlossen"),
                                    ("bescheid_entworfen", "Bescheid entworfen"),
                                    ("bescheid_zurueckgegeben", "Bescheid ohne Freigabe zurückgegeben"),
                                    ("bescheid_freigegeben", "Bescheid freigegeben"),
                                    ("bescheid_bereitgestellt", "Bescheid bereitgestellt"),
                                    ("bescheid_geoeffnet", "Bescheid geöffnet"),
                                    ("bescheid_per_post", "Bescheid nicht abgerufen, per Post gesandt"),
                                    ("vorlage_erstellt", "Sitzungsvorlage erstellt"),
                                    ("vorlage_freigegeben", "Sitzungsvorlage freigegeben"),
                                    ("vorlage_zurueckgegeben", "Sitzungsvorlage ohne Freigabe zurückgegeben"),
                                    ("vorlage_beraten", "Ergebnis der Vorberatung erfasst"),
                                    ("vorlage_beschlossen", "Beschluss erfasst"),
                                    ("vorlage_vertagt", "Vertagt oder verwiesen"),
                                    ("kontingent_erfasst", "Stellenkontingent erfasst"),
                                    ("fallzahlen_erfasst", "Fallzahlen des Landratsamts erfasst"),
                                    ("inanspruchnahme_erklaert", "Inanspruchnahme erklärt"),
                                    ("einvernehmen_erklaert", "Einvernehmen erklärt"),
                                    ("stelle_geschaffen", "Stelle geschaffen"),
                                    ("stelle_erfasst", "Geförderter Stellenanteil erfasst"),
                                    ("stelle_aufgestockt", "Stelle aufgestockt"),
                                    ("stelle_beendet", "Stelle beendet"),
                                    ("frist_abgelaufen", "Frist abgelaufen"),
                                    ("fassung_festgestellt", "Fassung der Richtlinie festgestellt"),
                                    ("runde_veroeffentlicht", "Förderrunde veröffentlicht"),
                                    ("antragsfrist_verlaengert", "Antragsfrist verlängert"),
                                    ("ruecklauf_erinnert", "An die Förderrunde erinnert"),
                                    (
                                        "runde_ohne_antwort",
                                        "Antragsfrist ohne Antwort aller Kommunen abgelaufen",
                                    ),
                                    ("antrag_erfasst", "Eingang auf anderem Weg erfasst"),
                                    ("entwurf_ersetzt", "Entwurf durch Eingang auf anderem Weg ersetzt"),
                                    ("aktenvermerk", "Aktenvermerk"),
                                    ("blatt_erzeugt", "Unterschriftsblatt erzeugt"),
                                    ("blatt_unterschrieben", "Unterschriebenes Blatt hochgeladen"),
                                    ("unterschrift_aufgehoben", "Unterschrift durch Änderung aufgehoben"),
                                    ("zeichnung_aufgehoben", "Zeichnung der Empfehlung aufgehoben"),
                                    ("fachstellungnahme_erbeten", "Fachstellungnahme erbeten"),
                                    ("fachstellungnahme_eingegangen", "Fachstellungnahme eingegangen"),
                                    (
                                        "fachstellungnahme_zurueck",
                                        "Bitte um Fachstellungnahme zurückgenommen",
                                    ),
                                    ("aufgabe_uebernommen", "Aufgabe übernommen"),
                                    ("aufgabe_zugewiesen", "Aufgabe zugewiesen"),
                                    ("aufgabe_abgegeben", "Aufgabe abgegeben"),
                                    ("zugang_eingeladen", "Zugang angeboten"),
                                    ("zugang_angenommen", "Einladung angenommen"),
                                    ("zugang_widerrufen", "Einladung widerrufen"),
                                    ("zugang_beendet", "Rolle beendet oder geändert"),
                                    ("zugang_wiederhergestellt", "Zugang wiederhergestellt"),
                                    ("vertretung_eingetragen", "Vertretung eingetragen"),
                                    ("vertretung_beendet", "Vertretung beendet"),
                                    ("ersatzrolle_bestimmt", "Ersatzrolle bestimmt"),
                                    ("import_uebernommen", "Tabelle übernommen"),
                                    ("sitzung_eingetragen", "Sitzung eingetragen oder geändert"),
                                    ("zustaendigkeit_geaendert", "Zuständigkeit eines Gremiums geändert"),
                                    ("ratsdaten_uebernommen", "Daten des Ratsinformationssystems übernommen"),
                                    ("ermaechtigung_bestimmt", "Ermächtigung des Programms bestimmt"),
                                    ("zeichnungsweg_geaendert", "Weg der Mitzeichnung geändert"),
                                    ("vorlage_zur_mitzeichnung", "Sitzungsvorlage zur Mitzeichnung gegeben"),
                                    ("vorlage_mitgezeichnet", "Sitzungsvorlage mitgezeichnet"),
                                    ("vorlage_veroeffentlicht", "Sitzungsvorlage veröffentlicht"),
                                    ("vorlage_neue_fassung", "Neue Fassung der Sitzungsvorlage begonnen"),
                                    ("vorlage_zurueckgezogen", "Sitzungsvorlage zurückgezogen"),
                                    ("aenderungsantrag_erfasst", "Änderungsantrag erfasst"),
                                    ("beschluss_bestaetigt", "Ergebnis mit dem Auszug bestätigt"),
                                    ("massgabe_erledigt", "Maßgabe erledigt"),
                                    ("hausvorlage_ersetzt", "Hausvorlage ersetzt"),
                                    ("textbausteine_geaendert", "Textbausteine geändert"),
                                    ("bescheide_entworfen", "Bescheide einer Serie entworfen"),
                                    ("bescheide_freigegeben", "Bescheide einer Serie freigegeben"),
                                    ("folgebescheid_begonnen", "Folgebescheid begonnen"),
                                    ("folgebescheid_verworfen", "Folgebescheid verworfen"),
                                    ("haushalt_erfasst", "Haushaltsermächtigung erfasst"),
                                    ("haushalt_ausnahme", "Ausnahme vom Haushaltsvorbehalt zugelassen"),
                                    ("zustimmung_erklaert", "Bekanntgabe im Portal zugestimmt"),
                                    (
                                        "zustimmung_widerrufen",
                                        "Zustimmung zur Bekanntgabe im Portal widerrufen",
                                    ),
                                    ("bescheid_versandt", "Bescheid zur Post gegeben"),
                                    ("rechtsbehelf_verzicht", "Auf Rechtsbehelf verzichtet"),
                                    ("bescheid_bestandskraeftig", "Bescheid bestandskräftig"),
                                    ("widerspruch_eingegangen", "Widerspruch eingegangen"),
                                    ("widerspruch_entschieden", "Über den Widerspruch entschieden"),
                                ],
                                max_length=40,
                                verbose_name="Ereignis",
                            ),
                        ),
                        ("vorher", models.CharField(blank=True, max_length=30, verbose_name="vorher")),
                        ("nachher", models.CharField(blank=True, max_length=30, verbose_name="nachher")),
                        (
                            "text_sha256",
                            models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme des Textes"),
                        ),
                        (
                            "regel_version",
                            models.CharField(blank=True, max_length=40, verbose_name="Fassung der Regeln"),
                        ),
                        (
                            "sichtbar_kommune",
                            models.BooleanField(default=False, verbose_name="für die Kommune sichtbar"),
                        ),
                        (
                            "historisch",
                            models.BooleanField(
                                default=False,
                                help_text="nachgeladen: löst keine Nachricht aus",
                                verbose_name="historisch",
                            ),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="protokoll",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "benutzer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="von",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "vertretung_fuer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="als Vertretung für",
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="antraege.protokolltext",
                                verbose_name="Text",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Eintrag im Verlauf",
                        "verbose_name_plural": "Verlauf",
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["antrag", "id"], name="protokoll_antrag"),
                            models.Index(fields=["objekt_art", "objekt_id", "id"], name="protokoll_objekt"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("art", "runde_ohne_antwort")),
                                fields=("objekt_id", "vorher"),
                                name="protokoll_schweigen_je_antragsfrist_einmal",
                                violation_error_message="Dass Kommunen bis zu diesem Tag nicht geantwortet haben, ist schon gemeldet.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Protokollsiegel",
                    fields=[
                        (
                            "nr",
                            models.BigIntegerField(primary_key=True, serialize=False, verbose_name="Nummer"),
                        ),
                        ("vorher", models.CharField(max_length=64, verbose_name="Hash des Vorgängers")),
                        ("hash", models.CharField(max_length=64, verbose_name="Hash")),
                        (
                            "eintrag",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="siegel",
                                to="antraege.protokolleintrag",
                                verbose_name="Eintrag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Siegel",
                        "verbose_name_plural": "Siegel",
                    },
                ),
                migrations.CreateModel(
                    name="Pruefergebnis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ergebnis",
                            models.CharField(
                                choices=[
                                    ("erfuellt", "Erfüllt"),
                                    ("nicht_erfuellt", "Nicht erfüllt"),
                                    ("entfaellt", "Entfällt"),
                                ],
                                max_length=15,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("bemerkung", models.CharField(blank=True, max_length=400, verbose_name="Bemerkung")),
                        ("geprueft_am", models.DateTimeField(verbose_name="geprüft am")),
                        (
                            "ueberholt_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="überholt am"),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pruefergebnisse",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "geprueft_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="geprüft von",
                            ),
                        ),
                        (
                            "punkt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ergebnisse",
                                to="antraege.pruefpunkt",
                                verbose_name="Prüfpunkt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Prüfergebnis",
                        "verbose_name_plural": "Prüfergebnisse",
                        "ordering": ["punkt__nummer", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("antrag", "punkt"),
                                name="pruefergebnis_je_punkt_einmal",
                                violation_error_message="Zu diesem Prüfpunkt gibt es schon ein Ergebnis.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ergebnis", "nicht_erfuellt"), _negated=True),
                                    models.Q(("bemerkung", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="pruefergebnis_nicht_erfuellt_mit_bemerkung",
                                violation_error_message="Wo ein Prüfpunkt nicht erfüllt ist, steht, warum.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fachstellungnahme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stelle",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="Stelle",
                            ),
                        ),
                        ("frage", models.TextField(max_length=2000, verbose_name="Frage")),
                        ("erbeten_am", models.DateTimeField(verbose_name="erbeten am")),
                        (
                            "votum",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("keine_bedenken", "Keine Bedenken"),
                                    ("bedenken", "Bedenken"),
                                    ("nicht_betroffen", "Nicht betroffen"),
                                ],
                                max_length=20,
                                verbose_name="Votum",
                            ),
                        ),
                        (
                            "antwort",
                            models.TextField(blank=True, max_length=4000, verbose_name="Stellungnahme"),
                        ),
                        (
                            "beantwortet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="beantwortet am"),
                        ),
                        (
                            "zurueckgenommen_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="zurückgenommen am"),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fachstellungnahmen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "beantwortet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beantwortet von",
                            ),
                        ),
                        (
                            "erbeten_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erbeten von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fachstellungnahme",
                        "verbose_name_plural": "Fachstellungnahmen",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("beantwortet_am__isnull", True), ("zurueckgenommen_am__isnull", True)
                                ),
                                fields=("antrag", "stelle"),
                                name="fachstellungnahme_je_stelle_eine_offene",
                                violation_error_message="Diese Stelle ist zu diesem Antrag schon um eine Stellungnahme gebeten.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("beantwortet_am__isnull", True),
                                    models.Q(
                                        ("beantwortet_von__isnull", False),
                                        models.Q(("votum", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="fachstellungnahme_beantwortet_mit_votum",
                                violation_error_message="Eine beantwortete Stellungnahme hat ein Votum und eine Person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stelle__in",
                                        [
                                            "kaemmerei",
                                            "personal",
                                            "auslaenderbehoerde",
                                            "koordination",
                                            "rechtsamt",
                                        ],
                                    )
                                ),
                                name="fachstellungnahme_von_anderer_stelle",
                                violation_error_message="Um eine Fachstellungnahme wird eine andere Stelle gebeten, nicht das prüfende Amt.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Aktenvermerk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("telefon", "Telefonnotiz"),
                                    ("email", "E-Mail zur Akte"),
                                    ("post", "Schreiben"),
                                    ("gespraech", "Gespräch"),
                                    ("vermerk", "Vermerk"),
                                ],
                                max_length=10,
                                verbose_name="Art",
                            ),
                        ),
                        ("vom", models.DateField(verbose_name="vom")),
                        ("betreff", models.CharField(max_length=160, verbose_name="Betreff")),
                        ("text", models.TextField(blank=True, max_length=8000, verbose_name="Text")),
                        ("erfasst_am", models.DateTimeField(verbose_name="erfasst am")),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aktenvermerke",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "erfasst_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erfasst von",
                            ),
                        ),
                        (
                            "datei",
                            models.FileField(
                                blank=True, upload_to=antraege.models.akte.ablage, verbose_name="Original"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="Dateiname")),
                        (
                            "groesse",
                            models.PositiveIntegerField(default=0, help_text="Byte", verbose_name="Größe"),
                        ),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme")),
                        (
                            "inhaltstyp",
                            models.CharField(blank=True, max_length=80, verbose_name="Inhaltstyp"),
                        ),
                    ],
                    options={
                        "verbose_name": "Aktenvermerk",
                        "verbose_name_plural": "Aktenvermerke",
                        "ordering": ["-vom", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Ratssystem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "adresse",
                            models.CharField(
                                help_text="die des Systems oder der Körperschaft",
                                max_length=500,
                                validators=[django.core.validators.URLValidator(["https", "http"])],
                                verbose_name="Adresse der OParl-Schnittstelle",
                            ),
                        ),
                        ("aktiv", models.BooleanField(default=True, verbose_name="täglich abrufen")),
                        (
                            "landkreis",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ratssystem",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Ratsinformationssystem",
                        "verbose_name_plural": "Ratsinformationssysteme",
                    },
                ),
                migrations.CreateModel(
                    name="Ratsabruf",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ergebnis",
                            models.CharField(
                                choices=[
                                    ("laeuft", "Läuft"),
                                    ("vollstaendig", "Vollständig übernommen"),
                                    ("teilweise", "Mit Auffälligkeiten übernommen"),
                                    ("gescheitert", "Nicht erreichbar oder nicht lesbar, nichts geändert"),
                                ],
                                default="laeuft",
                                max_length=15,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("begonnen_am", models.DateTimeField(verbose_name="begonnen am")),
                        (
                            "beendet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="beendet am"),
                        ),
                        ("neu", models.PositiveIntegerField(default=0, verbose_name="neu")),
                        ("geaendert", models.PositiveIntegerField(default=0, verbose_name="geändert")),
                        ("bericht", models.TextField(blank=True, verbose_name="Bericht")),
                        (
                            "veranlasst_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="veranlasst von",
                            ),
                        ),
                        (
                            "ratssystem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="abrufe",
                                to="antraege.ratssystem",
                                verbose_name="Ratsinformationssystem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Abruf",
                        "verbose_name_plural": "Abrufe",
                        "ordering": ["-begonnen_am", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ergebnis", "laeuft")),
                                fields=("ratssystem",),
                                name="ratsabruf_einer_zur_zeit",
                                violation_error_message="Das Ratsinformationssystem wird gerade abgerufen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tagesordnungspunkt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kennung", models.CharField(max_length=500, verbose_name="Kennung")),
                        (
                            "reihenfolge",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge"),
                        ),
                        ("nummer", models.CharField(blank=True, max_length=20, verbose_name="Nummer")),
                        ("titel", models.CharField(max_length=400, verbose_name="Titel")),
                        ("oeffentlich", models.BooleanField(default=True, verbose_name="öffentlich")),
                        (
                            "drucksache",
                            models.CharField(blank=True, max_length=60, verbose_name="Drucksache"),
                        ),
                        ("ergebnis", models.CharField(blank=True, max_length=200, verbose_name="Ergebnis")),
                        ("wortlaut", models.TextField(blank=True, verbose_name="Beschlusstext")),
                        (
                            "sitzung",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tagesordnung",
                                to="antraege.sitzung",
                                verbose_name="Sitzung",
                            ),
                        ),
                        (
                            "vorlage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tagesordnungspunkte",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Tagesordnungspunkt",
                        "verbose_name_plural": "Tagesordnungspunkte",
                        "ordering": ["sitzung", "reihenfolge", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sitzung", "kennung"),
                                name="tagesordnungspunkt_einmal",
                                violation_error_message="Diesen Tagesordnungspunkt gibt es schon.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "schluessel",
                            models.SlugField(max_length=30, unique=True, verbose_name="Schlüssel"),
                        ),
                        ("titel", models.CharField(max_length=120, verbose_name="Titel")),
                        (
                            "text",
                            models.TextField(
                                help_text="Absätze durch eine leere Zeile trennen", verbose_name="Text"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Seite",
                        "verbose_name_plural": "Seiten",
                    },
                ),
                migrations.CreateModel(
                    name="Demouhr",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("tag", models.DateField(verbose_name="Tag")),
                    ],
                    options={
                        "verbose_name": "Demouhr",
                        "verbose_name_plural": "Demouhr",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)),
                                name="demouhr_eine_zeile",
                                violation_error_message="Die Demo hat nur eine Uhr.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Serienlauf",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "handlung",
                            models.CharField(
                                choices=[
                                    ("entwerfen", "Bescheide entwerfen"),
                                    ("freigeben", "Bescheide freigeben und bereitstellen"),
                                ],
                                max_length=15,
                                verbose_name="Handlung",
                            ),
                        ),
                        ("gestartet_am", models.DateTimeField(verbose_name="gestartet am")),
                        (
                            "beendet_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="beendet am"),
                        ),
                        ("gesamt", models.PositiveIntegerField(verbose_name="Fälle")),
                        (
                            "gestartet_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gestartet von",
                            ),
                        ),
                        (
                            "vorlage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="serienlaeufe",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                blank=True,
                                help_text="statt der Vorlage: was die Verwaltung entschieden hat",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="serienlaeufe",
                                to="antraege.foerderrunde",
                                verbose_name="Runde",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Serienlauf",
                        "verbose_name_plural": "Serienläufe",
                        "ordering": ["-gestartet_am", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("beendet_am__isnull", True)),
                                fields=("vorlage",),
                                name="serienlauf_je_vorlage_einer",
                                violation_error_message="Zu dieser Vorlage läuft schon eine Serie.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("beendet_am__isnull", True)),
                                fields=("runde",),
                                name="serienlauf_je_runde_einer",
                                violation_error_message="Zu dieser Runde läuft schon eine Serie.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("runde__isnull", False), ("vorlage__isnull", True)),
                                    models.Q(("runde__isnull", True), ("vorlage__isnull", False)),
                                    _connector="OR",
                                ),
                                name="serienlauf_zu_vorlage_oder_runde",
                                violation_error_message="Eine Serie gehört zu einer Vorlage oder zu einer Runde.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Serienzeile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ergebnis",
                            models.CharField(
                                choices=[
                                    ("offen", "Wartet"),
                                    ("getan", "Erledigt"),
                                    ("schon", "War schon erledigt"),
                                    ("verweigert", "Nicht möglich"),
                                    ("fehler", "Technischer Fehler"),
                                ],
                                default="offen",
                                max_length=12,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        ("satz", models.CharField(blank=True, max_length=400, verbose_name="Grund")),
                        (
                            "antrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "lauf",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="zeilen",
                                to="antraege.serienlauf",
                                verbose_name="Lauf",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fall eines Serienlaufs",
                        "verbose_name_plural": "Fälle eines Serienlaufs",
                        "ordering": ["lauf", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lauf", "antrag"),
                                name="serienzeile_je_antrag_eine",
                                violation_error_message="Dieser Fall steht schon im Lauf.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stelle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "nummer",
                            models.CharField(max_length=30, unique=True, verbose_name="Stellennummer"),
                        ),
                        (
                            "vzae",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="VZÄ",
                                max_digits=6,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="Umfang",
                            ),
                        ),
                        (
                            "entgeltgruppe",
                            models.CharField(default="S 12", max_length=20, verbose_name="Entgeltgruppe"),
                        ),
                        ("beginn", models.DateField(verbose_name="von")),
                        ("ende", models.DateField(verbose_name="bis")),
                        (
                            "befristungsgrund",
                            models.CharField(
                                default="Befristete Finanzierung durch das Förderprogramm",
                                max_length=200,
                                verbose_name="Grund der Befristung",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("bedarf", "Bedarf"),
                                    ("autorisiert", "Ermächtigung liegt vor"),
                                    ("mittel_gesichert", "Mittel gesichert"),
                                    ("geschaffen", "Geschaffen"),
                                    ("ausgeschrieben", "Ausgeschrieben"),
                                    ("besetzt", "Besetzt"),
                                    ("teilbesetzt", "Teilweise besetzt"),
                                    ("vakant", "Unbesetzt"),
                                    ("auslaufend", "Läuft aus"),
                                    ("beendet", "Beendet"),
                                    ("verlaengert", "Verlängert"),
                                    ("umgewandelt", "Umgewandelt"),
                                ],
                                default="geschaffen",
                                max_length=20,
                                verbose_name="Stand",
                            ),
                        ),
                        ("angelegt_am", models.DateTimeField(verbose_name="angelegt am")),
                        ("historisch", models.BooleanField(default=False, verbose_name="historisch")),
                        (
                            "angelegt_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="angelegt von",
                            ),
                        ),
                        (
                            "anstellungstraeger",
                            models.ForeignKey(
                                blank=True,
                                help_text="leer: der Landkreis",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="eigene_stellen",
                                to="antraege.kommune",
                                verbose_name="Anstellungsträger",
                            ),
                        ),
                        (
                            "antrag",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stellen",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "einsatzort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stellen_vor_ort",
                                to="antraege.kommune",
                                verbose_name="Einsatzort",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stellen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Stelle",
                        "verbose_name_plural": "Stellen",
                        "ordering": ["ende", "pk"],
                        "indexes": [
                            models.Index(fields=["landkreis", "ende", "id"], name="stelle_landkreis_ende")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ende__gte", models.F("beginn"))),
                                name="stelle_ende_nach_beginn",
                                violation_error_message="Das Ende der Stelle liegt vor dem Beginn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vzae__gt", 0)),
                                name="stelle_vzae_positiv",
                                violation_error_message="Der Umfang muss größer als 0 sein.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finanzierungsanteil",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "vzae",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="VZÄ",
                                max_digits=6,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="Anteil",
                            ),
                        ),
                        ("beginn", models.DateField(verbose_name="von")),
                        ("ende", models.DateField(verbose_name="bis")),
                        (
                            "antrag",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="anteile",
                                to="antraege.antrag",
                                verbose_name="Antrag",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="anteile",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                        (
                            "stelle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="anteile",
                                to="antraege.stelle",
                                verbose_name="Stelle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Finanzierungsanteil",
                        "verbose_name_plural": "Finanzierungsanteile",
                        "ordering": ["beginn", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ende__gte", models.F("beginn"))),
                                name="anteil_ende_nach_beginn",
                                violation_error_message="Das Ende des Anteils liegt vor dem Beginn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vzae__gt", 0)),
                                name="anteil_vzae_positiv",
                                violation_error_message="Der Anteil muss größer als 0 sein.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Besetzung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kennzeichen",
                            models.CharField(
                                help_text="Initialen oder Nummer, keine Namen",
                                max_length=20,
                                verbose_name="Kennzeichen",
                            ),
                        ),
                        (
                            "vzae",
                            models.DecimalField(
                                decimal_places=2, help_text="VZÄ", max_digits=6, verbose_name="Umfang"
                            ),
                        ),
                        ("beginn", models.DateField(verbose_name="von")),
                        ("ende", models.DateField(blank=True, null=True, verbose_name="bis")),
                        (
                            "stelle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="besetzungen",
                                to="antraege.stelle",
                                verbose_name="Stelle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Besetzung",
                        "verbose_name_plural": "Besetzungen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ende__isnull", True), ("ende__gte", models.F("beginn")), _connector="OR"
                                ),
                                name="besetzung_ende_nach_beginn",
                                violation_error_message="Das Ende der Besetzung liegt vor dem Beginn.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Textbaustein",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("bewilligung", "Bewilligungsbescheid"),
                                    ("teilbewilligung", "Teilbewilligungsbescheid"),
                                    ("ablehnung", "Ablehnungsbescheid"),
                                    ("aenderung", "Änderungsbescheid"),
                                    ("widerruf", "Widerrufsbescheid"),
                                    ("ruecknahme", "Rücknahmebescheid"),
                                    ("erstattung", "Erstattungsbescheid"),
                                    ("schluss", "Schlussbescheid"),
                                ],
                                max_length=20,
                                verbose_name="Art des Bescheids",
                            ),
                        ),
                        (
                            "stelle",
                            models.CharField(
                                choices=[
                                    ("begruendung", "Begründung"),
                                    ("nebenbestimmung", "Nebenbestimmung"),
                                ],
                                max_length=15,
                                verbose_name="Stelle im Bescheid",
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                        ("titel", models.CharField(max_length=120, verbose_name="Titel")),
                        ("text", models.TextField(max_length=4000, verbose_name="Text")),
                        (
                            "vorbelegt",
                            models.BooleanField(
                                default=True,
                                help_text="sonst zur Auswahl angeboten",
                                verbose_name="steht von selbst im Entwurf",
                            ),
                        ),
                        ("aktiv", models.BooleanField(default=True, verbose_name="in Gebrauch")),
                        (
                            "programm",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="textbausteine",
                                to="antraege.foerderprogramm",
                                verbose_name="Programm",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Textbaustein",
                        "verbose_name_plural": "Textbausteine",
                        "ordering": ["programm", "art", "stelle", "nummer"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programm", "art", "stelle", "nummer"),
                                name="textbaustein_nummer_eindeutig",
                                violation_error_message="Diese Nummer trägt schon ein anderer Textbaustein.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vorlage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("drucksache", models.CharField(max_length=20, verbose_name="KT-Drucks. Nr.")),
                        ("titel", models.CharField(max_length=200, verbose_name="Titel")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("entwurf", "Entwurf"),
                                    ("mitzeichnung", "In Mitzeichnung"),
                                    ("freigegeben", "Freigegeben"),
                                    ("beschlossen", "Beschlossen"),
                                    ("zurueckgezogen", "Zurückgezogen"),
                                ],
                                default="entwurf",
                                editable=False,
                                max_length=20,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "veroeffentlicht_am",
                            models.DateField(blank=True, null=True, verbose_name="veröffentlicht am"),
                        ),
                        ("historisch", models.BooleanField(default=False, verbose_name="historisch")),
                        ("beispieldaten", models.BooleanField(default=False, verbose_name="Beispieldaten")),
                        (
                            "erstellt_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erstellt von",
                            ),
                        ),
                        (
                            "freigegeben_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="freigegeben von",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vorlagen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "runde",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vorlagen",
                                to="antraege.foerderrunde",
                                verbose_name="Förderrunde",
                            ),
                        ),
                        (
                            "adresse",
                            models.CharField(
                                blank=True,
                                max_length=500,
                                validators=[django.core.validators.URLValidator(["https", "http"])],
                                verbose_name="Seite im Ratsinformationssystem",
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[("vorlage", "Sitzungsvorlage"), ("ergaenzung", "Ergänzungsvorlage")],
                                default="vorlage",
                                max_length=10,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "betrag",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="EUR; entscheidet, wer mitzeichnet und welches Gremium beschließen darf",
                                max_digits=12,
                                null=True,
                                verbose_name="Finanzvolumen",
                            ),
                        ),
                        (
                            "ergaenzt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ergaenzungen",
                                to="antraege.vorlage",
                                verbose_name="ergänzt die Vorlage",
                            ),
                        ),
                        (
                            "fassung",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, verbose_name="Fassung"
                            ),
                        ),
                        (
                            "federfuehrung",
                            models.CharField(
                                choices=[
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                ],
                                default="geschaeftsstelle",
                                max_length=30,
                                verbose_name="Federführung",
                            ),
                        ),
                        (
                            "finanzen",
                            models.TextField(
                                blank=True, max_length=8000, verbose_name="Finanzielle Auswirkungen"
                            ),
                        ),
                        (
                            "kennung",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="Kennung im Ratsinformationssystem"
                            ),
                        ),
                        (
                            "sachverhalt",
                            models.TextField(blank=True, max_length=20000, verbose_name="Sachverhalt"),
                        ),
                        (
                            "veroeffentlichen_am",
                            models.DateField(
                                blank=True,
                                help_text="leer: mit der Freigabe",
                                null=True,
                                verbose_name="veröffentlichen am",
                            ),
                        ),
                        (
                            "bearbeitet_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="zuletzt bearbeitet von",
                            ),
                        ),
                        (
                            "bearbeitende",
                            models.ManyToManyField(
                                editable=False,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bearbeitet von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Sitzungsvorlage",
                        "verbose_name_plural": "Sitzungsvorlagen",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("landkreis", "drucksache"),
                                name="vorlage_drucksache_je_landkreis_eindeutig",
                                violation_error_message="Diese Drucksachennummer ist schon vergeben.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("freigegeben_von__isnull", True),
                                    models.Q(("freigegeben_von", models.F("erstellt_von")), _negated=True),
                                    _connector="OR",
                                ),
                                name="vorlage_freigabe_durch_zweite_person",
                                violation_error_message="Die Vorlage gibt eine zweite Person frei.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("art", "ergaenzung"), ("ergaenzt__isnull", False)),
                                    models.Q(("art", "vorlage"), ("ergaenzt__isnull", True)),
                                    _connector="OR",
                                ),
                                name="vorlage_ergaenzung_nennt_vorlage",
                                violation_error_message="Eine Ergänzungsvorlage nennt die Vorlage, die sie ergänzt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["freigegeben", "beschlossen"]), _negated=True),
                                    ("freigegeben_von__isnull", False),
                                    _connector="OR",
                                ),
                                name="vorlage_freigegeben_mit_person",
                                violation_error_message="Eine freigegebene Vorlage nennt die Person, die sie freigegeben hat.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Beschlussantrag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ziffer", models.PositiveSmallIntegerField(verbose_name="Ziffer")),
                        ("wortlaut", models.TextField(verbose_name="Wortlaut")),
                        (
                            "vorlage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="beschlussantraege",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                        (
                            "fasst_neu",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="neufassungen",
                                to="antraege.beschlussantrag",
                                verbose_name="neuer Wortlaut zu",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Beschlussantrag",
                        "verbose_name_plural": "Beschlussanträge",
                        "ordering": ["vorlage", "ziffer"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("vorlage", "ziffer"),
                                name="beschlussantrag_ziffer_eindeutig",
                                violation_error_message="Diese Ziffer steht schon in der Vorlage.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Aenderungsantrag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                        ("antragsteller", models.CharField(max_length=200, verbose_name="gestellt von")),
                        ("wortlaut", models.TextField(max_length=4000, verbose_name="Wortlaut")),
                        ("eingegangen_am", models.DateField(verbose_name="eingegangen am")),
                        (
                            "ergebnis",
                            models.CharField(
                                choices=[
                                    ("offen", "Noch nicht behandelt"),
                                    ("angenommen", "Angenommen"),
                                    ("abgelehnt", "Abgelehnt"),
                                    ("zurueckgezogen", "Zurückgezogen"),
                                    ("erledigt", "Erledigt"),
                                ],
                                default="offen",
                                max_length=15,
                                verbose_name="Ergebnis",
                            ),
                        ),
                        (
                            "beschlussantrag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aenderungsantraege",
                                to="antraege.beschlussantrag",
                                verbose_name="Beschlussantrag",
                            ),
                        ),
                        (
                            "erfasst_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erfasst von",
                            ),
                        ),
                        (
                            "entschieden_am",
                            models.DateField(blank=True, null=True, verbose_name="entschieden am"),
                        ),
                    ],
                    options={
                        "verbose_name": "Änderungsantrag",
                        "verbose_name_plural": "Änderungsanträge",
                        "ordering": ["beschlussantrag", "nummer"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("beschlussantrag", "nummer"),
                                name="aenderungsantrag_nummer_eindeutig",
                                violation_error_message="Diesen Änderungsantrag gibt es schon.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entschieden_am__isnull", True), ("ergebnis", "offen")),
                                    models.Q(
                                        models.Q(("ergebnis", "offen"), _negated=True),
                                        ("entschieden_am__gte", models.F("eingegangen_am")),
                                        ("entschieden_am__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="aenderungsantrag_entschieden_mit_tag",
                                violation_error_message="Ein behandelter Änderungsantrag nennt den Tag, nicht vor seinem Eingang.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vorlagenfassung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                        ("inhalt", models.JSONField(verbose_name="Inhalt")),
                        ("freigegeben_am", models.DateTimeField(verbose_name="freigegeben am")),
                        (
                            "docx",
                            models.FileField(
                                blank=True,
                                upload_to=antraege.models.vorlagendatei.ablage,
                                verbose_name="Word-Datei",
                            ),
                        ),
                        (
                            "docx_sha256",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="Prüfsumme der Word-Datei"
                            ),
                        ),
                        (
                            "pdf",
                            models.FileField(
                                blank=True, upload_to=antraege.models.vorlagendatei.ablage, verbose_name="PDF"
                            ),
                        ),
                        (
                            "pdf_sha256",
                            models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme des PDF"),
                        ),
                        (
                            "hausvorlage_sha256",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="Prüfsumme der Hausvorlage"
                            ),
                        ),
                        (
                            "freigegeben_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="freigegeben von",
                            ),
                        ),
                        (
                            "vorlage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fassungen",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                        (
                            "veroeffentlicht_am",
                            models.DateField(blank=True, null=True, verbose_name="veröffentlicht am"),
                        ),
                        (
                            "typst_version",
                            models.CharField(blank=True, max_length=20, verbose_name="typst-Version"),
                        ),
                        (
                            "druck_sha256",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="Prüfsumme der Druckvorlage"
                            ),
                        ),
                        (
                            "anlagen",
                            models.ManyToManyField(
                                editable=False,
                                related_name="fassungen",
                                to="antraege.vorlagenanlage",
                                verbose_name="Anlagen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fassung der Vorlage",
                        "verbose_name_plural": "Fassungen der Vorlage",
                        "ordering": ["vorlage", "nummer"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("vorlage", "nummer"),
                                name="vorlagenfassung_nummer_eindeutig",
                                violation_error_message="Diese Fassung der Vorlage gibt es schon.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hausvorlage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "datei",
                            models.FileField(
                                upload_to=antraege.models.vorlagendatei.ablage, verbose_name="Word-Datei"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Dateiname")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                        ("hochgeladen_am", models.DateTimeField(verbose_name="hochgeladen am")),
                        (
                            "hochgeladen_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hochgeladen von",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hausvorlagen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Hausvorlage",
                        "verbose_name_plural": "Hausvorlagen",
                        "ordering": ["-hochgeladen_am", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Vorlagenanlage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "art",
                            models.CharField(
                                choices=[
                                    ("anlage", "Anlage"),
                                    ("tischvorlage", "Tischvorlage"),
                                    ("auszug", "Auszug aus der Niederschrift"),
                                ],
                                default="anlage",
                                max_length=15,
                                verbose_name="Art",
                            ),
                        ),
                        (
                            "datei",
                            models.FileField(
                                upload_to=antraege.models.vorlagendatei.ablage, verbose_name="Datei"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Dateiname")),
                        ("groesse", models.PositiveIntegerField(help_text="Bytes", verbose_name="Größe")),
                        ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                        ("oeffentlich", models.BooleanField(default=True, verbose_name="öffentlich")),
                        ("hochgeladen_am", models.DateTimeField(verbose_name="hochgeladen am")),
                        (
                            "hochgeladen_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="hochgeladen von",
                            ),
                        ),
                        (
                            "vorlage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="anlagen",
                                to="antraege.vorlage",
                                verbose_name="Vorlage",
                            ),
                        ),
                        ("inhaltstyp", models.CharField(max_length=100, verbose_name="Inhaltstyp")),
                        (
                            "entfernt_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="entfernt am"),
                        ),
                        (
                            "entfernt_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entfernt von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Anlage der Vorlage",
                        "verbose_name_plural": "Anlagen der Vorlage",
                        "ordering": ["vorlage", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("entfernt_am__isnull", True)),
                                fields=("vorlage", "sha256"),
                                name="vorlagenanlage_einmal",
                                violation_error_message="Diese Datei liegt schon bei der Vorlage.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entfernt_am__isnull", True), ("entfernt_von__isnull", True)),
                                    models.Q(("entfernt_am__isnull", False), ("entfernt_von__isnull", False)),
                                    _connector="OR",
                                ),
                                name="vorlagenanlage_entfernt_von_person",
                                violation_error_message="Wer eine Datei entfernt, steht mit dem Zeitpunkt dabei.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Einladung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(max_length=254, verbose_name="E-Mail-Adresse der Person"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("kommune_sachbearbeitung", "Sachbearbeitung der Kommune"),
                                    ("kommune_zeichnung", "Zeichnungsberechtigte Person"),
                                    ("kommune_zugang", "Zugangsverwaltung der Kommune"),
                                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                                    ("sachgebietsleitung", "Sachgebietsleitung"),
                                    ("amtsleitung", "Amtsleitung"),
                                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                                    ("kaemmerei", "Kämmerei"),
                                    ("personal", "Personal und Organisation"),
                                    ("kreiskasse", "Kreiskasse"),
                                    ("pruefung", "Prüfung (nur lesen)"),
                                    ("auslaenderbehoerde", "Ausländerbehörde"),
                                    ("koordination", "Koordination Integration"),
                                    ("rechtsamt", "Rechtsamt"),
                                    ("dezernat", "Dezernat"),
                                    ("landrat", "Landrat"),
                                    ("systembetreuung", "Systembetreuung"),
                                ],
                                max_length=30,
                                verbose_name="Rolle",
                            ),
                        ),
                        ("ausgestellt_am", models.DateTimeField(verbose_name="ausgestellt am")),
                        ("gueltig_bis", models.DateField(verbose_name="gültig bis")),
                        (
                            "angenommen_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="angenommen am"),
                        ),
                        (
                            "widerrufen_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="widerrufen am"),
                        ),
                        (
                            "angenommen_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="angenommen von",
                            ),
                        ),
                        (
                            "ausgestellt_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ausgestellt von",
                            ),
                        ),
                        (
                            "folgt_auf",
                            models.ForeignKey(
                                blank=True,
                                help_text="Personalwechsel: deren Rolle endet mit der Annahme",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="folgt auf",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="einladungen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                        (
                            "landkreis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="einladungen",
                                to="antraege.landkreis",
                                verbose_name="Landkreis",
                            ),
                        ),
                        (
                            "vorgaenger_bis",
                            models.DateField(
                                blank=True,
                                help_text="leer: mit der Annahme der Einladung",
                                null=True,
                                verbose_name="Rolle der Vorgängerin oder des Vorgängers endet am",
                            ),
                        ),
                        (
                            "gilt_ab",
                            models.DateField(
                                blank=True,
                                help_text="leer: mit der Annahme der Einladung",
                                null=True,
                                verbose_name="Rolle gilt ab",
                            ),
                        ),
                        (
                            "empfangsberechtigt",
                            models.BooleanField(
                                default=False,
                                help_text="Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist.",
                                verbose_name="darf Bescheide öffnen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Einladung",
                        "verbose_name_plural": "Einladungen",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rolle__startswith", "kommune_")),
                                name="einladung_nur_kommunale_rolle",
                                violation_error_message="Eingeladen wird in eine Rolle der Kommune.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("angenommen_am__isnull", True),
                                    ("widerrufen_am__isnull", True),
                                    _connector="OR",
                                ),
                                name="einladung_angenommen_oder_widerrufen",
                                violation_error_message="Eine angenommene Einladung lässt sich nicht widerrufen.",
                            ),
                            models.UniqueConstraint(
                                models.F("kommune"),
                                models.F("email"),
                                models.F("rolle"),
                                condition=models.Q(
                                    ("angenommen_am__isnull", True), ("widerrufen_am__isnull", True)
                                ),
                                name="einladung_je_person_und_rolle_eine_offene",
                                violation_error_message="Diese Person ist in diese Rolle schon eingeladen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("vorgaenger_bis__isnull", True),
                                    ("folgt_auf__isnull", False),
                                    _connector="OR",
                                ),
                                name="einladung_ende_nur_bei_personalwechsel",
                                violation_error_message="Ein Ende der bisherigen Rolle gibt es nur bei einem Personalwechsel.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("empfangsberechtigt", False),
                                    ("rolle__in", ["kommune_sachbearbeitung", "kommune_zeichnung"]),
                                    _connector="OR",
                                ),
                                name="einladung_empfang_nur_fuer_die_kommune",
                                violation_error_message="Bescheide öffnen die Sachbearbeitung der Kommune und die zeichnungsberechtigte Person.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bescheidjahr",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("jahr", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                        (
                            "betrag",
                            models.DecimalField(
                                decimal_places=2, help_text="EUR", max_digits=12, verbose_name="Betrag"
                            ),
                        ),
                        (
                            "bescheid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="jahre",
                                to="antraege.bescheid",
                                verbose_name="Bescheid",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Betrag im Haushaltsjahr",
                        "verbose_name_plural": "Beträge nach Haushaltsjahren",
                        "ordering": ["bescheid", "jahr"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("bescheid", "jahr"),
                                name="bescheid_je_jahr_ein_betrag",
                                violation_error_message="Zu diesem Haushaltsjahr steht im Bescheid schon ein Betrag.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bekanntgabezustimmung",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("erklaert_am", models.DateTimeField(verbose_name="erklärt am")),
                        (
                            "widerrufen_am",
                            models.DateTimeField(blank=True, null=True, verbose_name="widerrufen am"),
                        ),
                        (
                            "erklaert_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erklärt von",
                            ),
                        ),
                        (
                            "kommune",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bekanntgabezustimmungen",
                                to="antraege.kommune",
                                verbose_name="Kommune",
                            ),
                        ),
                        (
                            "widerrufen_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="widerrufen von",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Zustimmung zur Bekanntgabe im Portal",
                        "verbose_name_plural": "Zustimmungen zur Bekanntgabe im Portal",
                        "ordering": ["kommune", "-erklaert_am"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("widerrufen_am__isnull", True)),
                                fields=("kommune",),
                                name="zustimmung_je_kommune_eine",
                                violation_error_message="Die Kommune hat schon zugestimmt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("widerrufen_am__isnull", True), ("widerrufen_von__isnull", True)
                                    ),
                                    models.Q(
                                        ("widerrufen_am__isnull", False), ("widerrufen_von__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="zustimmung_widerruf_mit_person",
                                violation_error_message="Ein Widerruf nennt Person und Zeitpunkt.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Widerspruch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("eingegangen_am", models.DateTimeField(verbose_name="eingegangen am")),
                        (
                            "weg",
                            models.CharField(
                                choices=[
                                    ("portal", "Portal"),
                                    ("email", "E-Mail"),
                                    ("post", "Post"),
                                    ("bote", "Bote oder persönlich"),
                                    ("telefon", "Telefonnotiz"),
                                    ("import", "Import aus einer Tabelle"),
                                ],
                                max_length=10,
                                verbose_name="Eingangsweg",
                            ),
                        ),
                        (
                            "begruendung",
                            models.TextField(blank=True, max_length=8000, verbose_name="Begründung"),
                        ),
                        (
                            "datei",
                            models.FileField(
                                blank=True,
                                upload_to=antraege.models.zustellung.ablage,
                                verbose_name="Schreiben",
                            ),
                        ),
                        ("verspaetet", models.BooleanField(default=False, verbose_name="verspätet")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("offen", "Eingelegt"),
                                    ("abgeholfen", "Abgeholfen"),
                                    ("teilweise", "Teilweise abgeholfen"),
                                    ("zurueckgewiesen", "Zurückgewiesen"),
                                    ("zurueckgenommen", "Zurückgenommen"),
                                ],
                                default="offen",
                                max_length=15,
                                verbose_name="Stand",
                            ),
                        ),
                        (
                            "entschieden_am",
                            models.DateField(blank=True, null=True, verbose_name="entschieden am"),
                        ),
                        (
                            "vermerk",
                            models.TextField(
                                blank=True, max_length=8000, verbose_name="Vermerk zur Entscheidung"
                            ),
                        ),
                        (
                            "bescheid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="widersprueche",
                                to="antraege.bescheid",
                                verbose_name="Bescheid",
                            ),
                        ),
                        (
                            "entschieden_von",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="entschieden von",
                            ),
                        ),
                        (
                            "erfasst_von",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="erfasst von",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="Dateiname")),
                        (
                            "groesse",
                            models.PositiveIntegerField(default=0, help_text="Byte", verbose_name="Größe"),
                        ),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme")),
                        (
                            "inhaltstyp",
                            models.CharField(blank=True, max_length=80, verbose_name="Inhaltstyp"),
                        ),
                        (
                            "zugestellt_am",
                            models.DateField(
                                blank=True, null=True, verbose_name="Widerspruchsbescheid zugestellt am"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Widerspruch",
                        "verbose_name_plural": "Widersprüche",
                        "ordering": ["-eingegangen_am", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "offen")),
                                fields=("bescheid",),
                                name="widerspruch_je_bescheid_ein_offener",
                                violation_error_message="Zu diesem Bescheid ist schon ein Widerspruch offen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entschieden_am__isnull", True), ("status", "offen")),
                                    models.Q(
                                        models.Q(("status", "offen"), _negated=True),
                                        ("entschieden_am__isnull", False),
                                        ("entschieden_von__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="widerspruch_entschieden_mit_person",
                                violation_error_message="Ein entschiedener Widerspruch nennt Tag und Person.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("entschieden_von__isnull", True),
                                    models.Q(("entschieden_von", models.F("erfasst_von")), _negated=True),
                                    _connector="OR",
                                ),
                                name="widerspruch_entscheidung_durch_zweite_person",
                                violation_error_message="Über den Widerspruch entscheidet eine andere Person als die, die ihn erfasst hat (Vier-Augen-Prinzip).",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["teilweise", "zurueckgewiesen"]), _negated=True),
                                    ("zugestellt_am__isnull", False),
                                    _connector="OR",
                                ),
                                name="widerspruchsbescheid_mit_zustellung",
                                violation_error_message="Ein Widerspruchsbescheid nennt den Tag seiner Zustellung.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunSQL("SET LOCAL check_function_bodies = off"),
        *(migrations.RunSQL(datei.read_text(encoding="utf-8")) for datei in REGELN),
    ]
