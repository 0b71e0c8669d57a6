import type { ContractParty } from "#lib/contracts/contract-views";
import type { DisputeView, DisputeVoice } from "#lib/disputes/schema";
import { isolate } from "#lib/text";

type Named = Pick<DisputeView, "viewer" | "client" | "freelancer">;

/** "you", or the name of this side. */
export function sideName(dispute: Named, side: ContractParty): string {
  return dispute.viewer === side ? "you" : isolate(dispute[side].name);
}

/** At the beginning of a sentence or a heading. */
export function sideTitle(dispute: Named, side: ContractParty): string {
  return dispute.viewer === side ? "You" : isolate(dispute[side].name);
}

/** The same for whoever wrote something. */
export function voiceName(dispute: Named, voice: DisputeVoice): string {
  if (voice !== "mediator") return sideTitle(dispute, voice);
  return dispute.viewer === "mediator" ? "You, as the mediator" : "The mediator";
}

export function otherSide(side: ContractParty): ContractParty {
  return side === "client" ? "freelancer" : "client";
}
