ALTER TABLE "contracts" ADD COLUMN "fee_basis_points" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "fee_minimum_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal_revisions" ADD COLUMN "fee_basis_points" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal_revisions" ADD COLUMN "fee_minimum_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "fee_basis_points" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "fee_minimum_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_fee" CHECK ("contracts"."fee_basis_points" between 0 and 9999 and "contracts"."fee_minimum_cents" >= 0);--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_fee" CHECK ("proposals"."fee_basis_points" between 0 and 9999 and "proposals"."fee_minimum_cents" >= 0);--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- A release may carry a fee: one transfer with three sides, from the hold to the payee and to the platform. The fee is
-- part of what was requested, so that the same key with another fee is another request.
DROP FUNCTION ledger.request_hash(ledger.transfer_kind, text, text, text, bigint, bigint, bigint);--> statement-breakpoint
CREATE FUNCTION ledger.request_hash(
  kind ledger.transfer_kind, key text, reference text, currency text, from_id bigint, to_id bigint, amount bigint,
  fee bigint DEFAULT 0
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(
  kind::text || ' ' || length(key) || ' ' || key || ' ' || length(reference) || ' ' || reference
    || ' ' || currency || ' ' || from_id || ' ' || to_id || ' ' || amount
    || CASE WHEN fee = 0 THEN '' ELSE ' fee ' || fee END, 'UTF8'));--> statement-breakpoint

DROP FUNCTION ledger.post(ledger.transfer_kind, text, text, text, timestamptz, bigint, bigint, bigint);--> statement-breakpoint
CREATE FUNCTION ledger.post(
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
  END AND (p_fee = 0 OR (p_kind = 'release' AND p_fee > 0 AND p_fee < p_amount));
  IF v_is_shaped IS NOT TRUE THEN
    PERFORM ledger.refuse('transfer_shape', p_kind || ': ' || v_from.kind || ' to ' || v_to.kind);
  END IF;

  IF p_fee = 0 THEN
    INSERT INTO ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash, xid) VALUES
      (p_from, v_from.seq, transfer_id, p_currency, -p_amount, v_from.balance_after, v_from.hash, v_from.xid),
      (p_to, v_to.seq, transfer_id, p_currency, p_amount, v_to.balance_after, v_to.hash, v_to.xid);
    RETURN;
  END IF;
  INSERT INTO ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash, xid) VALUES
    (p_from, v_from.seq, transfer_id, p_currency, -p_amount, v_from.balance_after, v_from.hash, v_from.xid),
    (p_to, v_to.seq, transfer_id, p_currency, p_amount - p_fee, v_to.balance_after, v_to.hash, v_to.xid),
    (ledger.open_account('platform', 'platform', p_currency), nextval('ledger.shared_entry_seq'), transfer_id,
      p_currency, p_fee, NULL, NULL, pg_current_xact_id());
END $$;--> statement-breakpoint

DROP FUNCTION ledger.resolve(text, text, text, text, timestamptz, text, bigint);--> statement-breakpoint
CREATE FUNCTION ledger.resolve(
  p_kind text, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_hold_owner text, p_amount bigint, p_fee bigint DEFAULT 0,
  OUT transfer_id bigint, OUT is_replay boolean, OUT amount bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_hold bigint;
  v_to bigint;
  v_left bigint;
  v_posted record;
BEGIN
  SELECT a.id, CASE p_kind WHEN 'refund' THEN a.payer_id ELSE a.payee_id END, a.balance
  INTO v_hold, v_to, v_left
  FROM ledger.accounts a WHERE a.kind = 'hold' AND a.owner = p_hold_owner;
  IF v_hold IS NULL THEN PERFORM ledger.refuse('account_not_found', 'hold ' || p_hold_owner); END IF;
  amount := p_amount;
  IF amount IS NULL THEN
    SELECT -e.amount INTO amount FROM ledger.entries e JOIN ledger.transfers t ON t.id = e.transfer_id
    WHERE e.account_id = v_hold AND t.idempotency_key = p_key;
    amount := coalesce(amount, v_left);
  END IF;
  IF amount = 0 THEN PERFORM ledger.refuse('hold_already_resolved', '0'); END IF;
  v_posted := ledger.post(
    p_kind::ledger.transfer_kind, p_key, p_reference, p_currency, p_occurred_at, v_hold, v_to, amount, p_fee);
  transfer_id := v_posted.transfer_id;
  is_replay := v_posted.is_replay;
END $$;--> statement-breakpoint

-- Two entries of one transfer, or the three of a release with a fee, inserted by one statement: they sum to zero, and
-- name accounts and a transfer that exist in their currency.
CREATE OR REPLACE FUNCTION ledger.check_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_is_account boolean;
  v_is_transfer boolean;
  v_sides text;
BEGIN
  SELECT count(*) AS entries, sum(amount) AS sum, min(transfer_id) AS transfer_id, max(transfer_id) AS last_transfer_id,
    min(account_id) AS account_id, max(account_id) AS last_account_id, min(currency) AS currency,
    max(currency) AS last_currency
  INTO v FROM inserted;
  IF v.entries NOT IN (2, 3) OR v.sum <> 0 OR v.transfer_id <> v.last_transfer_id THEN
    PERFORM ledger.refuse('transfer_not_balanced');
  END IF;
  SELECT
    EXISTS (SELECT FROM ledger.accounts WHERE id = v.account_id AND currency = v.currency)
      AND EXISTS (SELECT FROM ledger.accounts WHERE id = v.last_account_id AND currency = v.last_currency),
    EXISTS (SELECT FROM ledger.transfers WHERE id = v.transfer_id AND currency = v.currency)
  INTO v_is_account, v_is_transfer;
  IF NOT v_is_account OR v.currency <> v.last_currency THEN PERFORM ledger.refuse('entry_without_account'); END IF;
  IF NOT v_is_transfer THEN PERFORM ledger.refuse('entry_without_transfer', v.transfer_id::text); END IF;
  IF v.entries = 2 THEN RETURN NULL; END IF;
  SELECT string_agg(a.kind || CASE WHEN i.amount < 0 THEN ' out' ELSE ' in' END, ', ' ORDER BY a.kind) INTO v_sides
  FROM inserted i
  JOIN ledger.accounts a ON a.id = i.account_id AND a.currency = i.currency
  JOIN ledger.transfers t ON t.id = i.transfer_id AND t.kind = 'release';
  IF v_sides IS DISTINCT FROM 'wallet in, hold out, platform in' THEN
    PERFORM ledger.refuse('transfer_not_balanced', coalesce(v_sides, ''));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
