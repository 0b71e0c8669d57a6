/** Values for a field that its form never sends; only text, so that they also fit into a form. */
export const CRUEL_TEXTS: Readonly<Record<string, string>> = {
  nothing: "",
  spaces: "   ",
  minus: "-1",
  zero: "0",
  "a thousandth": "0.001",
  "two readings": "0.500",
  huge: "1e21",
  exponent: "1e3",
  hexadecimal: "0x10",
  "not a number": "NaN",
  "full-width digits": "１２３",
  "Arabic digits": "١٢٣",
  "past safe integers": "9007199254740993",
  "past 64 bits": "99999999999999999999",
  controls: "a\u0001\u0002\u001b\u007fb",
  null: "a\u0000b",
  "line breaks": "one\r\ntwo\rthree\u2028four",
  invisible: "\u200b\u3164\u2800",
  overrides: "\u202eabc\u2066",
  replacement: "\ufffd",
  markup: "<script>alert(1)</script>\"'`",
  sql: "'; drop table users; --",
  path: "../../../etc/passwd%00",
  "far day": "10000-01-01",
  "no such day": "2027-02-30",
  "prototype word": "__proto__",
  megabyte: "x".repeat(1024 * 1024),
};

/** What JSON, or a caller in the same process, can send besides. */
export const CRUEL_VALUES: Readonly<Record<string, unknown>> = {
  ...CRUEL_TEXTS,
  undefined: undefined,
  "JSON null": null,
  true: true,
  "number minus": -1,
  "number zero": 0,
  "number fraction": 0.001,
  "number huge": 1e21,
  "number past safe": 2 ** 53 + 1,
  "number NaN": Number.NaN,
  "lone surrogate": "a\ud800b",
  list: ["a", "b"],
  "empty list": [],
  object: { toString: 1 },
  deep: deep(2_000),
};

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

/** Each field, at every depth, replaced by each cruel value: all versions of one field, under its name. */
export function cruelVersions(
  given: unknown,
  name = "",
): (readonly [field: string, versions: (readonly [kind: string, value: unknown])[]])[] {
  if (typeof given !== "object" || given === null || Buffer.isBuffer(given)) return [];
  const replaced = (key: string, value: unknown) =>
    Array.isArray(given)
      ? given.map((each, index) => (String(index) === key ? value : each))
      : { ...given, [key]: value };
  return Object.entries(given).flatMap(([key, value]) => {
    const field = name ? `${name}.${key}` : key;
    const own = Object.entries(CRUEL_VALUES).map(
      ([kind, cruel]) => [kind, replaced(key, cruel)] as const,
    );
    const deeper = cruelVersions(value, field).map(
      ([inner, versions]) =>
        [inner, versions.map(([kind, each]) => [kind, replaced(key, each)] as const)] as const,
    );
    return [[field, own] as const, ...deeper];
  });
}
