"use client";

import { useRouter } from "next/navigation";
import { startTransition, useEffect, useEffectEvent } from "react";
import { useEngine } from "./use-engine.tsx";

const AWAY_MS = 15_000;

/**
 * Draws nothing. Asks the server for the page again when something has happened on a contract of the person's, and
 * when they come back to the page after a while. What they are typing stays.
 */
export function ContractNews() {
  const router = useRouter();
  const engine = useEngine();
  const refresh = useEffectEvent(() => startTransition(() => router.refresh()));
  useEffect(() => engine?.onContractEvent(() => refresh()), [engine]);
  useEffect(() => {
    let leftAt = Date.now();
    const turn = () => {
      if (document.hidden) leftAt = Date.now();
      else if (Date.now() - leftAt > AWAY_MS) refresh();
    };
    document.addEventListener("visibilitychange", turn);
    return () => document.removeEventListener("visibilitychange", turn);
  }, []);
  return null;
}
