DROP INDEX "contracts_client";--> statement-breakpoint
DROP INDEX "contracts_freelancer";--> statement-breakpoint
DROP INDEX "reviews_subject";--> statement-breakpoint
DROP INDEX "jobs_client";--> statement-breakpoint
DROP INDEX "proposals_job";--> statement-breakpoint
DROP INDEX "proposals_freelancer";--> statement-breakpoint
DROP INDEX "payments_user";--> statement-breakpoint
CREATE INDEX "users_freelancers_by_name" ON "users" USING btree (lower("name") text_pattern_ops) WHERE role = 'freelancer' and onboarded_at is not null;--> statement-breakpoint
CREATE INDEX "contracts_client" ON "contracts" USING btree ("client_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "contracts_freelancer" ON "contracts" USING btree ("freelancer_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reviews_subject" ON "reviews" USING btree ("subject_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "jobs_client" ON "jobs" USING btree ("client_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_job" ON "proposals" USING btree ("job_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "proposals_freelancer" ON "proposals" USING btree ("freelancer_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "payments_user" ON "payments" USING btree ("user_id","created_at" DESC NULLS FIRST);