import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  checkCircles,
  checkClient,
  checkLate,
  checkWeight,
  findCircles,
} from "#scripts/architecture/graph";
import { checkHygiene } from "#scripts/architecture/hygiene";
import {
  checkAddresses,
  checkImports,
  checkPackages,
  tableArrows,
} from "#scripts/architecture/imports";
import { checkMemo } from "#scripts/architecture/memo";
import { checkNames } from "#scripts/architecture/names";
import { checkErrors, checkLedger, checkRefresh } from "#scripts/architecture/ownership";
import { openProject, type Project, readTree } from "#scripts/architecture/project";
import { type Files, LEDGER, plant } from "#scripts/architecture/sound-tree";
import { checkTyping } from "#scripts/architecture/typing";

/** The working tree as it is now, tracked or not. There is no list of exceptions. */
const working = openProject(readTree(fileURLToPath(new URL("..", import.meta.url))));

type Rule = (project: Project) => string[];
type Planted = readonly [what: string, files: Files, said: string];

/** The whole tree passes the rule. So does the small tree, until the violation is planted. */
function enforce(rule: Rule, planted: readonly Planted[]): void {
  test("holds in the working tree", () => {
    expect(rule(working)).toEqual([]);
  });

  test("accepts a small tree that keeps it", () => {
    expect(rule(plant({}))).toEqual([]);
  });

  test.each(planted)("refuses %s", (_, files, said) => {
    expect(rule(plant(files))).toEqual([expect.stringContaining(said)]);
  });
}

describe("who may import whom", () => {
  test("the table itself has no cycle", () => {
    expect(findCircles(tableArrows())).toEqual([]);
  });

  enforce(checkImports, [
    [
      "a page that reaches for the database",
      { "app/page.tsx": '\nimport { getDb } from "#db/client";' },
      'app/page.tsx:2 imports "#db/client" (app may import only itself, components, kernel',
    ],
    [
      "even a type of the database in app",
      { "app/page.tsx": 'import type { Tx } from "#db/client";' },
      'app/page.tsx:1 imports the type of "#db/client" (app may',
    ],
    [
      "an inline type of the database in app",
      { "app/page.tsx": 'type Tx = import("#db/client").Tx;' },
      'app/page.tsx:1 imports the type of "#db/client" (app may',
    ],
    [
      "a dynamic import of the database in app",
      { "app/page.tsx": 'const client = await import("#db/client");' },
      'app/page.tsx:1 imports "#db/client" (app may',
    ],
    [
      "a re-export of the database from app",
      { "app/page.tsx": 'export { getDb } from "#db/client";' },
      'app/page.tsx:1 imports "#db/client" (app may',
    ],
    [
      "another route's piece",
      { "app/home/page.tsx": 'import { JobForm } from "../jobs/[jobId]/job-form.tsx";' },
      "a route uses its own pieces and those of the folders above it",
    ],
    [
      "a piece of a route whose name only begins alike",
      { "app/jobs-archive/page.tsx": 'import { Panel } from "../jobs/panel.tsx";' },
      "a route uses its own pieces and those of the folders above it",
    ],
    [
      "a library that imports app",
      { "lib/jobs/close-job.ts": 'import { Panel } from "../../app/jobs/panel.tsx";' },
      'lib/jobs/close-job.ts:1 imports "../../app/jobs/panel.tsx" (nothing imports app)',
    ],
    [
      "a primitive that knows a domain",
      { "components/ui/chip.tsx": 'import { jobInput } from "#lib/jobs/schema";' },
      "components/ui may import only itself, the kernel’s formatters",
    ],
    [
      "a primitive that knows more of the kernel than how to format",
      { "components/ui/chip.tsx": 'import { isRefusal } from "#lib/errors";' },
      "components/ui may import only itself, the kernel’s formatters",
    ],
    [
      "a component that calls a use case",
      { "components/jobs/chip.tsx": 'import { postJob } from "#lib/jobs/post-job";' },
      "components/jobs may import only itself, components/ui",
    ],
    [
      "a component of one domain in a component of another",
      { "components/contracts/row.tsx": 'import { JobCard } from "#components/jobs/job-card";' },
      "components/contracts may import only itself, components/ui",
    ],
    [
      "a domain against the arrows",
      { "lib/jobs/close-job.ts": 'import { mayHire } from "#lib/contracts/policy";' },
      "lib/jobs may import only itself, kernel, lib/auth, lib/edge/task, db, lib/users",
    ],
    [
      "a domain that no arrow reaches",
      { "lib/payments/policy.ts": 'import type { JobView } from "#lib/jobs/schema";' },
      "lib/payments may import only itself, kernel, lib/auth, lib/edge/task, db, lib/ledger",
    ],
    [
      "a test against the arrows",
      { "lib/jobs/schema.test.ts": 'import { mayHire } from "#lib/contracts/policy";' },
      "lib/jobs may import only itself",
    ],
    [
      "a domain that the table does not know",
      { "lib/badges/schema.ts": 'import { formatCents } from "#lib/money";' },
      "lib/badges is not in the table",
    ],
    [
      "a domain that answers people",
      { "lib/jobs/policy.ts": 'import { orNotFound } from "#lib/edge/page";' },
      'lib/jobs/policy.ts:1 imports "#lib/edge/page" (lib/jobs may import only',
    ],
    [
      "a ledger that knows a person",
      { "lib/ledger/movements.ts": 'import type { Role } from "#lib/auth/actor";' },
      "lib/ledger may import only itself, kernel, db",
    ],
    [
      "a kernel that knows a domain",
      { "lib/time.ts": 'import type { JobView } from "#lib/jobs/schema";' },
      'lib/time.ts:1 imports the type of "#lib/jobs/schema" (kernel may import only itself)',
    ],
    [
      "a kernel that knows the database",
      { "lib/time.ts": 'import { getDb } from "#db/client";' },
      "(kernel may import only itself)",
    ],
    [
      "an edge adapter that knows a domain",
      { "lib/edge/route.ts": 'import { getJob } from "#lib/jobs/queries";' },
      "edge may import only itself, kernel, lib/auth, db",
    ],
    [
      "a database that knows a domain",
      { "db/columns.ts": 'import type { JobView } from "#lib/jobs/schema";' },
      "db may import only itself, kernel",
    ],
    [
      "a use case that takes data from the seed",
      { "lib/jobs/close-job.ts": 'import { makeJobs } from "#db/seed/make-jobs";' },
      'imports "#db/seed/make-jobs" (lib/jobs may import only',
    ],
    [
      "a test that reads the seed",
      { "lib/jobs/schema.test.ts": 'import { makeJobs } from "#db/seed/make-jobs";' },
      'imports "#db/seed/make-jobs" (lib/jobs may import only',
    ],
    [
      "product code that uses the tests' database",
      { "lib/jobs/close-job.ts": 'import { testDb } from "#db/testing/test-database";' },
      'imports "#db/testing/test-database" (lib/jobs may import only',
    ],
    [
      "product code that uses a script",
      { "lib/jobs/close-job.ts": 'import { start } from "#scripts/start";' },
      'imports "#scripts/start" (lib/jobs may import only',
    ],
    [
      "a script that uses a benchmark, which writes the ledger's tables",
      { "scripts/seed.ts": 'import { fill } from "./bench/ledger.bench.ts";' },
      'imports "./bench/ledger.bench.ts" (tools may import only',
    ],
    [
      "a part of another domain's queries",
      { "lib/contracts/queries.ts": 'import { lock } from "#lib/jobs/internal/lock-job";' },
      "internal/ holds the steps that the verbs of its own domain share",
    ],
  ]);
});

describe("import paths", () => {
  enforce(checkAddresses, [
    [
      "a file that does not exist",
      { "lib/time.ts": 'import { a } from "#lib/nowhere";' },
      'lib/time.ts:1 imports "#lib/nowhere" (there is no such file)',
    ],
    [
      "a relative address without extension",
      { "lib/time.ts": 'import { a } from "./money";' },
      "there is no such file",
    ],
    [
      "a package that package.json does not name",
      { "lib/time.ts": 'import { a } from "@scope/left-pad/deep";' },
      "package.json does not name this package",
    ],
    [
      "a relative way into another folder",
      { "lib/jobs/close-job.ts": 'import { a } from "../money.ts";' },
      "across folders write #lib/…",
    ],
    [
      "a relative way from one domain into another",
      { "lib/contracts/queries.ts": 'import { a } from "../jobs/queries.ts";' },
      "across folders write #lib/…",
    ],
    [
      "an address that is computed",
      { "lib/time.ts": "\n\nconst a = await import(address);" },
      "lib/time.ts:3 imports a computed address",
    ],
  ]);
});

describe("packages that only one place may import", () => {
  enforce(checkPackages, [
    [
      "next-auth outside lib/auth",
      { "app/page.tsx": 'import { getServerSession } from "next-auth/next";' },
      "only lib/auth imports next-auth",
    ],
    [
      "a use case that reads cookies",
      { "lib/jobs/close-job.ts": 'import { cookies } from "next/headers";' },
      "below app only lib/auth and the edge adapters read cookies and headers",
    ],
    [
      "a component that reads headers",
      { "components/layout/theme.tsx": 'import { headers } from "next/headers";' },
      "below app only lib/auth and the edge adapters read cookies and headers",
    ],
    [
      "a browser's state that needs React",
      { "lib/jobs/client/draft.ts": 'import { useQuery } from "@tanstack/react-query";' },
      "run without Next and React",
    ],
    [
      "a link that fetches its page for being on the screen",
      { "app/page.tsx": 'import Link from "next/link";' },
      "components/ui/link.tsx fetches ahead when somebody reaches for a link",
    ],
    [
      "a use case that needs Next",
      { "lib/jobs/close-job.ts": 'import { cacheTag } from "next/cache";' },
      "run without Next and React",
    ],
    [
      "a page that builds SQL",
      { "app/page.tsx": 'import { sql } from "drizzle-orm";' },
      "the database is reached through lib/<domain>",
    ],
    [
      "product code that imports a test's tools",
      { "lib/jobs/close-job.ts": 'import { vi } from "vitest";' },
      "only tests import what tests are written with",
    ],
    [
      "a use case that runs a program",
      { "lib/jobs/close-job.ts": 'import { execFile } from "node:child_process";' },
      "only the launcher and the embedded database run programs",
    ],
    [
      "server-only",
      { "lib/jobs/close-job.ts": 'import "server-only";' },
      "these two break Node outside Next",
    ],
  ]);
});

describe("cycles", () => {
  enforce(checkCircles, [
    [
      "two files that import each other",
      {
        "lib/jobs/close-job.ts": 'import { a } from "./hide-job.ts";',
        "lib/jobs/hide-job.ts": 'import { b } from "./close-job.ts";',
      },
      "lib/jobs/close-job.ts → lib/jobs/hide-job.ts → lib/jobs/close-job.ts (no circles)",
    ],
    [
      "a circle of three, one of them a re-export",
      {
        "lib/jobs/c.ts": 'import "./a.ts";',
        "lib/jobs/a.ts": 'export { b } from "./b.ts";',
        "lib/jobs/b.ts": 'import "./c.ts";',
      },
      "lib/jobs/a.ts → lib/jobs/b.ts → lib/jobs/c.ts → lib/jobs/a.ts",
    ],
    [
      "two files of a browser's state that know each other, one only by type",
      {
        "lib/jobs/client/feed.ts": 'import { keep } from "./store.ts";',
        "lib/jobs/client/store.ts": 'import type { Feed } from "./feed.ts";',
      },
      "lib/jobs/client/feed.ts → lib/jobs/client/store.ts → lib/jobs/client/feed.ts",
    ],
    ["a file that imports itself", { "lib/a.ts": 'import "#lib/a";' }, "lib/a.ts → lib/a.ts"],
  ]);

  test("types of one folder may refer to each other", () => {
    const files = {
      "lib/a.ts": 'import type { B } from "./b.ts";',
      "lib/b.ts": 'import { a } from "./a.ts";',
    };
    expect(checkCircles(plant(files))).toEqual([]);
  });
});

describe("what browsers get", () => {
  enforce(checkClient, [
    [
      "a client file that reaches a use case",
      { "app/menu.tsx": '"use client";\nimport { postJob } from "#lib/jobs/post-job";' },
      "app/menu.tsx:2 reaches lib/jobs/post-job.ts → lib/jobs/internal/lock-job.ts → db/client.ts (this runs in the browser too)",
    ],
    [
      "a client file that reaches the database through a component far away",
      {
        "app/menu.tsx": '"use client"; import { A } from "./a.tsx";',
        "app/a.tsx": 'import { B } from "./b.tsx";',
        "app/b.tsx": 'import { getJob } from "#lib/jobs/queries";',
      },
      "app/menu.tsx:1 reaches app/a.tsx → app/b.tsx → lib/jobs/queries.ts → db/client.ts",
    ],
    [
      "a domain's client that reaches the database",
      { "lib/jobs/client/row.ts": 'import { getJob } from "../queries.ts";' },
      "lib/jobs/client/row.ts:1 reaches lib/jobs/queries.ts → db/client.ts",
    ],
    [
      "a client file that loads a session later",
      { "app/menu.tsx": '"use client"; const s = import("#lib/auth/session");' },
      "reaches lib/auth/session.ts → next/headers",
    ],
    [
      "a client file with a builtin of Node",
      { "app/menu.tsx": '"use client"; import { join } from "node:path";' },
      "reaches node:path",
    ],
    [
      "a client file with the settings of the server",
      { "app/menu.tsx": '"use client"; import { getEnv } from "#lib/env";' },
      "reaches lib/env.ts",
    ],
    [
      "a type import that is written so that the file is loaded",
      { "app/menu.tsx": '"use client"; import { type Tx } from "#lib/jobs/queries";' },
      "reaches lib/jobs/queries.ts → db/client.ts",
    ],
    [
      "a schema that needs a server",
      { "lib/users/schema.ts": 'import { users } from "#db/schema";' },
      "lib/users/schema.ts:1 reaches db/schema.ts",
    ],
    [
      "a policy that needs a server",
      { "lib/users/policy.ts": 'import { hash } from "node:crypto";' },
      "lib/users/policy.ts:1 reaches node:crypto",
    ],
    [
      "a component that needs a server",
      { "components/jobs/row.tsx": 'import { getEnv } from "#lib/env";' },
      "components/jobs/row.tsx:1 reaches lib/env.ts",
    ],
  ]);
});

describe("what is too heavy for browsers", () => {
  enforce(checkWeight, [
    [
      "a client file that takes a number from a schema, and the validator with it",
      { "app/menu.tsx": '"use client";\nimport { jobInput } from "#lib/jobs/schema";' },
      "app/menu.tsx:2 reaches lib/jobs/schema.ts → zod (too heavy for browsers)",
    ],
    [
      "a client file that reaches the validator through a component far away",
      {
        "app/menu.tsx": '"use client"; import { A } from "./a.tsx";',
        "app/a.tsx": 'import { limit } from "#lib/jobs/limit";',
        "lib/jobs/limit.ts": 'import { z } from "zod";',
      },
      "app/menu.tsx:1 reaches app/a.tsx → lib/jobs/limit.ts → zod",
    ],
    [
      "a client file that loads the validator later",
      { "app/menu.tsx": '"use client"; const s = import("#lib/jobs/schema");' },
      "app/menu.tsx:1 reaches lib/jobs/schema.ts → zod",
    ],
    [
      "a domain's client that judges what people type",
      { "lib/jobs/client/row.ts": 'import { jobInput } from "../schema.ts";' },
      "lib/jobs/client/row.ts:1 reaches lib/jobs/schema.ts → zod",
    ],
  ]);
});

describe("what is loaded when it is wanted", () => {
  enforce(checkLate, [
    [
      "a page with a menu that comes with it",
      {
        "app/page.tsx": '\nimport { Menu } from "#components/ui/menu";',
        "components/ui/menu.tsx": '"use client"; import { Menu } from "@base-ui/react/menu";',
      },
      "app/page.tsx:2 reaches components/ui/menu.tsx → @base-ui/react/menu (import() it",
    ],
    [
      "a layout with a window that comes with every page",
      { "app/layout.tsx": 'import { Dialog } from "@base-ui/react/dialog";' },
      "app/layout.tsx:1 reaches @base-ui/react/dialog",
    ],
    [
      "a layout with the cipher of those who are signed in",
      { "app/layout.tsx": 'import { gcmsiv } from "@noble/ciphers/aes.js";' },
      "app/layout.tsx:1 reaches @noble/ciphers/aes.js",
    ],
    [
      "a public page with the cache of the inbox",
      { "app/(public)/list/page.tsx": 'import { useQuery } from "@tanstack/react-query";' },
      "app/(public)/list/page.tsx:1 reaches @tanstack/react-query",
    ],
  ]);

  test("a menu that is loaded later is no part of its page", () => {
    const files = {
      "app/page.tsx": 'import { Menu } from "#components/ui/menu";',
      "components/ui/menu.tsx": '"use client"; const parts = () => import("./menu-parts.tsx");',
      "components/ui/menu-parts.tsx": '"use client"; import { Menu } from "@base-ui/react/menu";',
    };
    expect(checkLate(plant(files))).toEqual([]);
  });
});

describe("what the compiler makes heavier for nothing", () => {
  enforce(checkMemo, [
    [
      "a client file that only draws, and is compiled",
      { "app/line.tsx": '"use client"; export const Line = () => <hr />;' },
      'app/line.tsx:1 keeps no state, and is compiled (it weighs less with "use no memo")',
    ],
    [
      "what a client file draws, and loads only later",
      {
        "app/menu.tsx": '"use client"; "use no memo"; const part = () => import("./part.tsx");',
        "app/part.tsx": "export const Part = ({ text }) => <p>{text}</p>;",
      },
      "app/part.tsx:1 keeps no state, and is compiled",
    ],
    [
      "an effect without the compiler that keeps its subject the same",
      {
        "app/clock.tsx":
          '"use client"; "use no memo";\nconst make = () => {};\nuseEffect(make, [make]);',
      },
      'app/clock.tsx:3 "use no memo" with an effect that depends on make (the compiler would',
    ],
  ]);

  test("what only the server draws, and what keeps a state, are left alone", () => {
    const files = {
      "app/page.tsx": "export default () => <p>Hello</p>;",
      "app/count.tsx":
        '"use client"; export function Count() { const [n] = useState(0); return <p>{n}</p>; }',
    };
    expect(checkMemo(plant(files))).toEqual([]);
  });
});

describe("file names", () => {
  enforce(checkNames, [
    ["an unknown top folder", { "utils/dates.ts": "" }, "utils/dates.ts:1 is no file of this tree"],
    ["a file in camelCase", { "lib/formState.ts": "" }, "file names are kebab-case"],
    [
      "a folder in camelCase",
      { "components/myJobs/row.tsx": "" },
      "folder myJobs is not kebab-case",
    ],
    ["a name that fits anything", { "lib/helpers.ts": "" }, "name it for what is in it"],
    ["an index", { "lib/jobs/index.ts": "" }, "name it for what is in it"],
    ["logic in app", { "app/jobs/filters.ts": "" }, "logic belongs in lib"],
    ["a domain that is none", { "lib/badges/schema.ts": "" }, "domains are auth, ledger"],
    ["a component of nothing", { "components/widgets/row.tsx": "" }, "folders here are ui"],
    [
      "a component outside a folder",
      { "components/row.tsx": "" },
      "components/<folder>/<name>.tsx",
    ],
    [
      "a component that is deeper",
      { "components/ui/a/b.tsx": "" },
      "components/<folder>/<name>.tsx, no deeper",
    ],
    [
      "a style sheet among the components",
      { "components/ui/a.css": "" },
      "components/<folder>/<name>.tsx",
    ],
    ["a read among the verbs", { "lib/jobs/list-jobs.ts": "" }, "a read belongs into queries.ts"],
    ["a stray folder in a domain", { "lib/jobs/parts/a.ts": "" }, "only folders are queries/"],
    ["JSX in lib", { "lib/jobs/row.tsx": "" }, "lib holds .ts files only"],
    ["tables of no domain", { "db/schema/badges.ts": "" }, "db/schema has one file per domain"],
    ["a journey outside e2e", { "lib/jobs/a.spec.ts": "" }, "journeys (*.spec.ts) live in e2e"],
    ["a benchmark elsewhere", { "lib/jobs/a.bench.ts": "" }, "live in scripts/bench"],
    ["a journey called test", { "e2e/a.test.ts": "" }, "tests in e2e are called *.spec.ts"],
    [
      "a test of nothing",
      { "lib/jobs/a.test.ts": "" },
      "a test stands beside the file that it tests",
    ],
    [
      "a use case that does not have the name of its file",
      { "lib/jobs/close-job.ts": 'import "#db/client"; export function closeTheJob() {}' },
      "or a verb that exports closeJob",
    ],
    [
      "a file that only passes on",
      { "lib/jobs/everything.ts": 'import "./schema.ts"; export * from "./queries.ts";' },
      "it only passes on what others export",
    ],
  ]);
});

describe("the ledger's tables", () => {
  const imports = 'import { entries, accounts as wallets } from "#db/schema"; ';
  enforce(checkLedger, [
    [
      "an insert by another domain",
      { "lib/jobs/a.ts": `${imports}await tx.insert(entries).values({});` },
      "lib/jobs/a.ts:1 writes the ledger: tx.insert(entries)",
    ],
    [
      "an update under another name",
      { "lib/jobs/a.ts": `${imports}\nawait tx.update(wallets).set({});` },
      "lib/jobs/a.ts:2 writes the ledger: tx.update(wallets)",
    ],
    [
      "a delete through a namespace",
      { "db/seed/a.ts": 'import * as schema from "#db/schema"; db.delete(schema.transfers);' },
      "writes the ledger: db.delete(schema.transfers)",
    ],
    [
      "an update in SQL with a table put in",
      { "lib/jobs/a.ts": `${imports}sql\`update \${wallets} set balance = 0\`;` },
      "writes the ledger: `update",
    ],
    [
      "an insert in SQL",
      { "scripts/a.ts": `sql.unsafe('INSERT INTO "${LEDGER}"."entries" values (1)');` },
      "writes the ledger",
    ],
    [
      "a call of the ledger's functions",
      { "lib/payments/a.ts": `tx.sql\`select * from ${LEDGER}.post(\${key}, 2)\`;` },
      "writes the ledger: `select * from",
    ],
    [
      "a test that writes what it then trusts",
      { "lib/payments/iban.test.ts": `sql\`truncate ${LEDGER}.entries\`;` },
      "lib/payments/iban.test.ts:1 writes the ledger",
    ],
  ]);
});

describe("errors become answers at the edge only", () => {
  enforce(checkErrors, [
    [
      "a use case that catches every refusal",
      { "lib/jobs/a.ts": "try { go(); } catch (e) { if (e instanceof DomainError) stop(); }" },
      "lib/jobs/a.ts:1 asks e instanceof DomainError",
    ],
    [
      "a page that answers refusals itself",
      { "app/page.tsx": "const a = error instanceof DomainError ? error.message : null;" },
      "ask isDomainError for one code",
    ],
  ]);
});

describe("who shows the page anew", () => {
  enforce(checkRefresh, [
    [
      "a component that refreshes whether the server is there or not",
      {
        "components/a.tsx":
          'import { useRouter } from "next/navigation";\nconst router = useRouter();\nrouter.refresh();',
      },
      "components/a.tsx:3 refreshes by router.refresh()",
    ],
  ]);
});

describe("nothing is hidden or unfinished", () => {
  const test1 = (source: string): Files => ({ "lib/jobs/post-job.db.test.ts": source });
  const code = (source: string): Files => ({ "lib/money.ts": source });
  enforce(checkHygiene, [
    ["a file that does not parse", code("const = 1;"), "lib/money.ts:1 does not parse"],
    ["any", code("\nlet a: any;"), "lib/money.ts:2 uses any"],
    ["any deep in a type", code("type A = Map<string, Array<any>>;"), "uses any"],
    ["a cast to any", code("/** Why. */\nfunction a(b: B) { return b as any; }"), "uses any"],
    ["a non-null assertion", code("const a = b!.c;"), "asserts with !"],
    ["a definite assignment", code("let a!: string;"), "asserts with !"],
    ["a cast without a named helper", code("const a = b as C;"), "lib/money.ts:1 casts"],
    [
      "a cast in a helper that promises nothing",
      code("function a(b: B) { return b as C; }"),
      "casts",
    ],
    ["a cast in brackets", code("const a = <C>b;"), "casts"],
    ["text that becomes code", code('eval("1");'), "lib/money.ts:1 makes code of text"],
    ["text that becomes a function", code('new Function("return 1")();'), "makes code of text"],
    ["markup in an element", code("\nelement.innerHTML = text;"), "lib/money.ts:2 writes markup"],
    [
      "markup beside an element",
      code('element.insertAdjacentHTML("afterend", text);'),
      "writes markup",
    ],
    [
      "markup in a component",
      { "components/ui/note.tsx": "const a = <p dangerouslySetInnerHTML={{ __html: text }} />;" },
      "writes markup",
    ],
    ["a silenced compiler", code("// @ts-expect-error\na();"), "says @ts-expect-error"],
    ["a silenced linter", code("/* biome-ignore lint: no */"), "says biome-ignore"],
    ["work left over", code("a(); // TODO: the rest"), "lib/money.ts:1 says TODO"],
    ["work left over in a style sheet", { "app/globals.css": "\n/* FIXME */" }, "css:2 says FIXME"],
    ["a test that runs alone", test1('test.only("a", () => {});'), "calls test.only"],
    ["a group that runs alone", test1('describe.only("a", () => {});'), "calls describe.only"],
    ["a test that is skipped", test1('it.concurrent.skip("a", () => {});'), "calls it.skip"],
    ["a table of tests that is skipped", test1('it.skip.each([1])("a", b);'), "calls it.skip"],
    ["a test that is planned", test1('test.todo("a");'), "calls test.todo"],
    [
      "a test that is skipped here and there",
      test1('test.skipIf(a)("b", c);'),
      "calls test.skipIf",
    ],
    ["a test without a title", test1('test("  ", () => {});'), "has no title"],
    ["a group without a title", test1("describe(``, () => {});"), "has no title"],
  ]);

  test.each([
    ["a constant", "const a = [1] as const;"],
    [
      "a cast in a named helper that states its guarantee",
      "/** Guarantee: … */\nexport function a(b: B) { return b as C; }",
    ],
    ["a check that a value fits a type", "const a = {} satisfies B;"],
    ["what looks like a violation in a text", 'const a = "as any // TODO"; const b = /x!/;'],
  ])("allows %s", (_, source) => {
    expect(checkHygiene(plant(code(source)))).toEqual([]);
  });
});

describe("fields in which people write", () => {
  enforce(checkTyping, [
    [
      "a field in which a person's words keep the page's direction",
      { "components/ui/note.tsx": "export const Note = () => <textarea name='note' />;" },
      'gives a text field no dir="auto"',
    ],
    [
      "an Enter that is taken from an input method",
      { "components/ui/note.tsx": 'export const isSent = (key: string) => key === "Enter";' },
      "acts on Enter without asking isComposing",
    ],
  ]);
});
