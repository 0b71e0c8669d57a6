import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bench } from "./bench/measure.ts";

/*
 * `npm run bench -- <name>` measures scripts/bench/<name>.ts. Every figure is a ratio to a floor measured in the same
 * run; the last line is one line of JSON. Exit code 1 when a target is missed. `--rows newest,common` measures only
 * these rows, where a benchmark can.
 */

const folder = join(import.meta.dirname, "bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.replace(".bench.ts", ""));

const name = process.argv[2];
if (!name || !names.includes(name)) {
  console.error(`Which benchmark? npm run bench -- ${names.join(" | ")}`);
  process.exit(1);
}

const { bench }: { bench: Bench } = await import(join(folder, `${name}.bench.ts`));
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rows: { type: "string" } },
});
const rows = await bench((line) => console.log(line), values.rows?.split(",") ?? null);
console.table(rows, ["name", "value", "unit", "floor", "ratio", "target", "ok"]);
console.log(JSON.stringify({ bench: name, rows }));
process.exit(rows.every((row) => row.ok) ? 0 : 1);
