/** What is unread is counted up to this, which stands for all larger numbers: "99+". */
export const UNREAD_COUNTED_MOST = 100;
/** The first page of the list, and the most that its address may ask for. */
export const LIST_PAGE = 40;
export const LIST_MOST = 200;

/** Runs anywhere. False for pages of which nobody is ever told, so that nothing is asked when they are opened. */
export function mayBeAbout(path: string): boolean {
  return /^\/(?:(?:contracts|proposals|jobs|wallet\/receipts)\/[a-z]{3}_|(?:wallet|searches|settings)(?:\/|$))/.test(
    path,
  );
}
