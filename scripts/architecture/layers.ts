/** Domain → the domains that it may know directly; what those know it may know too. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  auth: [],
  ledger: [],
  files: [],
  users: ["files"],
  jobs: ["users"],
  payments: ["ledger"],
  proposals: ["jobs"],
  contracts: ["proposals", "ledger"],
  reviews: ["contracts"],
  conversations: ["contracts", "files"],
};

/** Where the outside meets the domains: forms, pages, HTTP, the queue, and whoever asks whether all is well. */
const EDGE = ["action", "health", "page", "route", "task"];

/** The part of the kernel that says things to people; what a primitive may know. */
const FORMATTERS = ["form-state", "money", "preferences", "time", "time-text"];

/** Folders of `components` that other folders there may use: primitives, and what files look like wherever they are. */
export const SHARED_COMPONENTS = ["ui", "money", "layout", "files"];

/** Where a file belongs, tests with what they test; the left column of the table "who may import whom". */
export function layerOf(file: string): string {
  const path = file.replace(/(?:\.db)?\.test\./, ".");
  const [top = "", folder = "", ...rest] = path.split("/");
  const isNested = rest.length > 0;
  switch (top) {
    case "app":
      return "app";
    case "components":
      return isNested ? `components/${folder}` : "components";
    case "lib":
      if (isNested) return `lib/${folder}`;
      return EDGE.includes(folder.replace(".ts", "")) ? "edge" : "kernel";
    case "db":
      return isNested && ["seed", "testing"].includes(folder) ? `db/${folder}` : "db";
    case "scripts":
      return /^bench(?:\.ts)?$/.test(folder) ? "scripts/bench" : "tools";
    default:
      return "tools";
  }
}

/** Runs in the browser too, and is checked for it: inputs, views, rules, and who the actor is. */
export function isVocabulary(path: string): boolean {
  return /^lib\/[^/]+\/(?:schema|policy)\.ts$/.test(path) || path === "lib/auth/actor.ts";
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** The names by which the right column of the table may allow this file. */
export function namesOf(path: string, runsAnywhere: boolean): string[] {
  const layer = layerOf(path);
  const names = [layer];
  if (layer.startsWith("components/")) names.push("components");
  if (layer.startsWith("lib/") && runsAnywhere) names.push("pure files of the domains");
  if (FORMATTERS.some((name) => path === `lib/${name}.ts`)) names.push("the kernel’s formatters");
  if (path === "lib/task.ts") names.push("lib/task");
  return names;
}

const LIB = Object.keys(ARROWS).map((domain) => `lib/${domain}`);

/** What a layer may import besides itself; null for a layer that the table does not know. */
export function mayImport(layer: string): readonly string[] | null {
  switch (layer) {
    case "app":
      return ["components", "kernel", "edge", ...LIB];
    case "components/ui":
      return ["the kernel’s formatters"];
    case "components/money":
    case "components/layout":
    case "components/files":
      return ["components/ui", "kernel", "pure files of the domains"];
    case "kernel":
      return [];
    case "edge":
      return ["kernel", "lib/auth", "db"];
    case "db":
      return ["kernel"];
    case "db/testing":
      return ["kernel", "db", ...LIB];
    case "db/seed":
      return ["kernel", "db", ...LIB];
    // Nothing imports it, so it may fill throw-away databases in ways that the product may not.
    case "scripts/bench":
      return ["tools", "kernel", "edge", "db", "db/seed", "db/testing", ...LIB];
    case "tools":
      return ["kernel", "edge", "db", "db/seed", "db/testing", ...LIB];
    case "lib/auth":
    case "lib/ledger":
      return ["kernel", "db"];
    default:
      return ofDomain(layer);
  }
}

function ofDomain(layer: string): readonly string[] | null {
  const [top = "", domain = ""] = layer.split("/");
  if (!(domain in ARROWS)) return null;
  if (top === "components") {
    return [
      "components/ui",
      "components/money",
      "components/layout",
      "components/files",
      "kernel",
      "pure files of the domains",
    ];
  }
  return [
    "kernel",
    "lib/auth",
    "lib/task",
    "db",
    ...knownTo(domain).map((known) => `lib/${known}`),
  ];
}

/** Everything along the arrows from `domain`. */
function knownTo(domain: string, seen: readonly string[] = []): string[] {
  if (seen.includes(domain)) return [];
  const direct = ARROWS[domain] ?? [];
  return [...new Set(direct.flatMap((next) => [next, ...knownTo(next, [...seen, domain])]))];
}

/** The layers whose table rows can be enumerated; their arrows must not run in a circle. */
export const LAYERS: readonly string[] = [
  "app",
  "kernel",
  "edge",
  "db",
  "db/testing",
  "db/seed",
  "tools",
  "scripts/bench",
  ...LIB,
  ...new Set([...SHARED_COMPONENTS, ...Object.keys(ARROWS)].map((name) => `components/${name}`)),
];
