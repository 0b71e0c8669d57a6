"use client";
"use no memo";

import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { Loading } from "#components/ui/skeleton";
import type { OpenedCache } from "./board-data.tsx";
import type { BoardKind } from "./board-kind.tsx";

export const HEADING_ID = "opened-entry";

/** What is opened beside the list, or over it on a phone. What came with the page is shown without loading it again. */
export function BoardPanel<Row, Opened extends object>({
  kind,
  cache,
  id,
  rendered,
  row,
  isMarked,
  onMark,
  onShown,
  close,
}: {
  kind: BoardKind<Row, Opened>;
  cache: OpenedCache<Opened>;
  id: string;
  rendered: Opened | null;
  /** What its row in the list says; null when it is in no list. */
  row: Row | null;
  /** How it was marked since it was loaded. */
  isMarked: boolean | undefined;
  onMark: (id: string, isMarked: boolean) => void;
  /** Called when its content is on the screen. */
  onShown: () => void;
  close: ReactNode;
}) {
  const own = rendered && kind.idOfOpened(rendered) === id ? rendered : undefined;
  const known = useSyncExternalStore(
    cache.subscribe,
    () => cache.read(id),
    () => cache.read(id),
  );
  useEffect(() => {
    if (rendered) cache.put(kind.idOfOpened(rendered), rendered);
  }, [cache, kind, rendered]);
  useEffect(() => cache.keepFresh(id), [cache, id]);
  const data = known.state === "ready" ? known.data : own;
  const isLoaded = data !== undefined;
  const isShown = isLoaded || known.state !== "loading";
  useEffect(() => {
    if (isShown) onShown();
  }, [isShown, onShown]);

  const { Opened, Known, PanelSkeleton, nouns } = kind;
  if (isShown && !isLoaded) {
    return (
      <Known
        row={row}
        headingId={HEADING_ID}
        isOffline={known.state === "offline"}
        retry={() => cache.want(id)}
        close={close}
      />
    );
  }
  if (!isLoaded) {
    return (
      <Loading label={`Loading the ${nouns.one}`}>
        <PanelSkeleton />
      </Loading>
    );
  }
  if (data === null) {
    return (
      <EmptyState title={`There is no such ${nouns.one}`} className="border-y-0">
        The address may be incomplete. The list has all {nouns.many} that can be opened here.
      </EmptyState>
    );
  }
  return (
    <Opened
      opened={data}
      headingId={HEADING_ID}
      isMarked={isMarked}
      onMark={(marked) => onMark(id, marked)}
      close={close}
    />
  );
}
