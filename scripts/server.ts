import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Env } from "#lib/env";
import { StartError } from "#lib/errors";
import { type Child, spawnServer } from "./child.ts";
import { type Kept, keepRunning } from "./supervise.ts";

const READY_MS = 60_000;

/** Refuses a port on which something already listens, before any work is done. */
export async function refuseTakenPort(env: Env): Promise<void> {
  const error = await new Promise<Error | null>((resolve) => {
    const probe = createServer();
    probe.once("error", resolve);
    probe.listen({ port: env.PORT, ...(env.HOST ? { host: env.HOST } : {}) }, () => {
      probe.close(() => resolve(null));
    });
  });
  if (!error) return;
  const code = "code" in error ? error.code : "";
  if (code === "EADDRINUSE") {
    throw new StartError(
      `Port ${env.PORT} is taken by another program: stop it, or set PORT to another one.`,
    );
  }
  throw new StartError(
    `WorkHub cannot listen on ${env.HOST ?? "all addresses"}, port ${env.PORT}: ${error.message}.`,
  );
}

/** Starts the web server, and keeps it running until it is stopped. */
export async function keepServer(env: Env, mode: "start" | "dev"): Promise<Kept> {
  let child = await startServer(env, mode);
  const kept = keepRunning({
    name: "The web server",
    ended: () => child.ended,
    async restart(signal) {
      // It also serves while the database is away, and says so.
      child = await startServer(env, mode, { probe: "live", signal });
    },
  });
  return {
    async stop() {
      await kept.stop();
      await child.stop();
    },
  };
}

type Starting = { readonly probe?: "ready" | "live"; readonly signal?: AbortSignal };

/** Starts the web server and waits until it can serve. */
export async function startServer(
  env: Env,
  mode: "start" | "dev",
  { probe = "ready", signal }: Starting = {},
): Promise<Child> {
  let isReady = false;
  const server = spawnServer(
    mode === "dev" ? ["--dev"] : [],
    serverEnvironment(env, mode),
    (line) => {
      // Always prints our own lines, but the framework's greeting only when there is nothing else to show.
      if (line.startsWith("{") || isReady || mode === "dev") console.log(line);
    },
  );
  const deadline = Date.now() + READY_MS;
  while (server.isRunning() && Date.now() < deadline && !signal?.aborted) {
    if (await answers(env, probe)) {
      isReady = true;
      return server;
    }
    await sleep(100);
  }
  await server.stop(0);
  throw new StartError(`${server.output()}\n\nThe web server did not start (see above).`);
}

/** The address at which people reach this WorkHub. */
export function addressOf(env: Env): string {
  if (env.NEXTAUTH_URL) return new URL(env.NEXTAUTH_URL).origin;
  return `http://${isEverywhere(env.HOST) ? "localhost" : env.HOST}:${env.PORT}`;
}

/** The web server's settings. They do not include the owner's access to the database. */
function serverEnvironment(env: Env, mode: "start" | "dev"): Record<string, string | undefined> {
  return {
    NODE_ENV: mode === "dev" ? "development" : "production",
    PORT: String(env.PORT),
    HOST: env.HOST,
    DATABASE_URL: undefined,
    DATABASE_APP_URL: process.env.DATABASE_APP_URL,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
    // next-auth would assume port 3000.
    NEXTAUTH_URL: env.NEXTAUTH_URL ?? addressOf(env),
    CURRENCY: env.CURRENCY,
    DATA_DIR: env.DATA_DIR,
  };
}

async function answers(env: Env, probe: "ready" | "live"): Promise<boolean> {
  const host = isEverywhere(env.HOST) ? "127.0.0.1" : env.HOST;
  try {
    const response = await fetch(`http://${host}:${env.PORT}/api/health/${probe}`, {
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

function isEverywhere(host: string | undefined): boolean {
  return !host || host === "0.0.0.0" || host === "::";
}
