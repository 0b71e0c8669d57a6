import { ButtonLink } from "#components/ui/button";

/** Also the answer for other people's conversations. */
export default function ConversationNotFound() {
  return (
    <div className="px-[18px] py-10 max-md:fixed max-md:inset-0 max-md:z-30 max-md:bg-paper md:px-11">
      <h1 className="text-3xl">There is nothing here</h1>
      <p className="measure mt-2 mb-5 text-ink-2">
        This conversation does not exist, or it is not yours to read.
      </p>
      <ButtonLink href="/inbox">Go to the inbox</ButtonLink>
    </div>
  );
}
