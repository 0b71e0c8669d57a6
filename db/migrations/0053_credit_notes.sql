ALTER TABLE "audit_entries" DROP CONSTRAINT "audit_entries_kind";--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_sum";--> statement-breakpoint
DROP INDEX "documents_transfer";--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "corrects" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "is_credit_note" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_corrects_documents_id_fk" FOREIGN KEY ("corrects") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_corrects" ON "documents" USING btree ("corrects","is_credit_note") WHERE corrects is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_transfer" ON "documents" USING btree ("transfer_id","kind") WHERE corrects is null;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_kind" CHECK ("audit_entries"."kind" in ('registered', 'role_changed', 'password_changed', 'email_changed', 'email_confirmed', 'signed_in', 'signed_out', 'passkey_added', 'passkey_removed', 'authenticator_on', 'authenticator_off', 'recovery_codes_made', 'recovery_code_used', 'deposit_made', 'withdrawal_made', 'payment_changed', 'money_moved', 'difference_explained', 'report_made', 'report_resolved', 'invoice_corrected'));--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_credit_note" CHECK (case when "documents"."is_credit_note" then "documents"."corrects" is not null and "documents"."reason" <> ''
        else "documents"."reason" = '' end);--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_sum" CHECK ("documents"."net_cents" + "documents"."vat_cents" = "documents"."gross_cents" and case when "documents"."is_credit_note"
        then "documents"."gross_cents" < 0 and "documents"."vat_cents" <= 0
        else "documents"."gross_cents" > 0 and "documents"."vat_cents" >= 0 end);--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- An invoice is for a release: its parties and amount are those of the contract and of the ledger. The fee's amount is
-- what the transfer was requested with, of which the ledger has the hash. What corrects an invoice is about the same:
-- a credit note says all that it says, below zero, and only then another one may take its place.
CREATE FUNCTION check_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_old documents;
  v_is_right boolean;
BEGIN
  IF NEW.corrects IS NULL THEN
    SELECT CASE NEW.kind
      WHEN 'invoice' THEN NEW.issuer = contract.freelancer_id AND NEW.recipient_id = contract.client_id
        AND NEW.gross_cents = -entry.amount
      WHEN 'fee_invoice' THEN NEW.issuer = 'operator' AND NEW.recipient_id = contract.freelancer_id
        AND transfer.request_hash = ledger.request_hash(transfer.kind, transfer.idempotency_key, transfer.reference,
          transfer.currency, hold.id, hold.payee_id, -entry.amount, NEW.gross_cents)
      END INTO v_is_right
    FROM contracts contract
    JOIN ledger.accounts hold ON hold.kind = 'hold' AND hold.owner = contract.id
    JOIN ledger.entries entry ON entry.account_id = hold.id AND entry.transfer_id = NEW.transfer_id
    JOIN ledger.transfers transfer ON transfer.id = entry.transfer_id AND transfer.kind = 'release'
    WHERE contract.id = NEW.contract_id AND transfer.currency = NEW.currency;
  ELSE
    SELECT * INTO v_old FROM documents WHERE id = NEW.corrects AND NOT is_credit_note;
    v_is_right := (v_old.kind, v_old.issuer, v_old.recipient_id, v_old.contract_id, v_old.transfer_id, v_old.currency,
        v_old.subject)
      = (NEW.kind, NEW.issuer, NEW.recipient_id, NEW.contract_id, NEW.transfer_id, NEW.currency, NEW.subject)
      AND CASE WHEN NEW.is_credit_note THEN
        (v_old.net_cents, v_old.vat_basis_points, v_old.vat_cents, v_old.gross_cents)
          = (-NEW.net_cents, NEW.vat_basis_points, -NEW.vat_cents, -NEW.gross_cents)
        AND (v_old.issuer_name, v_old.issuer_address, v_old.issuer_country, v_old.issuer_vat_number,
            v_old.recipient_name, v_old.recipient_address, v_old.recipient_country, v_old.recipient_vat_number)
          IS NOT DISTINCT FROM (NEW.issuer_name, NEW.issuer_address, NEW.issuer_country, NEW.issuer_vat_number,
            NEW.recipient_name, NEW.recipient_address, NEW.recipient_country, NEW.recipient_vat_number)
      ELSE v_old.gross_cents = NEW.gross_cents
        AND EXISTS (SELECT FROM documents note WHERE note.corrects = NEW.corrects AND note.is_credit_note)
      END;
  END IF;
  IF v_is_right IS NOT TRUE THEN
    RAISE EXCEPTION USING ERRCODE = 'WH000', MESSAGE = 'document_without_release', DETAIL = NEW.id;
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION check_document FROM PUBLIC;--> statement-breakpoint
-- By its name before number_document: what is refused takes no number.
CREATE TRIGGER check_document BEFORE INSERT ON documents FOR EACH ROW EXECUTE FUNCTION check_document();--> statement-breakpoint

CREATE FUNCTION audit_documents() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM audit_note('invoice_corrected', CASE NEW.issuer WHEN 'operator' THEN NEW.recipient_id ELSE NEW.issuer END,
    NEW.corrects, NULL, jsonb_build_object('creditNote', NEW.id, 'totalCents', -NEW.gross_cents, 'reason', NEW.reason));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_made AFTER INSERT ON documents FOR EACH ROW
  WHEN (NEW.is_credit_note) EXECUTE FUNCTION audit_documents();
