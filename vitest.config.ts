import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next*/**", "e2e/**"];
/** Kill servers, or play thousands of sequences: many seconds each, so that `npm run verify` leaves them out. */
const LONG_TESTS = [
  "db/embedded.db.test.ts",
  "db/seed/seed.db.test.ts",
  "lib/contracts/model.db.test.ts",
  "lib/ledger/crash.db.test.ts",
  "lib/ledger/model.db.test.ts",
  "scripts/start.db.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...ignored, "**/*.db.test.ts"],
        },
      },
      {
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: [...ignored, ...LONG_TESTS],
          globalSetup: ["db/testing/global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "long",
          include: LONG_TESTS,
          globalSetup: ["db/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
