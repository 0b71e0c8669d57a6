import { z } from "zod";
import type { TaskDefinition } from "#lib/edge/task";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { idInput, optionalLine, optionalText, textInput, wholeNumberInput } from "#lib/input";
import type { JobEventKind } from "#lib/jobs/record-event";
import type { Cents } from "#lib/money";
import type { Hits } from "#lib/search/hits";
import type { Hint } from "#lib/shield/policy";
import { BODY_MAX, INBOX_FILTERS, REACTIONS, type Reaction } from "./policy.ts";

/** Made by the sending device, a ULID or UUID: a message sent again has the same one. */
const clientIdInput = z.string().regex(/^[\w-]{16,64}$/, "That is not a valid reference.");
const seqInput = wholeNumberInput({
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  message: "That is not a valid reference.",
});
const bodyInput = optionalText(BODY_MAX);

export const conversationInput = z.object({ conversationId: idInput("cnv") });
export type ConversationInput = z.input<typeof conversationInput>;

/** A conversation begins about a job. The client names the freelancer; otherwise the freelancer is the actor. */
export const openConversationInput = z.object({
  jobId: idInput("job"),
  freelancerId: idInput("usr").optional(),
});
export type OpenConversationInput = z.input<typeof openConversationInput>;

/** What a device sends to one conversation. */
export const newMessageInput = z.object({
  clientId: clientIdInput,
  body: bodyInput,
  fileIds: fileIdsInput,
  /** The number of the message that it answers. */
  replyTo: seqInput.optional(),
});

export const sendMessageInput = newMessageInput
  .extend({ conversationId: idInput("cnv") })
  .refine(({ body, fileIds }) => body !== "" || fileIds.length > 0, {
    error: "Write something or attach a file.",
    path: ["body"],
  });
export type SendMessageInput = z.input<typeof sendMessageInput>;

export const editMessageInput = z.object({
  conversationId: idInput("cnv"),
  seq: seqInput,
  body: textInput({
    min: 1,
    max: BODY_MAX,
    missing: "Write something, or delete the message.",
  }),
});
export type EditMessageInput = z.input<typeof editMessageInput>;

export const messageInput = z.object({ conversationId: idInput("cnv"), seq: seqInput });
export type MessageInput = z.input<typeof messageInput>;

export const readInput = messageInput;

export const reactionInput = messageInput.extend({ reaction: z.enum(REACTIONS) });
export const reactInput = reactionInput.extend({ isOn: z.boolean() });
export type ReactInput = z.input<typeof reactInput>;

/** What a person decides about their own side of a conversation. */
export const fileConversationInput = z.object({
  conversationId: idInput("cnv"),
  isArchived: z.boolean().optional(),
  isMarkedUnread: z.boolean().optional(),
});
export type FileConversationInput = z.input<typeof fileConversationInput>;

export const blockInput = z.object({ userId: idInput("usr") });
export type BlockInput = z.input<typeof blockInput>;

/** What the inbox's address may ask for. "all" and "unread" leave out archived conversations. */
export const inboxPageInput = z.object({
  filter: z.enum(INBOX_FILTERS).default("all"),
  q: optionalLine(100),
  cursor: z.string().max(90).optional(),
});
export type InboxPageInput = z.input<typeof inboxPageInput>;

/** Where `GET /api/inbox` continues from. */
export const inboxDeltaInput = z.object({ since: seqInput });

/** Which messages of a conversation: those before or after one, around one, or the newest. */
export const messagePageInput = z
  .object({ before: seqInput.optional(), after: seqInput.optional(), around: seqInput.optional() })
  .refine((span) => Object.values(span).filter((seq) => seq !== undefined).length <= 1, {
    error: "Ask for one of before, after and around.",
  });
export type MessagePageInput = z.input<typeof messagePageInput>;

/** The other person of a conversation. */
export type OtherView = {
  readonly userId: Id<"usr">;
  /** The company's name for a client, the person's own for a freelancer. */
  readonly name: string;
  readonly handle: string;
  readonly role: "client" | "freelancer";
  readonly avatarFileId: Id<"fil"> | null;
};

/** What a message answers: the message as it is now, in one line. */
export type QuoteView = {
  readonly seq: number;
  readonly senderId: Id<"usr">;
  /** At most 140 characters, without line breaks; empty when it has only files, or is deleted. */
  readonly text: string;
  readonly fileName: string | null;
  readonly isDeleted: boolean;
};

/** Times are ISO 8601 in UTC, because these views travel as JSON. */
export type MessageView = {
  readonly conversationId: Id<"cnv">;
  readonly seq: number;
  readonly senderId: Id<"usr">;
  readonly clientId: string;
  /** Empty when deleted, or when it has only files. */
  readonly body: string;
  /** What in one of the first messages leads away from here; absent when nothing does. */
  readonly hints?: readonly Hint[];
  readonly files: readonly FileView[];
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
  /** Null when it answers none, or is deleted. */
  readonly replyTo: QuoteView | null;
  /** Those that somebody has chosen, in their order, and who that is. */
  readonly reactions: readonly ReactionView[];
  /** How often they have changed: of two states of the message, the later one has more. */
  readonly reactionChanges: number;
};

export type ReactionView = { readonly reaction: Reaction; readonly userIds: readonly Id<"usr">[] };

/** What happened on the contract, as a quiet line between the messages. */
export type EventView = {
  readonly eventId: Id<"evt">;
  readonly kind: JobEventKind;
  /** A whole phrase: "Work submitted, version 1". */
  readonly text: string;
  readonly amountCents: Cents | null;
  readonly at: string;
};

/** A conversation at a glance: one row of the inbox. */
export type ConversationRow = {
  readonly conversationId: Id<"cnv">;
  readonly other: OtherView;
  readonly jobId: Id<"job">;
  readonly jobTitle: string;
  readonly lastSeq: number;
  /** Null before the first message: then the conversation is in nobody's inbox yet. */
  readonly lastMessageAt: string | null;
  /** The newest message in one line; null before the first. */
  readonly preview: {
    readonly isMine: boolean;
    readonly isDeleted: boolean;
    /** At most 140 characters, without line breaks; empty when it has only files. */
    readonly text: string;
    readonly fileName: string | null;
  } | null;
  readonly lastReadSeq: number;
  /** How far the other person has read, as far as the viewer may know. */
  readonly otherReadSeq: number;
  readonly unreadCount: number;
  readonly isMarkedUnread: boolean;
  readonly isArchived: boolean;
};

/** One line of a result, and what of it was searched for: from and to, in order and apart. */
export type MarkedLine = { readonly text: string; readonly hits: Hits };

/** A message that was found, by its words or by the names of its files. */
export type FoundMessage = Pick<ConversationRow, "conversationId" | "other" | "jobTitle"> & {
  readonly seq: number;
  readonly isMine: boolean;
  readonly sentAt: string;
  /** A part of the message that has what was searched for, or its beginning. */
  readonly excerpt: MarkedLine;
  /** Those of its files that have it in their names. */
  readonly fileNames: readonly MarkedLine[];
};

/** One page of what was found, newest first; it can be empty with more to come. */
export type FoundPage = {
  readonly found: readonly FoundMessage[];
  /** Pass it back as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null;
};

/** One page of the inbox, newest first. */
export type InboxPage = {
  readonly rows: readonly ConversationRow[];
  /** Pass it back as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null;
  /** The person's change number at the time that this page shows: the `since` to continue from. */
  readonly seq: number;
  /** Conversations with something unread that are not archived. */
  readonly unreadConversations: number;
  /** Up to 100, which stands for all larger numbers. */
  readonly unreadNotifications: number;
};

/** How things stand for a person, in numbers. */
export type InboxStanding = Pick<InboxPage, "seq" | "unreadConversations" | "unreadNotifications">;

/**
 * One thing that changed for a person. `message` is as it is now, for the kinds message, edit, delete and reaction.
 * "News" is
 * what happened on their jobs, on their contracts or in their wallet, "bell" that they have read notifications; neither
 * belongs to a conversation.
 */
export type InboxChange = {
  readonly seq: number;
  /** Null for news and for the bell. */
  readonly conversationId: Id<"cnv"> | null;
  readonly kind:
    | "message"
    | "edit"
    | "delete"
    | "reaction"
    | "read"
    | "filed"
    | "blocking"
    | "event"
    | "news"
    | "bell";
  readonly message: MessageView | null;
};

/** The answer to `GET /api/inbox?since=`: at most a few hundred changes, in order, without a gap. */
export type InboxDelta = {
  readonly changes: readonly InboxChange[];
  /** The current rows of the conversations that these changes concern. */
  readonly rows: readonly ConversationRow[];
  /** Continue from here. */
  readonly seq: number;
  /** The newest existing change: larger than `seq` when there is more to fetch. */
  readonly latestSeq: number;
  readonly unreadConversations: number;
  readonly unreadNotifications: number;
};

/**
 * A page of a conversation, oldest first, and the events of the same span of time: from its first message (on the first
 * page: from the beginning) up to the message after its last one. A page `after` a message begins at that message, so
 * it can contain an event again.
 */
export type MessagePage = {
  readonly messages: readonly MessageView[];
  readonly events: readonly EventView[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
};

/** Why nobody can write here now. */
export type WritingRefusal = "blocked_by_me" | "blocked_by_other" | "left";

/** A conversation with everything beside its messages. */
export type ConversationView = ConversationRow & {
  readonly viewerId: Id<"usr">;
  readonly viewerRole: "client" | "freelancer";
  readonly contractId: Id<"ctr"> | null;
  readonly proposalId: Id<"prp"> | null;
  readonly writingRefusal: WritingRefusal | null;
  readonly isInvitation: boolean;
};

/** What the stream carries: numbers and ids, never content. */
export type InboxSignal =
  | { readonly kind: "beat" }
  | { readonly kind: "changed"; readonly seq: number }
  | { readonly kind: "typing"; readonly conversationId: Id<"cnv"> };

/** Removes changes that nobody needs for catching up any more. */
export const pruneInboxesTask = {
  name: "conversations.prune-inboxes",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;
