-- What somebody owes is guarded by their wallet's lock, so who asks whether it may grow takes that lock: money that comes
-- in at the same moment would see nothing owed. True for what the owner of an empty wallet owes, if the wallet knows of it.
CREATE OR REPLACE FUNCTION ledger.may_owe_more(p_id bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ledger.accounts owed
  JOIN ledger.accounts wallet ON wallet.kind = 'wallet' AND wallet.owner = owed.owner
  WHERE owed.id = p_id AND owed.kind = 'owed' AND wallet.owed_id = owed.id AND wallet.balance = 0
  FOR NO KEY UPDATE OF wallet;
  RETURN FOUND;
END $$;
