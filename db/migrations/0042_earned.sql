DROP INDEX "contracts_freelancer_released";--> statement-breakpoint
ALTER TABLE "contracts" ADD COLUMN "earned_cents" bigint GENERATED ALWAYS AS (price_cents - greatest(price_cents * fee_basis_points / 10000, fee_minimum_cents)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "contracts_freelancer_released" ON "contracts" USING btree ("freelancer_id","released_at","id","earned_cents") WHERE released_at is not null;
