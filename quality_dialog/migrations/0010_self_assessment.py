import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.guards
from django.conf import settings
from django.db import migrations, models

from quartiersarbeit.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0002_agreement_acts"),
        ("quality_dialog", "0004_carried_over"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submitted_on", models.DateField(verbose_name="Eingereicht am")),
                ("reopened_on", models.DateField(blank=True, null=True, verbose_name="Wieder geöffnet am")),
                ("reopen_reason", models.TextField(blank=True, verbose_name="Grund der Öffnung")),
            ],
            options={
                "verbose_name": "Einreichung",
                "verbose_name_plural": "Einreichungen",
                "ordering": ["dialogue", "partner__short_name", "submitted_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SubmissionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("submitted_on", models.DateField(verbose_name="Eingereicht am")),
                ("reopened_on", models.DateField(blank=True, null=True, verbose_name="Wieder geöffnet am")),
                ("reopen_reason", models.TextField(blank=True, verbose_name="Grund der Öffnung")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assessment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assessment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="assessment",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="indicatorvalue",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="indicatorvalue",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="indicatorvalue",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="assessment",
            name="saved_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="Gespeichert am"),
        ),
        migrations.AddField(
            model_name="assessment",
            name="saved_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Gespeichert von",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="saved_from",
            field=models.CharField(
                blank=True, editable=False, max_length=32, verbose_name="Gespeichert aus dem Fenster"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="taken_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_over_by",
                to="quality_dialog.assessment",
                verbose_name="Unverändert übernommen aus",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand"),
        ),
        migrations.AddField(
            model_name="assessmentevent",
            name="saved_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="Gespeichert am"),
        ),
        migrations.AddField(
            model_name="assessmentevent",
            name="saved_by",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Gespeichert von",
            ),
        ),
        migrations.AddField(
            model_name="assessmentevent",
            name="saved_from",
            field=models.CharField(
                blank=True, editable=False, max_length=32, verbose_name="Gespeichert aus dem Fenster"
            ),
        ),
        migrations.AddField(
            model_name="assessmentevent",
            name="taken_from",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="quality_dialog.assessment",
                verbose_name="Unverändert übernommen aus",
            ),
        ),
        migrations.AddField(
            model_name="assessmentevent",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand"),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="saved_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="Gespeichert am"),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="saved_from",
            field=models.CharField(
                blank=True, editable=False, max_length=32, verbose_name="Gespeichert aus dem Fenster"
            ),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand"),
        ),
        migrations.AddField(
            model_name="indicatorvalueevent",
            name="saved_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="Gespeichert am"),
        ),
        migrations.AddField(
            model_name="indicatorvalueevent",
            name="saved_from",
            field=models.CharField(
                blank=True, editable=False, max_length=32, verbose_name="Gespeichert aus dem Fenster"
            ),
        ),
        migrations.AddField(
            model_name="indicatorvalueevent",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="Stand"),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="rating",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reached", "erreicht"),
                    ("mostly", "überwiegend erreicht"),
                    ("partly", "teilweise erreicht"),
                    ("not_reached", "nicht erreicht"),
                    ("no_statement", "keine Aussage"),
                ],
                max_length=20,
                verbose_name="Einschätzung",
            ),
        ),
        migrations.AlterField(
            model_name="assessmentevent",
            name="rating",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reached", "erreicht"),
                    ("mostly", "überwiegend erreicht"),
                    ("partly", "teilweise erreicht"),
                    ("not_reached", "nicht erreicht"),
                    ("no_statement", "keine Aussage"),
                ],
                max_length=20,
                verbose_name="Einschätzung",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="assessment_submitted",
                sql=quartiersarbeit.guards.GuardSql(
                    declare="DECLARE wholes bigint[]; handed_in boolean;",
                    func="\nwholes := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.dialogue_id] WHEN 'DELETE' THEN ARRAY[OLD.dialogue_id]\n  ELSE ARRAY[OLD.dialogue_id, NEW.dialogue_id] END;\nPERFORM 1 FROM quality_dialog_dialogue WHERE id = ANY(wholes) ORDER BY id FOR NO KEY UPDATE;\nIF TG_OP <> 'INSERT' THEN\n  handed_in := EXISTS (SELECT 1 FROM quality_dialog_submission WHERE reopened_on IS NULL\n    AND dialogue_id = OLD.dialogue_id AND partner_id = OLD.partner_id);\nEND IF;\nIF TG_OP <> 'DELETE' THEN\n  handed_in := coalesce(handed_in, FALSE) OR EXISTS (SELECT 1 FROM quality_dialog_submission\n    WHERE reopened_on IS NULL AND dialogue_id = NEW.dialogue_id AND partner_id = NEW.partner_id);\nEND IF;\nIF TG_OP = 'UPDATE' THEN\n  IF ROW(NEW.dialogue_id, NEW.criterion_id, NEW.partner_id, NEW.rating, NEW.text)\n      IS NOT DISTINCT FROM ROW(OLD.dialogue_id, OLD.criterion_id, OLD.partner_id, OLD.rating, OLD.text) THEN\n    IF OLD.submitted_on IS NULL OR (NEW.submitted_on IS NULL AND NOT handed_in) THEN RETURN NEW; END IF;\n  ELSIF NOT handed_in AND OLD.submitted_on IS NULL THEN\n    RETURN NEW;\n  END IF;\nELSIF TG_OP = 'INSERT' THEN\n  IF NOT handed_in THEN RETURN NEW; END IF;\nELSIF NOT handed_in AND OLD.submitted_on IS NULL THEN\n  RETURN OLD;\nEND IF;\nRAISE EXCEPTION 'Die Selbsteinschätzung ist eingereicht. Öffnen Sie sie wieder, bevor Sie etwas ändern.' USING ERRCODE = 'check_violation', CONSTRAINT = 'assessment_submitted';\n",
                    hash="e55f45a6d1c30ed58c35cee3357dc1513728ec22",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_assessment_submitted_bdbbf",
                    table="quality_dialog_assessment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_dialog_assessmentevent" ("criterion_id", "dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "saved_at", "saved_by_id", "saved_from", "submitted_by_id", "submitted_on", "taken_from_id", "text", "version") VALUES (NEW."criterion_id", NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."rating", NEW."saved_at", NEW."saved_by_id", NEW."saved_from", NEW."submitted_by_id", NEW."submitted_on", NEW."taken_from_id", NEW."text", NEW."version"); RETURN NULL;',
                    hash="53ae2f866b49c86706295590cfebe870276d8366",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_191fb",
                    table="quality_dialog_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "quality_dialog_assessmentevent" ("criterion_id", "dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "saved_at", "saved_by_id", "saved_from", "submitted_by_id", "submitted_on", "taken_from_id", "text", "version") VALUES (NEW."criterion_id", NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."rating", NEW."saved_at", NEW."saved_by_id", NEW."saved_from", NEW."submitted_by_id", NEW."submitted_on", NEW."taken_from_id", NEW."text", NEW."version"); RETURN NULL;',
                    hash="7b45bd879cbd7478cdba99deac01825ff82a7b2e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_25c1b",
                    table="quality_dialog_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_dialog_assessmentevent" ("criterion_id", "dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "saved_at", "saved_by_id", "saved_from", "submitted_by_id", "submitted_on", "taken_from_id", "text", "version") VALUES (OLD."criterion_id", OLD."dialogue_id", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."rating", OLD."saved_at", OLD."saved_by_id", OLD."saved_from", OLD."submitted_by_id", OLD."submitted_on", OLD."taken_from_id", OLD."text", OLD."version"); RETURN NULL;',
                    hash="21058e5b423ef446b3f8c36c0dfe832a990b31c0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3465a",
                    table="quality_dialog_assessment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicatorvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_dialog_indicatorvalueevent" ("comment", "dialogue_id", "entered_by_id", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_from", "source", "value", "version") VALUES (NEW."comment", NEW."dialogue_id", NEW."entered_by_id", NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."saved_at", NEW."saved_from", NEW."source", NEW."value", NEW."version"); RETURN NULL;',
                    hash="3b34d8f9ff95e1cc6ae5a2078abe234e5971fe8f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ab67b",
                    table="quality_dialog_indicatorvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicatorvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "quality_dialog_indicatorvalueevent" ("comment", "dialogue_id", "entered_by_id", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_from", "source", "value", "version") VALUES (NEW."comment", NEW."dialogue_id", NEW."entered_by_id", NEW."id", NEW."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."saved_at", NEW."saved_from", NEW."source", NEW."value", NEW."version"); RETURN NULL;',
                    hash="5b69189f6c274bd921dd51a34137a75473b7c56e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_05d68",
                    table="quality_dialog_indicatorvalue",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicatorvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_dialog_indicatorvalueevent" ("comment", "dialogue_id", "entered_by_id", "id", "indicator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "saved_from", "source", "value", "version") VALUES (OLD."comment", OLD."dialogue_id", OLD."entered_by_id", OLD."id", OLD."indicator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."saved_at", OLD."saved_from", OLD."source", OLD."value", OLD."version"); RETURN NULL;',
                    hash="2f39cfb3d276aff16fb0e6f1dc825ee74cc187f5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0d670",
                    table="quality_dialog_indicatorvalue",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_on__isnull", True), models.Q(("rating", ""), _negated=True), _connector="OR"
                ),
                name="assessment_submitted_is_answered",
                violation_error_message="Eingereicht wird nur, was beantwortet ist; Schweigen ist keine Antwort.",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="dialogue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="submissions",
                to="quality_dialog.dialogue",
                verbose_name="Dialog",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submissions",
                to="partners.partner",
                verbose_name="Kooperationspartner",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="reopened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Wieder geöffnet von",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="submitted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Eingereicht von",
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="dialogue",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="quality_dialog.dialogue",
                verbose_name="Dialog",
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="partner",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="partners.partner",
                verbose_name="Kooperationspartner",
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="quality_dialog.submission",
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="reopened_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Wieder geöffnet von",
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="submitted_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Eingereicht von",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_on__isnull", True)),
                fields=("dialogue", "partner"),
                name="submission_once",
                violation_error_message="Diese Selbsteinschätzung ist schon eingereicht.",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reopened_by__isnull", True), ("reopened_on__isnull", True)),
                    models.Q(("reopened_by__isnull", False), ("reopened_on__isnull", False)),
                    _connector="OR",
                ),
                name="submission_reopening_has_person",
                violation_error_message="Zur Öffnung gehören Datum und Person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reopened_on__isnull", True),
                    models.Q(("reopen_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="submission_reopening_reasoned",
                violation_error_message="Nennen Sie den Grund, warum die Selbsteinschätzung wieder geöffnet wird.",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reopened_on__isnull", True),
                    ("reopened_on__gte", models.F("submitted_on")),
                    _connector="OR",
                ),
                name="submission_reopened_after",
                violation_error_message="Wieder geöffnet wird erst, was eingereicht ist.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="submission_kept",
                sql=quartiersarbeit.guards.GuardSql(
                    func="IF OLD.reopened_on IS NOT NULL OR ROW(NEW.dialogue_id, NEW.partner_id, NEW.submitted_on, NEW.submitted_by_id) IS DISTINCT FROM ROW(OLD.dialogue_id, OLD.partner_id, OLD.submitted_on, OLD.submitted_by_id) THEN RAISE EXCEPTION 'Eine Einreichung ändert sich nicht; sie wird mit Begründung wieder geöffnet.' USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_kept'; END IF; RETURN NEW;",
                    hash="16d127a738818224dcd32ed9d8be6b8b429dd65a",
                    operation="UPDATE",
                    pgid="pgtrigger_submission_kept_9a761",
                    table="quality_dialog_submission",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="submission_kept_delete",
                sql=quartiersarbeit.guards.GuardSql(
                    func="RAISE EXCEPTION 'Eine Einreichung ändert sich nicht; sie wird mit Begründung wieder geöffnet.' USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_kept'; RETURN OLD;",
                    hash="74bf3b2b12a725bef6cdfedeba27d484d5b68524",
                    operation="DELETE",
                    pgid="pgtrigger_submission_kept_delete_1b45b",
                    table="quality_dialog_submission",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_dialog_submissionevent" ("dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_reason", "reopened_by_id", "reopened_on", "submitted_by_id", "submitted_on") VALUES (NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reopen_reason", NEW."reopened_by_id", NEW."reopened_on", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;',
                    hash="8270fd743a40a72e0cf5c4f8a3f5e358fd4816df",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0f38e",
                    table="quality_dialog_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "quality_dialog_submissionevent" ("dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_reason", "reopened_by_id", "reopened_on", "submitted_by_id", "submitted_on") VALUES (NEW."dialogue_id", NEW."id", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reopen_reason", NEW."reopened_by_id", NEW."reopened_on", NEW."submitted_by_id", NEW."submitted_on"); RETURN NULL;',
                    hash="2911aada13f0c596392dd5ac2ee309807f13310d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3e470",
                    table="quality_dialog_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "quality_dialog_submissionevent" ("dialogue_id", "id", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_reason", "reopened_by_id", "reopened_on", "submitted_by_id", "submitted_on") VALUES (OLD."dialogue_id", OLD."id", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reopen_reason", OLD."reopened_by_id", OLD."reopened_on", OLD."submitted_by_id", OLD."submitted_on"); RETURN NULL;',
                    hash="49b5d4fa53b1a4b0123dfb11d33a0eb8ed4814f6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ee0ac",
                    table="quality_dialog_submission",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submissionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="be482bd1805c9f7ec5a51b0d75bda6bcc38ddba1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4d558",
                    table="quality_dialog_submissionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
