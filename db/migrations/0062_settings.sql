CREATE TABLE "setting_versions" (
	"section" text NOT NULL,
	"version" integer NOT NULL,
	"value" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "setting_versions_section_version_pk" PRIMARY KEY("section","version"),
	CONSTRAINT "setting_versions_section" CHECK ("setting_versions"."section" in ('look', 'banner', 'categories', 'windows', 'fee', 'limits', 'terms', 'privacy', 'imprint'))
);
--> statement-breakpoint
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_kind";--> statement-breakpoint
ALTER TABLE "setting_versions" ADD CONSTRAINT "setting_versions_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_kind" CHECK ("audit_entries"."kind" in ('registered', 'role_changed', 'password_changed', 'email_changed', 'email_confirmed', 'signed_in', 'signed_out', 'passkey_added', 'passkey_removed', 'authenticator_on', 'authenticator_off', 'recovery_codes_made', 'recovery_code_used', 'deposit_made', 'withdrawal_made', 'payment_changed', 'money_moved', 'difference_explained', 'report_made', 'report_resolved', 'invoice_corrected', 'account_ended', 'audit_exported', 'setting_changed'));--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- A version of the settings is added and never changed, is noted with who made it, and is announced to every process.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON setting_versions
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();--> statement-breakpoint

-- What an entry says of a value: its numbers and its short texts.
CREATE FUNCTION short_values(p_value jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(p_value)
  WHERE jsonb_typeof(value) = 'number' OR jsonb_typeof(value) = 'string' AND length(value #>> '{}') <= 300
$$;--> statement-breakpoint

CREATE FUNCTION audit_settings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('setting_changed', NEW.changed_by, NEW.section,
    (SELECT short_values(value) || jsonb_build_object('version', version)
      FROM setting_versions WHERE section = NEW.section AND version = NEW.version - 1),
    short_values(NEW.value) || jsonb_build_object('version', NEW.version),
    coalesce(nullif(current_setting('workhub.request', true), '')::jsonb->>'userId', NEW.changed_by));
  PERFORM pg_notify('settings', NEW.section);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON setting_versions FOR EACH ROW EXECUTE FUNCTION audit_settings();
