import { type Id, isId } from "#lib/ids";

/** The channels of NOTIFY, and what travels on them: ids and numbers, never content. */
export const CHANGE_CHANNEL = "inbox";
export const TYPING_CHANNEL = "inbox_typing";

export type ChangeNotice = { readonly userId: Id<"usr">; readonly seq: number };
export type TypingNotice = { readonly userId: Id<"usr">; readonly conversationId: Id<"cnv"> };

/** Reads what `inbox_announce` sends, "usr_…:12 usr_…:7". What is not of that form is left out. */
export function parseChangeNotices(payload: string): ChangeNotice[] {
  return payload.split(" ").flatMap((part) => {
    const [userId, number] = part.split(":");
    const seq = Number(number);
    return isId("usr", userId) && Number.isSafeInteger(seq) && seq > 0 ? [{ userId, seq }] : [];
  });
}

/** Who is told, and in which conversation the other person writes: "usr_… cnv_…". */
export function formatTypingNotice({ userId, conversationId }: TypingNotice): string {
  return `${userId} ${conversationId}`;
}

export function parseTypingNotice(payload: string): TypingNotice | null {
  const [userId, conversationId] = payload.split(" ");
  return isId("usr", userId) && isId("cnv", conversationId) ? { userId, conversationId } : null;
}
