import { cache } from "react";
import type { FrameViewer } from "#components/layout/viewer";
import { findActor } from "#lib/auth/session";
import { getViewer } from "#lib/users/queries";

/** Who looks at this page, or null. Asked for once per rendered page. */
export const findFrameViewer = cache(async (): Promise<FrameViewer | null> => {
  const actor = await findActor();
  if (!actor) return null;
  const { name, role, handle } = await getViewer(actor);
  return { name, role, handle, availableCents: null };
});
