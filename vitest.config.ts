import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next*/**", "e2e/**"];
/** Start and kill servers and whole commands: seconds each, so that `npm run verify` leaves them out. */
const PROCESS_TESTS = ["db/embedded.db.test.ts", "scripts/start.db.test.ts"];

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
          exclude: [...ignored, ...PROCESS_TESTS],
          globalSetup: ["db/testing/global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "processes",
          include: PROCESS_TESTS,
          globalSetup: ["db/testing/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
