import type { Sql } from "postgres";

/** Lets the app's role connect to its database, or refuses it from now on. Connections that it has stay. */
export async function letAppConnect(owner: Sql, appUrl: string, isAllowed: boolean): Promise<void> {
  const { pathname, username } = new URL(appUrl);
  const name = owner(pathname.slice(1));
  const role = owner(decodeURIComponent(username));
  if (isAllowed) await owner`grant connect on database ${name} to ${role}`;
  else await owner`revoke connect on database ${name} from ${role}, public`;
}
