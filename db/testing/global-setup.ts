import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { connect } from "../client.ts";
import { startEmbeddedPostgres } from "../embedded.ts";
import { migrate } from "../migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The migrated database from which every test file's own is copied. */
    template: { ownerUrl: string; appUrl: string };
  }
}

/** One PostgreSQL for the whole run, with one migrated database to copy from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "workhub-test-"));
  // Secrets and files of tests must stay apart from those of this working copy.
  process.env.DATA_DIR = join(folder, "data");
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    password: "test",
    // Tests that kill the server start their own, durable one.
    isDurable: false,
    settings: { max_connections: "300" },
  });
  const tearDown = async () => {
    await disconnectEverybody(server.ownerUrl);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { appUrl } = await migrate(server.ownerUrl);
    project.provide("template", { ownerUrl: server.ownerUrl, appUrl });
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}

/** A test file that died leaves its connections behind. */
async function disconnectEverybody(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1 });
  await owner.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and backend_type = 'client backend'`;
  await owner.close();
}
