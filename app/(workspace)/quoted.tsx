/** What somebody reported, as it was then: a title, and its words if it has any. */
export function Quoted({ title, body }: { title: string; body: string | null }) {
  return (
    <blockquote className="mt-2 border-l-2 border-edge pl-3">
      <p className="font-semibold">
        <bdi>{title}</bdi>
      </p>
      {body !== null && (
        <p dir="auto" className="prose-text mt-1 line-clamp-12 text-ink-2">
          {body === "" ? "Without words" : body}
        </p>
      )}
    </blockquote>
  );
}
