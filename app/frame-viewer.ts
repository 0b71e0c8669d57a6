import { cache } from "react";
import type { FrameViewer } from "#components/layout/viewer";
import { findActor } from "#lib/auth/session";
import { getAvailable } from "#lib/payments/queries";
import { getViewer } from "#lib/users/queries";

/** Who looks at this page, or null. Asked for once per rendered page. */
export const findFrameViewer = cache(async (): Promise<FrameViewer | null> => {
  const actor = await findActor();
  if (!actor) return null;
  const [viewer, availableCents] = await Promise.all([
    getViewer(actor),
    actor.role === "admin" ? null : getAvailable(actor),
  ]);
  return { name: viewer.name, role: viewer.role, handle: viewer.handle, availableCents };
});
