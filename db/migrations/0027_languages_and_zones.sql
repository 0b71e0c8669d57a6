ALTER TABLE "freelancer_profiles" ADD COLUMN "languages" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "freelancer_profiles" ADD COLUMN "time_zone" text;--> statement-breakpoint
CREATE INDEX "freelancer_profiles_languages" ON "freelancer_profiles" USING gin ("languages");