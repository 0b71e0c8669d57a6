import type { Instrumentation } from "next";

/** Runs once when a server starts, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { endConnectionsOnStop } = await import("#lib/shutdown");
  endConnectionsOnStop();
  const { followSettings } = await import("#lib/settings/follow-settings");
  await followSettings();
}

/** A page or an action failed: logs one line, with the reference that the error page shows to the person. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("#lib/log");
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  const [path] = request.path.split("?");
  const requestId = request.headers["x-request-id"];
  log.error({ err: error, digest, requestId, path, route: context.routePath }, "A page failed");
};
