import type { Answer } from "./knock.ts";
import { missingHeaders } from "./knock.ts";

/**
 * What can be wrong with an answer. `fiveHundreds`: our error, or no answer. `changed`: a person without the right left
 * a trace. `differs`: a stranger's object does not answer like one that does not exist, or its words were seen.
 * `refused`: a person with the right was refused, so this door was not tried at all.
 */
export type Fault = "fiveHundreds" | "changed" | "differs" | "missingHeaders" | "refused";

export type Figures = Readonly<Record<Fault | "cases", number>>;

export type Tally = {
  /** Counts one try and the answer's headers; a 500 or no answer is a fault. */
  count(what: string, answer?: Answer): void;
  fault(kind: Fault, what: string, detail?: string): void;
  figures(): Figures;
};

const SHOWN = 300;
/** Statuses that say "not now" and not "we broke". */
const HONEST = [501, 503];

export function startTally(say: (line: string) => void): Tally {
  const figures = {
    cases: 0,
    fiveHundreds: 0,
    changed: 0,
    differs: 0,
    missingHeaders: 0,
    refused: 0,
  };
  const said = new Set<string>();
  const fault = (kind: Fault, what: string, detail = "") => {
    figures[kind] += 1;
    const line = `  ${kind}: ${what}${detail ? ` — ${detail.slice(0, SHOWN)}` : ""}`;
    if (!said.has(line)) say(line);
    said.add(line);
  };
  return {
    fault,
    count(what, answer) {
      figures.cases += 1;
      if (!answer) return;
      const isOurs =
        answer.status === 0 || (answer.status >= 500 && !HONEST.includes(answer.status));
      if (isOurs) fault("fiveHundreds", what, `${answer.status} ${answer.body}`);
      const missing = missingHeaders(answer);
      if (missing.length > 0) fault("missingHeaders", what, missing.join(", "));
    },
    figures: () => figures,
  };
}
