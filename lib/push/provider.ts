/** What is sent to one browser. */
export type OutgoingPush = {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** Sealed for that browser; up to 3,900 bytes. */
  readonly contents: string;
  /** While the browser is away, one of a topic takes the place of the one before. 32 letters, digits, - and _. */
  readonly topic: string;
  readonly isUrgent: boolean;
};

/**
 * "sent": its push service has taken it over. "gone": that browser is told no more. "refused": it will not take this.
 * "later": nobody knows, or it asks for patience.
 */
export type Delivery =
  | { readonly outcome: "sent" | "gone" }
  | { readonly outcome: "refused"; readonly reason: string }
  | { readonly outcome: "later"; readonly reason: string; readonly afterMs: number };

/** The port to the browsers' push services. `send` never throws, and ends within seconds. */
export type PushProvider = { send(push: OutgoingPush): Promise<Delivery> };
