import type { ReactNode } from "react";
import { FormMessage } from "#components/ui/form-message";

/** Above the rows of a board: what is to be known about this result. */
export function BoardNote({ children }: { children: ReactNode }) {
  return (
    <FormMessage tone="note" className="mx-[18px] mb-3 md:mr-5 md:ml-7">
      {children}
    </FormMessage>
  );
}
