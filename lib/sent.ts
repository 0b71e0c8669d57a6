/** A view after a trip through JSON: times may be text. */
export type Sent<T> = T extends Date
  ? Date | string
  : T extends string | number | boolean | null
    ? T
    : { readonly [K in keyof T]: Sent<T[K]> };
