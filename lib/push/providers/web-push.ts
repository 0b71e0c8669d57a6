import webPush from "web-push";
import { plainMessage } from "#lib/log";
import { DAY_MS } from "#lib/time";
import { vapidKeys, vapidSubject } from "../internal/vapid.ts";
import { isPushEndpoint } from "../policy.ts";
import type { Delivery, OutgoingPush, PushProvider } from "../provider.ts";
import { type Answer, type Post, postPublicly } from "./post-publicly.ts";

/** How long a push service keeps it for a browser that is away. */
const KEPT_SECONDS = DAY_MS / 1000;

/** Seals what is sent, and hands it to the push service of that browser (RFC 8030). */
export function createWebPush(post: Post = postPublicly): PushProvider {
  return {
    async send(push) {
      if (!isPushEndpoint(push.endpoint)) return { outcome: "gone" };
      let sealed: ReturnType<typeof seal>;
      try {
        sealed = seal(push);
      } catch {
        // Its keys are none: nothing can ever be sealed for it.
        return { outcome: "gone" };
      }
      try {
        return judge(await post(push.endpoint, sealed));
      } catch (error) {
        return { outcome: "later", reason: plainMessage(error), afterMs: 0 };
      }
    },
  };
}

function seal({ endpoint, keys, contents, topic, isUrgent }: OutgoingPush) {
  const { headers, body } = webPush.generateRequestDetails(
    { endpoint, keys: { ...keys } },
    contents,
    {
      TTL: KEPT_SECONDS,
      topic,
      urgency: isUrgent ? "high" : "normal",
      vapidDetails: { subject: vapidSubject(), ...vapidKeys() },
    },
  );
  return { headers, body };
}

/** A redirect is not followed: it could lead anywhere. */
function judge({ status, retryAfterMs }: Answer): Delivery {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if (status === 404 || status === 410) return { outcome: "gone" };
  const reason = `The push service answered ${status}`;
  if (status === 429 || status >= 500) return { outcome: "later", reason, afterMs: retryAfterMs };
  return { outcome: "refused", reason };
}
