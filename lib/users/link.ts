import { z } from "zod";

const MAX_LENGTH = 300;
const WRONG = "Enter a web address like https://example.com.";

/** A web address as people type it, or null when left empty: "example.com" becomes "https://example.com/". */
export const linkInput = z
  .string()
  .trim()
  .max(MAX_LENGTH, `Use at most ${MAX_LENGTH} characters.`)
  .nullish()
  .transform((text, context): string | null => {
    if (!text) return null;
    const link = parseLink(text);
    if (link) return link;
    context.addIssue({ code: "custom", message: WRONG });
    return z.NEVER;
  });

/** Only web addresses: what is shown as a link must not run a script or open a program. */
function parseLink(text: string): string | null {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  const isClean = url.username === "" && url.password === "" && url.hostname.includes(".");
  return isWeb && isClean ? url.href : null;
}
