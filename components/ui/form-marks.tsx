"use client";
"use no memo";

import { use } from "react";
import { FORM_FIELD, KEY_FIELD, VIEWER_FIELD, VIEWER_NAME_FIELD } from "#lib/forms/state";
import { FormOriginContext } from "./form-origin.tsx";

/** What every form says about itself: its id, the key under which it runs once, and the person for whom it was made. */
export function FormMarks({ formId }: { formId: string }) {
  const { documentKey, viewer, answer } = use(FormOriginContext);
  // After a failure on our side nobody knows whether it went through, so it stays the same intent.
  const isUnknown =
    answer?.formId === formId && answer.state.status === "error" && answer.state.requestId;
  return (
    <>
      <input type="hidden" name={FORM_FIELD} value={formId} />
      <input
        type="hidden"
        name={KEY_FIELD}
        value={(isUnknown && answer.key) || `${documentKey}.${formId}`}
      />
      <input type="hidden" name={VIEWER_FIELD} value={viewer?.userId ?? ""} />
      <input type="hidden" name={VIEWER_NAME_FIELD} value={viewer?.name ?? ""} />
    </>
  );
}
