import { PushSwitch } from "#components/layout/push-switch";
import { findSession } from "#lib/auth/session";
import { isSubscribed } from "#lib/push/queries";

/** Whether the asking browser is told while WorkHub is closed. */
export async function DevicePush() {
  const session = await findSession();
  return session && <PushSwitch isKnown={await isSubscribed(session.actor, session)} />;
}
