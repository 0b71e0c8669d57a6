-- The ledger's rules: what no caller can get round. See lib/ledger for the names they have in TypeScript.
-- Refusals carry SQLSTATE WH000; the message is the code of the error, the detail what belongs to it.

-- Wallets and holds count from 1. Accounts that everybody touches come last in every lock order.
CREATE SEQUENCE ledger.account_ids;--> statement-breakpoint
CREATE SEQUENCE ledger.shared_account_ids START 4611686018427387904 MINVALUE 4611686018427387904;--> statement-breakpoint
-- The numbers of entries on append-only accounts: unique, rising, not gapless.
CREATE SEQUENCE ledger.shared_entry_seq CACHE 32;--> statement-breakpoint

-- An id from which on accounts are append-only.
CREATE FUNCTION ledger.first_shared_id() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 4611686018427387904;--> statement-breakpoint

CREATE FUNCTION ledger.refuse(code text, detail text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'WH000', MESSAGE = code, DETAIL = detail;
END $$;--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- History is append-only, for the owner of the database too.
CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'WH000', MESSAGE = 'history_is_append_only',
    DETAIL = TG_OP || ' on ledger.' || TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entries
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.transfers
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();--> statement-breakpoint
CREATE TRIGGER never_removed BEFORE DELETE OR TRUNCATE ON ledger.accounts
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();--> statement-breakpoint

-- The entries of a transfer arrive in one statement and sum to zero over two sides or more.
CREATE FUNCTION ledger.check_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM inserted GROUP BY transfer_id HAVING sum(amount) <> 0 OR count(*) < 2) THEN
    PERFORM ledger.refuse('transfer_not_balanced');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER balanced AFTER INSERT ON ledger.entries REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_balanced();--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- The contents that are hashed, in one place each: posting and verification must agree.
CREATE FUNCTION ledger.request_hash(kind text, key text, reference text, currency text, legs text)
RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(
  kind || ' ' || length(key) || ' ' || key || ' ' || length(reference) || ' ' || reference
    || ' ' || currency || ' ' || legs, 'UTF8'));--> statement-breakpoint

CREATE FUNCTION ledger.entry_hash(
  previous bytea, account_id bigint, seq bigint, transfer_id bigint, amount bigint, balance_after bigint,
  request_hash bytea
) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(coalesce(previous, ''::bytea) || int8send(account_id) || int8send(seq) || int8send(transfer_id)
  || int8send(amount) || int8send(balance_after) || request_hash);--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- Opens an account, or answers with the one that is there.
CREATE FUNCTION ledger.open_account(p_kind text, p_owner text, p_currency text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_id bigint;
  v_currency text;
BEGIN
  SELECT id, currency INTO v_id, v_currency FROM ledger.accounts WHERE kind = p_kind AND owner = p_owner;
  IF v_id IS NULL THEN
    INSERT INTO ledger.accounts (id, kind, owner, currency)
    VALUES (
      CASE WHEN p_kind IN ('platform', 'external') THEN nextval('ledger.shared_account_ids')
        ELSE nextval('ledger.account_ids') END,
      p_kind, p_owner, p_currency
    ) ON CONFLICT (kind, owner) DO NOTHING;
    SELECT id, currency INTO v_id, v_currency FROM ledger.accounts WHERE kind = p_kind AND owner = p_owner;
  END IF;
  IF v_currency IS DISTINCT FROM p_currency THEN PERFORM ledger.refuse('currency_mismatch'); END IF;
  RETURN v_id;
END $$;--> statement-breakpoint

-- Opens or closes a wallet to what takes money out of it. What comes back to it is always let in.
CREATE FUNCTION ledger.close_wallet(p_owner text, p_closed_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE ledger.accounts SET closed_at = p_closed_at WHERE kind = 'wallet' AND owner = p_owner;
  IF NOT FOUND THEN PERFORM ledger.refuse('account_not_found', p_owner); END IF;
END $$;--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- Says why a leg could not be posted. Runs only once that is certain.
CREATE FUNCTION ledger.refuse_leg(p_id bigint, p_currency text, p_amount bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_account ledger.accounts;
BEGIN
  SELECT * INTO v_account FROM ledger.accounts WHERE id = p_id;
  IF v_account.id IS NULL THEN PERFORM ledger.refuse('account_not_found', p_id::text); END IF;
  IF v_account.currency <> p_currency THEN PERFORM ledger.refuse('currency_mismatch'); END IF;
  IF v_account.kind = 'hold' AND p_amount > 0 THEN PERFORM ledger.refuse('hold_exists'); END IF;
  IF v_account.kind = 'hold' THEN PERFORM ledger.refuse('hold_already_resolved', v_account.balance::text); END IF;
  IF v_account.closed_at IS NOT NULL AND p_amount < 0 THEN PERFORM ledger.refuse('account_closed'); END IF;
  PERFORM ledger.refuse('insufficient_funds', (-p_amount - v_account.balance)::text);
END $$;--> statement-breakpoint

-- Posts one transfer: claims the key, locks the accounts in ascending id order by updating them, inserts the
-- entries. Answers with the earlier transfer when the key was used for the very same request before.
CREATE FUNCTION ledger.post(
  p_kind text, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_account_ids bigint[], p_amounts bigint[],
  OUT transfer_id bigint, OUT is_replay boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_legs int := cardinality(p_account_ids);
  v_hash bytea;
  v_earlier bytea;
  v_total numeric := 0;
  v_last_id bigint := 0;
  v_id bigint;
  v_amount bigint;
  v_account record;
  v_payer_id bigint;
  v_payee_id bigint;
  v_wallet_id bigint;
  v_shared_id bigint;
  v_shape text := '';
  v_is_shaped boolean;
  v_seqs bigint[] := '{}';
  v_balances bigint[] := '{}';
  v_hashes bytea[] := '{}';
  v_xids xid8[] := '{}';
BEGIN
  IF v_legs < 2 OR v_legs IS DISTINCT FROM cardinality(p_amounts) THEN
    PERFORM ledger.refuse('transfer_not_balanced');
  END IF;

  v_hash := ledger.request_hash(p_kind, p_key, p_reference, p_currency,
    array_to_string(p_account_ids, ',') || ' ' || array_to_string(p_amounts, ','));
  INSERT INTO ledger.transfers (kind, idempotency_key, request_hash, reference, currency, occurred_at)
  VALUES (p_kind, p_key, v_hash, p_reference, p_currency, p_occurred_at)
  ON CONFLICT (idempotency_key) DO NOTHING RETURNING id INTO transfer_id;
  IF transfer_id IS NULL THEN
    SELECT t.id, t.request_hash INTO STRICT transfer_id, v_earlier
    FROM ledger.transfers t WHERE t.idempotency_key = p_key;
    IF v_earlier <> v_hash THEN PERFORM ledger.refuse('idempotency_mismatch', p_key); END IF;
    is_replay := true;
    RETURN;
  END IF;
  is_replay := false;

  FOR i IN 1..v_legs LOOP
    v_id := p_account_ids[i];
    v_amount := p_amounts[i];
    IF v_id IS NULL THEN PERFORM ledger.refuse('account_not_found'); END IF;
    IF v_id <= v_last_id THEN PERFORM ledger.refuse('legs_not_sorted'); END IF;
    v_last_id := v_id;
    v_total := v_total + v_amount;

    IF v_id >= ledger.first_shared_id() THEN
      v_shared_id := v_id;
      v_shape := v_shape || CASE WHEN v_amount > 0 THEN 'S' ELSE 's' END;
      v_seqs := v_seqs || nextval('ledger.shared_entry_seq');
      v_balances := v_balances || NULL::bigint;
      v_hashes := v_hashes || NULL::bytea;
      v_xids := v_xids || pg_current_xact_id();
      CONTINUE;
    END IF;

    UPDATE ledger.accounts a SET
      balance = a.balance + v_amount,
      seq = a.seq + 1,
      last_hash = ledger.entry_hash(a.last_hash, v_id, a.seq + 1, transfer_id, v_amount, a.balance + v_amount, v_hash),
      held = a.held + CASE WHEN a.kind = 'hold' AND v_amount > 0 THEN v_amount ELSE 0 END,
      released = a.released - CASE WHEN a.kind = 'hold' AND v_amount < 0 AND p_kind <> 'refund' THEN v_amount ELSE 0 END,
      refunded = a.refunded - CASE WHEN a.kind = 'hold' AND v_amount < 0 AND p_kind = 'refund' THEN v_amount ELSE 0 END
    WHERE a.id = v_id AND a.currency = p_currency AND a.balance + v_amount >= 0
      AND (a.closed_at IS NULL OR v_amount > 0)
      AND (a.held = 0 OR v_amount < 0)
    RETURNING a.kind, a.balance, a.seq, a.last_hash, a.payer_id, a.payee_id INTO v_account;
    IF NOT FOUND THEN PERFORM ledger.refuse_leg(v_id, p_currency, v_amount); END IF;

    IF v_account.kind = 'hold' THEN
      v_payer_id := v_account.payer_id;
      v_payee_id := v_account.payee_id;
      v_shape := v_shape || CASE WHEN v_amount > 0 THEN 'H' ELSE 'h' END;
    ELSE
      v_wallet_id := v_id;
      v_shape := v_shape || CASE WHEN v_amount > 0 THEN 'W' ELSE 'w' END;
    END IF;
    v_seqs := v_seqs || v_account.seq;
    v_balances := v_balances || v_account.balance;
    v_hashes := v_hashes || v_account.last_hash;
    v_xids := v_xids || NULL::xid8;
  END LOOP;

  IF v_total <> 0 THEN PERFORM ledger.refuse('transfer_not_balanced'); END IF;

  -- Each kind of transfer has one shape: wallet, hold and shared sides, capital where money arrives.
  v_is_shaped := CASE p_kind
    WHEN 'deposit' THEN v_shape = 'Ws'
    WHEN 'hold' THEN v_shape IN ('wH', 'Hw') AND v_payer_id = v_wallet_id
    WHEN 'release' THEN v_shape IN ('hW', 'Wh', 'hWS', 'WhS') AND v_payee_id = v_wallet_id
    WHEN 'refund' THEN v_shape IN ('hW', 'Wh') AND v_payer_id = v_wallet_id
    WHEN 'payout' THEN v_shape = 'hS' AND v_payee_id = v_shared_id
    WHEN 'fee' THEN v_shape = 'wS'
    WHEN 'adjustment' THEN v_shape IN ('Ws', 'wS')
    ELSE false
  END;
  IF NOT v_is_shaped THEN PERFORM ledger.refuse('transfer_shape', p_kind || ' ' || v_shape); END IF;

  INSERT INTO ledger.entries (account_id, seq, transfer_id, currency, amount, balance_after, hash, xid)
  SELECT leg.account_id, leg.seq, transfer_id, p_currency, leg.amount, leg.balance_after, leg.hash, leg.xid
  FROM unnest(p_account_ids, v_seqs, p_amounts, v_balances, v_hashes, v_xids)
    AS leg (account_id, seq, amount, balance_after, hash, xid);
END $$;--> statement-breakpoint

-- Posts a transfer of two sides, given by owner: what every verb of lib/ledger but the first hold needs.
CREATE FUNCTION ledger.move(
  p_kind text, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_from_kind text, p_from_owner text, p_to_kind text, p_to_owner text, p_amount bigint,
  OUT transfer_id bigint, OUT is_replay boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from bigint;
  v_to bigint;
BEGIN
  SELECT id INTO v_from FROM ledger.accounts WHERE kind = p_from_kind AND owner = p_from_owner;
  IF v_from IS NULL AND p_from_kind IN ('external', 'platform') THEN
    v_from := ledger.open_account(p_from_kind, p_from_owner, p_currency);
  ELSIF v_from IS NULL THEN
    PERFORM ledger.refuse('account_not_found', p_from_kind || ' ' || p_from_owner);
  END IF;
  SELECT id INTO v_to FROM ledger.accounts WHERE kind = p_to_kind AND owner = p_to_owner;
  IF v_to IS NULL THEN v_to := ledger.open_account(p_to_kind, p_to_owner, p_currency); END IF;
  IF v_from < v_to THEN
    SELECT * INTO transfer_id, is_replay FROM ledger.post(p_kind, p_key, p_reference, p_currency, p_occurred_at,
      ARRAY[v_from, v_to], ARRAY[-p_amount, p_amount]);
  ELSE
    SELECT * INTO transfer_id, is_replay FROM ledger.post(p_kind, p_key, p_reference, p_currency, p_occurred_at,
      ARRAY[v_to, v_from], ARRAY[p_amount, -p_amount]);
  END IF;
END $$;--> statement-breakpoint

-- Opens the hold of `p_hold_owner` between a payer and a payee and moves the amount onto it.
CREATE FUNCTION ledger.hold(
  p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_payer text, p_payee_kind text, p_payee text, p_hold_owner text, p_amount bigint,
  OUT transfer_id bigint, OUT is_replay boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_payer bigint := ledger.open_account('wallet', p_payer, p_currency);
  v_payee bigint := ledger.open_account(p_payee_kind, p_payee, p_currency);
  v_hold record;
BEGIN
  INSERT INTO ledger.accounts (id, kind, owner, currency, payer_id, payee_id)
  VALUES (nextval('ledger.account_ids'), 'hold', p_hold_owner, p_currency, v_payer, v_payee)
  ON CONFLICT (kind, owner) DO NOTHING;
  SELECT payer_id, payee_id INTO v_hold FROM ledger.accounts WHERE kind = 'hold' AND owner = p_hold_owner;
  IF v_hold.payer_id <> v_payer OR v_hold.payee_id <> v_payee THEN
    PERFORM ledger.refuse('idempotency_mismatch', p_key);
  END IF;
  SELECT * INTO transfer_id, is_replay FROM ledger.move('hold', p_key, p_reference, p_currency, p_occurred_at,
    'wallet', p_payer, 'hold', p_hold_owner, p_amount);
END $$;--> statement-breakpoint

-- Moves held money on: released to the payee, returned to the payer, or paid out to a payee outside. Without an
-- amount: all that is left; a replay then asks for what its first call moved.
CREATE FUNCTION ledger.resolve(
  p_kind text, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_hold_owner text, p_amount bigint,
  OUT transfer_id bigint, OUT is_replay boolean, OUT amount bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_hold bigint;
  v_to bigint;
BEGIN
  SELECT a.id, CASE p_kind WHEN 'refund' THEN a.payer_id ELSE a.payee_id END, coalesce(p_amount, (
    SELECT -e.amount FROM ledger.entries e JOIN ledger.transfers t ON t.id = e.transfer_id
    WHERE e.account_id = a.id AND t.idempotency_key = p_key), a.balance)
  INTO v_hold, v_to, amount
  FROM ledger.accounts a WHERE a.kind = 'hold' AND a.owner = p_hold_owner;
  IF v_hold IS NULL THEN PERFORM ledger.refuse('account_not_found', 'hold ' || p_hold_owner); END IF;
  IF amount = 0 THEN PERFORM ledger.refuse('hold_already_resolved', '0'); END IF;
  IF v_hold < v_to THEN
    SELECT p.transfer_id, p.is_replay INTO transfer_id, is_replay FROM ledger.post(
      p_kind, p_key, p_reference, p_currency, p_occurred_at, ARRAY[v_hold, v_to], ARRAY[-amount, amount]) p;
  ELSE
    SELECT p.transfer_id, p.is_replay INTO transfer_id, is_replay FROM ledger.post(
      p_kind, p_key, p_reference, p_currency, p_occurred_at, ARRAY[v_to, v_hold], ARRAY[amount, -amount]) p;
  END IF;
END $$;--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- What an account holds now. Append-only accounts: the checkpoint and the entries since. A checkpoint from
-- before a restore into another cluster counts transactions of that cluster and is not used.
CREATE FUNCTION ledger.balance(p_account_id bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN a.id < ledger.first_shared_id() THEN a.balance
    WHEN a.rolled_up_to <= pg_snapshot_xmin(pg_current_snapshot()) THEN a.balance + coalesce((
      SELECT sum(e.amount) FROM ledger.entries e WHERE e.account_id = a.id AND e.xid >= a.rolled_up_to), 0)
    ELSE coalesce((SELECT sum(e.amount) FROM ledger.entries e WHERE e.account_id = a.id), 0)
  END::bigint
  FROM ledger.accounts a WHERE a.id = p_account_id
$$;--> statement-breakpoint

-- Moves the checkpoint of an append-only account up to the oldest transaction that may still be running:
-- the order of numbers is not the order of commits.
CREATE FUNCTION ledger.roll_up(p_account_id bigint) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from xid8;
  v_to xid8;
BEGIN
  SELECT rolled_up_to INTO v_from FROM ledger.accounts
  WHERE id = p_account_id AND id >= ledger.first_shared_id() FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM ledger.refuse('account_not_found', p_account_id::text); END IF;
  v_to := pg_snapshot_xmin(pg_current_snapshot());
  IF v_from > v_to THEN v_from := NULL; END IF;
  UPDATE ledger.accounts a SET
    rolled_up_to = v_to,
    balance = CASE WHEN v_from IS NULL THEN 0 ELSE a.balance END + coalesce((
      SELECT sum(e.amount) FROM ledger.entries e
      WHERE e.account_id = p_account_id AND e.xid < v_to AND (v_from IS NULL OR e.xid >= v_from)), 0)
  WHERE a.id = p_account_id;
END $$;--> statement-breakpoint

-- Nobody runs any of this unless granted (db/roles.ts grants it to the app's role).
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
