-- The ledger's rules: what no caller can get round. See lib/ledger for the names they have in TypeScript.
-- Refusals carry SQLSTATE WH000; the message is the code of the error, the detail what belongs to it.

-- Wallets and holds count from 1. Accounts that everybody touches come last in every lock order.
CREATE SEQUENCE ledger.account_ids;--> statement-breakpoint
CREATE SEQUENCE ledger.shared_account_ids START 4611686018427387904 MINVALUE 4611686018427387904;--> statement-breakpoint
-- The numbers of entries on append-only accounts: unique, rising, not gapless.
CREATE SEQUENCE ledger.shared_entry_seq CACHE 32;--> statement-breakpoint

-- Room on each page for the next version of a row, so that an update touches no index.
ALTER TABLE ledger.accounts SET (fillfactor = 60);--> statement-breakpoint

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

-- The entries of a transfer arrive in one statement and sum to zero over two sides or more. Each names an account and
-- a transfer that exist in its currency: what composite foreign keys would say, at a third of their price.
CREATE FUNCTION ledger.check_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_entry record;
BEGIN
  IF EXISTS (SELECT FROM inserted GROUP BY transfer_id HAVING sum(amount) <> 0 OR count(*) < 2) THEN
    PERFORM ledger.refuse('transfer_not_balanced');
  END IF;
  FOR v_entry IN SELECT account_id, transfer_id, currency FROM inserted LOOP
    IF NOT EXISTS (SELECT FROM ledger.accounts WHERE id = v_entry.account_id AND currency = v_entry.currency) THEN
      PERFORM ledger.refuse('entry_without_account', v_entry.account_id::text);
    END IF;
    IF NOT EXISTS (SELECT FROM ledger.transfers WHERE id = v_entry.transfer_id AND currency = v_entry.currency) THEN
      PERFORM ledger.refuse('entry_without_transfer', v_entry.transfer_id::text);
    END IF;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER sound AFTER INSERT ON ledger.entries REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_entries();--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- The contents that are hashed, in one place each: posting and verification must agree.
CREATE FUNCTION ledger.request_hash(
  kind ledger.transfer_kind, key text, reference text, currency text, from_id bigint, to_id bigint, amount bigint
) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(
  kind::text || ' ' || length(key) || ' ' || key || ' ' || length(reference) || ' ' || reference
    || ' ' || currency || ' ' || from_id || ' ' || to_id || ' ' || amount, 'UTF8'));--> statement-breakpoint

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
  v_kind ledger.account_kind := p_kind::ledger.account_kind;
  v_id bigint;
  v_currency text;
BEGIN
  SELECT id, currency INTO v_id, v_currency FROM ledger.accounts WHERE kind = v_kind AND owner = p_owner;
  IF v_id IS NULL THEN
    INSERT INTO ledger.accounts (id, kind, owner, currency)
    VALUES (
      CASE WHEN v_kind IN ('platform', 'external') THEN nextval('ledger.shared_account_ids')
        ELSE nextval('ledger.account_ids') END,
      v_kind, p_owner, p_currency
    ) ON CONFLICT (kind, owner) DO NOTHING;
    SELECT id, currency INTO v_id, v_currency FROM ledger.accounts WHERE kind = v_kind AND owner = p_owner;
  END IF;
  IF v_currency <> p_currency THEN PERFORM ledger.refuse('currency_mismatch'); END IF;
  RETURN v_id;
END $$;--> statement-breakpoint

-- Closes a wallet to what takes money out of it. What comes back to it is always let in.
CREATE FUNCTION ledger.close_wallet(p_owner text, p_closed_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE ledger.accounts SET closed_at = p_closed_at WHERE kind = 'wallet' AND owner = p_owner;
  IF NOT FOUND THEN PERFORM ledger.refuse('account_not_found', p_owner); END IF;
END $$;--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- Posting. `post` and what it calls run with the rights of their caller, so the app reaches them only through
-- the functions below that name accounts by their owner.

-- Says why a side could not be posted. Runs only once that is certain.
CREATE FUNCTION ledger.refuse_side(p_id bigint, p_currency text, p_delta bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_account ledger.accounts;
BEGIN
  SELECT * INTO v_account FROM ledger.accounts WHERE id = p_id;
  IF v_account.id IS NULL THEN PERFORM ledger.refuse('account_not_found', p_id::text); END IF;
  IF v_account.currency <> p_currency THEN PERFORM ledger.refuse('currency_mismatch'); END IF;
  IF v_account.kind = 'hold' AND p_delta > 0 THEN PERFORM ledger.refuse('hold_exists'); END IF;
  IF v_account.kind = 'hold' THEN PERFORM ledger.refuse('hold_already_resolved', v_account.balance::text); END IF;
  IF v_account.closed_at IS NOT NULL AND p_delta < 0 THEN PERFORM ledger.refuse('account_closed'); END IF;
  PERFORM ledger.refuse('insufficient_funds', (-p_delta - v_account.balance)::text);
END $$;--> statement-breakpoint

-- Changes one account by its side of a transfer and answers with what its entry must say. The update is the lock.
-- On append-only accounts nothing is locked: the entry only takes a number.
CREATE FUNCTION ledger.apply_side(
  p_id bigint, p_delta bigint, p_kind ledger.transfer_kind, p_currency text, p_transfer_id bigint, p_request_hash bytea,
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
      a.last_hash, p_id, a.seq + 1, p_transfer_id, p_delta, a.balance + p_delta, p_request_hash),
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

-- Posts one transfer of two sides: claims the key, changes the accounts in ascending id order, inserts the entries.
-- Answers with the earlier transfer when the key was used for the very same request before.
CREATE FUNCTION ledger.post(
  p_kind ledger.transfer_kind, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_from bigint, p_to bigint, p_amount bigint,
  OUT transfer_id bigint, OUT is_replay boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_hash bytea := ledger.request_hash(p_kind, p_key, p_reference, p_currency, p_from, p_to, p_amount);
  v_earlier bytea;
  v_from record;
  v_to record;
  v_is_shaped boolean;
BEGIN
  INSERT INTO ledger.transfers (kind, idempotency_key, request_hash, reference, currency, occurred_at)
  VALUES (p_kind, p_key, v_hash, p_reference, p_currency, p_occurred_at)
  ON CONFLICT (idempotency_key) DO NOTHING RETURNING id INTO transfer_id;
  is_replay := transfer_id IS NULL;
  IF is_replay THEN
    SELECT t.id, t.request_hash INTO STRICT transfer_id, v_earlier
    FROM ledger.transfers t WHERE t.idempotency_key = p_key;
    IF v_earlier <> v_hash THEN PERFORM ledger.refuse('idempotency_mismatch', p_key); END IF;
    RETURN;
  END IF;

  IF p_from < p_to THEN
    v_from := ledger.apply_side(p_from, -p_amount, p_kind, p_currency, transfer_id, v_hash);
    v_to := ledger.apply_side(p_to, p_amount, p_kind, p_currency, transfer_id, v_hash);
  ELSE
    v_to := ledger.apply_side(p_to, p_amount, p_kind, p_currency, transfer_id, v_hash);
    v_from := ledger.apply_side(p_from, -p_amount, p_kind, p_currency, transfer_id, v_hash);
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
-- What the app may call.

-- Moves an amount from one owner's account to another's, which is opened when there is none.
CREATE FUNCTION ledger.move(
  p_kind text, p_key text, p_reference text, p_currency text, p_occurred_at timestamptz,
  p_from_kind text, p_from_owner text, p_to_kind text, p_to_owner text, p_amount bigint,
  OUT transfer_id bigint, OUT is_replay boolean
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_from_kind ledger.account_kind := p_from_kind::ledger.account_kind;
  v_to_kind ledger.account_kind := p_to_kind::ledger.account_kind;
  v_from bigint;
  v_to bigint;
  v_posted record;
BEGIN
  SELECT id INTO v_from FROM ledger.accounts WHERE kind = v_from_kind AND owner = p_from_owner;
  SELECT id INTO v_to FROM ledger.accounts WHERE kind = v_to_kind AND owner = p_to_owner;
  IF v_from IS NULL AND v_from_kind IN ('external', 'platform') THEN
    v_from := ledger.open_account(p_from_kind, p_from_owner, p_currency);
  END IF;
  IF v_from IS NULL THEN PERFORM ledger.refuse('account_not_found', p_from_kind || ' ' || p_from_owner); END IF;
  IF v_to IS NULL THEN v_to := ledger.open_account(p_to_kind, p_to_owner, p_currency); END IF;
  v_posted := ledger.post(
    p_kind::ledger.transfer_kind, p_key, p_reference, p_currency, p_occurred_at, v_from, v_to, p_amount);
  transfer_id := v_posted.transfer_id;
  is_replay := v_posted.is_replay;
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
  v_posted record;
BEGIN
  INSERT INTO ledger.accounts (id, kind, owner, currency, payer_id, payee_id)
  VALUES (nextval('ledger.account_ids'), 'hold', p_hold_owner, p_currency, v_payer, v_payee)
  ON CONFLICT (kind, owner) DO NOTHING;
  SELECT id, payer_id, payee_id INTO v_hold FROM ledger.accounts WHERE kind = 'hold' AND owner = p_hold_owner;
  IF v_hold.payer_id <> v_payer OR v_hold.payee_id <> v_payee THEN
    PERFORM ledger.refuse('idempotency_mismatch', p_key);
  END IF;
  v_posted := ledger.post('hold', p_key, p_reference, p_currency, p_occurred_at, v_payer, v_hold.id, p_amount);
  transfer_id := v_posted.transfer_id;
  is_replay := v_posted.is_replay;
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
  v_posted record;
BEGIN
  SELECT a.id, CASE p_kind WHEN 'refund' THEN a.payer_id ELSE a.payee_id END, coalesce(p_amount, (
    SELECT -e.amount FROM ledger.entries e JOIN ledger.transfers t ON t.id = e.transfer_id
    WHERE e.account_id = a.id AND t.idempotency_key = p_key), a.balance)
  INTO v_hold, v_to, amount
  FROM ledger.accounts a WHERE a.kind = 'hold' AND a.owner = p_hold_owner;
  IF v_hold IS NULL THEN PERFORM ledger.refuse('account_not_found', 'hold ' || p_hold_owner); END IF;
  IF amount = 0 THEN PERFORM ledger.refuse('hold_already_resolved', '0'); END IF;
  v_posted := ledger.post(
    p_kind::ledger.transfer_kind, p_key, p_reference, p_currency, p_occurred_at, v_hold, v_to, amount);
  transfer_id := v_posted.transfer_id;
  is_replay := v_posted.is_replay;
END $$;--> statement-breakpoint

-- Locks a hold and both its wallets in ascending id order, for a caller about to resolve it to both sides.
CREATE FUNCTION ledger.lock_parties(p_hold_owner text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM ledger.accounts a JOIN ledger.accounts hold ON a.id IN (hold.id, hold.payer_id, hold.payee_id)
  WHERE hold.kind = 'hold' AND hold.owner = p_hold_owner AND a.id < ledger.first_shared_id()
  ORDER BY a.id FOR NO KEY UPDATE OF a;
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
