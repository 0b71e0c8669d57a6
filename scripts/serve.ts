import { createServer } from "node:http";
import next from "next";
import { getEnv } from "#lib/env";
import { MB } from "#lib/files/policy";
import { cloudOrigins } from "#lib/files/providers/cloud-origins";
import { createFront } from "#lib/front/front";
import { ANY_ADDRESS, readKnownAddresses } from "#lib/front/known-addresses";
import { noticeProxy, PROXY_NOTICE } from "#lib/front/proxy-notice";
import { log } from "#lib/log";

/* The web server, started by the launcher: the framework behind our own front. With --dev it builds pages on demand. */

/** How long a form or a JSON request may take to arrive. Uploads may take as long as Node allows any request. */
const BODY_PATIENCE_MS = 20_000;

const env = getEnv();
const isDevelopment = process.argv.includes("--dev");
const host =
  env.HOST === undefined || ["0.0.0.0", "::"].includes(env.HOST) ? "localhost" : env.HOST;
// The address at which the framework asks itself for the page that an action leads to.
process.env.__NEXT_PRIVATE_ORIGIN = `http://${host.includes(":") ? `[${host}]` : host}:${env.PORT}`;

const settings = {
  isDevelopment,
  publicAddress: env.NEXTAUTH_URL,
  proxies: env.TRUST_PROXY,
  fileMaxBytes: env.FILE_MB * MB,
  uploadOrigins: cloudOrigins(env.UPLOADTHING_TOKEN),
  bodyPatienceMs: BODY_PATIENCE_MS,
  known: isDevelopment ? ANY_ADDRESS : readKnownAddresses(process.env.NEXT_DIST_DIR || ".next"),
};
const server = createFront(settings, (request, response) => handle(request, response));
const app = next({
  dev: isDevelopment,
  hostname: host,
  port: env.PORT,
  // Only the framework's development tools need upgrades; otherwise it gets a server on which none arrive.
  ...(isDevelopment ? {} : { httpServer: createServer() }),
});
const handle = app.getRequestHandler();

async function end(): Promise<never> {
  const fail = (error: unknown) => log.error({ err: error }, "The server did not end well");
  await app.close().catch(fail);
  process.exit();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // The development tools keep a connection to every open page.
    if (isDevelopment) void end();
    else server.close(end);
  });
}
// The framework would log the error and continue without listening.
server.on("error", (error) => {
  log.fatal({ err: error }, "The server cannot listen");
  process.exit(1);
});

// WorkHub itself speaks no https, so a proxy in front must.
if (env.TRUST_PROXY === 0 && env.NEXTAUTH_URL?.startsWith("https:") && noticeProxy()) {
  log.warn(PROXY_NOTICE);
}

await app.prepare();
server.listen(env.PORT, env.HOST);
