CREATE TABLE "recovery_codes" (
	"user_id" text NOT NULL,
	"hash" text NOT NULL,
	"salt" text NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "totp_factors" (
	"user_id" text PRIMARY KEY NOT NULL,
	"sealed_secret" text NOT NULL,
	"is_on" boolean NOT NULL,
	"last_step" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_kind";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_factors" ADD CONSTRAINT "totp_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_kind" CHECK ("audit_entries"."kind" in ('registered', 'role_changed', 'password_changed', 'email_changed', 'email_confirmed', 'signed_in', 'signed_out', 'authenticator_on', 'authenticator_off', 'recovery_codes_made', 'recovery_code_used', 'deposit_made', 'withdrawal_made', 'payment_changed', 'money_moved', 'report_made', 'report_resolved'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payout_arrived', 'payout_failed', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed'));--> statement-breakpoint

CREATE FUNCTION audit_totp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM audit_note('authenticator_off', OLD.user_id, NULL, NULL, NULL);
  ELSE
    PERFORM audit_note('authenticator_on', NEW.user_id, NULL, NULL, NULL);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON totp_factors FOR EACH ROW
  WHEN (NEW.is_on) EXECUTE FUNCTION audit_totp();--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF is_on ON totp_factors FOR EACH ROW
  WHEN (NEW.is_on AND NOT OLD.is_on) EXECUTE FUNCTION audit_totp();--> statement-breakpoint
CREATE TRIGGER audit_removed AFTER DELETE ON totp_factors FOR EACH ROW
  WHEN (OLD.is_on) EXECUTE FUNCTION audit_totp();--> statement-breakpoint

CREATE FUNCTION audit_recovery_codes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('recovery_codes_made', user_id, NULL, NULL, jsonb_build_object('codes', count(*)))
    FROM inserted GROUP BY user_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON recovery_codes REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION audit_recovery_codes();--> statement-breakpoint

CREATE FUNCTION audit_recovery_code() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('recovery_code_used', NEW.user_id, NULL, NULL, NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF used_at ON recovery_codes FOR EACH ROW
  WHEN (NEW.used_at IS NOT NULL AND OLD.used_at IS NULL) EXECUTE FUNCTION audit_recovery_code();
