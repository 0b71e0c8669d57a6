-- A milestone has a checklist of its own, which a change can alter (docs/decisions/137-agreements-that-change.md). Until
-- now the one that both agreed on with the job held for all of them.
ALTER TABLE "milestones" ADD COLUMN "checklist" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "milestones" m SET "checklist" = r.checklist
FROM "contracts" c JOIN "job_revisions" r ON r.job_id = c.job_id AND r.revision = c.job_revision
WHERE c.id = m.contract_id AND r.checklist <> '[]'::jsonb;--> statement-breakpoint
UPDATE "change_orders" o SET "plan" = (
  SELECT coalesce(jsonb_agg(line.value || jsonb_build_object('checklist', r.checklist) ORDER BY line.place), '[]'::jsonb)
  FROM jsonb_array_elements(o.plan) WITH ORDINALITY AS line(value, place))
FROM "contracts" c JOIN "job_revisions" r ON r.job_id = c.job_id AND r.revision = c.job_revision
WHERE c.id = o.contract_id AND o.plan IS NOT NULL;
