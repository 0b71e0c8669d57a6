const CALLBACK_COOKIE = /^(?:__Host-)?next-auth\.callback-url$/;

/**
 * The cookies of a request, without next-auth's callback cookie if that holds no valid address: next-auth would answer
 * it with a 500, and the browser would keep the cookie.
 */
export function withoutBrokenCallback(cookies: string): string {
  return cookies
    .split(";")
    .filter((pair) => {
      const [name = "", ...value] = pair.split("=");
      return !CALLBACK_COOKIE.test(name.trim()) || isAddress(value.join("=").trim());
    })
    .join(";");
}

function isAddress(value: string): boolean {
  try {
    const address = decodeURIComponent(value);
    return /^\/(?![/\\])/.test(address) || /^https?:$/.test(new URL(address).protocol);
  } catch {
    return false;
  }
}
