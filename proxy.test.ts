import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { cloudOrigins } from "#lib/files/cloud-origins";
import { PATH_HEADER } from "#lib/request-headers";
import { config, contentSecurityPolicy, proxy, TOAST_STYLES_HASH } from "./proxy.ts";

const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";

describe("content security policy", () => {
  test("no inline script or style runs without this request's nonce or a pinned hash", () => {
    const policy = contentSecurityPolicy("abc", false);
    expect(directive(policy, "script-src")).toBe("script-src 'nonce-abc' 'strict-dynamic'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
    expect(directive(policy, "object-src")).toBe("object-src 'none'");
    expect(directive(policy, "base-uri")).toBe("base-uri 'none'");
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
  });

  test("the only style attribute that counts hides what React is still streaming", () => {
    const hash = createHash("sha256").update("display:none").digest("base64");
    expect(directive(contentSecurityPolicy("abc", false), "style-src-attr")).toBe(
      `style-src-attr 'unsafe-hashes' 'sha256-${hash}'`,
    );
  });

  test("files go nowhere but here, or to the cloud where its token says", () => {
    const token = { apiKey: "sk_live_geheim", appId: "app", regions: ["fra1"] };
    const cloud = cloudOrigins(Buffer.from(JSON.stringify(token)).toString("base64"));
    const connect = (origins?: string[]) =>
      directive(contentSecurityPolicy("abc", false, origins), "connect-src");
    expect(connect()).toBe("connect-src 'self'");
    expect(connect(cloudOrigins(undefined))).toBe("connect-src 'self'");
    expect(connect(cloud)).toBe("connect-src 'self' https://fra1.ingest.uploadthing.com");
  });

  test("every request gets a nonce of its own, whatever the caller sends", () => {
    const request = () =>
      new NextRequest("http://localhost:3000/jobs", { headers: { "x-nonce": "chosen" } });
    const policies = [proxy(request()), proxy(request())].map(
      (response) => response.headers.get("content-security-policy") ?? "",
    );
    expect(policies[0]).not.toBe(policies[1]);
    expect(policies.join()).not.toContain("chosen");
  });

  test("pages learn the path and query that were asked for", () => {
    const response = proxy(new NextRequest("http://localhost:3000/jobs?q=maps"));
    expect(response.headers.get(`x-middleware-request-${PATH_HEADER}`)).toBe("/jobs?q=maps");
  });

  test("strict transport security is sent over https only", () => {
    const sts = (url: string) =>
      proxy(new NextRequest(url)).headers.get("strict-transport-security");
    expect(sts("http://localhost:3000/")).toBeNull();
    expect(sts("https://work.example/")).toContain("max-age=");
  });

  test("the allowed style sheet is the one that the installed toast library adds", () => {
    const source = readFileSync(fileURLToPath(import.meta.resolve("sonner")), "utf8");
    const css = /__insertCSS\((".*?")\);?\n/s.exec(source)?.[1];
    expect(css).toBeDefined();
    const hash = createHash("sha256")
      .update(String(JSON.parse(css ?? "")))
      .digest("base64");
    expect(`sha256-${hash}`).toBe(TOAST_STYLES_HASH);
  });
});

test.each([
  ["/", true],
  ["/jobs", true],
  ["/settings/profile", true],
  ["/filesystem", true],
  ["/files/fil_01", false],
  ["/files/fil_01/preview", false],
  ["/files/submissions/sub_01", false],
  ["/api/uploadthing/ingest/key", false],
])(
  "%s is proxied: %s, because a proxy cuts bodies and documents alone need a nonce",
  (path, isProxied) => {
    const source = config.matcher[0]?.source;
    expect(new RegExp(`^${source}$`).test(path)).toBe(isProxied);
  },
);
