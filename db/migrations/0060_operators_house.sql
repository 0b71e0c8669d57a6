CREATE TABLE "ledger_checks" (
	"checked_at" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"entries" bigint NOT NULL,
	"mismatches" integer NOT NULL
);
--> statement-breakpoint
-- By what people are also looked for; "Ana Moreira" is found by "mor".
CREATE FUNCTION last_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(substring(name from '[^ ]+$'));--> statement-breakpoint
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_kind";--> statement-breakpoint
CREATE INDEX "mails_refused" ON "mails" USING btree ("ended_at") WHERE status = 'refused';--> statement-breakpoint
CREATE INDEX "client_profiles_by_company" ON "client_profiles" USING btree (lower("company_name") text_pattern_ops,"user_id");--> statement-breakpoint
CREATE INDEX "users_staff" ON "users" USING btree ("id") WHERE role in ('admin', 'moderator', 'accountant');--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree (lower("name") text_pattern_ops,"id");--> statement-breakpoint
CREATE INDEX "users_by_last_name" ON "users" USING btree (last_name("name") text_pattern_ops,"id");--> statement-breakpoint
CREATE INDEX "users_by_handle" ON "users" USING btree (lower("handle"::text) text_pattern_ops,"id");--> statement-breakpoint
CREATE INDEX "users_by_email" ON "users" USING btree ("email" text_pattern_ops,"id");--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_kind" CHECK ("audit_entries"."kind" in ('registered', 'role_changed', 'password_changed', 'email_changed', 'email_confirmed', 'signed_in', 'signed_out', 'passkey_added', 'passkey_removed', 'authenticator_on', 'authenticator_off', 'recovery_codes_made', 'recovery_code_used', 'deposit_made', 'withdrawal_made', 'payment_changed', 'money_moved', 'difference_explained', 'report_made', 'report_resolved', 'invoice_corrected', 'account_ended', 'audit_exported'));--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- An account that ends is an entry too: of whoever kept the house, that is how their role went.
CREATE OR REPLACE FUNCTION audit_users() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit_note('registered', NEW.id, NEW.id, NULL, jsonb_build_object('role', NEW.role, 'email', NEW.email));
    RETURN NULL;
  END IF;
  IF NEW.role <> OLD.role THEN
    PERFORM audit_note('role_changed', NEW.id, NEW.id,
      jsonb_build_object('role', OLD.role), jsonb_build_object('role', NEW.role));
  END IF;
  IF NEW.password_hash <> OLD.password_hash THEN
    PERFORM audit_note('password_changed', NEW.id, NEW.id, NULL, NULL);
  END IF;
  IF NEW.email <> OLD.email THEN
    PERFORM audit_note('email_changed', NEW.id, NEW.id,
      jsonb_build_object('email', OLD.email), jsonb_build_object('email', NEW.email));
  END IF;
  IF NEW.email_verified_at IS NOT NULL AND OLD.email_verified_at IS NULL THEN
    PERFORM audit_note('email_confirmed', NEW.id, NEW.id, NULL, jsonb_build_object('email', NEW.email));
  END IF;
  IF NEW.left_at IS NOT NULL AND OLD.left_at IS NULL THEN
    PERFORM audit_note('account_ended', NEW.id, NEW.id,
      jsonb_build_object('role', OLD.role, 'email', OLD.email), NULL);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
DROP TRIGGER audit_changed ON users;--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF role, password_hash, email, email_verified_at, left_at ON users
  FOR EACH ROW EXECUTE FUNCTION audit_users();--> statement-breakpoint

-- Nothing changes when the audit is taken along, so no trigger could note it. This can say that alone, of whoever asks.
CREATE FUNCTION note_audit_export(p_filter jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('audit_exported',
    nullif(current_setting('workhub.request', true), '')::jsonb->>'userId', NULL, NULL, p_filter);
END $$;
