"use client";

import { createContext, use, useEffect } from "react";
import type { FileView } from "#lib/files/schema";

/** Hears which files a form has attached, for components that show them elsewhere, such as a preview. */
export const AttachedFilesContext = createContext<((files: readonly FileView[]) => void) | null>(
  null,
);

/** Tells the listener what is attached now. */
export function useTellAttached(files: readonly FileView[]): void {
  const tell = use(AttachedFilesContext);
  useEffect(() => tell?.(files), [tell, files]);
}
