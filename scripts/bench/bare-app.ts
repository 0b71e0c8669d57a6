import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#lib/free-port";
import { type Child, spawnNext } from "../child.ts";

export type BareApp = { readonly address: string; close(): Promise<void> };

/** Beside the real one, so that it finds the same packages; git and the checks ignore it. */
const FOLDER = join(import.meta.dirname, "../../.next-bench-bare");

/** The lowest possible cost of copying bytes in this framework: no session, no database, no checks, no parsing. */
const COPY_ROUTE = `
  import { createReadStream, createWriteStream } from "node:fs";
  import { join } from "node:path";
  import { Readable } from "node:stream";
  import { pipeline } from "node:stream/promises";

  const pathOf = async ({ params }) => join(process.env.COPY_DIR, (await params).name);

  export async function PUT(request, context) {
    await pipeline(Readable.fromWeb(request.body), createWriteStream(await pathOf(context)));
    return new Response();
  }

  export async function GET(_request, context) {
    return new Response(Readable.toWeb(createReadStream(await pathOf(context))));
  }
`;

const SOURCES = {
  "package.json": JSON.stringify({ type: "module", private: true }),
  // As ours, so that browsers get the same framework.
  "next.config.mjs":
    "export default { cacheComponents: true, partialPrefetching: true, reactCompiler: true };",
  "app/page.js": "export default () => null;",
  "app/layout.js":
    "export default ({ children }) => <html lang='en'><body>{children}</body></html>;",
  "app/copy/[name]/route.js": COPY_ROUTE,
};

/**
 * Builds and starts a production server of the same framework with an empty page and one route, which copies to and
 * from `copies`.
 */
export async function startBareApp(copies: string): Promise<BareApp> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(copies, { recursive: true });
  for (const [name, source] of Object.entries(SOURCES)) {
    const path = join(FOLDER, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, source);
  }
  const build = spawnNext(["build", FOLDER], {});
  if ((await build.exited) !== 0) throw new Error(`The bare app was not built\n${build.output()}`);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const args = ["start", FOLDER, "-p", String(port), "-H", "127.0.0.1"];
  const child = spawnNext(args, { COPY_DIR: copies });
  await untilItAnswers(address, child);
  return {
    address,
    async close() {
      await child.stop();
      rmSync(FOLDER, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(address: string, child: Child): Promise<void> {
  while (child.isRunning()) {
    const response = await fetch(address).catch(() => null);
    if (response) return;
    await sleep(100);
  }
  throw new Error(`The bare app did not start\n${child.output()}`);
}
