import type { SYSTEM } from "./actor.ts";

/** Who knocks before anybody is signed in: as far as the connection tells. */
export type Visitor = {
  /** Where the connection comes from; null when it cannot be known. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The token that this browser got when somebody last signed in on it. */
  readonly deviceToken: string | null;
};

/** Registration by the demo seed or the first start has no visitor and no limits. */
export type Registrar = Visitor | typeof SYSTEM;
