/** The storage of one browser, shared by all of its tabs; its keys are its own properties, as in a browser. */
export function makeStorage(): Record<string, string> {
  const items: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value;
    },
    removeItem: (key: string) => {
      delete items[key];
    },
  };
  return Object.setPrototypeOf(items, methods);
}
