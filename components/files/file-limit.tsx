"use client";

import { createContext, type ReactNode, use } from "react";

const FileLimitContext = createContext(Number.POSITIVE_INFINITY);

/** How many bytes one file may have here, as the settings say; infinite while only the server knows, which then says so. */
export function FileLimit({ bytes, children }: { bytes: number; children: ReactNode }) {
  return <FileLimitContext value={bytes}>{children}</FileLimitContext>;
}

export function useFileLimit(): number {
  return use(FileLimitContext);
}
