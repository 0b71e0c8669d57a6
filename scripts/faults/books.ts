/** What people sent, and what they were told about it. */
export type Books = {
  /** The names of everything that was answered with "done", as `countStored` names it. */
  readonly acknowledged: ReadonlySet<string>;
  /** Attempts without an answer, or with one that blames us: nobody knew what had become of them. */
  unknown(): number;
  /** Of these, how many turned out to have been carried out. */
  found(): number;
  /** Answers that no fault explains. */
  readonly refusals: readonly string[];
  /** It is done; `wasFound` when it had been done by an attempt whose outcome was unknown. */
  done(name: string, how?: { readonly wasFound: boolean }): void;
  lose(): void;
  refuse(what: string): void;
};

export function openBooks(): Books {
  const acknowledged = new Set<string>();
  const refusals: string[] = [];
  let unknown = 0;
  let found = 0;
  return {
    acknowledged,
    refusals,
    unknown: () => unknown,
    found: () => found,
    done(name, how) {
      acknowledged.add(name);
      if (how?.wasFound) found += 1;
    },
    lose() {
      unknown += 1;
    },
    refuse(what) {
      refusals.push(what);
    },
  };
}
