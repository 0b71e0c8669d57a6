import type { Metadata, Viewport } from "next";
import { Suspense } from "react";
import type { FirstRoom } from "#components/conversations/first-room";
import { getConversation, listMessages } from "#lib/conversations/queries";
import { getFileLimit } from "#lib/files/queries";
import { orNotFound, pageActor } from "#lib/page";
import { sendMessageAction } from "../actions.ts";
import { RoomSkeleton } from "../inbox-skeleton.tsx";
import { AsideSkeleton } from "./aside-skeleton.tsx";
import { ConversationAside } from "./conversation-aside.tsx";
import { Room } from "./room.tsx";

type Props = PageProps<"/inbox/[conversationId]">;

/** The keyboard of a phone makes the page smaller, so that the place to write stays above it. */
export const viewport: Viewport = { interactiveWidget: "resizes-content" };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [actor, { conversationId }] = await Promise.all([pageActor(), params]);
  const { other } = await orNotFound(getConversation(actor, conversationId));
  return { title: other.name };
}

/** What is loaded of it already is shown at once; what the server knows comes after it. */
export default function ConversationPage({ params }: Props) {
  return (
    <Suspense fallback={<RoomSkeleton />}>
      <Room
        first={loadFirst(params)}
        sendAction={sendMessageAction}
        aside={
          <Suspense fallback={<AsideSkeleton />}>
            <ConversationAside params={params} />
          </Suspense>
        }
      />
    </Suspense>
  );
}

async function loadFirst(params: Props["params"]): Promise<FirstRoom> {
  const [actor, { conversationId }] = await Promise.all([pageActor(), params]);
  const [view, newest] = await Promise.all([
    orNotFound(getConversation(actor, conversationId)),
    orNotFound(listMessages(actor, conversationId, {})),
  ]);
  return { view, newest, requestKey: crypto.randomUUID(), fileBytes: getFileLimit() };
}
