"use client";
"use no memo";

import type { ReactNode } from "react";
import { ActionForm } from "#components/ui/action-form";
import { SubmitButton } from "#components/ui/submit-button";
import type { FormAction } from "#lib/forms/state";

/** Opens a saved search without scripts: a press marks it as seen and leads to it. */
export function OpenForm({
  searchId,
  action,
  children,
}: {
  searchId: string;
  action: FormAction;
  children: ReactNode;
}) {
  return (
    <ActionForm action={action}>
      <input type="hidden" name="searchId" value={searchId} />
      <SubmitButton wide={false} size="sm">
        {children}
      </SubmitButton>
    </ActionForm>
  );
}
