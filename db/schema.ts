export * from "./schema/contracts.ts";
export * from "./schema/conversations.ts";
export * from "./schema/files.ts";
export * from "./schema/jobs.ts";
export * from "./schema/ledger.ts";
export * from "./schema/payments.ts";
export * from "./schema/search.ts";
export * from "./schema/users.ts";
