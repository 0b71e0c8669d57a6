import type { SubscriptionOfWorker, WorkerScope } from "./worker-scope.ts";

const ADDRESS = "/api/push";

/**
 * The browser's push service has replaced the subscription: WorkHub is told the new one, under the session of whoever is
 * signed in here. Some browsers bring the new one along, others leave it to be made. Where WorkHub does not take it, the
 * browser does not keep it: then the settings say truthfully that this device is told no more, and offer it again.
 */
export async function renewSubscription(
  scope: WorkerScope,
  brought: SubscriptionOfWorker | null,
): Promise<void> {
  const subscription = brought ?? (await subscribeAnew(scope));
  if (!subscription) return;
  try {
    const { endpoint, keys } = subscription.toJSON();
    await ask(scope, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ endpoint, keys }),
    });
  } catch {
    await subscription.unsubscribe();
  }
}

/** Null where nobody is signed in, WorkHub is away, or the person has taken the permission back. */
async function subscribeAnew(scope: WorkerScope): Promise<SubscriptionOfWorker | null> {
  try {
    const answer = await ask(scope, { method: "GET" });
    const { publicKey }: { publicKey: string } = await answer.json();
    const options = { userVisibleOnly: true, applicationServerKey: publicKey };
    return (await scope.registration.pushManager?.subscribe(options)) ?? null;
  } catch {
    return null;
  }
}

async function ask(scope: WorkerScope, how: RequestInit): Promise<Response> {
  const answer = await scope.fetch(ADDRESS, how);
  if (!answer.ok) throw new Error(`WorkHub answered ${answer.status}`);
  return answer;
}
