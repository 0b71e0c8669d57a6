import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next*/**", "e2e/**"];

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
          env: { NEXTAUTH_SECRET: "the sessions of tests are signed by this" },
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          globalSetup: ["db/testing/global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
