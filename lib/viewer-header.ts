/**
 * The person for whom a page was made. Its scripts send it with their requests, so a page that was left open is never
 * answered as, and never acts for, another person who has signed in since.
 */
export const VIEWER_HEADER = "x-workhub-viewer";
