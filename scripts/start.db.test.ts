import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { connect } from "#db/client";
import { changeBalanceByHand } from "#db/testing/change-balance-by-hand";
import { useTestDatabase } from "#db/testing/test-database";
import { openWallet } from "#lib/ledger/open-wallet";

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "workhub-start-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Ended = { code: number | null; output: string };

/** Runs one of the commands as people do; `until` gets what it has written so far. */
function command(
  script: string,
  env: Record<string, string>,
  until?: { text: string; act: (pid: number) => Promise<void> | void },
): Promise<Ended> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "info", DATA_DIR: folder, ...env },
  });
  let output = "";
  let isDone = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", async (chunk) => {
      output += chunk;
      if (!until || isDone || !output.includes(until.text) || child.pid === undefined) return;
      isDone = true;
      await until.act(child.pid);
    });
  }
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, output }));
  });
}

test("a taken port is one clear sentence and exit code 1", async () => {
  const taken = createServer();
  taken.listen(0);
  await once(taken, "listening");
  const address = taken.address();
  const port = address instanceof Object ? address.port : 0;
  const { code, output } = await command("./start.ts", { PORT: String(port) });
  taken.close();
  expect(output.trim()).toBe(
    `Port ${port} is taken by another program: stop it, or set PORT to another one.`,
  );
  expect(code).toBe(1);
});

test("wrong settings are one clear sentence each and exit code 1", async () => {
  const { code, output } = await command("./start.ts", { PORT: "0", DEMO: "perhaps" });
  expect(output.trim()).toBe("PORT must be a port number from 1 to 65535.\nDEMO must be 0 or 1.");
  expect(code).toBe(1);
});

test("an unreachable database is one clear sentence and exit code 1", async () => {
  const { code, output } = await command("./start.ts", {
    PORT: "4197",
    DATABASE_URL: "postgres://a:b@127.0.0.1:1/c",
  });
  expect(output.trim()).toBe(
    "The database at 127.0.0.1:1/c cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
  );
  expect(code).toBe(1);
});

test("another currency than the ledger's is one clear sentence and exit code 1", async () => {
  await database().app.db.transaction(async (tx) => {
    await openWallet(tx, { owner: "usr_somebody" });
  });
  const { code, output } = await command("./start.ts", {
    PORT: "4197",
    CURRENCY: "USD",
    DATABASE_URL: database().ownerUrl,
    DATABASE_APP_URL: database().appUrl,
  });
  expect(output.trim()).toBe(
    "The ledger of this database keeps EUR, and CURRENCY is USD: set CURRENCY=EUR, or use another database.",
  );
  expect(code).toBe(1);
});

test("SIGTERM ends the worker and its database in order", async () => {
  const { code } = await command(
    "./worker.ts",
    {},
    { text: "The worker works", act: (pid) => void process.kill(pid, "SIGTERM") },
  );
  expect(code).toBe(0);
  expect(readFileSync(join(folder, "postgres.log"), "utf8")).toContain(
    "database system is shut down",
  );
});

test("kill -9 of everything and starting again loses nothing", async () => {
  const postgresPid = () =>
    Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  await command(
    "./worker.ts",
    {},
    {
      text: "The worker works",
      async act(pid) {
        const owner = await ownerOf(folder);
        await owner.sql`create table kept (value int)`;
        await owner.sql`insert into kept values (1)`;
        process.kill(postgresPid(), "SIGKILL");
        process.kill(pid, "SIGKILL");
        await owner.close();
      },
    },
  );
  let rows: unknown = null;
  const { code } = await command(
    "./worker.ts",
    {},
    {
      text: "The worker works",
      async act(pid) {
        const owner = await ownerOf(folder);
        rows = await owner.sql`select value from kept`;
        await owner.close();
        process.kill(pid, "SIGTERM");
      },
    },
  );
  expect(code).toBe(0);
  expect(rows).toEqual([{ value: 1 }]);
});

async function ownerOf(dataDir: string) {
  const port = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[3];
  const password = readFileSync(join(dataDir, "secrets", "database"), "utf8").trim();
  return connect(`postgres://workhub:${password}@127.0.0.1:${port}/workhub`, { max: 1 });
}

test("ledger:verify counts and finds nothing wrong, then finds what was changed by hand", async () => {
  const env = { DATABASE_URL: database().ownerUrl };
  const sound = await command("./ledger-verify.ts", env);
  expect(sound.output).toMatch(/accounts \d+\ntransfers \d+\nentries \d+\nmismatches 0\n/);
  expect(sound.code).toBe(0);

  await changeBalanceByHand(database().owner.sql, "usr_somebody", 5);
  const changed = await command("./ledger-verify.ts", env);
  expect(changed.output).toMatch(/mismatch: .*usr_somebody/);
  expect(changed.output).not.toContain("mismatches 0");
  expect(changed.code).toBe(1);
});

test("ledger:verify without a database says so", async () => {
  const { code, output } = await command("./ledger-verify.ts", { DATA_DIR: join(folder, "none") });
  expect(output).toContain("There is no database in");
  expect(code).toBe(1);
});
