import { changingNothing, inParallel } from "./attempt.ts";
import { CRUEL_TEXTS } from "./cruel.ts";
import { COOKIE_NAMES, COOKIE_VALUES, CRUEL_HEADERS, cookie } from "./cruel-headers.ts";
import type { House } from "./house.ts";
import { type Knock, knock } from "./knock.ts";
import { PAGES } from "./pages.ts";
import { queriesOf } from "./queries.ts";
import { ROUTES } from "./routes.ts";
import type { World } from "./world.ts";

/*
 * Requests that none of our pages sends: paths, addresses, cookies, headers and bodies that make no sense. The sender
 * made the mistake, so no answer may say that we did.
 */

const CRUEL_SEGMENTS = [
  "%",
  "%zz",
  "%FF",
  "%00",
  "%C0%AF",
  "%ED%A0%80",
  "%E2%80%8B",
  "..%2f..%2fetc",
  "%2e%2e",
  "a%0d%0ab",
  "a b".replace(" ", "%20"),
  "-1",
  "0x10",
  "999999999999999999999999",
  "__proto__",
  "constructor",
  "x".repeat(300),
  "[jobId]",
  "%5B%5D",
  "usr_",
  "1.5",
];

const METHODS = ["TRACE", "OPTIONS", "PROPFIND", "PUT", "PATCH", "DELETE", "POST", "HEAD"];

export async function tryMalformed(house: House): Promise<void> {
  const world = await house.world();
  const client = house.headersOf("client");
  const tries = [
    ...pathTries(world),
    ...queryTries(world),
    ...methodTries(),
    ...cookieTries(),
    ...headerTries(),
    ...bodyTries(),
  ];
  const wanted = tries
    .filter(([what]) => house.isWanted(what))
    .flatMap(([what, asked]) =>
      [{}, client].map((signedIn, index) => async () => {
        const headers = { ...signedIn, ...asked.headers };
        const answer = await knock(house.address, { ...asked, headers });
        house.tally.count(`${what}${index === 1 ? ", signed in" : ""}`, answer);
      }),
    );
  await changingNothing(house, "What makes no sense", () => inParallel(wanted));
}

type Tries = [string, Knock][];

/** Every address with a part that names something, and a few that do not exist at all. */
function pathTries(world: World): Tries {
  const doors = [
    ...Object.entries(PAGES).map(([name, { at }]) => ({ name, path: at(world) })),
    ...Object.entries(ROUTES)
      .filter(([name]) => name.startsWith("GET "))
      .map(([name, { at }]) => ({ name: name.slice("GET ".length), path: at(world) })),
  ];
  const named = doors.filter(({ name }) => name.includes("["));
  const bases = new Set(
    named.map(({ name }) => name.replace(/\[[^\]]*\].*$/, "")).concat("/", "/api/", "/files/"),
  );
  return [...bases].flatMap((base) =>
    CRUEL_SEGMENTS.map((segment): [string, Knock] => [
      `GET ${base}${segment.slice(0, 30)}`,
      { path: `${base}${segment}` },
    ]),
  );
}

/** Besides what a form may contain: values that are not text once decoded, and values that only an address can have. */
const CRUEL_RAW = [
  "%",
  "%zz",
  "%FF",
  "%ED%A0%80",
  "%00",
  "a&".repeat(50),
  "999999999999999",
  "\\\\evil.example",
  "//evil.example",
];

function queryTries(world: World): Tries {
  const texts = Object.entries(CRUEL_TEXTS)
    .filter(([kind]) => kind !== "megabyte")
    .map(([kind, text]): [string, string] => [kind, encodeURIComponent(text)]);
  const values = [...texts, ...CRUEL_RAW.map((raw): [string, string] => [raw.slice(0, 12), raw])];
  return Object.entries(queriesOf(world)).flatMap(([path, names]) => {
    const before = path.includes("?") ? "&" : "?";
    return names.flatMap(
      (name): Tries => [
        ...values.map(([kind, value]): [string, Knock] => [
          `GET ${path}${before}${name} = ${kind}`,
          { path: `${path}${before}${name}=${value}` },
        ]),
        [`GET ${path}${before}${name} twice`, { path: `${path}${before}${name}=a&${name}=b` }],
        [`GET ${path}${before}${name}[]`, { path: `${path}${before}${name}[]=a&${name}[x]=b` }],
      ],
    );
  });
}

function methodTries(): Tries {
  const paths = [
    "/",
    "/jobs",
    "/home",
    "/api/jobs",
    "/api/viewer",
    "/api/auth/session",
    "/files/x",
    "/icon.svg",
    "/nowhere",
  ];
  return paths.flatMap((path) =>
    METHODS.map((method): [string, Knock] => [`${method} ${path}`, { method, path }]),
  );
}

/** One cookie at a time; all doors are tried with all cookies at once. */
function cookieTries(): Tries {
  const paths = ["/api/auth/session", "/api/auth/csrf", "/home", "/sign-in"];
  return paths.flatMap((path) =>
    COOKIE_NAMES.flatMap((name) =>
      COOKIE_VALUES.map((value): [string, Knock] => [
        `GET ${path} with the cookie ${name}=${value.slice(0, 20)}`,
        { path, headers: cookie([`${name}=${value}`]) },
      ]),
    ),
  );
}

/** Addresses that are not among our doors: doors are tried with each of these headers anyway. */
function headerTries(): Tries {
  const paths = ["/nowhere", "/api/nowhere", "/files/nowhere", "/icon.svg", "/_next/nowhere"];
  return paths.flatMap((path) =>
    CRUEL_HEADERS.flatMap(
      ([kind, headers]): Tries => [
        [`GET ${path} with ${kind}`, { path, headers }],
        [`POST ${path} with ${kind}`, { method: "POST", path, headers }],
      ],
    ),
  );
}

const BODIES: readonly (readonly [type: string, body: string])[] = [
  ["application/json", "{"],
  ["application/json", "[".repeat(20_000)],
  ["application/json", '{"callbackUrl":"\\\\\\\\evil.example"}'],
  ["application/json", '{"csrfToken":{"a":1},"email":["a"],"password":null}'],
  ["application/json", '{"email":"a\\u0000b@example.com","password":"\\ud800"}'],
  ["application/x-www-form-urlencoded", "%"],
  ["application/x-www-form-urlencoded", "a=%zz&b=%00"],
  ["application/x-www-form-urlencoded", "callbackUrl=\\\\evil.example&csrfToken=a"],
  ["application/x-www-form-urlencoded", "a=1&".repeat(20_000)],
  ["multipart/form-data", "a"],
  ["multipart/form-data; boundary=", "a"],
  ["multipart/form-data; boundary=x", "--x\r\n"],
  ["multipart/form-data; boundary=x", "--y--\r\n"],
  ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'],
  ["text/plain", "[]"],
  ["text/plain;charset=nonsense", "\u0000"],
  ["", "a"],
];

function bodyTries(): Tries {
  const paths = [
    "/",
    "/jobs",
    "/sign-in",
    "/wallet/withdraw",
    "/api/auth/callback/credentials",
    "/api/auth/signin/credentials",
    "/api/auth/signout",
    "/api/auth/_log",
    "/api/uploadthing?actionType=upload&slug=message",
    "/api/uploadthing?actionType=upload&slug=nothing",
    "/api/uploadthing?actionType=x",
    "/api/conversations",
    "/nowhere",
  ];
  return paths.flatMap((path) =>
    BODIES.flatMap(([type, body]): Tries => {
      const what = `POST ${path} as ${type || "nothing"}: ${JSON.stringify(body.slice(0, 30))}`;
      const headers = type === "" ? {} : { "content-type": type };
      const asked = { method: "POST", path, body };
      return [
        [what, { ...asked, headers }],
        [
          `${what}, as an action`,
          { ...asked, headers: { ...headers, "next-action": "0".repeat(42) } },
        ],
      ];
    }),
  );
}
