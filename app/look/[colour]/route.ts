import { z } from "zod";
import { readPath, route } from "#lib/edge/route";
import { DomainError } from "#lib/errors";
import { colourProblem, paletteOf } from "#lib/settings/policy";

const path = z.object({ colour: z.string() });

/**
 * The style sheet of an accent colour, by the colour itself: it never changes, so browsers keep it. Pages name the one
 * that the operator has chosen. A colour that could not be chosen has none.
 */
export const GET = route(async (_request, context: RouteContext<"/look/[colour]">) => {
  const { colour } = await readPath(context, path);
  if (colourProblem(`#${colour}`)) throw new DomainError("not_found");
  const { accent, strong, ink, wash } = paletteOf(`#${colour}`);
  const lines = Object.entries({
    accent,
    "accent-strong": strong,
    "accent-ink": ink,
    "accent-wash": wash,
  }).map(([name, { light, dark }]) => `--color-${name}:light-dark(${light},${dark});`);
  return new Response(`:root{${lines.join("")}}`, {
    headers: {
      "content-type": "text/css; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
});
