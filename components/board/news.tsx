import { useEffect, useEffectEvent, useState } from "react";

/** The saved search that is on the screen, and after which time (in milliseconds) its rows are new. */
export type News = { readonly searchId: string; readonly since: number };

/**
 * After which time rows are new; null when no saved search is on the screen. Looking clears the count of a search, and a
 * refresh brings the later time. Its marks stay as they were until the person leaves.
 */
export function useNewSince(news: News | null): number | null {
  const [kept, setKept] = useState(news);
  if (kept?.searchId !== news?.searchId) setKept(news);
  const begin = useEffectEvent(() => setKept(news));
  // Also when the page, which was kept in the background, is shown again.
  useEffect(() => begin(), []);
  return kept?.since ?? null;
}
