import pgtrigger.compiler
import pgtrigger.migrations
import quartiersarbeit.ground.migrating
import quartiersarbeit.ground.migrating_further


class Migration(quartiersarbeit.ground.migrating_further.FollowingMigration):

    dependencies = [
        ('partners', '0014_memberships_of_before'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='notification',
            name='notification_kept',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='usergroup',
            name='role_one_side',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notification',
            trigger=pgtrigger.compiler.Trigger(name='notification_kept', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='363429412d90462fa2b608f2714bd9a36593fb6f', pgid='pgtrigger_notification_kept_0d858', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_notification_kept_0d858() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF (OLD.recipient_id IS DISTINCT FROM NEW.recipient_id OR OLD.side_id IS DISTINCT FROM NEW.side_id OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.text IS DISTINCT FROM NEW.text OR OLD.address IS DISTINCT FROM NEW.address OR OLD.on IS DISTINCT FROM NEW.on OR OLD.by_id IS DISTINCT FROM NEW.by_id OR OLD.told_at IS DISTINCT FROM NEW.told_at) OR OLD.read_at IS NOT NULL AND (OLD.read_at IS DISTINCT FROM NEW.read_at) THEN RAISE EXCEPTION \'Eine Neuigkeit sagt, was geschehen ist. Sie ändert sich nicht.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'notification_kept\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_notification_kept_0d858 ON public."partners_notification";\n            CREATE  TRIGGER pgtrigger_notification_kept_0d858\n                BEFORE UPDATE ON public."partners_notification"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_notification_kept_0d858();\n\n            COMMENT ON TRIGGER pgtrigger_notification_kept_0d858 ON public."partners_notification" IS \'363429412d90462fa2b608f2714bd9a36593fb6f\';\n        ', table='partners_notification')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='acts_as_member', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='a01a5a17850c740102523ab92653f68812a53fce', pgid='pgtrigger_acts_as_member_969df', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_acts_as_member_969df() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF \nNEW.partner_id IS NOT NULL AND (TG_OP = \'INSERT\' OR OLD.partner_id IS DISTINCT FROM NEW.partner_id)\nAND NOT EXISTS (SELECT 1 FROM public.partners_membership b JOIN public.partners_partner o ON o.id = b.partner_id\n WHERE b.person_id = NEW.id AND b.partner_id = NEW.partner_id AND b.ended_on IS NULL AND o.deactivated_on IS NULL)\n THEN RAISE EXCEPTION \'Handeln kann man nur für eine aktive Organisation, in der man Mitglied ist.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'acts_as_member\', COLUMN = \'partner\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_acts_as_member_969df ON public."partners_user";\n            CREATE  TRIGGER pgtrigger_acts_as_member_969df\n                BEFORE INSERT OR UPDATE ON public."partners_user"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_acts_as_member_969df();\n\n            COMMENT ON TRIGGER pgtrigger_acts_as_member_969df ON public."partners_user" IS \'a01a5a17850c740102523ab92653f68812a53fce\';\n        ', table='partners_user')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='usergroup',
            trigger=pgtrigger.compiler.Trigger(name='role_one_side', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='f35d9bc92ec223d88be80379157ec8cd5dcd5803', pgid='pgtrigger_role_one_side_ad43e', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_role_one_side_ad43e() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF EXISTS (SELECT 1 FROM public.auth_group_permissions m JOIN public.auth_permission p ON p.id = m.permission_id WHERE m.group_id = NEW.group_id AND p.codename = \'see_everything\') AND ((SELECT u.partner_id FROM public.partners_user u WHERE u.id = NEW.user_id) IS NOT NULL OR EXISTS (SELECT 1 FROM public.partners_membership b WHERE b.person_id = NEW.user_id AND b.ended_on IS NULL)) THEN RAISE EXCEPTION \'Ein Konto spricht für die Stadt oder für eine Partnerorganisation, nicht für beide.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'account_one_side\', COLUMN = \'role\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_role_one_side_ad43e ON public."partners_user_groups";\n            CREATE  TRIGGER pgtrigger_role_one_side_ad43e\n                BEFORE INSERT OR UPDATE ON public."partners_user_groups"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_role_one_side_ad43e();\n\n            COMMENT ON TRIGGER pgtrigger_role_one_side_ad43e ON public."partners_user_groups" IS \'f35d9bc92ec223d88be80379157ec8cd5dcd5803\';\n        ', table='partners_user_groups')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='membership_given_by', sql=quartiersarbeit.ground.migrating.TriggerSql(hash='6c758a6bde237856cc19d8371cce14bc268a7c90', pgid='pgtrigger_membership_given_by_eea73', sql='\n            CREATE OR REPLACE FUNCTION public.pgtrigger_membership_given_by_eea73() RETURNS TRIGGER AS $$\n                \n                BEGIN\n                    IF NEW.given_by_id IS NULL THEN RAISE EXCEPTION \'Zu einer Mitgliedschaft gehört, wer sie gegeben hat.\' USING ERRCODE = \'check_violation\', CONSTRAINT = \'membership_given_by\'; END IF; RETURN NEW;\n                END;\n            $$ LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp;\n\n            DROP TRIGGER IF EXISTS pgtrigger_membership_given_by_eea73 ON public."partners_membership";\n            CREATE  TRIGGER pgtrigger_membership_given_by_eea73\n                BEFORE INSERT ON public."partners_membership"\n                \n                \n                FOR EACH ROW \n                EXECUTE FUNCTION public.pgtrigger_membership_given_by_eea73();\n\n            COMMENT ON TRIGGER pgtrigger_membership_given_by_eea73 ON public."partners_membership" IS \'6c758a6bde237856cc19d8371cce14bc268a7c90\';\n        ', table='partners_membership')),
        ),
    ]
