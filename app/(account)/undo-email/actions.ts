"use server";

import { findActor } from "#lib/auth/session";
import { guestAction } from "#lib/edge/action";
import { undoEmailChangeInput } from "#lib/users/schema";
import { undoEmailChange } from "#lib/users/undo-email-change";

/** Every session is over afterwards, so the sign-in page says what is next. */
export const undoEmailChangeAction = guestAction(
  { name: "undo-email-change", input: undoEmailChangeInput },
  async (input, requestKey) => {
    await undoEmailChange(await findActor(), input, { requestKey });
    return { goTo: "/sign-in?undone", showsAnew: true };
  },
);
