CREATE TABLE "saved_searches" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"board" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_searches_board" CHECK ("saved_searches"."board" in ('jobs', 'freelancers'))
);
--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_searches_name" ON "saved_searches" USING btree ("user_id","board",lower("name"));--> statement-breakpoint
CREATE INDEX "users_freelancers_by_start" ON "users" USING btree ("onboarded_at","id") WHERE role = 'freelancer' and onboarded_at is not null;