import { expect, test } from "vitest";
import { compared } from "./knock.ts";

const page = (body: string) =>
  compared({ status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body });

test("a page reads the same whether a part of it came at once or later", () => {
  const atOnce = page(
    "<header><!--$--><b>WorkHub</b> <i>€90.00</i><!--/$--></header><main>Nothing</main>",
  );
  const later = page(
    '<header><!--$?--><template id="B:0"></template><b>WorkHub</b><!--/$--></header><main>Nothing</main><div hidden id="S:0"><b>WorkHub</b> <i>€90.00</i></div><script>$RC("B:0","S:0")</script>',
  );
  expect(later).toBe(atOnce);
  const failed = page(
    "<header><!--$!--><template></template><i>Loading <!--$--><b>it</b><!--/$--> still</i><!--/$--><b>WorkHub</b> <i>€90.00</i></header><main>Nothing</main>",
  );
  expect(failed).toBe(atOnce);
  expect(page("<main>Something</main>")).not.toBe(page("<main>Nothing</main>"));
});
