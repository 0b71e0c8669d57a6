import type { VerifiedActor } from "#lib/auth/actor";
import { blockPerson } from "#lib/conversations/block-person";
import { deleteMessage } from "#lib/conversations/delete-message";
import { editMessage } from "#lib/conversations/edit-message";
import { fileConversation } from "#lib/conversations/file-conversation";
import { markRead } from "#lib/conversations/mark-read";
import { sendMessage } from "#lib/conversations/send-message";
import { unblockPerson } from "#lib/conversations/unblock-person";
import type { ErrorCode } from "#lib/errors";
import type { TruthConversation } from "./inbox-truth.ts";

/** One thing that a person does, and what must come of it: a refusal, or a change of the truth. */
export type Step = {
  readonly run: () => Promise<unknown>;
  readonly refusal: ErrorCode | null;
  readonly apply: () => void;
};

/** Who does something where, when, and as which operation; the dice decide the rest. */
export type Scene = {
  readonly talk: TruthConversation;
  readonly actor: VerifiedActor;
  readonly at: number;
  readonly index: number;
  /** Pairs "blocker blocked". */
  readonly blocks: Set<string>;
  readonly random: () => number;
};

/** Every kind of step with how often it is taken. */
export const STEPS = {
  send: { weight: 11, plan: planSend },
  resend: { weight: 1, plan: planResend },
  edit: { weight: 4, plan: planEdit },
  delete: { weight: 4, plan: planDelete },
  read: { weight: 5, plan: planRead },
  archive: { weight: 2, plan: planArchive },
  mark: { weight: 2, plan: planMark },
  block: { weight: 1, plan: planBlock },
  unblock: { weight: 4, plan: planUnblock },
} as const satisfies Record<string, { weight: number; plan: (scene: Scene) => Step }>;

const NOTHING = () => {};

function planSend({ talk, actor, at, index, ...scene }: Scene): Step {
  const sent = { clientId: `operation-${index}-of-the-model`, body: `Message ${index}` };
  return {
    run: () => sendMessage(actor, { conversationId: talk.conversationId, ...sent }),
    refusal: refusalByBlock({ talk, actor, ...scene }),
    apply: () => talk.send(actor, { ...sent, at }),
  };
}

/** What was first sent, sent again, whatever became of it: the same message, and nothing else happens. */
function planResend({ talk, actor }: Scene): Step {
  const earlier = talk.messages.find(({ senderId }) => senderId === actor.userId);
  if (!earlier) return { run: async () => {}, refusal: null, apply: NOTHING };
  const { clientId } = earlier;
  const body = `Message ${clientId.split("-")[1]}`;
  const run = () => sendMessage(actor, { conversationId: talk.conversationId, clientId, body });
  return { run, refusal: null, apply: NOTHING };
}

function planEdit(scene: Scene): Step {
  const { talk, actor, at, index, random } = scene;
  const seq = chooseRecent(scene);
  const message = talk.messages[seq - 1];
  const body = random() < 0.2 && message?.body ? message.body : `Edit ${index}`;
  const isSame = message?.senderId === actor.userId && message.body === body;
  return {
    run: () => editMessage(actor, { conversationId: talk.conversationId, seq, body }),
    refusal: isSame ? null : (talk.refusalFor(actor, seq, at) ?? refusalByBlock(scene)),
    apply: () => message && !isSame && Object.assign(message, { body, isEdited: true }),
  };
}

function planDelete(scene: Scene): Step {
  const { talk, actor, at } = scene;
  const seq = chooseRecent(scene);
  const message = talk.messages[seq - 1];
  const isGone = message?.senderId === actor.userId && message.isDeleted;
  return {
    run: () => deleteMessage(actor, { conversationId: talk.conversationId, seq }),
    refusal: isGone ? null : talk.refusalFor(actor, seq, at),
    apply: () => message && Object.assign(message, { body: "", isDeleted: true, isEdited: false }),
  };
}

/** Half of the time everything, and beyond the last message. */
function planRead({ talk, actor, blocks, random }: Scene): Step {
  const { length } = talk.messages;
  const seq = random() < 0.5 ? length + 2 : Math.floor(random() * length);
  const run = () => markRead(actor, { conversationId: talk.conversationId, seq });
  const isHidden = blocks.has(`${actor.userId} ${talk.otherOf(actor).userId}`);
  return { run, refusal: null, apply: () => talk.read(actor, seq, isHidden) };
}

function planArchive({ talk, actor, random }: Scene): Step {
  const isArchived = random() < 0.7;
  return {
    run: () => fileConversation(actor, { conversationId: talk.conversationId, isArchived }),
    refusal: null,
    apply: () => Object.assign(talk.side(actor), { isArchived }),
  };
}

function planMark({ talk, actor, random }: Scene): Step {
  const isMarkedUnread = random() < 0.8;
  return {
    run: () => fileConversation(actor, { conversationId: talk.conversationId, isMarkedUnread }),
    refusal: null,
    apply: () =>
      Object.assign(talk.side(actor), {
        isMarkedUnread: isMarkedUnread && talk.messages.length > 0,
      }),
  };
}

function planBlock({ talk, actor, blocks }: Scene): Step {
  const other = talk.otherOf(actor);
  return {
    run: () => blockPerson(actor, other),
    refusal: null,
    apply: () => blocks.add(`${actor.userId} ${other.userId}`),
  };
}

function planUnblock({ talk, actor, blocks }: Scene): Step {
  const other = talk.otherOf(actor);
  return {
    run: () => unblockPerson(actor, other),
    refusal: null,
    apply: () => blocks.delete(`${actor.userId} ${other.userId}`),
  };
}

function refusalByBlock({ talk, actor, blocks }: Pick<Scene, "talk" | "actor" | "blocks">) {
  const other = talk.otherOf(actor);
  const isBlocked =
    blocks.has(`${actor.userId} ${other.userId}`) || blocks.has(`${other.userId} ${actor.userId}`);
  return isBlocked ? "blocked" : null;
}

/**
 * Usually one of the person's own newest, because other people's and older ones cannot be changed. 1 when there is
 * none.
 */
function chooseRecent({ talk, actor, random }: Scene): number {
  const newest = talk.messages
    .map(({ senderId }, index) => ({ senderId, seq: index + 1 }))
    .slice(-6);
  const isOwn = random() < 0.8;
  const choices = newest.filter(({ senderId }) => (senderId === actor.userId) === isOwn);
  return choices[Math.floor(random() * choices.length)]?.seq ?? 1;
}
