import { parseArgs } from "node:util";
import { box } from "./box.ts";
import { run, stopSignal } from "./run.ts";
import { STANDIN_KEY, STANDIN_SECRET, startStandin } from "./stripe/standin.ts";

/*
 * `npm run stripe:standin`: something to try the Stripe provider with. --port and --hook say where it listens and where
 * WorkHub takes its messages.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "12111" },
      hook: { type: "string", default: "http://localhost:3000/api/payments/events" },
    },
  });
  const { hook } = values;
  const standin = await startStandin(Number(values.port), async (body, signature) => {
    const headers = { "content-type": "application/json", "stripe-signature": signature };
    const { ok } = await fetch(hook, { method: "POST", headers, body });
    return ok;
  });
  const lines = [
    "A stand-in for Stripe is ready. Start WorkHub with:",
    "",
    `STRIPE_SECRET_KEY=${STANDIN_KEY}`,
    `STRIPE_WEBHOOK_SECRET=${STANDIN_SECRET}`,
    `STRIPE_API=${standin.address}`,
    "",
    `Its messages go to ${hook}`,
    `What banks do, and refunds, are buttons at ${standin.address}/dashboard`,
    "Ctrl-C stops it.",
  ];
  console.log(box(lines));
  await stopSignal();
  await standin.close();
}

await run(main);
process.exit();
