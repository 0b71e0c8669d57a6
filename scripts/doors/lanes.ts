import { fileURLToPath } from "node:url";
import { z } from "zod";
import { spawnScript } from "../child.ts";
import type { Figures } from "./tally.ts";

const SCRIPT = fileURLToPath(new URL("../test-doors.ts", import.meta.url));

/** Parts of about the same length. Each lane is a process with its own WorkHub, so neither sees the other's changes. */
const LANES = [["actions"], ["pages", "routes", "use-cases", "malformed"]];

const figures = z.object({
  cases: z.number(),
  fiveHundreds: z.number(),
  changed: z.number(),
  differs: z.number(),
  missingHeaders: z.number(),
  refused: z.number(),
});

/**
 * Tries every part side by side, on the doors with these names or on all, and returns the sum. Whatever ends it ends
 * all lanes.
 */
export async function tryInLanes(
  names: readonly string[],
  say: (line: string) => void,
  stopped: Promise<never>,
): Promise<Figures> {
  const lanes = LANES.map((parts) => startLane([...parts, ...names], say));
  try {
    const all = await Promise.race([Promise.all(lanes.map(({ done }) => done)), stopped]);
    return all.reduce(add);
  } finally {
    await Promise.all(lanes.map(({ child }) => child.stop()));
  }
}

function startLane(words: readonly string[], say: (line: string) => void) {
  const [name = ""] = words;
  let last = "";
  const child = spawnScript(SCRIPT, words, {}, (line) => {
    last = line;
    if (!line.startsWith('{"doors"')) say(`${name} | ${line}`);
  });
  const done = child.exited.then((): Figures => {
    if (!last.startsWith('{"doors"'))
      throw new Error(`The lane of ${name} did not come to its end`);
    return figures.parse(JSON.parse(last));
  });
  return { child, done };
}

function add(one: Figures, other: Figures): Figures {
  return {
    cases: one.cases + other.cases,
    fiveHundreds: one.fiveHundreds + other.fiveHundreds,
    changed: one.changed + other.changed,
    differs: one.differs + other.differs,
    missingHeaders: one.missingHeaders + other.missingHeaders,
    refused: one.refused + other.refused,
  };
}
