import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Plan, startProxy } from "../messages/round-robin-proxy.ts";
import type { App, Stage } from "../stage.ts";

/** What happens to the answer to a form. */
export const CUTS = [
  "cut before",
  "cut after",
  "killed before",
  "killed after",
  "other build",
] as const;
/** A browser without scripts is not bound to a build. */
export const PLAIN_CUTS = ["cut before", "cut after", "killed after"] as const;
export type FormCut = (typeof CUTS)[number];

/** By then every form has been sent and answered. */
const SENT_MS = 20_000;

/** One WorkHub behind a proxy that breaks the answer to the next form, and restarts a killed server. */
export type CuttingProxy = {
  readonly address: string;
  cutNext(cut: FormCut): void;
  /** Waits until the answer is cut; fails when no form has come. */
  cutDone(): Promise<void>;
  /**
   * Lets the following requests through. Until then the same request is cut again: a browser itself resends a request
   * that broke on a reused connection, and its page would never hear of the cut.
   */
  letPass(): void;
  /** Waits until the server runs again. */
  recover(): Promise<void>;
  close(): Promise<void>;
};

export async function startCuttingProxy(stage: Stage): Promise<CuttingProxy> {
  let app: App = await stage.startApp();
  let planned: { readonly cut: FormCut; of: string | null } | null = null;
  let done = Promise.withResolvers<void>();
  let recovering: Promise<void> = Promise.resolve();

  const kill = () => {
    const { child } = app;
    if (child.pid === undefined) throw new Error("The server has no process");
    process.kill(-child.pid, "SIGKILL");
    recovering = (async () => {
      await child.exited;
      app = await stage.startApp();
      proxy.setTargets([app.address]);
    })();
  };

  const planCut = (request: IncomingMessage): Plan | null => {
    if (planned === null || !isForm(request)) return null;
    const { url, headers } = request;
    const sign = `${url} ${headers["next-action"]} ${headers["content-length"]}`;
    const isFirst = planned.of === null;
    planned.of ??= sign;
    if (planned.of !== sign) return null;
    const { resolve } = done;
    switch (planned.cut) {
      case "cut before":
        resolve();
        return "before";
      case "cut after":
        return { onAnswer: resolve };
      case "killed before":
        if (isFirst) kill();
        resolve();
        return "before";
      case "killed after":
        return isFirst ? { onAnswer: () => resolve(kill()) } : "before";
      case "other build":
        resolve();
        // As Next answers a page that was made by another build.
        return { status: 404, headers: { "x-nextjs-action-not-found": "1" } };
    }
  };
  const proxy = await startProxy([app.address], planCut);
  return {
    address: proxy.address,
    cutNext: (cut) => {
      planned = { cut, of: null };
      done = Promise.withResolvers();
    },
    async cutDone() {
      const isCut = await Promise.race([done.promise.then(() => true), sleep(SENT_MS, false)]);
      if (!isCut) throw new Error("No form was sent");
    },
    letPass: () => {
      planned = null;
    },
    recover: () => recovering,
    close: () => proxy.close(),
  };
}

/** A form sent by scripts, or posted by the browser itself. */
function isForm({ method, headers, url = "" }: IncomingMessage): boolean {
  if (method !== "POST" || url.startsWith("/api/")) return false;
  const type = headers["content-type"] ?? "";
  return headers["next-action"] !== undefined || type.startsWith("multipart/form-data");
}
