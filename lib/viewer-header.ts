/**
 * Whom a page in a browser was made for. Sent with what its scripts ask for, so that a page that was left open is
 * never answered, and never acts, as somebody who has signed in since.
 */
export const VIEWER_HEADER = "x-workhub-viewer";
