import { DAY_MS, HOUR_MS } from "#lib/time";

/** How long an archive can be downloaded. */
export const KEPT_MS = DAY_MS;

/** An archive that is still not ready after this time was given up, and its person may ask again. */
export const GIVEN_UP_MS = 6 * HOUR_MS;
