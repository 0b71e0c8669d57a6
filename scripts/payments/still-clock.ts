import { now, setClock } from "#lib/time";

/** The clock of this process stands still, and only goes on when it is told to. */
export type StillClock = {
  pass(ms: number): void;
  setTo(ms: number): void;
  restore(): void;
};

export function stopClock(): StillClock {
  let at = now().getTime();
  const restore = setClock(() => new Date(at));
  return {
    pass(ms) {
      at += ms;
    },
    setTo(ms) {
      at = ms;
    },
    restore,
  };
}
