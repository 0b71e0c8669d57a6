import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { type ReactNode, Suspense } from "react";
import { AppWorker } from "#components/layout/app-worker";
import { PersonChange } from "#components/layout/person-change";
import { ClockProvider } from "#components/ui/clock";
import { FormOriginProvider } from "#components/ui/form-origin";
import { HouseProvider } from "#components/ui/house-name";
import { LeftoverAnswer } from "#components/ui/leftover-answer";
import { Leftovers } from "#components/ui/leftovers";
import { Toaster } from "#components/ui/toast";
import { deviceKeyOf } from "#lib/auth/device-key";
import { findSession } from "#lib/auth/session";
import { chosen } from "#lib/chosen";
import { TIME_HEADER } from "#lib/edge/request-headers";
import { documentKey, takeAnswer } from "#lib/forms/answers";
import { houseForPage, houseName } from "#lib/house";
import {
  PAPER,
  parseTheme,
  readPreference,
  SHORTCUTS_COOKIE,
  THEME_COOKIE,
  TIME_ZONE_COOKIE,
} from "#lib/preferences";
import { readTimeZone } from "#lib/time-text";
import { Frame } from "./frame.tsx";
import { typefaceClass } from "./typefaces.tsx";
import "./globals.css";

/** Made for each request, because the operator may give the house another name at any time. */
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const name = houseName();
  return {
    applicationName: name,
    title: { default: name, template: `%s · ${name.replaceAll("%s", "% s")}` },
    description:
      "Clients post jobs, freelancers do them, and the money is held until the work is done.",
    icons: {
      icon: { url: "/icon.svg", type: "image/svg+xml" },
      apple: { url: "/app/apple-180.png", sizes: "180x180" },
    },
  };
}

/** The bars around the page have its paper's colour, also when the person has chosen light or dark. */
export async function generateViewport(): Promise<Viewport> {
  const theme = parseTheme(readPreference(await cookies(), THEME_COOKIE));
  return {
    width: "device-width",
    initialScale: 1,
    viewportFit: "cover",
    themeColor: (["light", "dark"] as const).map((scheme) => ({
      media: `(prefers-color-scheme: ${scheme})`,
      color: PAPER[theme === "system" ? scheme : theme],
    })),
  };
}

/** The nonce belongs to one request, so no document is prerendered; navigations still show their shell at once. */
export const instant = false;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const head = await headers();
  const jar = await cookies();
  const viewer = await findFormViewer();
  const answer = takeAnswer(head);
  const theme = parseTheme(readPreference(jar, THEME_COOKIE));
  const { look } = chosen();
  return (
    <html
      lang="en"
      className={typefaceClass}
      data-theme={theme === "system" ? undefined : theme}
      data-shortcuts={readPreference(jar, SHORTCUTS_COOKIE) === "off" ? "off" : undefined}
    >
      <head>
        {/* For the service worker, which keeps pages for nobody but the person for whom they were made. */}
        <meta name="device-key" content={viewer?.deviceKey ?? ""} />
        {look.accent && <link rel="stylesheet" href={`/look/${look.accent.slice(1)}`} />}
      </head>
      <body>
        <noscript>
          <link rel="stylesheet" href="/noscript.css" />
        </noscript>
        <HouseProvider carried={houseForPage()}>
          <ClockProvider
            renderedAtMs={Number(head.get(TIME_HEADER))}
            timeZone={readTimeZone(readPreference(jar, TIME_ZONE_COOKIE))}
          >
            <FormOriginProvider documentKey={documentKey(head)} viewer={viewer} answer={answer}>
              <Frame>
                {answer && <LeftoverAnswer state={answer.state} />}
                <Leftovers />
                {children}
              </Frame>
              <PersonChange />
              <Suspense fallback={null}>
                <AppWorker />
              </Suspense>
            </FormOriginProvider>
          </ClockProvider>
        </HouseProvider>
        <Toaster />
      </body>
    </html>
  );
}

/** The person for whom the forms of this page are made. */
async function findFormViewer() {
  const session = await findSession();
  if (!session) return null;
  const { userId } = session.actor;
  return { userId, name: session.name, deviceKey: deviceKeyOf(userId) };
}
