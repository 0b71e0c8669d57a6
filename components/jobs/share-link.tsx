"use client";

import { Share } from "lucide-react";
import type { MouseEvent } from "react";
import { buttonClass } from "#components/ui/button";
import { showToast } from "#components/ui/toast";

/** The job's own address: copied or handed to the phone's share sheet; without JavaScript, gone to. */
export function ShareLink({ jobId, title }: { jobId: string; title: string }) {
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
      () => showToast("The link to this job is copied."),
      () => showToast("This browser does not let pages copy. The link is:", url),
    );
  };
  return (
    <a
      href={`/jobs/${jobId}`}
      onClick={share}
      className={buttonClass({ variant: "quiet", size: "sm" })}
    >
      <Share aria-hidden="true" className="size-4" />
      Share
    </a>
  );
}
