/** The floor of `npm run bench -- http`: the lowest possible cost of an answer here. No other build has it. */
export async function GET() {
  return Response.json({});
}
