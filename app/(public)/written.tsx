import type { Nodes, Parents, Root } from "mdast";
import type { ReactNode } from "react";
import { safeAddress } from "#lib/settings/read-markdown";

/** What the operator has written in Markdown. HTML in it is text as it was typed, and its headings are below the page's. */
export function Written({ root }: { root: Root }) {
  return (
    <div dir="auto" className="written">
      {drawAll(root)}
    </div>
  );
}

function drawAll({ children }: Parents): ReactNode[] {
  return children.map((node, index) => <Drawn key={String(index)} node={node} />);
}

function Drawn({ node }: { node: Nodes }): ReactNode {
  switch (node.type) {
    case "heading":
      return <Heading depth={node.depth}>{drawAll(node)}</Heading>;
    case "paragraph":
      return <p>{drawAll(node)}</p>;
    case "list":
      return node.ordered ? (
        <ol start={node.start ?? 1}>{drawAll(node)}</ol>
      ) : (
        <ul>{drawAll(node)}</ul>
      );
    case "listItem":
      return <li>{drawAll(node)}</li>;
    case "blockquote":
      return <blockquote>{drawAll(node)}</blockquote>;
    case "strong":
      return <strong>{drawAll(node)}</strong>;
    case "emphasis":
      return <em>{drawAll(node)}</em>;
    case "link":
      return <WrittenLink address={node.url}>{drawAll(node)}</WrittenLink>;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "inlineCode":
      return <code>{node.value}</code>;
    case "code":
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    default:
      if ("value" in node) return node.value;
      return "children" in node ? drawAll(node) : null;
  }
}

function Heading({ depth, children }: { depth: number; children: ReactNode }) {
  if (depth === 1) return <h2>{children}</h2>;
  if (depth === 2) return <h3>{children}</h3>;
  return depth === 3 ? <h4>{children}</h4> : <h5>{children}</h5>;
}

function WrittenLink({ address, children }: { address: string; children: ReactNode }) {
  const safe = safeAddress(address);
  return safe === null ? children : <a href={safe}>{children}</a>;
}
