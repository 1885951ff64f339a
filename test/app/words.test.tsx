import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Words } from "../../app/_report/words.tsx";

test.each([
  ["your `loss` and delta1", "your <code>loss</code> and δ¹"],
  ["`gradient` threw", "<code>gradient</code> threw"],
  ["an odd ` and <b> of a program", "an odd ` and &lt;b&gt; of a program"],
  ["*no* _markdown_", "*no* _markdown_"],
])("%s", (text, html) => {
  expect(renderToStaticMarkup(<Words text={text} />)).toBe(html);
});
