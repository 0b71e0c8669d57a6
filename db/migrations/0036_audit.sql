CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"person_id" text,
	"actor_id" text,
	"address" text,
	"user_agent" text,
	"request_id" text,
	"about" text,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_entries_kind" CHECK ("audit_entries"."kind" in ('registered', 'role_changed', 'password_changed', 'email_changed', 'email_confirmed', 'signed_in', 'signed_out', 'deposit_made', 'withdrawal_made', 'payment_changed', 'money_moved', 'report_made', 'report_resolved'))
);
--> statement-breakpoint
CREATE INDEX "audit_entries_person" ON "audit_entries" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_kind_at" ON "audit_entries" USING btree ("kind","id");--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- An entry is part of the change that it is about, whoever makes the change. Who it was comes from the setting
-- workhub.request of the transaction (lib/log.ts, db/client.ts).
CREATE FUNCTION audit_note(
  p_kind text, p_person text, p_about text, p_before jsonb, p_after jsonb, p_actor text DEFAULT NULL,
  p_agent text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_request jsonb := nullif(current_setting('workhub.request', true), '')::jsonb;
BEGIN
  INSERT INTO audit_entries (at, kind, person_id, actor_id, address, user_agent, request_id, about, before, after)
  VALUES (
    clock_timestamp(), p_kind, p_person, coalesce(p_actor, v_request->>'userId'), v_request->>'address',
    coalesce(p_agent, v_request->>'userAgent'), v_request->>'requestId', p_about,
    jsonb_strip_nulls(p_before), jsonb_strip_nulls(p_after)
  );
END $$;--> statement-breakpoint
-- Only triggers write entries: what the app says about itself is not asked for.
REVOKE EXECUTE ON FUNCTION audit_note FROM PUBLIC;--> statement-breakpoint

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'WH000', MESSAGE = 'history_is_append_only',
    DETAIL = TG_OP || ' on ' || TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();--> statement-breakpoint

-- Accounts: the role, the password, the address.
CREATE FUNCTION audit_users() RETURNS trigger
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
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION audit_users();--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF role, password_hash, email, email_verified_at ON users
  FOR EACH ROW EXECUTE FUNCTION audit_users();--> statement-breakpoint

-- Sessions. Signing in makes one, and whoever has it is who acts. One that has run out is only tidied away.
CREATE FUNCTION audit_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit_note('signed_in', NEW.user_id, NEW.id, NULL, NULL, NEW.user_id, NEW.user_agent);
  ELSE
    PERFORM audit_note('signed_out', OLD.user_id, OLD.id, NULL, NULL, NULL, OLD.user_agent);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION audit_sessions();--> statement-breakpoint
CREATE TRIGGER audit_removed AFTER DELETE ON sessions FOR EACH ROW
  WHEN (OLD.expires_at > now()) EXECUTE FUNCTION audit_sessions();--> statement-breakpoint

-- Money in and out.
CREATE FUNCTION audit_payments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit_note(
      CASE NEW.direction WHEN 'deposit' THEN 'deposit_made' ELSE 'withdrawal_made' END, NEW.user_id, NEW.id, NULL,
      jsonb_build_object('amountCents', NEW.amount_cents, 'method', NEW.method));
  ELSE
    PERFORM audit_note('payment_changed', NEW.user_id, NEW.id,
      jsonb_build_object('status', OLD.status),
      jsonb_build_object('status', NEW.status, 'reason', NEW.failure_reason));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON payments FOR EACH ROW EXECUTE FUNCTION audit_payments();--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF status ON payments FOR EACH ROW
  WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION audit_payments();--> statement-breakpoint

-- Every wallet that a request or a task changes, with what was in it before and after. The ledger has each movement;
-- this says who made it.
CREATE FUNCTION audit_wallets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('workhub.request', true), '') = '' THEN RETURN NULL; END IF;
  PERFORM audit_note('money_moved', account.owner, transfer.id::text,
      jsonb_build_object('balanceCents', entry.balance_after - entry.amount),
      jsonb_build_object('balanceCents', entry.balance_after, 'kind', transfer.kind, 'reference', transfer.reference))
    FROM inserted entry
    JOIN ledger.accounts account ON account.id = entry.account_id
    JOIN ledger.transfers transfer ON transfer.id = entry.transfer_id
    WHERE account.kind = 'wallet';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_wallets AFTER INSERT ON ledger.entries REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION audit_wallets();--> statement-breakpoint

-- Moderation.
CREATE FUNCTION audit_reports() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note(CASE TG_OP WHEN 'INSERT' THEN 'report_made' ELSE 'report_resolved' END,
    NEW.reporter_id, NEW.id, NULL, jsonb_build_object('conversation', NEW.conversation_id));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON reports FOR EACH ROW EXECUTE FUNCTION audit_reports();--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF resolved_at ON reports FOR EACH ROW
  WHEN (NEW.resolved_at IS NOT NULL AND OLD.resolved_at IS NULL) EXECUTE FUNCTION audit_reports();
