CREATE TABLE "document_counters" (
	"issuer" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "document_counters_issuer_year_pk" PRIMARY KEY("issuer","year")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"issuer" text NOT NULL,
	"year" integer DEFAULT 0 NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	"recipient_id" text NOT NULL,
	"contract_id" text NOT NULL,
	"transfer_id" bigint NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"issuer_name" text NOT NULL,
	"issuer_address" text NOT NULL,
	"issuer_country" text,
	"issuer_vat_number" text,
	"recipient_name" text NOT NULL,
	"recipient_address" text NOT NULL,
	"recipient_country" text,
	"recipient_vat_number" text,
	"subject" text NOT NULL,
	"currency" text NOT NULL,
	"net_cents" bigint NOT NULL,
	"vat_basis_points" integer NOT NULL,
	"vat_cents" bigint NOT NULL,
	"gross_cents" bigint NOT NULL,
	CONSTRAINT "documents_kind" CHECK ("documents"."kind" in ('invoice', 'fee_invoice')),
	CONSTRAINT "documents_number" CHECK ("documents"."number" > 0),
	CONSTRAINT "documents_sum" CHECK ("documents"."gross_cents" > 0 and "documents"."vat_cents" >= 0
        and "documents"."net_cents" + "documents"."vat_cents" = "documents"."gross_cents")
);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_series" ON "documents" USING btree ("issuer","year","number");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_transfer" ON "documents" USING btree ("transfer_id","kind");--> statement-breakpoint
CREATE INDEX "documents_issuer" ON "documents" USING btree ("issuer","issued_at","id");--> statement-breakpoint
CREATE INDEX "documents_recipient" ON "documents" USING btree ("recipient_id","kind","issued_at","id");--> statement-breakpoint
CREATE INDEX "documents_contract" ON "documents" USING btree ("contract_id");--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- The number is counted in the issuing transaction: a roll-back takes it back, so a year has no gaps. The row of the
-- counter is locked until that transaction ends, after the ledger's accounts (docs/decisions/128).
CREATE FUNCTION number_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.year := extract(year FROM NEW.issued_at AT TIME ZONE 'UTC');
  INSERT INTO document_counters AS counter (issuer, year, last) VALUES (NEW.issuer, NEW.year, 1)
  ON CONFLICT (issuer, year) DO UPDATE SET last = counter.last + 1
  RETURNING last INTO NEW.number;
  RETURN NEW;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION number_document FROM PUBLIC;--> statement-breakpoint
CREATE TRIGGER number_document BEFORE INSERT ON documents FOR EACH ROW EXECUTE FUNCTION number_document();--> statement-breakpoint

-- What was issued stays, and only issuing counts. Not even the owner of the database changes it by mistake.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON documents
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();--> statement-breakpoint
CREATE TRIGGER counted_only BEFORE INSERT OR UPDATE OR DELETE ON document_counters
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION audit_refuse_change();--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON document_counters
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
