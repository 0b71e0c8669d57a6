import type { ContractParty } from "./contract-views.ts";

/** The two names in a sentence for `viewer`: "you", or the other side's name; for nobody in particular, both names. */
export type Names = {
  readonly viewer: ContractParty | null;
  readonly client: string;
  readonly freelancer: string;
};

/** "you", or the name of the other side. */
export function called(names: Names, party: ContractParty): string {
  return names.viewer === party ? "you" : names[party];
}
