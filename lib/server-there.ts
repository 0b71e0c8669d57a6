import { loadPatiently } from "./load-patiently.ts";

/** Whether the server can serve people now. Runs in the browser. */
export function isServerThere(): Promise<boolean> {
  return fetch("/api/health/ready", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Resolves as soon as it can, however long that takes. */
export function untilServerIsThere(): Promise<void> {
  return loadPatiently(async () => {
    if (!(await isServerThere())) throw new Error("The server is away");
  });
}
