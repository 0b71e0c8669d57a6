import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, count, id, moment, oneOf } from "../columns.ts";
import { submissions } from "./contracts.ts";
import { messages } from "./conversations.ts";
import { disputeStatements } from "./disputes.ts";
import { jobs, proposals } from "./jobs.ts";
import { portfolioItems, users } from "./users.ts";

export const FILE_PURPOSES = [
  "message",
  "submission",
  "dispute",
  "job",
  "proposal",
  "avatar",
  "portfolio",
] as const;
const STORES = ["embedded", "uploadthing"] as const;
const STATUSES = ["uploading", "stored"] as const;
const PREVIEWS = ["none", "pending", "ready"] as const;

/**
 * What people uploaded. A file belongs to its uploader until it is attached to one thing, for good. The columns at the
 * end name that thing, which decides who may read the file (lib/files/queries/readable.ts).
 */
export const files = pgTable(
  "files",
  {
    id: id("fil").primaryKey(),
    ownerId: id("usr")
      .notNull()
      .references(() => users.id),
    purpose: text({ enum: FILE_PURPOSES }).notNull(),
    /** The uploader's name for it, without folders and control characters. */
    name: text().notNull(),
    /** Declared by the browser while it is uploading, found in the bytes once it is stored. */
    type: text().notNull(),
    sizeBytes: count().notNull(),
    store: text({ enum: STORES }).notNull(),
    /** The store's name for it. Never shown, and it proves no right. */
    storeKey: text().notNull().unique(),
    status: text({ enum: STATUSES }).notNull(),
    /** How much has arrived, while it is uploading. */
    receivedBytes: count().notNull().default(0),
    /** While a writer writes its bytes: until when no other writer may. */
    writingUntil: moment(),
    sha256: bytes(),
    /** For an image: upright, in pixels. */
    width: integer(),
    height: integer(),
    preview: text({ enum: PREVIEWS }).notNull().default("none"),
    createdAt: moment().notNull(),
    storedAt: moment(),
    /** When everything hidden was removed from it. Matters only for files that strangers may read. */
    cleanedAt: moment(),

    /** Its place among the files of the same thing, from 1. */
    position: integer(),
    conversationId: id("cnv"),
    messageSeq: count(),
    submissionId: id("sub").references(() => submissions.id),
    statementId: id("dst").references(() => disputeStatements.id),
    jobId: id("job").references(() => jobs.id),
    proposalId: id("prp").references(() => proposals.id),
    portfolioItemId: id("prt").references(() => portfolioItems.id, { onDelete: "set null" }),
    avatarOf: id("usr").references(() => users.id),
  },
  (table) => [
    check("files_purpose", oneOf(table.purpose, FILE_PURPOSES)),
    check("files_store", oneOf(table.store, STORES)),
    check("files_status", oneOf(table.status, STATUSES)),
    check("files_preview", oneOf(table.preview, PREVIEWS)),
    check(
      "files_size",
      sql`${table.sizeBytes} > 0 and ${table.receivedBytes} <= ${table.sizeBytes}`,
    ),
    check("files_stored", sql`${table.status} = 'uploading' or ${table.sha256} is not null`),
    check(
      "files_one_place",
      sql`num_nonnulls(conversation_id, submission_id, statement_id, job_id, proposal_id, portfolio_item_id, avatar_of) <= 1`,
    ),
    foreignKey({
      name: "files_message_of",
      columns: [table.conversationId, table.messageSeq],
      foreignColumns: [messages.conversationId, messages.seq],
    }),
    uniqueIndex("files_avatar").on(table.avatarOf),
    index("files_owner").on(table.ownerId),
    index("files_message").on(table.conversationId, table.messageSeq),
    index("files_submission").on(table.submissionId, table.position),
    index("files_statement").on(table.statementId, table.position),
    index("files_job").on(table.jobId, table.position),
    index("files_proposal").on(table.proposalId, table.position),
    index("files_portfolio_item").on(table.portfolioItemId),
    index("files_uncleaned")
      .on(table.id)
      .where(sql`cleaned_at is null and purpose in ('avatar', 'portfolio', 'job')`),
    index("files_loose")
      .on(table.createdAt)
      .where(
        sql`conversation_id is null and submission_id is null and statement_id is null and job_id is null and proposal_id is null and portfolio_item_id is null and avatar_of is null`,
      ),
  ],
);
