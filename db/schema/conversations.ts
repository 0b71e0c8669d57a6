import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { bytes, count, id, moment, oneOf, searchDocument } from "../columns.ts";
import { jobs } from "./jobs.ts";
import { users } from "./users.ts";

export const CHANGE_KINDS = [
  "message",
  "edit",
  "delete",
  "reaction",
  "read",
  "filed",
  "blocking",
  "event",
  "news",
  "bell",
] as const;

export const REACTIONS = ["agree", "love", "smile", "celebrate", "look", "thank"] as const;

/** What a client and a freelancer write to each other about one job. */
export const conversations = pgTable(
  "conversations",
  {
    id: id("cnv").primaryKey(),
    jobId: id("job")
      .notNull()
      .references(() => jobs.id),
    clientId: id("usr")
      .notNull()
      .references(() => users.id),
    freelancerId: id("usr")
      .notNull()
      .references(() => users.id),
    /** The number of the newest message, 0 before the first. Rises by one, under this row's lock. */
    lastSeq: count().notNull().default(0),
    createdAt: moment().notNull(),
    /** Set when the client wrote first, to a freelancer who had not applied. */
    invitedAt: moment(),
  },
  (table) => [
    unique("conversations_pair").on(table.jobId, table.freelancerId),
    check("conversations_parties", sql`${table.clientId} <> ${table.freelancerId}`),
    index("conversations_invited")
      .on(table.clientId, table.invitedAt)
      .where(sql`invited_at is not null`),
  ],
);

/** One person's side of a conversation. Changes only under the lock on the conversation's row. */
export const participants = pgTable(
  "participants",
  {
    conversationId: id("cnv")
      .notNull()
      .references(() => conversations.id),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    /** Only rises, and never past the conversation's `last_seq`. */
    lastReadSeq: count().notNull().default(0),
    /** The last message that the other person may know was read: stands still while this person has blocked them. */
    shownReadSeq: count().notNull().default(0),
    /** The result of a recount: messages after `last_read_seq`, from the other person, not deleted. */
    unreadCount: integer().notNull().default(0),
    /** Set by hand; ends when the person reads. */
    isMarkedUnread: boolean().notNull().default(false),
    archivedAt: moment(),
    /** When the newest message was sent; null before the first. The inbox is in this order. */
    lastMessageAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.userId] }),
    check("participants_unread", sql`${table.unreadCount} >= 0`),
    check("participants_shown_read", sql`${table.shownReadSeq} <= ${table.lastReadSeq}`),
    index("participants_inbox").on(
      table.userId,
      table.lastMessageAt.desc(),
      table.conversationId.desc(),
    ),
    index("participants_unread_of")
      .on(table.userId)
      .where(sql`archived_at is null and (unread_count > 0 or is_marked_unread)`),
  ],
);

export const messages = pgTable(
  "messages",
  {
    conversationId: id("cnv")
      .notNull()
      .references(() => conversations.id),
    /** 1, 2, 3… without a gap within the conversation, in the order in which they were stored. */
    seq: count().notNull(),
    senderId: id("usr")
      .notNull()
      .references(() => users.id),
    /** Made by the sender's device: the same message sent again has the same id. */
    clientId: text().notNull(),
    /** sha256 over what was first sent: tells a retry from a reused `client_id`, even after an edit. */
    requestHash: bytes().notNull(),
    /** Empty when it has only files, or is deleted. */
    body: text().notNull(),
    createdAt: moment().notNull(),
    editedAt: moment(),
    deletedAt: moment(),
    /** The earlier message of the conversation that it answers. */
    replyToSeq: count(),
    /** How often somebody has reacted to it or taken that back: of two states of it, the later one has more. */
    reactionChanges: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.seq] }),
    check("messages_reply", sql`${table.replyToSeq} between 1 and ${table.seq} - 1`),
    unique("messages_client_id").on(table.senderId, table.clientId),
    check("messages_deleted", sql`${table.deletedAt} is null or ${table.body} = ''`),
  ],
);

/** A file as it was when it was removed from a message. The hash is hexadecimal SHA-256. */
export type KeptFile = {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
};

/**
 * What a message had said before its sender edited or deleted it: its hash, and where the words are evidence the words
 * themselves. Added and never changed.
 */
export const keptMessages = pgTable(
  "kept_messages",
  {
    conversationId: id("cnv").notNull(),
    seq: count().notNull(),
    /** 1, 2, 3… as the message was changed. */
    number: integer().notNull(),
    at: moment().notNull(),
    /** SHA-256 of the words. */
    bodyHash: bytes().notNull(),
    /** Null unless they had been reported, or sent before a dispute. */
    body: text(),
    /** Those that the message lost by this. */
    files: jsonb().$type<readonly KeptFile[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.seq, table.number] }),
    foreignKey({
      name: "kept_messages_of",
      columns: [table.conversationId, table.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
  ],
);

/** How people react to messages, besides writing. Goes with the message when it is deleted. */
export const messageReactions = pgTable(
  "message_reactions",
  {
    conversationId: id("cnv").notNull(),
    seq: count().notNull(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    reaction: text({ enum: REACTIONS }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.seq, table.userId, table.reaction] }),
    foreignKey({
      name: "message_reactions_of",
      columns: [table.conversationId, table.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
    check("message_reactions_reaction", oneOf(table.reaction, REACTIONS)),
  ],
);

/**
 * A message as one of its two people finds it, by its words and by the names of its files. Kept by triggers, and gone
 * when the message is deleted. Every term begins with a code for the person and the segment, so what is read of the
 * index is this person's alone, newest first (docs/decisions/110-search-in-messages.md).
 */
export const messageSearch = pgTable(
  "message_search",
  {
    conversationId: id("cnv").notNull(),
    seq: count().notNull(),
    userId: id("usr").notNull(),
    /** Of about 8,000 of the person's changes; a message stays in the one that it was sent in. */
    segment: integer().notNull(),
    sentAt: moment().notNull(),
    terms: searchDocument().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.seq, table.userId] }),
    foreignKey({
      name: "message_search_of",
      columns: [table.conversationId, table.seq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
    index("message_search_terms").using("gin", table.terms).with({ fastupdate: false }),
  ],
);

/**
 * What a person finds a conversation by: the other person's name, a client's by the company, and the job's title, both
 * folded. Kept by triggers (docs/decisions/110-search-in-messages.md).
 */
export const conversationNames = pgTable(
  "conversation_names",
  {
    conversationId: id("cnv").notNull(),
    /** Whose side it is. */
    userId: id("usr").notNull(),
    otherName: text().notNull(),
    jobTitle: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.userId] }),
    foreignKey({
      name: "conversation_names_of",
      columns: [table.conversationId, table.userId],
      foreignColumns: [participants.conversationId, participants.userId],
    }),
    index("conversation_names_person").on(table.userId),
  ],
);

/** One per person: the number of their newest change. All numbering happens under this row's lock. */
export const inboxes = pgTable("inboxes", {
  userId: id("usr")
    .primaryKey()
    .references(() => users.id),
  lastSeq: count().notNull().default(0),
  /** Changes up to this one have been removed: a client with an older number starts over. */
  prunedSeq: count().notNull().default(0),
});

/**
 * What changed for a person, in order: inserted by `inbox_announce` and `inbox_announce_noted`, never changed. "News"
 * is what happened on their jobs, on their contracts or in their wallet; "bell" is that they have read notifications.
 * Neither belongs to a conversation.
 */
export const inboxChanges = pgTable(
  "inbox_changes",
  {
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    /** 1, 2, 3… without a gap within the person's inbox. */
    seq: count().notNull(),
    /** Null for news and for the bell. */
    conversationId: id("cnv").references(() => conversations.id),
    kind: text({ enum: CHANGE_KINDS }).notNull(),
    /** The message that was sent, edited or deleted, or the last one that was read. */
    messageSeq: count(),
    at: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.seq] }),
    check("inbox_changes_kind", oneOf(table.kind, CHANGE_KINDS)),
    check(
      "inbox_changes_news",
      sql`(${table.kind} in ('news', 'bell')) = (${table.conversationId} is null)`,
    ),
    index("inbox_changes_at").on(table.at),
  ],
);

/**
 * The people whom running transactions must notify when they commit. Empty in between: a row lives as long as its
 * transaction.
 */
export const inboxNoted = pgTable(
  "inbox_noted",
  {
    transaction: text().notNull(),
    userId: text().notNull(),
    /** Empty for news that belongs to no conversation. */
    conversationId: text().notNull(),
    at: moment().notNull(),
  },
  (table) => [primaryKey({ columns: [table.transaction, table.userId, table.conversationId] })],
);

/** Who does not want to hear from whom. While it stands, neither can write to the other. */
export const blocks = pgTable(
  "blocks",
  {
    blockerId: id("usr")
      .notNull()
      .references(() => users.id),
    blockedId: id("usr")
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.blockerId, table.blockedId] }),
    check("blocks_self", sql`${table.blockerId} <> ${table.blockedId}`),
  ],
);
