import type { Metadata, Viewport } from "next";
import { Suspense } from "react";
import type { FirstRoom } from "#lib/conversations/client/room";
import { getConversation } from "#lib/conversations/queries/conversations";
import { listMessages } from "#lib/conversations/queries/messages";
import { orNotFound, pageActor } from "#lib/edge/page";
import { getFileLimit } from "#lib/files/queries/room";
import { sendMessageAction } from "../actions.ts";
import { parseAt } from "../inbox-address.tsx";
import { RoomSkeleton } from "../inbox-skeleton.tsx";
import { AsideSkeleton, ConversationAside } from "./conversation-aside.tsx";
import { Room } from "./room.tsx";

type Props = PageProps<"/inbox/[conversationId]">;

/** A phone's keyboard makes the page smaller, so the writing field stays above it. */
export const viewport: Viewport = { interactiveWidget: "resizes-content" };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [actor, { conversationId }] = await Promise.all([pageActor(), params]);
  const { other } = await orNotFound(getConversation(actor, conversationId));
  return { title: other.name };
}

/** What is already loaded here is shown at once; what the server knows comes after it. */
export default function ConversationPage({ params, searchParams }: Props) {
  return (
    <Suspense
      fallback={
        <>
          <h1 className="sr-only">Conversation</h1>
          <RoomSkeleton />
        </>
      }
    >
      <Room
        first={loadFirst(params, searchParams)}
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

async function loadFirst(
  params: Props["params"],
  searchParams: Props["searchParams"],
): Promise<FirstRoom> {
  const [actor, { conversationId }, asked] = await Promise.all([pageActor(), params, searchParams]);
  const at = typeof asked.at === "string" ? asked.at : null;
  const around = parseAt({ get: () => at }) ?? undefined;
  const [view, page] = await Promise.all([
    orNotFound(getConversation(actor, conversationId)),
    orNotFound(listMessages(actor, conversationId, { around })),
  ]);
  return { view, page, requestKey: crypto.randomUUID(), fileBytes: getFileLimit() };
}
