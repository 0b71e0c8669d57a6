-- The same answers as before, for three quarters of the work.
-- Turning an enum or a number into text is STABLE for PostgreSQL, and it puts only those functions into the statement
-- that calls them which promise no more than what they call: as IMMUTABLE this one was planned anew in every transaction.
CREATE OR REPLACE FUNCTION ledger.request_hash(
  kind ledger.transfer_kind, key text, reference text, currency text, from_id bigint, to_id bigint, amount bigint
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(
  kind::text || ' ' || length(key) || ' ' || key || ' ' || length(reference) || ' ' || reference
    || ' ' || currency || ' ' || from_id || ' ' || to_id || ' ' || amount, 'UTF8'));--> statement-breakpoint

-- Moves held money on: released to the payee, returned to the payer, or paid out to a payee outside. Without an
-- amount: all that is left; a replay then asks for what its first call moved, which is looked for only then.
CREATE OR REPLACE FUNCTION ledger.resolve(
  p_kind text, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_hold_owner text, p_amount bigint,
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
    p_kind::ledger.transfer_kind, p_key, p_reference, p_currency, p_occurred_at, v_hold, v_to, amount);
  transfer_id := v_posted.transfer_id;
  is_replay := v_posted.is_replay;
END $$;
