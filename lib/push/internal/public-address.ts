import { BlockList, isIPv4, isIPv6 } from "node:net";

/** What no push service has: this machine, its network, and everything that is not a plain address of one host. */
const NOT_PUBLIC = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, bits, "ipv4");
}

/** The addresses of the internet (RFC 6890); of version 6, those that are given out, without ways into version 4. */
const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet("2000::", 3, "ipv6");
const WAYS_AROUND = new BlockList();
WAYS_AROUND.addSubnet("2001::", 23, "ipv6");
WAYS_AROUND.addSubnet("2001:db8::", 32, "ipv6");
WAYS_AROUND.addSubnet("2002::", 16, "ipv6");

export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !NOT_PUBLIC.check(address, "ipv4");
  return isIPv6(address) && GIVEN_OUT.check(address, "ipv6") && !WAYS_AROUND.check(address, "ipv6");
}
