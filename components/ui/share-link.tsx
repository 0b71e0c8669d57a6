"use client";
"use no memo";

import { Share } from "lucide-react";
import type { MouseEvent } from "react";
import { buttonClass } from "./button-class.tsx";
import { showToast } from "./toast.tsx";

/** The own address of something public: copied or passed to the phone's share sheet; without JavaScript, a link. */
export function ShareLink({
  path,
  title,
  what,
}: {
  path: `/${string}`;
  title: string;
  /** In a sentence: "this job". */
  what: string;
}) {
  const share = async (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const url = event.currentTarget.href;
    if (matchMedia("(pointer: coarse)").matches && "share" in navigator) {
      // Closing the sheet without choosing anything is no error.
      await navigator.share({ title, url }).catch(() => undefined);
      return;
    }
    await navigator.clipboard.writeText(url).then(
      () => showToast(`The link to ${what} is copied.`),
      () => showToast("This browser does not let pages copy. The link is:", url),
    );
  };
  return (
    <a href={path} onClick={share} className={buttonClass({ variant: "quiet", size: "sm" })}>
      <Share aria-hidden="true" className="size-4" />
      Share
    </a>
  );
}
