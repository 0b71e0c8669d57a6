/** Devices that may be told, for each person. One more takes the place of the oldest. */
export const DEVICES_MAX = 20;

export const ENDPOINT_MAX = 1000;

/**
 * The push services of the browsers that there are. Browsers name the address at which their device is told, so anybody
 * can name any: to hosts of nobody's choosing, WorkHub sends nothing.
 */
const SERVICES = [
  // Chrome, Edge on Android, Opera, Samsung and most others.
  /^(?:fcm\.googleapis\.com|jmt17\.google\.com)$/,
  // Firefox.
  /^(?:[a-z0-9-]+\.)?push\.services\.mozilla\.com$/,
  // Safari.
  /^(?:[a-z0-9-]+\.)?push\.apple\.com$/,
  // Edge on Windows.
  /^(?:[a-z0-9-]+\.)+notify\.windows\.com$/,
];

/** True for an address at a push service that we know, and nothing beside it: no other port, no name or password. */
export function isPushEndpoint(text: string): boolean {
  if (text.length > ENDPOINT_MAX || !URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password, pathname, hash } = new URL(text);
  return (
    protocol === "https:" &&
    port === "" &&
    `${username}${password}${hash}` === "" &&
    pathname.length > 1 &&
    SERVICES.some((service) => service.test(hostname))
  );
}
