import type { SYSTEM } from "./actor.ts";

/** A visitor before anyone is signed in, as far as the connection tells. */
export type Visitor = {
  /** Where the connection comes from; null when it cannot be known. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The token that this browser got when a person last signed in on it. */
  readonly deviceToken: string | null;
};

/** Registration by the demo seed or the first start has no visitor and no limits. */
export type Registrar = Visitor | typeof SYSTEM;
