import { connect, useConnection } from "#db/client";
import type { EmbeddedPostgres } from "#db/embedded";
import { migrate } from "#db/migrate";
import { fillLedger, fillReleases } from "./ledger-fill.ts";

const CONNECTIONS = 32;

export type Filled = Awaited<ReturnType<typeof openEmpty>>;

/** A separate migrated database on the bench's server. */
export async function openEmpty(server: EmbeddedPostgres, name: string) {
  const admin = connect(server.ownerUrl, { max: 1 });
  await admin.sql`create database ${admin.sql(name)}`;
  await admin.close();
  const address = new URL(server.ownerUrl);
  address.pathname = `/${name}`;
  const { appUrl } = await migrate(address.href);
  const owner = connect(address.href, { max: 1 });
  let app = connect(appUrl, { max: CONNECTIONS });
  return {
    owner: owner.sql,
    use: () => useConnection(app),
    /** Drops the sessions that were opened for more callers: spreading work over 32 of them is slower than over 8. */
    async reconnect() {
      await app.close();
      app = connect(appUrl, { max: CONNECTIONS });
    },
    close: () => Promise.all([owner.close(), app.close()]),
  };
}

/** The same, filled with `holds` wallets and holds. */
export async function openFilled(server: EmbeddedPostgres, name: string, holds: number) {
  const opened = await openEmpty(server, name);
  await fillLedger(opened.owner, holds);
  return opened;
}

export async function settle({ owner }: Filled): Promise<void> {
  await owner`vacuum analyze`;
  await owner`checkpoint`;
}

/**
 * The first change of a page after a checkpoint logs the whole page. A busy server is past that for most of the time
 * between two checkpoints, so every page is changed once before anything is measured.
 */
export async function touch({ owner }: Filled): Promise<void> {
  await fillReleases(owner, 1);
}
