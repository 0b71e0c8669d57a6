"use client";
"use no memo";

import { createContext, type ReactNode } from "react";
import type { FormViewer } from "#lib/forms/drafts";
import type { FormAnswer } from "#lib/forms/state";

/** In the root layout: where the page's forms come from. */
export type FormOrigin = {
  /** The prefix of the forms' keys until scripts make their own. */
  documentKey: string;
  /** For whom the page was made; null for nobody. */
  viewer: FormViewer | null;
  /** The answer to a form that was posted before its scripts arrived. */
  answer: FormAnswer | null;
};

export const FormOriginContext = createContext<FormOrigin>({
  documentKey: "",
  viewer: null,
  answer: null,
});

export function FormOriginProvider({ children, ...origin }: FormOrigin & { children: ReactNode }) {
  return <FormOriginContext value={origin}>{children}</FormOriginContext>;
}
