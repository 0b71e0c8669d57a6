import { registerHooks } from "node:module";
import type { acceptProposal } from "#lib/contracts/accept-proposal";
import type { sendMessage } from "#lib/conversations/send-message";

/** Marks the second copies of our modules, in which nobody is told of anything. */
const SILENT = "?silent";
const STAND_IN = new URL("tell-nobody.ts", import.meta.url).href;

export type UseCases = {
  readonly accept: typeof acceptProposal;
  readonly send: typeof sendMessage;
};

/** The same use cases without their notifications, loaded a second time into this process; the database is shared. */
export async function loadWithoutNotifications(): Promise<UseCases> {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      if (!context.parentURL?.endsWith(SILENT) || !found.url.includes("/lib/")) return found;
      if (found.url.endsWith("/lib/notifications/notify.ts")) return { ...found, url: STAND_IN };
      return found.url.includes("/node_modules/") ? found : { ...found, url: found.url + SILENT };
    },
  });
  const copyOf = (path: string) => new URL(`../../lib/${path}${SILENT}`, import.meta.url).href;
  const accepting: { acceptProposal: UseCases["accept"] } = await import(
    copyOf("contracts/accept-proposal.ts")
  );
  const sending: { sendMessage: UseCases["send"] } = await import(
    copyOf("conversations/send-message.ts")
  );
  return { accept: accepting.acceptProposal, send: sending.sendMessage };
}
