"use client";
"use no memo";

import { OpenedDialog } from "#components/ui/dialog-parts";
import { Link } from "#components/ui/link";

const KEYS = [
  { place: "Everywhere", keys: [{ key: "?", does: "lists the keys" }] },
  {
    place: "In lists",
    keys: [
      { key: "/", does: "searches" },
      { key: "j", does: "goes to the next entry" },
      { key: "k", does: "goes to the one before" },
      { key: "Enter", does: "opens it" },
      { key: "Esc", does: "closes it" },
    ],
  },
  {
    place: "In the inbox",
    keys: [
      { key: "e", does: "archives a conversation" },
      { key: "u", does: "marks it as unread" },
    ],
  },
];

export default function KeysDialog(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  return (
    <OpenedDialog {...props} title="Keys">
      {KEYS.map(({ place, keys }) => (
        <section key={place} className="mb-5">
          <h3 className="eyebrow mb-1.5">{place}</h3>
          <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-1.5">
            {keys.map(({ key, does }) => (
              <div key={key} className="contents">
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Link href="/settings" onClick={() => props.onOpenChange(false)} className="link text-sm">
        Switch single keys off in the settings
      </Link>
    </OpenedDialog>
  );
}
