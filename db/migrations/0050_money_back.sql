ALTER TABLE "provider_events" ALTER COLUMN "payment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "given_up_at" timestamp (3) with time zone;--> statement-breakpoint

-- Giving a payment up is a change of it too.
CREATE OR REPLACE FUNCTION audit_payments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit_note(
      CASE NEW.direction WHEN 'deposit' THEN 'deposit_made' ELSE 'withdrawal_made' END, NEW.user_id, NEW.id, NULL,
      jsonb_build_object('amountCents', NEW.amount_cents, 'method', NEW.method));
  ELSE
    PERFORM audit_note('payment_changed', NEW.user_id, NEW.id,
      jsonb_build_object('status', OLD.status),
      jsonb_build_object('status', NEW.status, 'reason', NEW.failure_reason, 'isGivenUp', NEW.given_up_at IS NOT NULL));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
DROP TRIGGER audit_changed ON payments;--> statement-breakpoint
CREATE TRIGGER audit_changed AFTER UPDATE OF status, given_up_at ON payments FOR EACH ROW
  WHEN (NEW.status <> OLD.status OR NEW.given_up_at IS DISTINCT FROM OLD.given_up_at) EXECUTE FUNCTION audit_payments();
