import { openProject, type Project } from "./project.ts";

export type Files = Readonly<Record<string, string>>;

/** Inserted into SQL in texts like these, so that the file that contains them writes no ledger itself. */
export const LEDGER = "ledger";

const MANIFEST = {
  imports: {
    "#lib/*": "./lib/*.ts",
    "#db/*": "./db/*.ts",
    "#components/*": "./components/*.tsx",
    "#scripts/*": "./scripts/*.ts",
  },
  dependencies: { "drizzle-orm": "1", next: "1", "next-auth": "1", react: "1", zod: "1" },
  devDependencies: { vitest: "1", "@types/pg": "1" },
};

/** A small tree that keeps every rule, as close to breaking it as is allowed. */
const SOUND: Files = {
  "package.json": JSON.stringify(MANIFEST),
  "README.md": "",
  "next.config.ts": `import type { NextConfig } from "next";`,
  "lib/front/front.ts": `import { PATH_HEADER } from "#lib/edge/page";`,
  "public/icon_192.png": "",

  "app/globals.css": "",
  "app/layout.tsx": `
    import "./globals.css";
    import { Frame } from "#components/layout/frame";`,
  "app/jobs/panel.tsx": `import { JobCard } from "#components/jobs/job-card";`,
  "app/jobs/[jobId]/page.tsx": `
    import { getJob } from "#lib/jobs/queries";
    import { orNotFound } from "#lib/edge/page";
    import { Panel } from "../panel.tsx";`,
  "app/jobs/[jobId]/actions.ts": `"use server"; import { postJob } from "#lib/jobs/post-job";`,
  "app/jobs/[jobId]/job-form.tsx": `"use client";
    import { keepDraft } from "#lib/jobs/client/draft";
    import { postAction } from "./actions.ts";
    import { TITLE_MIN } from "#lib/jobs/terms";
    import type { JobInput } from "#lib/jobs/schema";
    import type { Job } from "#lib/jobs/queries";`,

  "components/ui/button.tsx": `"use client"; import { formatCents } from "#lib/money";`,
  "components/ui/toast.tsx": `const list = import("./toast-list.tsx");`,
  "components/ui/toast-list.tsx": `import { take } from "./toast.tsx";`,
  "components/layout/frame.tsx": `
    import { Button } from "#components/ui/button";
    import type { Role } from "#lib/auth/actor";`,
  "components/jobs/job-card.tsx": `
    import type { JobView } from "#lib/jobs/schema";
    import { mayHire } from "#lib/contracts/policy";
    import { readIban } from "#lib/payments/iban";`,

  "lib/env.ts": `import { z } from "zod";`,
  "lib/money.ts": "export const formatCents = String;",
  "lib/errors.ts": "export const isRefusal = (error: unknown) => error instanceof DomainError;",
  "lib/edge/page.ts": `
    import { headers } from "next/headers";
    import { requireActor } from "#lib/auth/session";
    const isRefusal = error instanceof DomainError;`,
  "lib/edge/task.ts": `import { getDb } from "#db/client";`,
  "lib/edge/task.db.test.ts": `
    import { testDatabase } from "#db/testing/test-database";
    import { task } from "./task.ts";`,
  "lib/auth/actor.ts": "export type Role = string;",
  "lib/auth/session.ts": `import { cookies } from "next/headers"; import next from "next-auth";`,
  "lib/ledger/movements.ts": `
    import { entries } from "#db/schema";
    export async function holdFunds(tx: Tx) { tx.insert(entries); tx.sql\`call ${LEDGER}.post()\`; }`,
  "lib/jobs/schema.ts": `
    import { z } from "zod";
    import { TITLE_MIN } from "./terms.ts";`,
  "lib/jobs/queries.ts": `
    import { getDb } from "#db/client";
    import { entries } from "#db/schema";
    db.select().from(entries);`,
  "lib/jobs/internal/lock-job.ts": `import { getDb } from "#db/client";`,
  "lib/jobs/terms.ts": "export const TITLE_MIN = 8;",
  "lib/jobs/client/draft.ts": `import type { JobInput } from "../schema.ts";`,
  "lib/jobs/post-job.ts": `
    import { lock } from "./internal/lock-job.ts";
    export async function postJob() {}`,
  "lib/jobs/post-job.db.test.ts": `import { test } from "vitest"; test("posts", () => {});`,
  "lib/jobs/concurrency.db.test.ts": `import { postJob } from "./post-job.ts";`,
  "lib/jobs/tasks.ts": `import { task } from "#lib/edge/task";`,
  "lib/contracts/policy.ts": `import { formatCents } from "#lib/money";`,
  "lib/contracts/accept-proposal.ts": `
    import { getJob } from "#lib/jobs/queries";
    import { holdFunds } from "#lib/ledger/movements";
    export const acceptProposal = () => isDomainError(error, "not_due");`,
  "lib/payments/iban.ts": "export function readIban() {}",
  "lib/payments/providers/sandbox.ts": `import { createHmac } from "node:crypto";`,

  "db/client.ts": `
    import { cents } from "#lib/money";
    import * as schema from "./schema.ts";`,
  "db/schema.ts": `export * from "./schema/ledger.ts";`,
  "db/schema/ledger.ts": `import type { Pool } from "pg"; export const entries = 1;`,
  "db/migrations/0001_tables.sql": "create table jobs ();",
  "db/testing/test-database.ts": `import { connect } from "../client.ts";`,
  "db/seed/make-jobs.ts": `import { postJob } from "#lib/jobs/post-job";`,
  "scripts/start.ts": `import { getEnv } from "#lib/env"; await import(address);`,
  "scripts/bench/ledger.bench.ts": `
    import { postJob } from "#lib/jobs/post-job";
    sql\`insert into ${LEDGER}.entries values (1)\`;`,
  "e2e/journey.spec.ts": `import { getDb } from "#db/client";`,
};

/** The sound tree with some files added or replaced. */
export function plant(files: Files): Project {
  return openProject(new Map(Object.entries({ ...SOUND, ...files })));
}
