"use client";
"use no memo";

import { createContext, type ReactNode, use } from "react";

const FileLimitContext = createContext(Number.POSITIVE_INFINITY);

/**
 * The most bytes that one file may have, from the settings; infinite while only the server knows the limit, and then
 * the server refuses.
 */
export function FileLimit({ bytes, children }: { bytes: number; children: ReactNode }) {
  return <FileLimitContext value={bytes}>{children}</FileLimitContext>;
}

export function useFileLimit(): number {
  return use(FileLimitContext);
}
