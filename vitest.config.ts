import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next*/**", "e2e/**"];
/**
 * These start and kill whole servers, play the demo's year, or try thousands of sequences. `npm run verify` leaves them
 * out.
 */
const LONG = [
  "db/embedded.db.test.ts",
  "db/seed/seed.db.test.ts",
  "lib/billing/numbers.db.test.ts",
  "lib/contracts/model.db.test.ts",
  "lib/ledger/crash.db.test.ts",
  "lib/ledger/model.db.test.ts",
  "scripts/start.db.test.ts",
];
/** Files that replace modules need those modules for themselves. The others share them, which halves the time. */
const MOCKING = globSync("{app,components,db,lib,scripts}/**/*.test.{ts,tsx}").filter(
  (file) => !LONG.includes(file) && readFileSync(file, "utf8").includes("vi.mock("),
);

const database = {
  globalSetup: ["db/testing/global-setup.ts"],
  testTimeout: 20_000,
  hookTimeout: 30_000,
};

export default defineConfig({
  test: {
    setupFiles: ["db/testing/clock-guard.ts"],
    pool: "threads",
    // The database tests wait more than they work.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...ignored, ...MOCKING, "**/*.db.test.ts"],
          isolate: false,
          // Some try a thousand sequences, on machines that are busy with other work.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...database,
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: [...ignored, ...MOCKING, ...LONG],
          isolate: false,
        },
      },
      { extends: true, test: { ...database, name: "mocking", include: MOCKING } },
      {
        extends: true,
        test: {
          ...database,
          name: "long",
          include: LONG,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
