ALTER TYPE "ledger"."account_kind" ADD VALUE 'owed' BEFORE 'platform';--> statement-breakpoint
ALTER TYPE "ledger"."transfer_kind" ADD VALUE 'reversal';--> statement-breakpoint
ALTER TYPE "ledger"."transfer_kind" ADD VALUE 'reinstatement';--> statement-breakpoint
ALTER TYPE "ledger"."transfer_kind" ADD VALUE 'repayment';--> statement-breakpoint
CREATE TABLE "payment_reversals" (
	"payment_id" text NOT NULL,
	"reference" text NOT NULL,
	"amount_cents" bigint NOT NULL,
	"reason" text NOT NULL,
	"reversed_at" timestamp (3) with time zone NOT NULL,
	"won_at" timestamp (3) with time zone,
	CONSTRAINT "payment_reversals_payment_id_reference_pk" PRIMARY KEY("payment_id","reference"),
	CONSTRAINT "payment_reversals_amount" CHECK ("payment_reversals"."amount_cents" > 0)
);
--> statement-breakpoint
ALTER TABLE "ledger"."accounts" DROP CONSTRAINT "accounts_floor";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";--> statement-breakpoint
ALTER TABLE "ledger"."accounts" ADD COLUMN "owed_id" bigint;--> statement-breakpoint
ALTER TABLE "sandbox_bank_orders" ADD COLUMN "disputed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sandbox_bank_orders" ADD COLUMN "won_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payment_reversals" ADD CONSTRAINT "payment_reversals_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger"."accounts" ADD CONSTRAINT "accounts_floor" CHECK (case kind::text when 'owed' then balance <= 0 else balance >= 0 or kind in ('platform', 'external') end);--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payment_reversed', 'reversal_won', 'hired_on_payment', 'not_hired', 'payout_arrived', 'payout_failed', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed'));--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- What a person owes: money that came in for them and was taken back from outside when their wallet no longer had it.
-- It is a balance below zero on an account of its own, never above. It grows only when the wallet is empty, and all that
-- comes into the wallet settles it first, in the same transaction. The wallet's lock guards it: nobody touches what is
-- owed without having locked the wallet, so it needs no place of its own in the order of locks.

-- True for what the owner of an empty wallet owes, if the wallet knows of it.
CREATE FUNCTION ledger.may_owe_more(p_id bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM ledger.accounts owed
    JOIN ledger.accounts wallet ON wallet.kind = 'wallet' AND wallet.owner = owed.owner
    WHERE owed.id = p_id AND owed.kind = 'owed' AND wallet.owed_id = owed.id AND wallet.balance = 0);
END $$;--> statement-breakpoint

-- Settles what is owed, as far as the wallet reaches. Its key is that of what came in.
CREATE FUNCTION ledger.repay(
  p_wallet bigint, p_owed bigint, p_available bigint, p_key text, p_currency text, p_occurred_at timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_amount bigint := (SELECT least(-balance, p_available) FROM ledger.accounts WHERE id = p_owed);
BEGIN
  IF v_amount > 0 THEN
    PERFORM ledger.post(
      'repayment', p_key || ':repayment', 'owed', p_currency, p_occurred_at, p_wallet, p_owed, v_amount);
  END IF;
END $$;--> statement-breakpoint

DROP FUNCTION ledger.apply_side(bigint, bigint, ledger.transfer_kind, text, bigint, bytea, timestamptz);--> statement-breakpoint
CREATE FUNCTION ledger.apply_side(
  p_id bigint, p_delta bigint, p_kind ledger.transfer_kind, p_currency text, p_transfer_id bigint, p_request_hash bytea,
  p_occurred_at timestamptz,
  OUT kind ledger.account_kind, OUT seq bigint, OUT balance_after bigint, OUT hash bytea, OUT xid xid8,
  OUT payer_id bigint, OUT payee_id bigint, OUT owed_id bigint
) LANGUAGE plpgsql AS $$
BEGIN
  IF p_id >= ledger.first_shared_id() THEN
    SELECT a.kind INTO kind FROM ledger.accounts a WHERE a.id = p_id AND a.currency = p_currency;
    IF NOT FOUND THEN PERFORM ledger.refuse_side(p_id, p_currency, p_delta); END IF;
    seq := nextval('ledger.shared_entry_seq');
    xid := pg_current_xact_id();
    RETURN;
  END IF;
  UPDATE ledger.accounts a SET
    balance = a.balance + p_delta,
    seq = a.seq + 1,
    last_hash = ledger.entry_hash(
      coalesce(a.last_hash, ledger.account_hash(a.kind, a.owner, a.currency, a.payer_id, a.payee_id)),
      p_id, a.seq + 1, p_transfer_id, p_delta, a.balance + p_delta, p_request_hash, p_occurred_at),
    held = a.held + CASE WHEN a.kind = 'hold' AND p_delta > 0 THEN p_delta ELSE 0 END,
    released = a.released - CASE WHEN a.kind = 'hold' AND p_delta < 0 AND p_kind <> 'refund' THEN p_delta ELSE 0 END,
    refunded = a.refunded - CASE WHEN a.kind = 'hold' AND p_delta < 0 AND p_kind = 'refund' THEN p_delta ELSE 0 END
  WHERE a.id = p_id AND a.currency = p_currency
    AND CASE WHEN a.kind = 'owed' THEN a.balance + p_delta <= 0 ELSE a.balance + p_delta >= 0 END
    AND (a.closed_at IS NULL OR p_delta > 0 OR p_kind IN ('reversal', 'repayment'))
    AND (a.held = 0 OR p_delta < 0)
  RETURNING a.kind, a.seq, a.balance, a.last_hash, a.payer_id, a.payee_id, a.owed_id
  INTO kind, seq, balance_after, hash, payer_id, payee_id, owed_id;
  IF NOT FOUND THEN PERFORM ledger.refuse_side(p_id, p_currency, p_delta); END IF;
END $$;--> statement-breakpoint

-- Whoever owes something has an empty wallet, and is told what it is that is missing.
CREATE OR REPLACE FUNCTION ledger.refuse_side(p_id bigint, p_currency text, p_delta bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_account ledger.accounts;
  v_owed bigint;
BEGIN
  SELECT * INTO v_account FROM ledger.accounts WHERE id = p_id;
  IF v_account.id IS NULL THEN PERFORM ledger.refuse('account_not_found', p_id::text); END IF;
  IF v_account.currency <> p_currency THEN PERFORM ledger.refuse('currency_mismatch'); END IF;
  IF v_account.kind = 'hold' AND p_delta > 0 THEN PERFORM ledger.refuse('hold_exists'); END IF;
  IF v_account.kind = 'hold' THEN PERFORM ledger.refuse('hold_already_resolved', v_account.balance::text); END IF;
  IF v_account.kind = 'owed' THEN PERFORM ledger.refuse('not_owed', (-v_account.balance)::text); END IF;
  IF v_account.closed_at IS NOT NULL AND p_delta < 0 THEN PERFORM ledger.refuse('account_closed'); END IF;
  SELECT -balance INTO v_owed FROM ledger.accounts WHERE id = v_account.owed_id;
  IF v_owed > 0 THEN PERFORM ledger.refuse('owes', v_owed::text); END IF;
  PERFORM ledger.refuse('insufficient_funds', (-p_delta - v_account.balance)::text);
END $$;--> statement-breakpoint

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

-- Takes money back out of a wallet, even a closed one, as far as it reaches. What it does not reach is owed.
CREATE FUNCTION ledger.reverse(
  p_key text, p_reference text, p_currency text, p_occurred_at timestamptz, p_owner text, p_amount bigint,
  OUT taken bigint, OUT owed bigint, OUT is_replay boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_wallet bigint := ledger.open_account('wallet', p_owner, p_currency);
  v_outside bigint := ledger.open_account('external', 'outside', p_currency);
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

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
