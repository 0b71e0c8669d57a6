import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The kinds of address: a page takes GET, HEAD and POST (its actions); a route handler decides itself. */
export type AddressKind = "page" | "route";

/** What the build has. Asked before a body is read, and before the framework logs a missing address as an error. */
export type KnownAddresses = {
  /** Null for an address that does not exist, and for static files. */
  kindOf(path: string): AddressKind | null;
  /** True for a server action of this build, but not for one of an older build. */
  isAction(actionId: string): boolean;
};

/** In development, pages are built on demand, so nothing is known beforehand. */
export const ANY_ADDRESS: KnownAddresses = { kindOf: () => "route", isAction: () => true };

const routes = z.record(z.string(), z.string());
const actions = z.object({ node: z.record(z.string(), z.unknown()) });

/** Reads what the build in `folder` has. */
export function readKnownAddresses(folder: string): KnownAddresses {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const addresses = Object.entries(routes.parse(read("app-path-routes-manifest.json"))).map(
    ([file, path]) => ({ pattern: patternOf(path), kind: kindOfFile(file) }),
  );
  // A build without any action has no such file.
  const manifest = "server/server-reference-manifest.json";
  const known = existsSync(join(folder, manifest)) ? actions.parse(read(manifest)).node : {};
  return {
    kindOf(path) {
      const plain = decodeURIComponent(path).replace(/(?<=.)\/+$/, "");
      return addresses.find(({ pattern }) => pattern.test(plain))?.kind ?? null;
    },
    isAction: (actionId) => Object.hasOwn(known, actionId),
  };
}

function kindOfFile(file: string): AddressKind {
  return file.endsWith("/page") ? "page" : "route";
}

/** "/jobs/[jobId]" as a pattern; "[...rest]" is one part or more, "[[...rest]]" also none. */
function patternOf(path: string): RegExp {
  const parts = path.split("/").map((part) => {
    if (part.startsWith("[[...")) return ".*";
    if (part.startsWith("[...")) return ".+";
    return part.startsWith("[") ? "[^/]+" : part.replace(/[^\w-]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("/")}$`);
}
