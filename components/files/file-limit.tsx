"use client";

import { createContext, type ReactNode, use } from "react";

const FileLimitContext = createContext<number | null>(null);

/** How many bytes one file may have here, as the settings say; null while only the server knows, which then says so. */
export function FileLimit({ bytes, children }: { bytes: number | null; children: ReactNode }) {
  return <FileLimitContext value={bytes}>{children}</FileLimitContext>;
}

export function useFileLimit(): number | null {
  return use(FileLimitContext);
}
