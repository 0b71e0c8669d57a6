import type { MessageView } from "#lib/conversations/schema";

/** What can go wrong between writers and readers. */
export type Faults = {
  /** Answered as stored, but missing or with another text. */
  readonly lost: number;
  /** Arrived more than once. */
  readonly duplicated: number;
  /** Not after the one before it. */
  readonly outOfOrder: number;
};

type Seen = Pick<MessageView, "seq" | "clientId" | "body">;

/** Compares what arrived somewhere, in the order of arrival, with what was sent: `clientId` → text. */
export function findFaults(sent: ReadonlyMap<string, string>, seen: readonly Seen[]): Faults {
  const bodies = new Map(seen.map(({ clientId, body }) => [clientId, body]));
  const lost = [...sent].filter(([clientId, body]) => bodies.get(clientId) !== body);
  const isLate = ({ seq }: Seen, index: number) => seq <= (seen[index - 1]?.seq ?? 0);
  return {
    lost: lost.length,
    duplicated: seen.length - bodies.size,
    outOfOrder: seen.filter(isLate).length,
  };
}

export function addFaults(all: readonly Faults[]): Faults {
  const sum = (name: keyof Faults) => all.reduce((total, faults) => total + faults[name], 0);
  return { lost: sum("lost"), duplicated: sum("duplicated"), outOfOrder: sum("outOfOrder") };
}

/** Compares what each reader has with what was sent, prints each reader's result, and adds them up. */
export function compare(
  sent: ReadonlyMap<string, string>,
  readers: readonly { readonly name: string; readonly messages: readonly Seen[] }[],
  say: (line: string) => void,
): Faults {
  const all = readers.map(({ name, messages }) => {
    const faults = findFaults(sent, messages);
    say(`  ${name}: ${messages.length} messages, ${JSON.stringify(faults)}`);
    return faults;
  });
  return addFaults(all);
}
