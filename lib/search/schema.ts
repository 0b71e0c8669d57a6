import { z } from "zod";
import { optionalText } from "#lib/input";

/** Two words that find each other's jobs. */
export type Synonym = { readonly word: string; readonly means: string };

const MOST_CHARACTERS = 20_000;
/** As documents have words: "c++", ".net", "node.js", but no spaces. */
const WORD = /^\.?[\p{L}\p{M}\p{N}]+(?:[.+#&][\p{L}\p{M}\p{N}]+)*[+#]*$/u;

const pairInput = z.object({ word: z.string(), means: z.string() });

/** One pair a line: "js = javascript"; or the pairs, as they were read from that. */
const pairsInput = z
  .union([z.string(), z.array(pairInput).transform(formatSynonyms), z.null()])
  .optional()
  .pipe(optionalText(MOST_CHARACTERS))
  .transform((text, context): Synonym[] => {
    const lines = text.split("\n").map((line) => line.trim());
    return lines.filter(Boolean).flatMap((line) => {
      const [word = "", means = "", ...more] = line.split("=").map((side) => side.trim());
      if (more.length === 0 && WORD.test(word) && WORD.test(means)) return [{ word, means }];
      const message = `Write two words with = between them, like js = javascript. This line has none: ${line}`;
      context.addIssue({ code: "custom", message });
      return [];
    });
  });

export const editSynonymsInput = z.object({
  pairs: pairsInput,
  /** The pairs that the form began with. */
  seen: pairsInput,
});
export type EditSynonymsInput = z.input<typeof editSynonymsInput>;

/** The pairs as a form has them. */
export function formatSynonyms(pairs: readonly Synonym[]): string {
  return pairs.map(({ word, means }) => `${word} = ${means}`).join("\n");
}
