/** Domain → the domains that it may import directly; it may also import what those may. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  auth: [],
  ledger: [],
  notifications: [],
  audit: [],
  settings: [],
  mail: ["notifications", "settings"],
  push: ["notifications", "phone"],
  files: [],
  standing: [],
  users: ["files", "mail", "settings", "standing"],
  paper: [],
  shield: [],
  billing: ["users", "paper"],
  search: [],
  jobs: ["users", "search", "notifications", "settings"],
  payments: ["ledger", "notifications", "search"],
  books: ["payments", "billing"],
  proposals: ["jobs"],
  contracts: ["proposals", "ledger", "billing", "payments"],
  disputes: ["contracts", "files"],
  reviews: ["contracts"],
  people: ["reviews"],
  searches: ["people"],
  conversations: ["contracts", "files", "search", "shield"],
  evidence: ["conversations", "disputes"],
  moderation: ["conversations", "people"],
  operations: ["conversations", "disputes", "mail", "audit"],
  leaving: ["own-data", "searches", "mail"],
  "own-data": ["moderation", "conversations", "payments", "files", "audit", "billing", "reviews"],
  phone: [],
};

/**
 * Folders where the outside meets the domains: forms, pages, HTTP and the queue, and the server before the framework.
 */
const EDGES = ["edge", "front"];
/** The files of lib/forms that keep answers in the database. */
const FORMS_ON_SERVER = ["once.ts", "tasks.ts"];

/** The part of the kernel that words things for people and carries their forms; a primitive may import it. */
const FORMATTERS = [
  "changes",
  "day",
  "device-owner",
  "forms/asking",
  "forms/drafts",
  "forms/input",
  "forms/passkeys",
  "forms/state",
  "house",
  "load-patiently",
  "money",
  "preferences",
  "server-there",
  "text",
  "time",
  "time-text",
];

/** Folders of `components` that other folders there may use: primitives, how files look everywhere, and boards. */
export const SHARED_COMPONENTS = ["ui", "money", "layout", "files", "board"];

/**
 * The layer of a file, with tests in the layer of what they test: the left column of the table "who may import whom".
 */
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
      if (!isNested) return "kernel";
      if (folder === "forms") return FORMS_ON_SERVER.includes(rest.join("/")) ? "edge" : "kernel";
      return EDGES.includes(folder) ? "edge" : `lib/${folder}`;
    case "db":
      return isNested && ["seed", "testing"].includes(folder) ? `db/${folder}` : "db";
    case "scripts":
      return /^bench(?:\.ts)?$/.test(folder) ? "scripts/bench" : "tools";
    default:
      return "tools";
  }
}

/** Also runs in the browser, and is checked for it: inputs, views, rules, who acts, and a domain's client/. */
export function runsInBrowser(path: string): boolean {
  return (
    /^lib\/[^/]+\/(?:(?:schema|policy)\.ts$|client\/)/.test(path) ||
    /^lib\/auth\/(?:actor|staff)\.ts$/.test(path)
  );
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
  if (path === "lib/edge/task.ts") names.push("lib/edge/task");
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
    case "components/board":
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
      return ["kernel", "db", "lib/notifications"];
    case "lib/ledger":
    case "lib/notifications":
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
      "components/board",
      "kernel",
      "pure files of the domains",
    ];
  }
  return [
    "kernel",
    "lib/auth",
    "lib/edge/task",
    "db",
    ...knownTo(domain).map((known) => `lib/${known}`),
  ];
}

/** Every domain along the arrows from `domain`. */
function knownTo(domain: string, seen: readonly string[] = []): string[] {
  if (seen.includes(domain)) return [];
  const direct = ARROWS[domain] ?? [];
  return [...new Set(direct.flatMap((next) => [next, ...knownTo(next, [...seen, domain])]))];
}

/** The layers whose table rows can be enumerated; their arrows must not form a cycle. */
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
