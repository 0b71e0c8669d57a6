import { houseName } from "#lib/house";
import type { PushMessage } from "../policy.ts";
import type { PushEvent, Shown, WorkerScope } from "./worker-scope.ts";

/** What belongs to somebody who is not here says nothing of them. */
const neutral = () => ({
  title: `Something new in ${houseName()}`,
  body: "",
  tag: "something",
  path: "/notifications",
  alsoAt: [],
});

type Place = Pick<PushMessage, "path" | "alsoAt">;

/** What is shown on the device's screen while WorkHub is closed. */
export class ToldThings {
  readonly #scope: WorkerScope;

  constructor(scope: WorkerScope) {
    this.#scope = scope;
  }

  /** Null: it is for nobody who is here. */
  show(message: PushMessage | null): Promise<void> {
    const { title, body, tag, path, alsoAt } = message ?? neutral();
    const data: Place = { path, alsoAt };
    const looks = { icon: "/app/icon-192.png", badge: "/app/maskable-192.png" };
    // It sounds again for what takes the place of something that was not looked at. Not in the library's types.
    const again = { renotify: true };
    return this.#scope.registration.showNotification(title, {
      ...looks,
      ...again,
      body,
      tag,
      data,
    });
  }

  /** Opens its page, in the tab that shows it already or in a new one: what is written in other tabs stays there. */
  async follow(shown: Shown): Promise<void> {
    shown.close();
    const { clients, location } = this.#scope;
    const { path } = readPlace(shown) ?? neutral();
    const tabs = await clients.matchAll({ includeUncontrolled: true });
    const tab = tabs.find(({ url }) => new URL(url).pathname === path);
    if (tab) await tab.focus();
    else await clients.openWindow(new URL(path, location.origin).href);
  }

  /** The person has this page in front of them, or has read everything. */
  async close(path: string, isAll: boolean): Promise<void> {
    for (const shown of await this.#scope.registration.getNotifications()) {
      const place = readPlace(shown);
      if (isAll || place?.path === path || place?.alsoAt.includes(path)) shown.close();
    }
  }

  /** The person has gone: nothing of theirs stays on the screen, and this browser is told no more. */
  async end(): Promise<void> {
    const { registration } = this.#scope;
    for (const shown of await registration.getNotifications()) shown.close();
    const subscription = await registration.pushManager?.getSubscription();
    await subscription?.unsubscribe();
  }
}

/** Null for what this worker cannot read, such as what a newer WorkHub sends. */
export function readMessage(data: PushEvent["data"]): PushMessage | null {
  try {
    const message: unknown = JSON.parse(data?.text() ?? "");
    return isMessage(message) ? message : null;
  } catch {
    return null;
  }
}

function isMessage(value: unknown): value is PushMessage {
  return (
    isPlace(value) &&
    (["mark", "tag", "title", "body"] as const).every(
      (name) => typeof Reflect.get(value, name) === "string",
    )
  );
}

function readPlace({ data }: Shown): Place | null {
  return isPlace(data) ? data : null;
}

/** Only pages of ours. */
function isPlace(value: unknown): value is Place {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    typeof value.path === "string" &&
    /^\/(?![/\\])/.test(value.path) &&
    "alsoAt" in value &&
    Array.isArray(value.alsoAt)
  );
}
