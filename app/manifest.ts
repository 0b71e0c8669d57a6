import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { houseName } from "#lib/house";
import { SHARE_PATH } from "#lib/phone/policy";
import { PAPER } from "#lib/preferences";

/** What a phone or a desk needs to install WorkHub, under the name that it has now. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  await connection();
  return {
    id: "/",
    name: houseName(),
    short_name: houseName(),
    description:
      "Clients post jobs, freelancers do them, and the money is held until the work is done.",
    lang: "en",
    dir: "ltr",
    start_url: "/home",
    scope: "/",
    display: "standalone",
    display_override: ["standalone", "minimal-ui"],
    background_color: PAPER.light,
    theme_color: PAPER.light,
    categories: ["business", "productivity"],
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      ...["192", "512"].flatMap((size) => [
        { src: `/app/icon-${size}.png`, sizes: `${size}x${size}`, type: "image/png" },
        {
          src: `/app/maskable-${size}.png`,
          sizes: `${size}x${size}`,
          type: "image/png",
          purpose: "maskable" as const,
        },
      ]),
    ],
    screenshots: [
      {
        src: "/app/wide.webp",
        sizes: "1440x900",
        type: "image/webp",
        form_factor: "wide",
        label: "A conversation, with the job and its money beside it",
      },
      {
        src: "/app/narrow.webp",
        sizes: "780x1688",
        type: "image/webp",
        form_factor: "narrow",
        label: "A contract, and where its money is",
      },
    ],
    shortcuts: [
      { name: "Inbox", url: "/inbox" },
      { name: "My Jobs", url: "/my-jobs" },
      { name: "Open jobs", url: "/jobs" },
      { name: "Wallet", url: "/wallet" },
    ].map((shortcut) => ({
      ...shortcut,
      icons: [{ src: "/app/icon-192.png", sizes: "192x192", type: "image/png" }],
    })),
    share_target: {
      action: SHARE_PATH,
      method: "post",
      enctype: "multipart/form-data",
      params: {
        title: "title",
        text: "text",
        url: "url",
        files: [{ name: "files", accept: ["*/*"] }],
      },
    },
  };
}
