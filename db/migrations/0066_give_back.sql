ALTER TYPE "ledger"."transfer_kind" ADD VALUE 'give_back';--> statement-breakpoint
ALTER TABLE "contracts" DROP CONSTRAINT "contracts_held";--> statement-breakpoint
ALTER TABLE "job_events" DROP CONSTRAINT "job_events_kind";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "given_back_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_held" CHECK ("contracts"."held_cents" >= 0 and "contracts"."given_back_cents" >= 0);--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_kind" CHECK ("job_events"."kind" in ('posted', 'edited', 'renewed', 'closed', 'shortlisted', 'proposal_changed', 'proposal_confirmed', 'hired', 'submitted', 'released', 'changes_requested', 'cancellation_requested', 'cancellation_withdrawn', 'cancelled', 'refunded', 'completed', 'reviewed', 'funded', 'approved', 'work_never_came', 'change_proposed', 'change_accepted', 'change_declined', 'change_withdrawn', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused', 'reviews_opened', 'review_answered', 'dispute_opened', 'dispute_answered', 'dispute_offered', 'dispute_in_mediation', 'dispute_decided', 'dispute_appealed', 'dispute_withdrawn', 'dispute_ended', 'given_back'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payment_reversed', 'reversal_won', 'hired_on_payment', 'not_hired', 'payout_arrived', 'payout_failed', 'invoice_corrected', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed', 'milestone_approved', 'work_never_came', 'milestone_funded', 'change_proposed', 'change_accepted', 'change_declined', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused', 'review_waits', 'review_answered', 'dispute_opened', 'dispute_answered', 'dispute_offered', 'dispute_in_mediation', 'dispute_stated', 'dispute_asked', 'dispute_decided', 'dispute_appealed', 'dispute_withdrawn', 'dispute_ended', 'given_back'));--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- What was paid can be given back by whom it reached, from wallet to wallet. The rest is as before.
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
    WHEN 'give_back' THEN v_from.kind = 'wallet' AND v_to.kind = 'wallet' AND p_from <> p_to
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
END $$;
