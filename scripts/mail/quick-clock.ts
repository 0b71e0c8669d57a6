import { setClock } from "#lib/time";

/** How much quicker time passes for everybody in the proof. */
const QUICKLY = 20;

/** Silence after which a server counts as gone, in milliseconds of a watch: as much shorter as time is quicker. */
export const PATIENCE_MS = 20_000 / QUICKLY;

/** Milliseconds of a watch that a message may be read in before it is mailed, and the setting that says so. */
export const WAIT_MS = 3_000;
export const MESSAGE_MAIL_SECONDS = String((WAIT_MS * QUICKLY) / 1_000);

/** From `start` on, time passes quicker in this process; the same in every process that is given the same start. */
export function passQuickly(start: number): void {
  setClock(() => new Date(start + (Date.now() - start) * QUICKLY));
}
