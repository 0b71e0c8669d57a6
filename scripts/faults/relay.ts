import { createServer, connect as dial, type Socket } from "node:net";
import { watchCommits } from "./watch-commits.ts";

/** What is done to a COMMIT: it never arrives, nobody can say, or it is carried out and nobody hears of it. */
export const CUTS = ["before", "during", "after"] as const;
export type Cut = (typeof CUTS)[number];

/** "refusing": every connection ends at once. "silent": nothing passes, and nobody is told. */
export type Way = "open" | "refusing" | "silent";

/** A stretch of network between programs and PostgreSQL, which can break where it hurts. */
export type Relay = {
  readonly port: number;
  /** How many commits were cut. */
  cuts(): number;
  /** Cuts the next commits, in each way in turn. */
  cutNext(commits: number): void;
  become(way: Way): void;
  close(): void;
};

type Pair = { readonly near: Socket; readonly far: Socket };

/** Leads to whatever port `findPort` names at the moment; to nowhere when that is null. */
export async function startRelay(findPort: () => number | null): Promise<Relay> {
  const pairs = new Set<Pair>();
  let way: Way = "open";
  let planned = 0;
  let made = 0;

  const nextCut = (): Cut | null => {
    if (planned === 0) return null;
    planned -= 1;
    made += 1;
    return CUTS[made % CUTS.length] ?? null;
  };
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const port = way === "refusing" ? null : findPort();
    if (port === null) {
      near.destroy();
      return;
    }
    const pair = { near, far: dial(port, "127.0.0.1") };
    pairs.add(pair);
    join(pair, nextCut, () => pairs.delete(pair));
    if (way === "open") resume(pair);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    port: address instanceof Object ? address.port : 0,
    cuts: () => made,
    cutNext(commits) {
      planned += commits;
    },
    become(next) {
      way = next;
      for (const pair of pairs) {
        if (way === "refusing") sever(pair);
        else if (way === "silent") pause(pair);
        else resume(pair);
      }
    },
    close() {
      server.close();
      for (const pair of pairs) sever(pair);
    },
  };
}

function join(pair: Pair, nextCut: () => Cut | null, onEnd: () => void): void {
  const { near, far } = pair;
  const hasCommit = watchCommits();
  let isCut = false;
  near.on("data", (chunk: Buffer) => {
    const cut = hasCommit(chunk) ? nextCut() : null;
    isCut ||= cut !== null;
    if (cut === "before") sever(pair);
    else if (cut === "during") far.write(chunk, () => sever(pair));
    else far.write(chunk);
  });
  far.on("data", (chunk: Buffer) => {
    // The answer to the commit has come this far, and comes no further.
    if (isCut) sever(pair);
    else near.write(chunk);
  });
  for (const socket of [near, far]) {
    // Either side may end in the middle of anything: that is what this is for.
    socket.on("error", () => {});
    socket.on("close", () => {
      sever(pair);
      onEnd();
    });
  }
}

function sever({ near, far }: Pair): void {
  near.destroy();
  far.destroy();
}

function pause({ near, far }: Pair): void {
  near.pause();
  far.pause();
}

function resume({ near, far }: Pair): void {
  near.resume();
  far.resume();
}
