-- Everything that a statement prints is covered by its hashes: also when a transfer happened, and whose account it is.
-- And the balance at a moment is found in few steps, however long the history is.

-- ---------------------------------------------------------------------------------------------
-- Where an account's chain begins: whose it is. For a hold also between whom.
CREATE FUNCTION ledger.account_hash(
  kind ledger.account_kind, owner text, currency text, payer_id bigint, payee_id bigint
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(
  kind::text || ' ' || length(owner) || ' ' || owner || ' ' || currency
    || ' ' || coalesce(payer_id::text, '') || ' ' || coalesce(payee_id::text, ''), 'UTF8'));--> statement-breakpoint

CREATE FUNCTION ledger.entry_hash(
  previous bytea, account_id bigint, seq bigint, transfer_id bigint, amount bigint, balance_after bigint,
  request_hash bytea, occurred_at timestamptz
) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(previous || int8send(account_id) || int8send(seq) || int8send(transfer_id)
  || int8send(amount) || int8send(balance_after) || request_hash || timestamptz_send(occurred_at));--> statement-breakpoint

-- The same as before, with the moment among what its entry's hash covers.
CREATE FUNCTION ledger.apply_side(
  p_id bigint, p_delta bigint, p_kind ledger.transfer_kind, p_currency text, p_transfer_id bigint, p_request_hash bytea,
  p_occurred_at timestamptz,
  OUT kind ledger.account_kind, OUT seq bigint, OUT balance_after bigint, OUT hash bytea, OUT xid xid8,
  OUT payer_id bigint, OUT payee_id bigint
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
    AND a.balance + p_delta >= 0
    AND (a.closed_at IS NULL OR p_delta > 0)
    AND (a.held = 0 OR p_delta < 0)
  RETURNING a.kind, a.seq, a.balance, a.last_hash, a.payer_id, a.payee_id
  INTO kind, seq, balance_after, hash, payer_id, payee_id;
  IF NOT FOUND THEN PERFORM ledger.refuse_side(p_id, p_currency, p_delta); END IF;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION ledger.post(
  p_kind ledger.transfer_kind, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_from bigint, p_to bigint, p_amount bigint,
  OUT transfer_id bigint, OUT is_replay boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_hash bytea := ledger.request_hash(p_kind, p_key, p_reference, p_currency, p_from, p_to, p_amount);
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
    v_to := ledger.apply_side(p_to, p_amount, p_kind, p_currency, transfer_id, v_hash, v_at);
  ELSE
    v_to := ledger.apply_side(p_to, p_amount, p_kind, p_currency, transfer_id, v_hash, v_at);
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
  END;
  IF v_is_shaped IS NOT TRUE THEN
    PERFORM ledger.refuse('transfer_shape', p_kind || ': ' || v_from.kind || ' to ' || v_to.kind);
  END IF;

  INSERT INTO ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash, xid) VALUES
    (p_from, v_from.seq, transfer_id, p_currency, -p_amount, v_from.balance_after, v_from.hash, v_from.xid),
    (p_to, v_to.seq, transfer_id, p_currency, p_amount, v_to.balance_after, v_to.hash, v_to.xid);
END $$;--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- The chains that exist are hashed once more, each from its beginning. One that does not agree with its entries today
-- was changed by hand: it stays as it is, so that the next verification still finds it.
LOCK TABLE ledger.accounts, ledger.transfers, ledger.entries IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
CREATE FUNCTION ledger.chain_step(
  state bytea, start bytea, account_id bigint, seq bigint, transfer_id bigint, amount bigint, balance_after bigint,
  request_hash bytea, occurred_at timestamptz
) RETURNS bytea LANGUAGE sql IMMUTABLE
RETURN ledger.entry_hash(
  coalesce(state, start), account_id, seq, transfer_id, amount, balance_after, request_hash, occurred_at);--> statement-breakpoint
CREATE AGGREGATE ledger.chain(bytea, bigint, bigint, bigint, bigint, bigint, bytea, timestamptz) (
  SFUNC = ledger.chain_step, STYPE = bytea);--> statement-breakpoint
CREATE TEMPORARY TABLE rehashed ON COMMIT DROP AS
SELECT c.account_id, c.seq, c.former, c.hash
FROM (
  SELECT e.account_id, e.seq, e.hash AS former,
    bool_and(e.hash IS NOT DISTINCT FROM e.expected) OVER (PARTITION BY e.account_id) AS is_sound,
    ledger.chain(ledger.account_hash(a.kind, a.owner, a.currency, a.payer_id, a.payee_id), e.account_id, e.seq,
      e.transfer_id, e.amount, e.balance_after, t.request_hash, t.occurred_at)
      OVER (PARTITION BY e.account_id ORDER BY e.seq) AS hash
  FROM (
    SELECT e.*, ledger.entry_hash(lag(e.hash) OVER (PARTITION BY e.account_id ORDER BY e.seq),
      e.account_id, e.seq, e.transfer_id, e.amount, e.balance_after, t.request_hash) AS expected
    FROM ledger.entries e JOIN ledger.transfers t ON t.id = e.transfer_id
    WHERE e.account_id < ledger.first_shared_id()
  ) e
  JOIN ledger.transfers t ON t.id = e.transfer_id
  JOIN ledger.accounts a ON a.id = e.account_id
) c
WHERE c.is_sound;--> statement-breakpoint
UPDATE ledger.accounts a SET last_hash = r.hash
FROM rehashed r WHERE r.account_id = a.id AND r.seq = a.seq AND r.former = a.last_hash;--> statement-breakpoint
-- The one time that history is written over: within this transaction, and nobody else can write meanwhile.
ALTER TABLE ledger.entries DISABLE TRIGGER append_only;--> statement-breakpoint
UPDATE ledger.entries e SET hash = r.hash
FROM rehashed r WHERE r.account_id = e.account_id AND r.seq = e.seq;--> statement-breakpoint
ALTER TABLE ledger.entries ENABLE TRIGGER append_only;--> statement-breakpoint
DROP TABLE rehashed;--> statement-breakpoint
DROP AGGREGATE ledger.chain(bytea, bigint, bigint, bigint, bigint, bigint, bytea, timestamptz);--> statement-breakpoint
DROP FUNCTION ledger.chain_step;--> statement-breakpoint
DROP FUNCTION ledger.entry_hash(bytea, bigint, bigint, bigint, bigint, bigint, bytea);--> statement-breakpoint
DROP FUNCTION ledger.apply_side(bigint, bigint, ledger.transfer_kind, text, bigint, bytea);--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- The entry of a wallet after which something stands that happened at this moment (with this transfer), and the
-- balance then. Halves the entries until one is left: within a millisecond the transfers' own numbers decide.
CREATE FUNCTION ledger.position_at(
  p_account_id bigint, p_at timestamptz, p_transfer_id bigint, OUT seq bigint, OUT balance bigint
) LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  v_high bigint;
  v_middle bigint;
  v_is_past boolean;
BEGIN
  seq := 0;
  SELECT a.seq INTO v_high FROM ledger.accounts a WHERE a.id = p_account_id;
  WHILE seq < v_high LOOP
    v_middle := (seq + v_high + 1) / 2;
    SELECT (t.occurred_at, t.id) <= (p_at, p_transfer_id) INTO v_is_past
    FROM ledger.entries e JOIN ledger.transfers t ON t.id = e.transfer_id
    WHERE e.account_id = p_account_id AND e.seq = v_middle;
    IF v_is_past THEN seq := v_middle; ELSE v_high := v_middle - 1; END IF;
  END LOOP;
  SELECT e.balance_after INTO balance FROM ledger.entries e WHERE e.account_id = p_account_id AND e.seq = position_at.seq;
  balance := coalesce(balance, 0);
END $$;--> statement-breakpoint

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
