"""The tables of committees, papers and notices in full."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("antraege", "0020_vier_augen_der_fassung"),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "Änderungsantrag",
                "verbose_name_plural": "Änderungsanträge",
                "ordering": ["beschlussantrag", "nummer"],
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
                ("widerrufen_am", models.DateTimeField(blank=True, null=True, verbose_name="widerrufen am")),
            ],
            options={
                "verbose_name": "Zustimmung zur Bekanntgabe im Portal",
                "verbose_name_plural": "Zustimmungen zur Bekanntgabe im Portal",
                "ordering": ["kommune", "-erklaert_am"],
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
            ],
            options={
                "verbose_name": "Betrag im Haushaltsjahr",
                "verbose_name_plural": "Beträge nach Haushaltsjahren",
                "ordering": ["bescheid", "jahr"],
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
                ("datei", models.FileField(upload_to="hausvorlagen/", verbose_name="Word-Datei")),
                ("name", models.CharField(max_length=200, verbose_name="Dateiname")),
                ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("hochgeladen_am", models.DateTimeField(verbose_name="hochgeladen am")),
            ],
            options={
                "verbose_name": "Hausvorlage",
                "verbose_name_plural": "Hausvorlagen",
                "ordering": ["-hochgeladen_am", "-pk"],
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
                ("erledigt_am", models.DateTimeField(blank=True, null=True, verbose_name="erledigt am")),
                ("vermerk", models.TextField(blank=True, max_length=2000, verbose_name="Vermerk")),
            ],
            options={
                "verbose_name": "Maßgabe",
                "verbose_name_plural": "Maßgaben",
                "ordering": ["faellig_am", "pk"],
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
                ("gezeichnet_am", models.DateTimeField(blank=True, null=True, verbose_name="gezeichnet am")),
                ("bemerkung", models.TextField(blank=True, max_length=2000, verbose_name="Bemerkung")),
            ],
            options={
                "verbose_name": "Mitzeichnung",
                "verbose_name_plural": "Mitzeichnungen",
                "ordering": ["vorlage", "durchgang", "nummer"],
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
                ("beendet_am", models.DateTimeField(blank=True, null=True, verbose_name="beendet am")),
                ("neu", models.PositiveIntegerField(default=0, verbose_name="neu")),
                ("geaendert", models.PositiveIntegerField(default=0, verbose_name="geändert")),
                ("bericht", models.TextField(blank=True, verbose_name="Bericht")),
            ],
            options={
                "verbose_name": "Abruf",
                "verbose_name_plural": "Abrufe",
                "ordering": ["-begonnen_am", "-pk"],
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
            ],
            options={
                "verbose_name": "Ratsinformationssystem",
                "verbose_name_plural": "Ratsinformationssysteme",
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
                ("beendet_am", models.DateTimeField(blank=True, null=True, verbose_name="beendet am")),
                ("gesamt", models.PositiveIntegerField(verbose_name="Fälle")),
            ],
            options={
                "verbose_name": "Serienlauf",
                "verbose_name_plural": "Serienläufe",
                "ordering": ["-gestartet_am", "-pk"],
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
                            ("getan", "Erledigt"),
                            ("schon", "War schon erledigt"),
                            ("verweigert", "Nicht möglich"),
                            ("fehler", "Technischer Fehler"),
                        ],
                        max_length=12,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("satz", models.CharField(blank=True, max_length=400, verbose_name="Grund")),
            ],
            options={
                "verbose_name": "Fall eines Serienlaufs",
                "verbose_name_plural": "Fälle eines Serienlaufs",
                "ordering": ["lauf", "pk"],
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
                ("reihenfolge", models.PositiveSmallIntegerField(default=0, verbose_name="Reihenfolge")),
                ("nummer", models.CharField(blank=True, max_length=20, verbose_name="Nummer")),
                ("titel", models.CharField(max_length=400, verbose_name="Titel")),
                ("oeffentlich", models.BooleanField(default=True, verbose_name="öffentlich")),
                ("drucksache", models.CharField(blank=True, max_length=60, verbose_name="Drucksache")),
                ("ergebnis", models.CharField(blank=True, max_length=200, verbose_name="Ergebnis")),
                ("wortlaut", models.TextField(blank=True, verbose_name="Beschlusstext")),
            ],
            options={
                "verbose_name": "Tagesordnungspunkt",
                "verbose_name_plural": "Tagesordnungspunkte",
                "ordering": ["sitzung", "reihenfolge", "pk"],
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
                        choices=[("begruendung", "Begründung"), ("nebenbestimmung", "Nebenbestimmung")],
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
            ],
            options={
                "verbose_name": "Textbaustein",
                "verbose_name_plural": "Textbausteine",
                "ordering": ["programm", "art", "stelle", "nummer"],
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
                ("datei", models.FileField(upload_to="vorlagenanlagen/", verbose_name="Datei")),
                ("name", models.CharField(max_length=200, verbose_name="Dateiname")),
                ("typ", models.CharField(max_length=100, verbose_name="Dateityp")),
                ("groesse", models.PositiveIntegerField(help_text="Bytes", verbose_name="Größe")),
                ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                ("oeffentlich", models.BooleanField(default=True, verbose_name="öffentlich")),
                ("hochgeladen_am", models.DateTimeField(verbose_name="hochgeladen am")),
            ],
            options={
                "verbose_name": "Anlage der Vorlage",
                "verbose_name_plural": "Anlagen der Vorlage",
                "ordering": ["vorlage", "pk"],
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
                ("docx", models.FileField(blank=True, upload_to="vorlagen/", verbose_name="Word-Datei")),
                (
                    "docx_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme der Word-Datei"),
                ),
                ("pdf", models.FileField(blank=True, upload_to="vorlagen/", verbose_name="PDF")),
                ("pdf_sha256", models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme des PDF")),
                (
                    "hausvorlage_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="Prüfsumme der Hausvorlage"),
                ),
            ],
            options={
                "verbose_name": "Fassung der Vorlage",
                "verbose_name_plural": "Fassungen der Vorlage",
                "ordering": ["vorlage", "nummer"],
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
                ("begruendung", models.TextField(blank=True, max_length=8000, verbose_name="Begründung")),
                ("datei", models.FileField(blank=True, upload_to="widersprueche/", verbose_name="Schreiben")),
                ("dateiname", models.CharField(blank=True, max_length=200, verbose_name="Dateiname")),
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
                ("entschieden_am", models.DateField(blank=True, null=True, verbose_name="entschieden am")),
                (
                    "vermerk",
                    models.TextField(blank=True, max_length=8000, verbose_name="Vermerk zur Entscheidung"),
                ),
            ],
            options={
                "verbose_name": "Widerspruch",
                "verbose_name_plural": "Widersprüche",
                "ordering": ["-eingegangen_am", "-pk"],
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
                        default="3T", help_text="zum Beispiel 3T oder 1W", max_length=5, verbose_name="Frist"
                    ),
                ),
            ],
            options={
                "verbose_name": "Station der Mitzeichnung",
                "verbose_name_plural": "Weg der Mitzeichnung",
                "ordering": ["landkreis", "nummer"],
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
                ("beschliessend", models.BooleanField(default=False, verbose_name="beschließt selbst")),
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
            ],
            options={
                "verbose_name": "Zuständigkeit",
                "verbose_name_plural": "Zuständigkeiten",
                "ordering": ["gremium", "-gueltig_ab"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="frist",
            name="frist_gehoert_zu_antrag_oder_stelle",
        ),
        migrations.AddField(
            model_name="beratungsschritt",
            name="bestaetigt_am",
            field=models.DateTimeField(blank=True, null=True, verbose_name="mit dem Auszug bestätigt am"),
        ),
        migrations.AddField(
            model_name="beratungsschritt",
            name="bestaetigt_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="bestätigt von",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="aendert",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="folgende",
                to="antraege.bescheid",
                verbose_name="bezieht sich auf",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="anerkannt",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="EUR",
                max_digits=12,
                null=True,
                verbose_name="anerkannte Ausgaben",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="beginn",
            field=models.DateField(
                blank=True, help_text="leer: wie die Runde", null=True, verbose_name="Förderung von"
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="bestandskraeftig_am",
            field=models.DateField(blank=True, null=True, verbose_name="bestandskräftig am"),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="daten",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="Daten des Schreibens"
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="ende",
            field=models.DateField(
                blank=True, help_text="leer: wie die Runde", null=True, verbose_name="Förderung bis"
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="erstattung",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="EUR",
                max_digits=12,
                null=True,
                verbose_name="zu erstatten",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="haushalt_ausnahme",
            field=models.TextField(
                blank=True, max_length=1000, verbose_name="Ausnahme vom Haushaltsvorbehalt"
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="haushalt_ausnahme_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Ausnahme zugelassen von",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="versandt_am",
            field=models.DateField(blank=True, null=True, verbose_name="zur Post gegeben am"),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="versandt_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="zur Post gegeben von",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="verzichtet_am",
            field=models.DateTimeField(blank=True, null=True, verbose_name="auf Rechtsbehelf verzichtet am"),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="verzichtet_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="verzichtet durch",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="weg",
            field=models.CharField(
                blank=True,
                choices=[("portal", "Portal"), ("post", "Post")],
                max_length=10,
                verbose_name="bekannt gegeben durch",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="wirksam_ab",
            field=models.DateField(blank=True, null=True, verbose_name="wirksam ab"),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="zinsen_ab",
            field=models.DateField(blank=True, null=True, verbose_name="zu verzinsen ab"),
        ),
        migrations.AddField(
            model_name="beschlussergebnis",
            name="befangen",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Befangen"),
        ),
        migrations.AddField(
            model_name="beschlussergebnis",
            name="verlassen",
            field=models.CharField(
                blank=True, max_length=300, verbose_name="Wer wegen Befangenheit den Tisch verlassen hat"
            ),
        ),
        migrations.AddField(
            model_name="foerderrunde",
            name="zielsitzung",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="zielrunden",
                to="antraege.sitzung",
                verbose_name="Beschluss vorgesehen in",
            ),
        ),
        migrations.AddField(
            model_name="frist",
            name="vorlage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fristen",
                to="antraege.vorlage",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AddField(
            model_name="gremium",
            name="abgabe_werktage",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Werktage vor der Sitzung",
                null=True,
                verbose_name="Abgabeschluss der Vorlagen",
            ),
        ),
        migrations.AddField(
            model_name="gremium",
            name="kennung",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="Kennung im Ratsinformationssystem"
            ),
        ),
        migrations.AddField(
            model_name="mitgliedschaft",
            name="empfangsberechtigt",
            field=models.BooleanField(
                default=False,
                help_text="Mit dem ersten Öffnen beginnt die Rechtsbehelfsfrist.",
                verbose_name="darf Bescheide öffnen",
            ),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="abgesagt",
            field=models.BooleanField(default=False, verbose_name="abgesagt"),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="adresse",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(["https", "http"])],
                verbose_name="Seite im Ratsinformationssystem",
            ),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="beendet_am",
            field=models.DateTimeField(blank=True, null=True, verbose_name="beendet am"),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="beginn",
            field=models.TimeField(blank=True, null=True, verbose_name="Beginn"),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="einladung_am",
            field=models.DateField(blank=True, null=True, verbose_name="Einladung am"),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="kennung",
            field=models.CharField(
                blank=True, editable=False, max_length=500, verbose_name="Kennung in der Quelle"
            ),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="ort",
            field=models.CharField(blank=True, max_length=200, verbose_name="Ort"),
        ),
        migrations.AddField(
            model_name="sitzung",
            name="quelle",
            field=models.CharField(
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
        migrations.AddField(
            model_name="vorlage",
            name="adresse",
            field=models.CharField(
                blank=True,
                max_length=500,
                validators=[django.core.validators.URLValidator(["https", "http"])],
                verbose_name="Seite im Ratsinformationssystem",
            ),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="art",
            field=models.CharField(
                choices=[("vorlage", "Sitzungsvorlage"), ("ergaenzung", "Ergänzungsvorlage")],
                default="vorlage",
                max_length=10,
                verbose_name="Art",
            ),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="betrag",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                help_text="EUR; entscheidet, wer mitzeichnet und welches Gremium beschließen darf",
                max_digits=12,
                null=True,
                verbose_name="Finanzvolumen",
            ),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="ergaenzt",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ergaenzungen",
                to="antraege.vorlage",
                verbose_name="ergänzt die Vorlage",
            ),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="fassung",
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="Fassung"),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="federfuehrung",
            field=models.CharField(
                choices=[
                    ("geschaeftsstelle", "Geschäftsstelle Kreistag"),
                    ("sachbearbeitung", "Sachbearbeitung Förderung"),
                ],
                default="geschaeftsstelle",
                max_length=30,
                verbose_name="Federführung",
            ),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="finanzen",
            field=models.TextField(blank=True, max_length=8000, verbose_name="Finanzielle Auswirkungen"),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="kennung",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="Kennung im Ratsinformationssystem"
            ),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="sachverhalt",
            field=models.TextField(blank=True, max_length=20000, verbose_name="Sachverhalt"),
        ),
        migrations.AddField(
            model_name="vorlage",
            name="veroeffentlichen_am",
            field=models.DateField(
                blank=True, help_text="leer: mit der Freigabe", null=True, verbose_name="veröffentlichen am"
            ),
        ),
        migrations.AlterField(
            model_name="bescheid",
            name="art",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="einladung",
            name="rolle",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="ersatzrolle",
            name="ersatz",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="ersatzrolle",
            name="rolle",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="fachstellungnahme",
            name="stelle",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="frist",
            name="art",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="mitgliedschaft",
            name="rolle",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("aendert__isnull", True),
                        ("art__in", ["bewilligung", "teilbewilligung", "ablehnung"]),
                    ),
                    models.Q(
                        models.Q(("art__in", ["bewilligung", "teilbewilligung", "ablehnung"]), _negated=True),
                        ("aendert__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="bescheid_folgender_nennt_frueheren",
                violation_error_message="Ein Folgebescheid nennt den Bescheid, auf den er sich bezieht.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("haushalt_ausnahme", ""), ("haushalt_ausnahme_von__isnull", True)),
                    models.Q(
                        models.Q(("haushalt_ausnahme", ""), _negated=True),
                        ("haushalt_ausnahme_von__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="bescheid_ausnahme_mit_person",
                violation_error_message="Eine Ausnahme vom Haushaltsvorbehalt nennt Grund und Person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verzichtet_am__isnull", True),
                    models.Q(("bekanntgegeben_am__isnull", False), ("verzichtet_von__isnull", False)),
                    _connector="OR",
                ),
                name="bescheid_verzicht_nach_bekanntgabe",
                violation_error_message="Auf einen Rechtsbehelf verzichtet eine Person, und erst nach der Bekanntgabe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "bestandskraeftig"), _negated=True),
                    ("bestandskraeftig_am__isnull", False),
                    _connector="OR",
                ),
                name="bescheid_bestandskraft_mit_tag",
                violation_error_message="Ein bestandskräftiger Bescheid nennt den Tag der Bestandskraft.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sitzung",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kennung", ""), _negated=True),
                fields=("gremium", "kennung"),
                name="sitzung_je_kennung_einmal",
                violation_error_message="Diese Sitzung ist schon übernommen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vorlage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("art", "ergaenzung"), ("ergaenzt__isnull", False)),
                    models.Q(("art", "vorlage"), ("ergaenzt__isnull", True)),
                    _connector="OR",
                ),
                name="vorlage_ergaenzung_nennt_vorlage",
                violation_error_message="Eine Ergänzungsvorlage nennt die Vorlage, die sie ergänzt.",
            ),
        ),
        migrations.AddField(
            model_name="aenderungsantrag",
            name="beschlussantrag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="aenderungsantraege",
                to="antraege.beschlussantrag",
                verbose_name="Beschlussantrag",
            ),
        ),
        migrations.AddField(
            model_name="aenderungsantrag",
            name="erfasst_von",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="erfasst von",
            ),
        ),
        migrations.AddField(
            model_name="bekanntgabezustimmung",
            name="erklaert_von",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="erklärt von",
            ),
        ),
        migrations.AddField(
            model_name="bekanntgabezustimmung",
            name="kommune",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bekanntgabezustimmungen",
                to="antraege.kommune",
                verbose_name="Kommune",
            ),
        ),
        migrations.AddField(
            model_name="bekanntgabezustimmung",
            name="widerrufen_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="widerrufen von",
            ),
        ),
        migrations.AddField(
            model_name="bescheidjahr",
            name="bescheid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="jahre",
                to="antraege.bescheid",
                verbose_name="Bescheid",
            ),
        ),
        migrations.AddField(
            model_name="hausvorlage",
            name="hochgeladen_von",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="hochgeladen von",
            ),
        ),
        migrations.AddField(
            model_name="hausvorlage",
            name="landkreis",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hausvorlagen",
                to="antraege.landkreis",
                verbose_name="Landkreis",
            ),
        ),
        migrations.AddField(
            model_name="massgabe",
            name="ergebnis",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="massgaben",
                to="antraege.beschlussergebnis",
                verbose_name="Ergebnis",
            ),
        ),
        migrations.AddField(
            model_name="massgabe",
            name="erledigt_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="erledigt von",
            ),
        ),
        migrations.AddField(
            model_name="frist",
            name="massgabe",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fristen",
                to="antraege.massgabe",
                verbose_name="Maßgabe",
            ),
        ),
        migrations.AddConstraint(
            model_name="frist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("antrag__isnull", False),
                    ("stelle__isnull", False),
                    ("vorlage__isnull", False),
                    _connector="OR",
                ),
                name="frist_gehoert_zu_etwas",
                violation_error_message="Eine Frist gehört zu einem Antrag, einer Stelle oder einer Vorlage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("erledigt_am__isnull", True), ("vorlage__isnull", False)),
                fields=("vorlage", "art", "massgabe"),
                name="frist_je_vorlage_und_art_eine_offene",
                nulls_distinct=False,
                violation_error_message="Zu dieser Vorlage läuft eine solche Frist schon.",
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="gezeichnet_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gezeichnet von",
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="vorlage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mitzeichnungen",
                to="antraege.vorlage",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AddField(
            model_name="ratsabruf",
            name="veranlasst_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="veranlasst von",
            ),
        ),
        migrations.AddField(
            model_name="ratssystem",
            name="landkreis",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ratssystem",
                to="antraege.landkreis",
                verbose_name="Landkreis",
            ),
        ),
        migrations.AddField(
            model_name="ratsabruf",
            name="ratssystem",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="abrufe",
                to="antraege.ratssystem",
                verbose_name="Ratsinformationssystem",
            ),
        ),
        migrations.AddField(
            model_name="serienlauf",
            name="gestartet_von",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gestartet von",
            ),
        ),
        migrations.AddField(
            model_name="serienlauf",
            name="vorlage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="serienlaeufe",
                to="antraege.vorlage",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AddField(
            model_name="serienzeile",
            name="antrag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="antraege.antrag",
                verbose_name="Antrag",
            ),
        ),
        migrations.AddField(
            model_name="serienzeile",
            name="lauf",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="zeilen",
                to="antraege.serienlauf",
                verbose_name="Lauf",
            ),
        ),
        migrations.AddField(
            model_name="tagesordnungspunkt",
            name="sitzung",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tagesordnung",
                to="antraege.sitzung",
                verbose_name="Sitzung",
            ),
        ),
        migrations.AddField(
            model_name="tagesordnungspunkt",
            name="vorlage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tagesordnungspunkte",
                to="antraege.vorlage",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AddField(
            model_name="textbaustein",
            name="programm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="textbausteine",
                to="antraege.foerderprogramm",
                verbose_name="Programm",
            ),
        ),
        migrations.AddField(
            model_name="vorlagenanlage",
            name="hochgeladen_von",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="hochgeladen von",
            ),
        ),
        migrations.AddField(
            model_name="vorlagenanlage",
            name="vorlage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="anlagen",
                to="antraege.vorlage",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AddField(
            model_name="beratungsschritt",
            name="auszug",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="antraege.vorlagenanlage",
                verbose_name="Auszug aus der Niederschrift",
            ),
        ),
        migrations.AddConstraint(
            model_name="beratungsschritt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("bestaetigt_am__isnull", True),
                    models.Q(("bestaetigt_von__isnull", False), ("erfasst_am__isnull", False)),
                    _connector="OR",
                ),
                name="beratung_bestaetigt_nach_erfassung",
                violation_error_message="Bestätigt wird nur ein erfasstes Ergebnis, und von einer Person.",
            ),
        ),
        migrations.AddField(
            model_name="vorlagenfassung",
            name="freigegeben_von",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="freigegeben von",
            ),
        ),
        migrations.AddField(
            model_name="vorlagenfassung",
            name="vorlage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fassungen",
                to="antraege.vorlage",
                verbose_name="Vorlage",
            ),
        ),
        migrations.AddField(
            model_name="widerspruch",
            name="bescheid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="widersprueche",
                to="antraege.bescheid",
                verbose_name="Bescheid",
            ),
        ),
        migrations.AddField(
            model_name="widerspruch",
            name="entschieden_von",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entschieden von",
            ),
        ),
        migrations.AddField(
            model_name="widerspruch",
            name="erfasst_von",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="erfasst von",
            ),
        ),
        migrations.AddField(
            model_name="zeichnungsweg",
            name="landkreis",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="zeichnungsweg",
                to="antraege.landkreis",
                verbose_name="Landkreis",
            ),
        ),
        migrations.AddField(
            model_name="zustaendigkeit",
            name="gremium",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="zustaendigkeiten",
                to="antraege.gremium",
                verbose_name="Gremium",
            ),
        ),
        migrations.AddConstraint(
            model_name="aenderungsantrag",
            constraint=models.UniqueConstraint(
                fields=("beschlussantrag", "nummer"),
                name="aenderungsantrag_nummer_eindeutig",
                violation_error_message="Diesen Änderungsantrag gibt es schon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bekanntgabezustimmung",
            constraint=models.UniqueConstraint(
                condition=models.Q(("widerrufen_am__isnull", True)),
                fields=("kommune",),
                name="zustimmung_je_kommune_eine",
                violation_error_message="Die Kommune hat schon zugestimmt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bekanntgabezustimmung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("widerrufen_am__isnull", True), ("widerrufen_von__isnull", True)),
                    models.Q(("widerrufen_am__isnull", False), ("widerrufen_von__isnull", False)),
                    _connector="OR",
                ),
                name="zustimmung_widerruf_mit_person",
                violation_error_message="Ein Widerruf nennt Person und Zeitpunkt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheidjahr",
            constraint=models.UniqueConstraint(
                fields=("bescheid", "jahr"),
                name="bescheid_je_jahr_ein_betrag",
                violation_error_message="Zu diesem Haushaltsjahr steht im Bescheid schon ein Betrag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="massgabe",
            constraint=models.UniqueConstraint(
                fields=("ergebnis", "nummer"),
                name="massgabe_nummer_eindeutig",
                violation_error_message="Diese Maßgabe gibt es schon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="massgabe",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erledigt_am__isnull", True), ("erledigt_von__isnull", True)),
                    models.Q(("erledigt_am__isnull", False), ("erledigt_von__isnull", False)),
                    _connector="OR",
                ),
                name="massgabe_erledigt_mit_person",
                violation_error_message="Eine erledigte Maßgabe nennt Person und Zeitpunkt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.UniqueConstraint(
                fields=("vorlage", "durchgang", "nummer"),
                name="mitzeichnung_nummer_eindeutig",
                violation_error_message="Diese Station gibt es in der Mitzeichnung schon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.UniqueConstraint(
                condition=models.Q(("gezeichnet_von__isnull", False)),
                fields=("vorlage", "durchgang", "gezeichnet_von"),
                name="mitzeichnung_je_person_einmal",
                violation_error_message="Sie haben diese Vorlage schon gezeichnet. Hier zeichnet eine andere Person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ergebnis__in", ["offen", "entfallen"]), ("gezeichnet_von__isnull", True)),
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
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ergebnis", "zurueckgegeben"), _negated=True),
                    models.Q(("bemerkung", ""), _negated=True),
                    _connector="OR",
                ),
                name="mitzeichnung_rueckgabe_mit_bemerkung",
                violation_error_message="Bitte sagen Sie, was zu ändern ist.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratsabruf",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ergebnis", "laeuft")),
                fields=("ratssystem",),
                name="ratsabruf_einer_zur_zeit",
                violation_error_message="Das Ratsinformationssystem wird gerade abgerufen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="serienlauf",
            constraint=models.UniqueConstraint(
                condition=models.Q(("beendet_am__isnull", True)),
                fields=("vorlage",),
                name="serienlauf_je_vorlage_einer",
                violation_error_message="Zu dieser Vorlage läuft schon eine Serie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="serienzeile",
            constraint=models.UniqueConstraint(
                fields=("lauf", "antrag"),
                name="serienzeile_je_antrag_eine",
                violation_error_message="Dieser Fall steht schon im Lauf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tagesordnungspunkt",
            constraint=models.UniqueConstraint(
                fields=("sitzung", "kennung"),
                name="tagesordnungspunkt_einmal",
                violation_error_message="Diesen Tagesordnungspunkt gibt es schon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="textbaustein",
            constraint=models.UniqueConstraint(
                fields=("programm", "art", "stelle", "nummer"),
                name="textbaustein_nummer_eindeutig",
                violation_error_message="Diese Nummer trägt schon ein anderer Textbaustein.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vorlagenanlage",
            constraint=models.UniqueConstraint(
                fields=("vorlage", "sha256"),
                name="vorlagenanlage_einmal",
                violation_error_message="Diese Datei liegt schon bei der Vorlage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vorlagenfassung",
            constraint=models.UniqueConstraint(
                fields=("vorlage", "nummer"),
                name="vorlagenfassung_nummer_eindeutig",
                violation_error_message="Diese Fassung der Vorlage gibt es schon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="widerspruch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "offen")),
                fields=("bescheid",),
                name="widerspruch_je_bescheid_ein_offener",
                violation_error_message="Zu diesem Bescheid ist schon ein Widerspruch offen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="widerspruch",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="zeichnungsweg",
            constraint=models.UniqueConstraint(
                fields=("landkreis", "nummer"),
                name="zeichnungsweg_nummer_eindeutig",
                violation_error_message="Diese Nummer ist im Weg der Mitzeichnung schon vergeben.",
            ),
        ),
        migrations.AddConstraint(
            model_name="zeichnungsweg",
            constraint=models.UniqueConstraint(
                fields=("landkreis", "rolle"),
                name="zeichnungsweg_stelle_einmal",
                violation_error_message="Diese Stelle zeichnet schon mit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="zeichnungsweg",
            constraint=models.CheckConstraint(
                condition=models.Q(("rolle__startswith", "kommune_"), _negated=True),
                name="zeichnungsweg_nur_landratsamt",
                violation_error_message="Mit zeichnen nur Stellen des Landratsamts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="zustaendigkeit",
            constraint=models.UniqueConstraint(
                fields=("gremium", "gueltig_ab"),
                name="zustaendigkeit_je_gremium_und_tag_eindeutig",
                violation_error_message="Ab diesem Tag gilt für das Gremium schon eine Zuständigkeit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="zustaendigkeit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wertgrenze__isnull", True),
                    models.Q(("beschliessend", True), ("wertgrenze__gt", 0)),
                    _connector="OR",
                ),
                name="zustaendigkeit_grenze_nur_beschliessend",
                violation_error_message="Eine Wertgrenze über 0 EUR hat nur ein Gremium, das selbst beschließt.",
            ),
        ),
    ]
