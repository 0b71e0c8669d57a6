import { handleAuth } from "#lib/auth/endpoints";
import { route } from "#lib/edge/route";

const answer = route(handleAuth);

export { answer as GET, answer as POST };
