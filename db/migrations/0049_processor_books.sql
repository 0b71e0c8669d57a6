ALTER TYPE "ledger"."transfer_kind" ADD VALUE 'processor_fee';--> statement-breakpoint
CREATE TABLE "balance_transactions" (
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"word" text NOT NULL,
	"gross_cents" bigint NOT NULL,
	"fee_cents" bigint NOT NULL,
	"net_cents" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"source" text,
	"parent" text,
	"payment_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "balance_transactions_provider_reference_pk" PRIMARY KEY("provider","reference"),
	CONSTRAINT "balance_transactions_kind" CHECK ("balance_transactions"."kind" in ('payment', 'refund', 'dispute', 'payout', 'fee', 'other'))
);
--> statement-breakpoint
CREATE TABLE "payment_differences" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "payment_differences_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"payment_id" text,
	"reference" text,
	"source" text,
	"word" text,
	"ours_cents" bigint NOT NULL,
	"theirs_cents" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"matched_at" timestamp (3) with time zone,
	"explained_at" timestamp (3) with time zone,
	"explained_by" text,
	"note" text,
	CONSTRAINT "payment_differences_kind" CHECK ("payment_differences"."kind" in ('missing_here', 'missing_there', 'other_amount', 'other_currency', 'failed_here', 'came_back', 'unknown_kind')),
	CONSTRAINT "payment_differences_explained" CHECK (("payment_differences"."explained_at" is null) = ("payment_differences"."explained_by" is null)
        and ("payment_differences"."explained_at" is null) = ("payment_differences"."note" is null))
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reconciliations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" text,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"listed" integer DEFAULT 0 NOT NULL,
	"compared" integer DEFAULT 0 NOT NULL,
	"totals" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_kind";--> statement-breakpoint
ALTER TABLE "payment_differences" ADD CONSTRAINT "payment_differences_explained_by_users_id_fk" FOREIGN KEY ("explained_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "balance_transactions_payment" ON "balance_transactions" USING btree ("provider","payment_id");--> statement-breakpoint
CREATE INDEX "balance_transactions_source" ON "balance_transactions" USING btree ("provider","source");--> statement-breakpoint
CREATE INDEX "balance_transactions_orphans" ON "balance_transactions" USING btree ("provider","parent") WHERE payment_id is null and parent is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_differences_standing" ON "payment_differences" USING btree ("provider","subject","kind","ours_cents","theirs_cents","currency") WHERE matched_at is null;--> statement-breakpoint
CREATE INDEX "payment_differences_open" ON "payment_differences" USING btree ("id") WHERE matched_at is null and explained_at is null;--> statement-breakpoint
CREATE INDEX "payment_differences_closed" ON "payment_differences" USING btree ("id") WHERE matched_at is not null or explained_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliations_unfinished" ON "reconciliations" USING btree ("provider") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "reconciliations_finished" ON "reconciliations" USING btree ("provider","finished_at");--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_kind" CHECK ("audit_entries"."kind" in ('registered', 'role_changed', 'password_changed', 'email_changed', 'email_confirmed', 'signed_in', 'signed_out', 'passkey_added', 'passkey_removed', 'authenticator_on', 'authenticator_off', 'recovery_codes_made', 'recovery_code_used', 'deposit_made', 'withdrawal_made', 'payment_changed', 'money_moved', 'difference_explained', 'report_made', 'report_resolved'));--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- Each provider has an outside account of its own, which mirrors its balance with the sign turned round. What it keeps
-- for its own work goes between that account and one of the operator's, and touches no wallet.
CREATE OR REPLACE FUNCTION ledger.post(
  p_kind ledger.transfer_kind, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_from bigint, p_to bigint, p_amount bigint, p_fee bigint DEFAULT 0,
  OUT transfer_id bigint, OUT is_replay boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_hash bytea := ledger.request_hash(p_kind, p_key, p_reference, p_currency, p_from, p_to, p_amount, p_fee);
  v_earlier bytea;
  -- As it is stored: the column keeps milliseconds.
  v_at timestamptz;
  v_from record;
  v_to record;
  v_is_shaped boolean;
BEGIN
  INSERT INTO ledger.transfers (kind, idempotency_key, request_hash, reference, currency, occurred_at)
  VALUES (p_kind, p_key, v_hash, p_reference, p_currency, p_occurred_at)
  ON CONFLICT (idempotency_key) DO NOTHING RETURNING id, occurred_at INTO transfer_id, v_at;
  is_replay := transfer_id IS NULL;
  IF is_replay THEN
    SELECT t.id, t.request_hash INTO STRICT transfer_id, v_earlier
    FROM ledger.transfers t WHERE t.idempotency_key = p_key;
    IF v_earlier <> v_hash THEN PERFORM ledger.refuse('idempotency_mismatch', p_key); END IF;
    RETURN;
  END IF;

  IF p_from < p_to THEN
    v_from := ledger.apply_side(p_from, -p_amount, p_kind, p_currency, transfer_id, v_hash, v_at);
    v_to := ledger.apply_side(p_to, p_amount - p_fee, p_kind, p_currency, transfer_id, v_hash, v_at);
  ELSE
    v_to := ledger.apply_side(p_to, p_amount - p_fee, p_kind, p_currency, transfer_id, v_hash, v_at);
    v_from := ledger.apply_side(p_from, -p_amount, p_kind, p_currency, transfer_id, v_hash, v_at);
  END IF;

  -- Every kind of transfer goes one way, and held money only to the two it was held between.
  v_is_shaped := p_amount > 0 AND CASE p_kind
    WHEN 'deposit' THEN v_from.kind = 'external' AND v_to.kind = 'wallet'
    WHEN 'hold' THEN v_from.kind = 'wallet' AND v_to.kind = 'hold' AND v_to.payer_id = p_from
    WHEN 'release' THEN v_from.kind = 'hold' AND v_to.kind = 'wallet' AND v_from.payee_id = p_to
    WHEN 'refund' THEN v_from.kind = 'hold' AND v_to.kind = 'wallet' AND v_from.payer_id = p_to
    WHEN 'payout' THEN v_from.kind = 'hold' AND v_to.kind = 'external' AND v_from.payee_id = p_to
    WHEN 'fee' THEN v_from.kind = 'wallet' AND v_to.kind = 'platform'
    WHEN 'adjustment' THEN (v_from.kind, v_to.kind) IN (('wallet', 'platform'), ('platform', 'wallet'))
    WHEN 'reversal' THEN v_to.kind = 'external' AND (v_from.kind = 'wallet' OR ledger.may_owe_more(p_from))
    WHEN 'reinstatement' THEN v_from.kind = 'external' AND v_to.kind = 'wallet'
    WHEN 'repayment' THEN v_from.kind = 'wallet' AND v_to.kind = 'owed' AND v_from.owed_id = p_to
    WHEN 'processor_fee' THEN (v_from.kind, v_to.kind) IN (('platform', 'external'), ('external', 'platform'))
  END AND (p_fee = 0 OR (p_kind = 'release' AND p_fee > 0 AND p_fee < p_amount));
  IF v_is_shaped IS NOT TRUE THEN
    PERFORM ledger.refuse('transfer_shape', p_kind || ': ' || v_from.kind || ' to ' || v_to.kind);
  END IF;

  IF p_fee = 0 THEN
    INSERT INTO ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash, xid) VALUES
      (p_from, v_from.seq, transfer_id, p_currency, -p_amount, v_from.balance_after, v_from.hash, v_from.xid),
      (p_to, v_to.seq, transfer_id, p_currency, p_amount, v_to.balance_after, v_to.hash, v_to.xid);
  ELSE
    INSERT INTO ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash, xid) VALUES
      (p_from, v_from.seq, transfer_id, p_currency, -p_amount, v_from.balance_after, v_from.hash, v_from.xid),
      (p_to, v_to.seq, transfer_id, p_currency, p_amount - p_fee, v_to.balance_after, v_to.hash, v_to.xid),
      (ledger.open_account('platform', 'platform', p_currency), nextval('ledger.shared_entry_seq'), transfer_id,
        p_currency, p_fee, NULL, NULL, pg_current_xact_id());
  END IF;
  -- A wallet whose owner has ever owed something: what has come in settles it first.
  IF v_to.owed_id IS NOT NULL THEN
    PERFORM ledger.repay(p_to, v_to.owed_id, v_to.balance_after, p_key, p_currency, p_occurred_at);
  END IF;
END $$;--> statement-breakpoint

-- The same as before, with the outside account that it goes back to.
DROP FUNCTION ledger.reverse(text, text, text, timestamptz, text, bigint);--> statement-breakpoint
CREATE FUNCTION ledger.reverse(
  p_key text, p_reference text, p_currency text, p_occurred_at timestamptz, p_owner text, p_amount bigint,
  p_outside text,
  OUT taken bigint, OUT owed bigint, OUT is_replay boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_wallet bigint := ledger.open_account('wallet', p_owner, p_currency);
  v_outside bigint := ledger.open_account('external', p_outside, p_currency);
  v_balance bigint;
  v_owed bigint;
BEGIN
  IF p_amount < 1 THEN PERFORM ledger.refuse('transfer_shape', 'reversal'); END IF;
  SELECT a.balance, a.owed_id INTO v_balance, v_owed FROM ledger.accounts a WHERE a.id = v_wallet FOR UPDATE;
  SELECT coalesce(-sum(e.amount) FILTER (WHERE e.account_id = v_wallet), 0),
    coalesce(-sum(e.amount) FILTER (WHERE e.account_id = v_owed), 0), count(*) > 0
  INTO taken, owed, is_replay
  FROM ledger.transfers t JOIN ledger.entries e ON e.transfer_id = t.id AND e.amount < 0
  WHERE t.idempotency_key IN (p_key || ':wallet', p_key || ':owed') AND t.reference = p_reference;
  IF is_replay THEN
    IF taken + owed <> p_amount THEN PERFORM ledger.refuse('idempotency_mismatch', p_key); END IF;
    RETURN;
  END IF;
  taken := least(v_balance, p_amount);
  owed := p_amount - taken;
  IF taken > 0 THEN
    PERFORM ledger.post(
      'reversal', p_key || ':wallet', p_reference, p_currency, p_occurred_at, v_wallet, v_outside, taken);
  END IF;
  IF owed = 0 THEN RETURN; END IF;
  IF v_owed IS NULL THEN
    v_owed := ledger.open_account('owed', p_owner, p_currency);
    UPDATE ledger.accounts SET owed_id = v_owed WHERE id = v_wallet;
  END IF;
  PERFORM ledger.post('reversal', p_key || ':owed', p_reference, p_currency, p_occurred_at, v_owed, v_outside, owed);
END $$;--> statement-breakpoint

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;--> statement-breakpoint

-- Who said why a difference is right as it is.
CREATE FUNCTION audit_differences() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('difference_explained',
    coalesce((SELECT user_id FROM payments WHERE id = NEW.payment_id), NEW.explained_by), NEW.subject, NULL, jsonb_build_object(
    'provider', NEW.provider, 'kind', NEW.kind, 'oursCents', NEW.ours_cents, 'theirsCents', NEW.theirs_cents,
    'note', NEW.note));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF explained_at ON payment_differences FOR EACH ROW
  WHEN (NEW.explained_at IS NOT NULL AND OLD.explained_at IS NULL) EXECUTE FUNCTION audit_differences();
