import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Env } from "#lib/env";
import { StartError } from "#lib/start-error";
import { type Child, spawnNext } from "./child.ts";

const READY_MS = 60_000;

/** Refuses a port that something listens on already, before any work is done. */
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

/** Starts the web server and waits until it can serve. */
export async function startServer(env: Env, mode: "start" | "dev"): Promise<Child> {
  let isReady = false;
  const server = spawnNext(
    [mode, "-p", String(env.PORT), ...(env.HOST ? ["-H", env.HOST] : [])],
    serverEnvironment(env),
    (line) => {
      // Our own lines always; the framework's greeting only when it is all there is to go by.
      if (line.startsWith("{") || isReady || mode === "dev") console.log(line);
    },
  );
  const deadline = Date.now() + READY_MS;
  while (server.isRunning() && Date.now() < deadline) {
    if (await answers(env)) {
      isReady = true;
      return server;
    }
    await sleep(100);
  }
  await server.stop(0);
  throw new StartError(`${server.output()}\n\nThe web server did not start (see above).`);
}

/** Where people reach this WorkHub. */
export function addressOf(env: Env): string {
  if (env.NEXTAUTH_URL) return new URL(env.NEXTAUTH_URL).origin;
  return `http://${isEverywhere(env.HOST) ? "localhost" : env.HOST}:${env.PORT}`;
}

/** What the web server is told. The owner's access to the database is not for it. */
function serverEnvironment(env: Env): Record<string, string | undefined> {
  return {
    DATABASE_URL: undefined,
    DATABASE_APP_URL: process.env.DATABASE_APP_URL,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
    // next-auth would take port 3000 for granted.
    NEXTAUTH_URL: env.NEXTAUTH_URL ?? addressOf(env),
    CURRENCY: env.CURRENCY,
    DATA_DIR: env.DATA_DIR,
  };
}

async function answers(env: Env): Promise<boolean> {
  const host = isEverywhere(env.HOST) ? "127.0.0.1" : env.HOST;
  try {
    const response = await fetch(`http://${host}:${env.PORT}/api/health/ready`, {
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
