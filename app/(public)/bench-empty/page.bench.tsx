/** The floor of `npm run bench -- http`: the cost of every page before it shows anything. No other build has it. */
export default function EmptyPage() {
  return null;
}
