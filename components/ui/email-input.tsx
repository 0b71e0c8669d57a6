"use no memo";

import type { ComponentProps } from "react";
import { Input } from "./input.tsx";

/** An e-mail address inside a `<Field>`. It is what people sign in with, so password managers fill it in. */
export function EmailInput(
  props: Pick<ComponentProps<typeof Input>, "autoComplete" | "defaultValue">,
) {
  return (
    <Input
      type="email"
      autoComplete="username"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      {...props}
    />
  );
}
