/** A mail as it is handed over. Addresses have parts, and are put together by the library that writes the headers. */
export type OutgoingMail = {
  readonly from: Address;
  readonly to: Address;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same whenever this mail is sent again. */
  readonly messageId: string;
  /** The thread that it belongs to. */
  readonly references: string | null;
  readonly listId: { readonly name: string; readonly host: string };
  /** Where one request stops all of its kind; null for what cannot be stopped. */
  readonly unsubscribeUrl: string | null;
};

export type Address = { readonly name: string; readonly address: string };

/** "sent": the server has taken it over. "refused": it never will. "later": nobody knows, so it is tried again. */
export type Handover =
  | { readonly outcome: "sent" }
  | { readonly outcome: "refused" | "later"; readonly reason: string };

/** The port to the server that takes mail. `send` never throws, and ends within a minute. */
export type MailProvider = {
  send(mail: OutgoingMail): Promise<Handover>;
  close(): void;
};
