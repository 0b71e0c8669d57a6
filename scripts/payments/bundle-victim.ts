import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const VICTIM = fileURLToPath(new URL("./victim.ts", import.meta.url));
/** It is no JavaScript, and stays where it is. */
const NATIVE = "sharp";

/** Puts all that a victim consists of into one file, because hundreds of them start. Returns its path. */
export async function bundleVictim(folder: string): Promise<string> {
  const bundle = await rolldown({
    input: VICTIM,
    platform: "node",
    plugins: [
      {
        name: "native",
        resolveId: (id) =>
          id === NATIVE ? { id: import.meta.resolve(NATIVE), external: true } : null,
      },
    ],
  });
  const file = "victim.mjs";
  await bundle.write({ dir: folder, entryFileNames: file, codeSplitting: false });
  await bundle.close();
  return join(folder, file);
}
