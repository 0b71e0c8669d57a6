import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/*
 * The checks in `npm run verify` and `npm test`. Each shows its tool's own output. The numbers come from the test
 * runners' reports; a check without tests counts only when it fails.
 */

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export type Outcome = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
};

type Counts = { passed: number; failed: number; skipped: number };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
});

/** Format, lint and the order of imports. */
export function checkStyle(): Promise<Outcome> {
  return check("format and lint", [["biome", "ci", "--error-on-warnings"]]);
}

export function checkTypes(): Promise<Outcome> {
  return check("types", [
    ["next", "typegen"],
    ["tsc", "--noEmit", "--project", "."],
  ]);
}

/** Unit, architecture and database tests; all of them, or those of some Vitest projects. */
export function runVitest(projects: readonly string[] = []): Promise<Outcome> {
  return runTests("unit and database tests", (report) => ({
    command: [
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...projects.map((name) => `--project=${name}`),
    ],
    env: {},
    count(text) {
      const result = vitestReport.parse(JSON.parse(text));
      return {
        passed: result.numPassedTests,
        // A file that could not be loaded has no failed test, only a failed suite.
        failed: result.numFailedTests || result.numFailedTestSuites,
        skipped: result.numPendingTests + result.numTodoTests,
      };
    },
  }));
}

/** The journeys in a real browser: all that are not long, or `which`. A test that passes only when repeated is a failure. */
export function runPlaywright(which = "--grep-invert=@long"): Promise<Outcome> {
  return runTests("browser tests", (report) => ({
    command: ["playwright", "test", which, "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    count(text) {
      const { stats, errors } = playwrightReport.parse(JSON.parse(text));
      return {
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky + errors.length,
        skipped: stats.skipped,
      };
    },
  }));
}

/** Runs the checks one after another, prints the results, and sets the exit code. */
export async function runChecks(checks: readonly (() => Promise<Outcome>)[]): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const run of checks) outcomes.push(await run());
  const { lines, isGood } = summarise(outcomes);
  console.log(`\n${lines.join("\n")}`);
  if (!isGood) process.exitCode = 1;
}

/** The summary, with the numbers in its last line. A run in which nothing passed is a failure too. */
export function summarise(outcomes: readonly Outcome[]): { lines: string[]; isGood: boolean } {
  const sum = (pick: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + pick(outcome), 0);
  const passed = sum((outcome) => outcome.passed);
  const failed = sum((outcome) => outcome.failed);
  const skipped = sum((outcome) => outcome.skipped);
  const rows = outcomes.map(({ name, seconds, ...counts }) => {
    const result = counts.failed > 0 ? "failed" : "ok";
    const tests = counts.passed + counts.failed > 0 ? `, ${counts.passed} passed` : "";
    return `${result.padEnd(8)}${name} (${seconds.toFixed(1)} s${tests})`;
  });
  return {
    lines: [
      ...rows,
      `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
    ],
    isGood: failed === 0 && passed > 0,
  };
}

async function check(name: string, commands: readonly (readonly string[])[]): Promise<Outcome> {
  const start = performance.now();
  let failed = 0;
  announce(name);
  for (const command of commands) {
    if ((await execute(command)) !== 0) failed = 1;
  }
  return { name, passed: 0, failed, skipped: 0, seconds: (performance.now() - start) / 1000 };
}

type TestRun = {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  count(report: string): Counts;
};

async function runTests(name: string, plan: (report: string) => TestRun): Promise<Outcome> {
  const start = performance.now();
  announce(name);
  const folder = mkdtempSync(join(tmpdir(), "workhub-report-"));
  const report = join(folder, "report.json");
  try {
    const { command, env, count } = plan(report);
    const code = await execute(command, env);
    const counts = existsSync(report)
      ? count(readFileSync(report, "utf8"))
      : { passed: 0, failed: 0, skipped: 0 };
    // Whatever the report says, a runner that exits with an error or ran nothing has failed.
    const isFailed = code !== 0 || counts.passed === 0;
    const failed = isFailed ? Math.max(counts.failed, 1) : counts.failed;
    return { name, ...counts, failed, seconds: (performance.now() - start) / 1000 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function announce(name: string): void {
  console.log(`\n── ${name} ──`);
}

/** Runs one of the project's tools; resolves with its exit code, 1 when a signal ended it. */
function execute(command: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const [tool = "", ...args] = command;
  const tools = join(ROOT, "node_modules", ".bin");
  return new Promise<number>((resolve, reject) => {
    const child = spawn(join(tools, tool), args, {
      cwd: ROOT,
      stdio: "inherit",
      env: { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH ?? ""}`, ...env },
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
