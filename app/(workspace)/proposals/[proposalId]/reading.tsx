"use client";

import { useEffect } from "react";
import type { Id } from "#lib/ids";

/** Tells the server that the client has this proposal on the screen. Lost, it is told at the next look. */
export function Reading({ proposalId }: { proposalId: Id<"prp"> }) {
  useEffect(() => {
    fetch(`/api/proposals/${proposalId}/read`, { method: "POST" }).catch(() => {});
  }, [proposalId]);
  return null;
}
