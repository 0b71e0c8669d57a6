"use client";

import type { Route } from "next";
import { unstable_isUnrecognizedActionError as isOfOtherBuild } from "next/navigation";
import { type ReactNode, type SubmitEvent, startTransition, use, useEffect } from "react";
import { FormOriginContext } from "#components/ui/form-origin";
import { showToast } from "#components/ui/toast";
import type { FormViewer } from "#lib/forms/drafts";
import { houseName } from "#lib/house";
import type { Id } from "#lib/ids";
import { loadPatiently } from "#lib/load-patiently";
import { forgetKeptPages } from "#lib/phone/client/follow-worker";
import { setLeaving } from "./leaving-state.tsx";
import { forgetPageOwner } from "./person-change.tsx";

/**
 * Signs out, forgets everything of the person on this device, and goes to `target` as a new document, because the
 * router keeps the pages of the person who was here before.
 */
export async function leave(
  signOut: SignOut,
  viewer: FormViewer | null,
  target: Route = "/",
): Promise<void> {
  setLeaving(true);
  try {
    await signOut(viewer?.userId);
  } catch (error) {
    // Whether the session is over is unknown in this case, so the server is asked.
    if (!(await isSignedOut())) {
      setLeaving(false);
      showToast(
        "You may still be signed in.",
        isOfOtherBuild(error)
          ? `${houseName()} has changed since this page was loaded. Load it again and sign out there.`
          : "The answer did not arrive. Sign out again to be sure.",
      );
      return;
    }
  }
  await forgetOnDevice(viewer);
  window.location.replace(target);
}

/** Whatever else of the page runs by now: its parts come to life one after the other, and the person may be faster. */
async function forgetOnDevice(viewer: FormViewer | null): Promise<void> {
  forgetKeptPages();
  forgetPageOwner();
  const { forgetPerson } = await loadPatiently(() => import("#lib/conversations/client/session"));
  await forgetPerson(viewer);
}

/** It is told for whom the page was made, and signs out nobody else. */
export type SignOut = (userId: Id<"usr"> | undefined) => Promise<void>;

async function isSignedOut(): Promise<boolean> {
  try {
    const response = await fetch("/api/viewer", { cache: "no-store" });
    const { viewer }: { viewer: unknown } = await response.json();
    return response.ok && viewer === null;
  } catch {
    return false;
  }
}

/** Wraps a form that signs out: before scripts arrive the browser posts it, and afterwards it leaves like this. */
export function LeavingForm({
  signOut,
  target,
  children,
}: {
  signOut: SignOut;
  target: Route;
  children: ReactNode;
}) {
  const { viewer } = use(FormOriginContext);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    event.stopPropagation();
    startTransition(() => leave(signOut, viewer, target));
  };
  return (
    <div className="contents" onSubmitCapture={submit}>
      {children}
    </div>
  );
}

/** Forgets what this device keeps, once the account that it was kept for is no more. */
export function ForgetDevice() {
  useEffect(() => void forgetOnDevice(null), []);
  return null;
}

/** As long as anybody waits for an answer. */
const ANSWER_MS = 20_000;

/**
 * Around a form that ends the session: until its answer leads on, the page is not loaded again because the session is
 * over, which would throw the answer away.
 */
export function EndsSession({ children }: { children: ReactNode }) {
  const begin = () => {
    setLeaving(true);
    setTimeout(() => {
      setLeaving(false);
    }, ANSWER_MS);
  };
  return (
    <div className="contents" onSubmitCapture={begin}>
      {children}
    </div>
  );
}
