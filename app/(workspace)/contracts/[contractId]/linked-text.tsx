const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** Text that a person wrote, with its line breaks; addresses in it can be followed. */
export function LinkedText({ text }: { text: string }) {
  return (
    <p className="prose-text text-sm text-ink-2">
      {partsOf(text).map(({ part, at }) =>
        ADDRESS.test(part) ? (
          <a
            key={at}
            href={part}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="link"
          >
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}

/** The text cut at its addresses, each piece with the place where it begins. */
function partsOf(text: string): { part: string; at: number }[] {
  let at = 0;
  return text.split(ADDRESS).map((part) => {
    const piece = { part, at };
    at += part.length;
    return piece;
  });
}
