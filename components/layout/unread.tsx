"use client";
"use no memo";

import { useSyncExternalStore } from "react";

/** A number that this browser learns after the page was rendered; null: it doesn't know. */
type Counter = {
  known: number | null;
  readonly listeners: Set<() => void>;
  readonly subscribe: (listener: () => void) => () => void;
};

const conversations = makeCounter();
const notifications = makeCounter();

function makeCounter(): Counter {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { known: null, listeners, subscribe };
}

/** How many conversations have something unread, as far as this browser knows. */
export function showUnread(count: number | null): void {
  learn(conversations, count);
}

/** The number to show; `rendered` is what the server knew when it rendered the page. */
export function useUnread(rendered: number | null): number | null {
  return useCounter(conversations, rendered);
}

/** How many notifications are unread, as far as this browser knows. */
export function showBell(count: number | null): void {
  learn(notifications, count);
}

export function useBell(rendered: number | null): number | null {
  return useCounter(notifications, rendered);
}

function learn(counter: Counter, count: number | null): void {
  if (count === counter.known) return;
  counter.known = count;
  for (const listener of counter.listeners) listener();
}

function useCounter(counter: Counter, rendered: number | null): number | null {
  return useSyncExternalStore(
    counter.subscribe,
    () => counter.known ?? rendered,
    () => rendered,
  );
}
