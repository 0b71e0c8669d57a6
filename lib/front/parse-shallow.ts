/** The deepest nesting of our JSON inputs, and a few levels more. */
const DEPTH_MAX = 16;

/** The value of a JSON text, in a box; null when it is not JSON, or nested deeper than any of our inputs. */
export function parseShallow(text: string): { readonly value: unknown } | null {
  if (depthOf(text) > DEPTH_MAX) return null;
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

/** How deep JSON is nested, without parsing it: looks at each character once. */
function depthOf(text: string): number {
  let [depth, deepest, isInText] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInText) {
      if (character === "\\") at += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "[" || character === "{") {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === "]" || character === "}") depth -= 1;
  }
  return deepest;
}
