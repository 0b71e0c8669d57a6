import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentSecurityPolicy, DATA_POLICY, securityHeaders } from "./security-headers.ts";

const plain = { nonce: "abc", isHttps: false, isDevelopment: false, uploadOrigins: [] };
const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";

test("no inline script or style runs without this request's nonce or a pinned hash", () => {
  const policy = contentSecurityPolicy(plain);
  expect(directive(policy, "script-src")).toBe("script-src 'nonce-abc' 'strict-dynamic'");
  expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  expect(directive(policy, "object-src")).toBe("object-src 'none'");
  expect(directive(policy, "base-uri")).toBe("base-uri 'none'");
  expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
});

test("the only style attribute that works hides what React is still streaming", () => {
  const hash = createHash("sha256").update("display:none").digest("base64");
  expect(directive(contentSecurityPolicy(plain), "style-src-attr")).toBe(
    `style-src-attr 'unsafe-hashes' 'sha256-${hash}'`,
  );
});

test("files are sent only here, or to the cloud that the token names", () => {
  const connect = (uploadOrigins: string[]) =>
    directive(contentSecurityPolicy({ ...plain, uploadOrigins }), "connect-src");
  expect(connect([])).toBe("connect-src 'self'");
  expect(connect(["https://fra1.ingest.uploadthing.com"])).toBe(
    "connect-src 'self' https://fra1.ingest.uploadthing.com",
  );
});

test("styles come from our own files only, whatever a library would like to add", () => {
  expect(directive(contentSecurityPolicy(plain), "style-src")).toBe("style-src 'self'");
});

test.each(["application/json", "text/x-component", "text/plain; charset=utf-8", "", "image/png"])(
  "in data nothing runs and nobody frames it, opened as a page or not: %s",
  (type) => {
    const policy = securityHeaders(type, plain)["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
  },
);

test("our icon may be styled, and is otherwise restricted like other data", () => {
  const policy = securityHeaders("image/svg+xml", plain)["content-security-policy"] ?? "";
  expect(policy).toBe(`${DATA_POLICY}; style-src 'unsafe-inline'`);
});

test("another site learns at most which instance a visitor came from", () => {
  expect(securityHeaders("text/html", plain)["referrer-policy"]).toBe(
    "strict-origin-when-cross-origin",
  );
});

test("a worker's own script may ask this site, and no other", () => {
  const policy = securityHeaders("application/javascript; charset=UTF-8", plain);
  expect(directive(policy["content-security-policy"] ?? "", "connect-src")).toBe(
    "connect-src 'self'",
  );
});

test("strict transport security is sent over https only", () => {
  const header = "strict-transport-security";
  expect(securityHeaders("text/html", plain)).not.toHaveProperty(header);
  expect(securityHeaders("application/json", { ...plain, isHttps: true })).toHaveProperty(header);
});
