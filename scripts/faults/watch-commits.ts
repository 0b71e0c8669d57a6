/*
 * Reads what a client sends to PostgreSQL, as far as telling a COMMIT from everything else (protocol 3.0: after the
 * greeting, each message is a letter, its length, and its contents).
 */

const COMMIT = /^\s*commit\b/i;
const HEAD_BYTES = 5;

/** Is told everything that one connection sends, in order; true for a piece with which a COMMIT is complete. */
export function watchCommits(): (chunk: Buffer) => boolean {
  const commits = new Set<string>();
  let rest: Buffer = Buffer.alloc(0);
  let isGreeted = false;
  let isBound = false;

  const isCommit = (kind: string, contents: Buffer): boolean => {
    if (kind === "Q") return COMMIT.test(contents.toString("utf8"));
    const [first = "", second = ""] = contents.toString("latin1").split("\0", 2);
    if (kind === "P") {
      if (COMMIT.test(second)) commits.add(first);
      else commits.delete(first);
    }
    if (kind === "B") isBound = commits.has(second);
    return kind === "E" && isBound;
  };

  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let found = false;
    for (;;) {
      const kindBytes = isGreeted ? 1 : 0;
      if (rest.length < HEAD_BYTES) return found;
      const length = kindBytes + rest.readInt32BE(kindBytes);
      if (rest.length < length) return found;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      if (isGreeted) {
        const kind = message.toString("latin1", 0, 1);
        found = isCommit(kind, message.subarray(HEAD_BYTES)) || found;
      }
      isGreeted = true;
    }
  };
}
