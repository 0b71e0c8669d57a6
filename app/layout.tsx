import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { ClockProvider } from "#components/ui/clock";
import { FormAnswerProvider } from "#components/ui/form-context";
import { Toaster } from "#components/ui/toast";
import { takeAnswer } from "#lib/form-answers";
import { parseTheme, SHORTCUTS_COOKIE, THEME_COOKIE, TIME_ZONE_COOKIE } from "#lib/preferences";
import { TIME_HEADER } from "#lib/request-headers";
import { isTimeZone } from "#lib/time-text";
import { Frame } from "./frame.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "WorkHub", template: "%s · WorkHub" },
  description:
    "Clients post jobs, freelancers do them, and the money waits in between until the work is done.",
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" } },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#161614" },
  ],
};

/** The nonce belongs to one request, so no document is prerendered; navigations still show their shell at once. */
export const instant = false;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const head = await headers();
  const jar = await cookies();
  const theme = parseTheme(jar.get(THEME_COOKIE)?.value);
  const zone = jar.get(TIME_ZONE_COOKIE)?.value ?? "UTC";
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      data-shortcuts={jar.get(SHORTCUTS_COOKIE)?.value === "off" ? "off" : undefined}
    >
      <body>
        <noscript>
          <link rel="stylesheet" href="/noscript.css" />
        </noscript>
        <ClockProvider
          renderedAtMs={Number(head.get(TIME_HEADER))}
          timeZone={isTimeZone(zone) ? zone : "UTC"}
        >
          <FormAnswerProvider answer={takeAnswer(head)}>
            <Frame>{children}</Frame>
          </FormAnswerProvider>
        </ClockProvider>
        <Toaster />
      </body>
    </html>
  );
}
