"use client";

import type { ReactNode } from "react";
import { ActionForm } from "#components/ui/action-form";
import { SubmitButton } from "#components/ui/submit-button";
import type { FormAction } from "#lib/forms/state";

/** Opens a saved search without scripts: a press marks it as seen and leads to it. */
export default function OpenForm({
  searchId,
  action,
  children,
}: {
  searchId: string;
  action: FormAction;
  children: ReactNode;
}) {
  return (
    <ActionForm action={action} className="px-2">
      <input type="hidden" name="searchId" value={searchId} />
      <SubmitButton variant="quiet" wide className="justify-between! px-2!">
        {children}
      </SubmitButton>
    </ActionForm>
  );
}
