import { sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { excerpt, findHits } from "#lib/search/hits";
import { getSearch, type Search } from "#lib/search/queries/words";
import { not, template } from "#lib/search/terms";
import { momentAt } from "#lib/time";
import {
  type ConversationRow,
  type FoundMessage,
  type FoundPage,
  type InboxPageInput,
  inboxPageInput,
  type MarkedLine,
  type MessageView,
} from "../schema.ts";
import { listConversationRows } from "./conversations.ts";
import { listMessagesByKey } from "./messages.ts";

const FOUND_PAGE = 20;
const EXCERPT_LENGTH = 140;

/**
 * One page of the person's messages that have these words in their text or in the names of their files, newest first.
 * Words as on the board, whatever their case, accents and endings; the last one may be unfinished. What a page costs
 * does not grow with what matches (docs/decisions/110-search-in-messages.md).
 */
export async function listFoundMessages(
  actor: Actor,
  input: InboxPageInput,
  reader: Reader = getDb(),
): Promise<FoundPage> {
  const { filter, q, cursor } = inboxPageInput.parse(input);
  const search = await getSearch(reader, q);
  const wanted = search.levels.at(-1);
  if (wanted === undefined) return { found: [], nextCursor: null };
  const { segment, at, id, seq } = parseCursor(cursor);
  const rows = await reader.execute<Row>(sql`
    select is_match as "isMatch", segment, (extract(epoch from sent_at) * 1000)::bigint as "sentMs",
      conversation_id as "conversationId", seq
    from search_messages(${actor.userId}, ${template([wanted, ...search.excluded.map(not)])}, ${filter},
      ${segment}::int, ${at}::timestamptz, ${id}::text, ${seq}::bigint, ${FOUND_PAGE + 1}::int)`);
  const places = rows.filter(({ isMatch }) => isMatch).slice(0, FOUND_PAGE);
  return {
    found: await viewsOf(reader, actor, places, search),
    nextCursor: cursorAfter(rows, places),
  };
}

type Row = {
  readonly [column: string]: unknown;
  /** False: only a place to go on after. */
  readonly isMatch: boolean;
  readonly segment: number;
  /** Null for the end of a segment. */
  readonly sentMs: string | null;
  readonly conversationId: Id<"cnv">;
  readonly seq: string;
};

/** After the last one that is shown; or, when enough was looked at, after the last one that was looked at. */
function cursorAfter(rows: readonly Row[], shown: readonly Row[]): string | null {
  const last = rows.at(-1);
  if (!last) return null;
  const place = rows.length > FOUND_PAGE ? shown.at(-1) : last.isMatch ? null : last;
  if (!place) return null;
  const { segment, sentMs, conversationId, seq } = place;
  return sentMs === null ? `${segment}` : `${segment}~${sentMs}~${conversationId}~${seq}`;
}

type Place = {
  readonly segment: number | null;
  readonly at: string | null;
  readonly id: string | null;
  readonly seq: string | null;
};

/** A made-up cursor counts as none: the list starts from the beginning. */
function parseCursor(cursor: string | undefined): Place {
  const [, segment = null, ms, id = null, seq = null] =
    /^(\d{1,9})(?:~(\d{1,15})~(cnv_[0-9a-z]{26})~(\d{1,15}))?$/.exec(cursor ?? "") ?? [];
  const at = ms === undefined ? null : (momentAt(Number(ms))?.toISOString() ?? null);
  if (segment === null || (ms !== undefined && at === null)) {
    return { segment: null, at: null, id: null, seq: null };
  }
  return { segment: Number(segment), at, id, seq };
}

async function viewsOf(
  reader: Reader,
  actor: Actor,
  places: readonly Row[],
  search: Search,
): Promise<FoundMessage[]> {
  const keys = places.map(({ conversationId, seq }) => ({ conversationId, seq: Number(seq) }));
  const [messages, rows] = await Promise.all([
    listMessagesByKey(reader, keys),
    listConversationRows(reader, actor, [...new Set(keys.map((key) => key.conversationId))]),
  ]);
  const messageOf = new Map(messages.map((one) => [`${one.conversationId} ${one.seq}`, one]));
  const rowOf = new Map(rows.map((row) => [row.conversationId, row]));
  return keys.flatMap(({ conversationId, seq }) => {
    const [message, row] = [messageOf.get(`${conversationId} ${seq}`), rowOf.get(conversationId)];
    return message && row ? toFound(message, row, search) : [];
  });
}

function toFound(message: MessageView, row: ConversationRow, { marks }: Search): FoundMessage {
  const marked = (text: string): MarkedLine => ({ text, hits: findHits(text, marks) });
  const fileNames = [...new Set(message.files.map(({ name }) => name))].map(marked);
  return {
    conversationId: row.conversationId,
    other: row.other,
    jobTitle: row.jobTitle,
    seq: message.seq,
    isMine: message.senderId !== row.other.userId,
    sentAt: message.createdAt,
    excerpt: marked(excerpt(message.body, marks, EXCERPT_LENGTH)),
    fileNames: fileNames.filter(({ hits }) => hits.length > 0),
  };
}
