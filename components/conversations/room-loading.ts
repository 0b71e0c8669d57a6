import type { ConversationView, MessagePage } from "#lib/conversations/schema";
import type { Id } from "#lib/ids";
import { askJson } from "./request.ts";
import { addOlder, openRoom, type Room } from "./room.ts";

/** How many older pages are loaded again with a room in which somebody has read far back. */
const OLDER_PAGES = 4;

type Newest = MessagePage & { readonly view: ConversationView };

/** The conversation and its newest page. */
export async function loadNewest(viewerId: Id<"usr">, conversationId: Id<"cnv">): Promise<Newest> {
  const [view, page] = await Promise.all([
    askJson<ConversationView>(viewerId, `/api/conversations/${conversationId}`),
    askJson<MessagePage>(viewerId, `/api/conversations/${conversationId}/messages`),
  ]);
  return { ...page, view };
}

/** The page before the oldest message that is loaded. */
export function loadBefore(viewerId: Id<"usr">, { view, messages }: Room): Promise<MessagePage> {
  const before = messages[0]?.seq ?? 1;
  return askJson<MessagePage>(
    viewerId,
    `/api/conversations/${view.conversationId}/messages?before=${before}`,
  );
}

/** Loads a room, back to the oldest message that was loaded of it before: whoever reads there stays there. */
export async function loadRoom(
  viewerId: Id<"usr">,
  conversationId: Id<"cnv">,
  before: Room | undefined,
): Promise<Room> {
  const { view, ...newest } = await loadNewest(viewerId, conversationId);
  let room = openRoom(view, newest);
  const oldest = before?.messages[0]?.seq;
  for (let page = 0; page < OLDER_PAGES && oldest !== undefined; page += 1) {
    const first = room.messages[0]?.seq;
    if (!room.hasOlder || first === undefined || first <= oldest) break;
    room = addOlder(room, await loadBefore(viewerId, room));
  }
  return room;
}
