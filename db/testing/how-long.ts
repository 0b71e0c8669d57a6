/** Whether this is `npm run test:long`, which tries more of what has no end. */
export const IS_LONG = process.env.TEST_LONG === "1";
