-- The same rules as before, asked in two queries instead of six: one statement inserts the two entries of one
-- transfer, which sum to zero, and they name accounts and a transfer that exist in their currency.
CREATE OR REPLACE FUNCTION ledger.check_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v record;
  v_is_account boolean;
  v_is_transfer boolean;
BEGIN
  SELECT count(*) AS entries, sum(amount) AS sum, min(transfer_id) AS transfer_id, max(transfer_id) AS last_transfer_id,
    min(account_id) AS account_id, max(account_id) AS last_account_id, min(currency) AS currency,
    max(currency) AS last_currency
  INTO v FROM inserted;
  IF v.entries <> 2 OR v.sum <> 0 OR v.transfer_id <> v.last_transfer_id THEN
    PERFORM ledger.refuse('transfer_not_balanced');
  END IF;
  SELECT
    EXISTS (SELECT FROM ledger.accounts WHERE id = v.account_id AND currency = v.currency)
      AND EXISTS (SELECT FROM ledger.accounts WHERE id = v.last_account_id AND currency = v.last_currency),
    EXISTS (SELECT FROM ledger.transfers WHERE id = v.transfer_id AND currency = v.currency)
  INTO v_is_account, v_is_transfer;
  IF NOT v_is_account OR v.currency <> v.last_currency THEN PERFORM ledger.refuse('entry_without_account'); END IF;
  IF NOT v_is_transfer THEN PERFORM ledger.refuse('entry_without_transfer', v.transfer_id::text); END IF;
  RETURN NULL;
END $$;
