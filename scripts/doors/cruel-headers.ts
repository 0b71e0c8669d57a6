import { SHORTCUTS_COOKIE, THEME_COOKIE, TIME_ZONE_COOKIE } from "#lib/preferences";

type Headers = Readonly<Record<string, string>>;

/** Every cookie that the product, next-auth or Next reads, and one that nothing reads. */
export const COOKIE_NAMES = [
  "next-auth.session-token",
  "__Host-next-auth.session-token",
  TIME_ZONE_COOKIE,
  THEME_COOKIE,
  SHORTCUTS_COOKIE,
  "next-auth.csrf-token",
  "next-auth.callback-url",
  "workhub.device",
  "workhub.registered",
  "__prerender_bypass",
  "__proto__",
];

export const COOKIE_VALUES = [
  "",
  "a",
  "a.b.c",
  "%",
  "%zz",
  "%00",
  "=".repeat(10),
  "eyJhbGciOiJub25lIn0..a.b.c",
  "é",
  "x".repeat(5_000),
  '"',
  "null",
  "undefined",
  "-1",
  "9007199254740993",
];

/** A `cookie` header as bytes; Node sends each character of a header as one byte. */
export function cookie(pairs: readonly string[]): Headers {
  return { cookie: Buffer.from(pairs.join("; ")).toString("latin1") };
}

/** All cookies at once, each with the same value that is none of ours. */
const COOKIES = COOKIE_VALUES.filter((value) => value.length < 1_000).map(
  (value): [string, Headers] => [
    `every cookie ${JSON.stringify(value.slice(0, 20))}`,
    cookie(COOKIE_NAMES.map((name) => `${name}=${value}`)),
  ],
);

const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ["next-router-state-tree", "%zz"],
  ["next-router-state-tree", "%5B%22%22%5D"],
  ["next-router-state-tree", "[".repeat(500)],
  ["next-action", "x"],
  ["next-action", "0".repeat(42)],
  ["next-action", "__proto__"],
  ["next-url", "//evil.example/%zz"],
  ["origin", "null"],
  ["origin", "not an address"],
  ["origin", "http://"],
  ["origin", "file://"],
  ["referer", "%zz"],
  ["host", "evil.example"],
  ["host", "a b"],
  ["range", "bytes=9-1"],
  ["range", "bytes=-99999999999999999999"],
  ["range", "bytes=999999999-"],
  ["if-match", '"of nothing"'],
  ["if-unmodified-since", "Mon, 01 Jan 2001 00:00:00 GMT"],
  ["if-none-match", '"'.repeat(50)],
  ["if-modified-since", "no day"],
  ["accept", "%"],
  ["accept-language", "-".repeat(100)],
  ["accept-encoding", "x"],
  ["authorization", "Bearer %zz"],
  ["x-forwarded-proto", "gopher"],
  ["x-forwarded-host", "a b"],
  ["x-forwarded-for", "no address, ::zz, 1.2.3.4.5"],
  ["x-request-id", "a\tb"],
  ["sec-fetch-site", "nowhere"],
  ["content-type", "multipart/form-data"],
  ["content-type", "application/json; charset=nonsense"],
  ["x-long", "x".repeat(12_000)],
];

/** Headers that make no sense, each with its name. */
export const CRUEL_HEADERS: readonly (readonly [what: string, headers: Headers])[] = [
  ...HEADERS.map(([name, value]): [string, Headers] => [
    `${name}: ${value.slice(0, 30)}`,
    { [name]: value },
  ]),
  ...COOKIES,
];
