import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { connect } from "#db/client";
import { changeBalanceByHand } from "#db/testing/change-balance-by-hand";
import { IS_LONG } from "#db/testing/how-long";
import { useTestDatabase } from "#db/testing/test-database";
import { openWallet } from "#lib/ledger/movements";

const database = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "workhub-start-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Ended = { code: number | null; output: string };

/** Runs one of the commands with its arguments, as people do; `until` gets the output so far. */
function command(
  line: string,
  env: Record<string, string>,
  until?: { text: string; act: (pid: number) => Promise<void> | void },
): Promise<Ended> {
  const [script = "", ...args] = line.split(" ");
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
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

test("a taken port gives one clear sentence and exit code 1", async () => {
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

test("wrong settings give one clear sentence each and exit code 1", async () => {
  const { code, output } = await command("./start.ts", { PORT: "0", DEMO: "perhaps" });
  expect(output.trim()).toBe("PORT must be a port number from 1 to 65535.\nDEMO must be 0 or 1.");
  expect(code).toBe(1);
});

const STARTERS = [
  "./start.ts",
  "./start.ts --dev",
  "./worker.ts",
  "./ledger-verify.ts",
  "../node_modules/next/dist/bin/next build",
];

test.each(IS_LONG ? STARTERS : STARTERS.slice(0, 1))(
  "a currency that does not exist is one clear sentence and exit code 1: %s",
  async (line) => {
    const { code, output } = await command(line, { CURRENCY: "EURO", PORT: "4197" });
    expect(output.replace(/^▲.*\n/, "").trim()).toBe(
      "CURRENCY must be an ISO 4217 code such as EUR.",
    );
    expect(code).toBe(1);
  },
);

test("an unreachable database gives one clear sentence and exit code 1", async () => {
  const { code, output } = await command("./start.ts", {
    PORT: "4197",
    DATABASE_URL: "postgres://a:b@127.0.0.1:1/c",
  });
  expect(output.trim()).toBe(
    "The database at 127.0.0.1:1/c cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
  );
  expect(code).toBe(1);
});

test("a currency other than the ledger's gives one clear sentence and exit code 1", async () => {
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

test("kill -9 of everything and starting again loses nothing; SIGTERM ends it in order", async () => {
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
  expect(readFileSync(join(folder, "postgres.log"), "utf8")).toContain(
    "database system is shut down",
  );
});

test.each(IS_LONG ? ["./start.ts", "./start.ts --dev", "./worker.ts"] : ["./start.ts"])(
  "a start that is refused leaves no PostgreSQL running: %s",
  async (line) => {
    const dataDir = join(folder, "refused");
    await command(
      "./worker.ts",
      { DATA_DIR: dataDir },
      {
        text: "The worker works",
        async act(pid) {
          const owner = await ownerOf(dataDir);
          await owner.db.transaction((tx) => openWallet(tx, { owner: "usr_somebody" }));
          await owner.close();
          process.kill(pid, "SIGTERM");
        },
      },
    );
    const { code, output } = await command(line, {
      DATA_DIR: dataDir,
      CURRENCY: "USD",
      PORT: "4197",
    });
    expect(output).toContain("The ledger of this database keeps EUR, and CURRENCY is USD");
    expect(code).toBe(1);
    expect(existsSync(join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
  },
);

test("a killed worker and a killed PostgreSQL are started again, each with a line that says so", async () => {
  const postgresPid = () =>
    Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
  let port = "";
  const portOf = () =>
    readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[3] ?? "";
  const { code, output } = await command(
    "./worker.ts",
    { LOG_LEVEL: "info" },
    {
      text: "The worker works",
      async act(pid) {
        const patience = { timeout: 60_000, interval: 100 };
        const workers = () => childrenOf(pid).filter((child) => child !== postgresPid());
        const [worker = 0] = workers();
        process.kill(worker, "SIGKILL");
        await expect.poll(() => workers().some((one) => one !== worker), patience).toBe(true);
        port = portOf();
        const postmaster = postgresPid();
        process.kill(postmaster, "SIGKILL");
        await expect.poll(() => postgresPid(), patience).not.toBe(postmaster);
        await expect
          .poll(async () => {
            const owner = await ownerOf(folder);
            const answer = await owner.sql`select 1 as one`.catch(() => null);
            await owner.close();
            return answer?.[0]?.one;
          }, patience)
          .toBe(1);
        expect(portOf()).toBe(port);
        process.kill(pid, "SIGTERM");
      },
    },
  );
  expect(output).toContain("The worker has ended (SIGKILL). It is started again now.");
  expect(output).toContain("PostgreSQL has ended (its process is gone). It is started again now.");
  expect(code).toBe(0);
});

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").filter(Boolean).map(Number);
}

async function ownerOf(dataDir: string) {
  const port = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[3];
  const password = readFileSync(join(dataDir, "secrets", "database"), "utf8").trim();
  return connect(`postgres://workhub:${password}@127.0.0.1:${port}/workhub`, { max: 1 });
}

test("ledger:verify counts and finds nothing wrong, then finds a change made by hand", async () => {
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
