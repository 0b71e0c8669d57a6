import { actOnClock } from "#lib/contracts/act-on-clock";
import type { ActOnClock } from "#lib/contracts/act-on-clocks";
import { isId } from "#lib/ids";
import { actOnDispute } from "./act-on-dispute.ts";

/** Does what one clock says: that of a dispute here, all others in their own domain. Throws like both. */
export const actOnAnyClock: ActOnClock = ({ contractId, subject }) =>
  isId("dsp", subject) ? actOnDispute({ disputeId: subject }) : actOnClock({ contractId, subject });
