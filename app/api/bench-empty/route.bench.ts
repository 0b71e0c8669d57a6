import Stripe from "stripe";

/** The floor of `npm run bench -- http`: the lowest possible cost of an answer here. No other build has it. */
export async function GET() {
  return Response.json({});
}

/** The floor of `npm run bench -- books` for what a provider tells: only its signature is checked. */
export async function POST(request: Request) {
  const signature = request.headers.get("stripe-signature") ?? "";
  const secret = process.env.STRIPE_WEBHOOK_SECRET ?? "";
  Stripe.webhooks.constructEvent(await request.text(), signature, secret);
  return Response.json({});
}
