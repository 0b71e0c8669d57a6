import type { z } from "zod";
import { findStore } from "./find-store.ts";
import type { removeBytesTask } from "./schema.ts";

/** Removes the bytes of files whose rows are gone. Repeated when a store does not answer. */
export async function removeBytes({ files }: z.output<typeof removeBytesTask.input>) {
  for (const file of files) await findStore(file.store).remove(file);
}
