CREATE TABLE "agreement_versions" (
	"contract_id" text NOT NULL,
	"version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"proposed_by" text NOT NULL,
	"accepted_by" text NOT NULL,
	"agreed_at" timestamp (3) with time zone NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "agreement_versions_contract_id_version_pk" PRIMARY KEY("contract_id","version")
);
--> statement-breakpoint
CREATE TABLE "change_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"version" integer NOT NULL,
	"proposed_by" text NOT NULL,
	"request_key" text NOT NULL,
	"plan" jsonb,
	"shares" jsonb,
	"note" text NOT NULL,
	"status" text NOT NULL,
	"decline_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "change_orders_status" CHECK ("change_orders"."status" in ('proposed', 'accepted', 'declined', 'countered', 'withdrawn', 'lapsed')),
	CONSTRAINT "change_orders_one" CHECK (num_nonnulls("change_orders"."plan", "change_orders"."shares") = 1),
	CONSTRAINT "change_orders_decided" CHECK (("change_orders"."status" = 'proposed') = ("change_orders"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "clock_rounds" (
	"id" integer PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "clock_rounds_one" CHECK ("clock_rounds"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"contract_id" text NOT NULL,
	"subject" text NOT NULL,
	"what" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"waits_for" text NOT NULL,
	CONSTRAINT "clocks_contract_id_subject_pk" PRIMARY KEY("contract_id","subject"),
	CONSTRAINT "clocks_what" CHECK ("clocks"."what" in ('window_passed', 'work_never_came', 'return_unanswered', 'change_lapses')),
	CONSTRAINT "clocks_waits_for" CHECK ("clocks"."waits_for" in ('client', 'freelancer'))
);
--> statement-breakpoint
CREATE TABLE "milestones" (
	"contract_id" text NOT NULL,
	"number" integer NOT NULL,
	"hold" text GENERATED ALWAYS AS (contract_id || case number when 1 then '' else ':' || number::text end) STORED NOT NULL,
	"position" integer NOT NULL,
	"client_id" text NOT NULL,
	"freelancer_id" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"amount_cents" bigint NOT NULL,
	"days" integer NOT NULL,
	"status" text NOT NULL,
	"rounds" integer,
	"rounds_used" integer DEFAULT 0 NOT NULL,
	"is_next_round_free" boolean DEFAULT false NOT NULL,
	"funded_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	"released_cents" bigint DEFAULT 0 NOT NULL,
	"earned_cents" bigint DEFAULT 0 NOT NULL,
	"refunded_at" timestamp (3) with time zone,
	"refunded_cents" bigint DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "milestones_contract_id_number_pk" PRIMARY KEY("contract_id","number"),
	CONSTRAINT "milestones_status" CHECK ("milestones"."status" in ('planned', 'funded', 'submitted', 'released', 'settled', 'dropped')),
	CONSTRAINT "milestones_amount" CHECK ("milestones"."amount_cents" > 0),
	CONSTRAINT "milestones_rounds" CHECK ("milestones"."rounds_used" >= 0 and "milestones"."rounds" >= 0),
	CONSTRAINT "milestones_money" CHECK (case when "milestones"."released_at" is null and "milestones"."refunded_at" is null
        then "milestones"."released_cents" = 0 and "milestones"."refunded_cents" = 0
        else "milestones"."funded_at" is not null and "milestones"."released_cents" + "milestones"."refunded_cents" = "milestones"."amount_cents" end),
	CONSTRAINT "milestones_ended" CHECK (("milestones"."status" in ('released', 'settled', 'dropped')) = ("milestones"."ended_at" is not null)
        and ("milestones"."status" = 'planned') <= ("milestones"."funded_at" is null))
);
--> statement-breakpoint
ALTER TABLE "job_events" DROP CONSTRAINT "job_events_kind";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind";--> statement-breakpoint
DROP INDEX "contracts_client_released";--> statement-breakpoint
DROP INDEX "contracts_freelancer_released";--> statement-breakpoint
DROP INDEX "contracts_freelancer_refunded";--> statement-breakpoint
DROP INDEX "contracts_review_ends";--> statement-breakpoint
DROP INDEX "contracts_client_held";--> statement-breakpoint
DROP INDEX "contracts_freelancer_held";--> statement-breakpoint
DROP INDEX "submissions_number";--> statement-breakpoint
DROP INDEX "submissions_request";--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "held_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "agreement_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "milestone_number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "ticks" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "unmet" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "job_revisions" ADD COLUMN "checklist" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "checklist" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "rounds" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "agreement_versions" ADD CONSTRAINT "agreement_versions_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_versions" ADD CONSTRAINT "agreement_versions_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_versions" ADD CONSTRAINT "agreement_versions_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_orders" ADD CONSTRAINT "change_orders_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_orders" ADD CONSTRAINT "change_orders_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestones" ADD CONSTRAINT "milestones_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "change_orders_open" ON "change_orders" USING btree ("contract_id") WHERE status = 'proposed';--> statement-breakpoint
CREATE UNIQUE INDEX "change_orders_request" ON "change_orders" USING btree ("contract_id","proposed_by","request_key");--> statement-breakpoint
CREATE INDEX "clocks_at" ON "clocks" USING btree ("at");--> statement-breakpoint
CREATE INDEX "milestones_freelancer_funded" ON "milestones" USING btree ("freelancer_id","funded_at","contract_id","number") WHERE funded_at is not null;--> statement-breakpoint
CREATE INDEX "milestones_client_released" ON "milestones" USING btree ("client_id","released_at","contract_id","number","released_cents") WHERE released_at is not null;--> statement-breakpoint
CREATE INDEX "milestones_freelancer_released" ON "milestones" USING btree ("freelancer_id","released_at","contract_id","number","earned_cents") WHERE released_at is not null;--> statement-breakpoint
CREATE INDEX "milestones_freelancer_refunded" ON "milestones" USING btree ("freelancer_id","refunded_at","contract_id","number") WHERE refunded_at is not null;--> statement-breakpoint
CREATE INDEX "contracts_client_held" ON "contracts" USING btree ("client_id","held_cents","id") WHERE held_cents > 0;--> statement-breakpoint
CREATE INDEX "contracts_freelancer_held" ON "contracts" USING btree ("freelancer_id","held_cents","id") WHERE held_cents > 0;--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_number" ON "submissions" USING btree ("contract_id","milestone_number","number");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_request" ON "submissions" USING btree ("contract_id","milestone_number","request_key");--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_held" CHECK ("contracts"."held_cents" >= 0);--> statement-breakpoint
ALTER TABLE "job_events" ADD CONSTRAINT "job_events_kind" CHECK ("job_events"."kind" in ('posted', 'edited', 'renewed', 'closed', 'shortlisted', 'proposal_changed', 'proposal_confirmed', 'hired', 'submitted', 'released', 'changes_requested', 'cancellation_requested', 'cancellation_withdrawn', 'cancelled', 'refunded', 'completed', 'reviewed', 'funded', 'approved', 'work_never_came', 'change_proposed', 'change_accepted', 'change_declined', 'change_withdrawn', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind" CHECK ("notifications"."kind" in ('hired', 'proposal_received', 'proposal_declined', 'work_submitted', 'changes_requested', 'released', 'completed', 'reviewed', 'message', 'invitation', 'cancellation_requested', 'cancellation_agreed', 'cancellation_withdrawn', 'deadline_near', 'review_ending', 'job_expiring', 'search_news', 'deposit_arrived', 'deposit_failed', 'payment_reversed', 'reversal_won', 'hired_on_payment', 'not_hired', 'payout_arrived', 'payout_failed', 'invoice_corrected', 'new_device', 'password_changed', 'factor_added', 'factor_removed', 'recovery_code_used', 'data_ready', 'email_changed', 'milestone_approved', 'work_never_came', 'milestone_funded', 'change_proposed', 'change_accepted', 'change_declined', 'change_lapsed', 'free_round', 'settled', 'return_asked', 'return_refused'));--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- Every contract so far is one milestone, whose hold keeps its name. No number of rounds was agreed, so there is none.
UPDATE contracts SET held_cents = price_cents WHERE released_at IS NULL AND cancelled_at IS NULL;--> statement-breakpoint
INSERT INTO milestones (contract_id, number, position, client_id, freelancer_id, amount_cents, days, status, rounds,
  rounds_used, funded_at, due_at, released_at, released_cents, earned_cents, refunded_at, refunded_cents, ended_at)
SELECT c.id, 1, 1, c.client_id, c.freelancer_id, c.price_cents, c.timeline_days,
  CASE j.status WHEN 'under_review' THEN 'submitted' WHEN 'completed' THEN 'released' WHEN 'cancelled' THEN 'settled'
    ELSE 'funded' END,
  NULL, (SELECT count(*) FROM submissions s WHERE s.contract_id = c.id AND s.changes_requested_at IS NOT NULL),
  c.created_at, c.due_at, c.released_at,
  CASE WHEN c.released_at IS NULL THEN 0 ELSE c.price_cents END,
  CASE WHEN c.released_at IS NULL THEN 0 ELSE c.earned_cents END,
  c.cancelled_at, CASE WHEN c.cancelled_at IS NULL THEN 0 ELSE c.price_cents END,
  coalesce(c.completed_at, c.cancelled_at)
FROM contracts c JOIN jobs j ON j.id = c.job_id;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_milestone" FOREIGN KEY ("contract_id","milestone_number") REFERENCES "public"."milestones"("contract_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The windows that are open go on. Where work is awaited, the sixty days begin no earlier than now.
INSERT INTO clocks (contract_id, subject, what, at, waits_for)
SELECT c.id, '1', CASE m.status WHEN 'submitted' THEN 'window_passed' ELSE 'work_never_came' END,
  CASE m.status WHEN 'submitted' THEN c.review_ends_at ELSE greatest(c.due_at, now()) + interval '60 days' END,
  CASE m.status WHEN 'submitted' THEN 'client' ELSE 'freelancer' END
FROM contracts c JOIN milestones m ON m.contract_id = c.id
WHERE m.status IN ('funded', 'submitted');--> statement-breakpoint
ALTER TABLE "contracts" DROP COLUMN "earned_cents";--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- When the client may decide: a contract says the first of its open windows, for lists in the order of deadlines.
CREATE FUNCTION follow_windows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_contract text := CASE TG_OP WHEN 'DELETE' THEN OLD.contract_id ELSE NEW.contract_id END;
BEGIN
  UPDATE contracts SET review_ends_at = (
    SELECT min(at) FROM clocks WHERE contract_id = v_contract AND what = 'window_passed')
  WHERE id = v_contract;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER windows_begin AFTER INSERT ON clocks FOR EACH ROW
  WHEN (NEW.what = 'window_passed') EXECUTE FUNCTION follow_windows();--> statement-breakpoint
CREATE TRIGGER windows_move AFTER UPDATE ON clocks FOR EACH ROW
  WHEN (OLD.what = 'window_passed' OR NEW.what = 'window_passed') EXECUTE FUNCTION follow_windows();--> statement-breakpoint
CREATE TRIGGER windows_end AFTER DELETE ON clocks FOR EACH ROW
  WHEN (OLD.what = 'window_passed') EXECUTE FUNCTION follow_windows();--> statement-breakpoint

-- ---------------------------------------------------------------------------------------------
-- An invoice is for the release of one of the contract's milestones: the first has its hold under the contract's name,
-- each other one under the contract's name and its number.
CREATE OR REPLACE FUNCTION check_document() RETURNS trigger
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
    JOIN milestones milestone ON milestone.contract_id = contract.id
    JOIN ledger.accounts hold ON hold.kind = 'hold' AND hold.owner = milestone.hold
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

-- ---------------------------------------------------------------------------------------------
-- What both agreed to is never edited, by nobody.
CREATE FUNCTION refuse_new_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'WH000', MESSAGE = 'agreements_are_append_only', DETAIL = TG_OP;
END $$;--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON agreement_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_new_terms();
