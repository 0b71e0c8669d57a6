"use client";
"use no memo";

import { LeftoverDraft } from "./leftover-draft.tsx";
import { LeftoverSent } from "./leftover-sent.tsx";

/** What is on the device for a person who is signed in. In one file, so that it is loaded in one. */
export default function LeftoversKept() {
  return (
    <>
      <LeftoverSent />
      <LeftoverDraft />
    </>
  );
}
