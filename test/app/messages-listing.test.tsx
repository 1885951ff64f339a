import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Listing } from "../../app/_code/listing.tsx";
import en from "../../app/_i18n/en.json" with { type: "json" };
import { Messages } from "../../app/_report/messages.tsx";
import type { Message } from "../../grader/report.ts";

const render = (node: ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="America/Sao_Paulo">
      {node}
    </NextIntlClientProvider>,
  );

const message = (line: number, more: Partial<Message> = {}): Message => ({
  file: "lib/a b.ts",
  line,
  column: 1,
  text: `<b>wrong</b> in line ${line}`,
  severity: "error",
  ...more,
});

describe("what the compiler says", () => {
  test("of hundreds of messages the first are read at once, the rest on demand, also those that are the same", () => {
    const html = render(<Messages messages={Array.from({ length: 200 }, () => message(1))} />);
    const [shown, folded] = html.split("<details");
    expect(shown?.match(/<li/g)).toHaveLength(20);
    expect(folded).toContain("180 more messages");
    expect(folded?.match(/<li/g)).toHaveLength(180);
    expect(html).not.toContain("<b>wrong");
  });
  test("few are not folded", () => {
    expect(render(<Messages messages={[message(1)]} />)).not.toContain("<details");
  });
});

describe("a file of a hand-in", () => {
  const text = "const a = 1;\nconst b = '<i>';\n";
  test("has each message at its line, and warnings are not errors", () => {
    const html = render(
      <Listing
        path="lib/a b.ts"
        text={text}
        among={1}
        messages={[message(2, { severity: "warning" }), message(1, { file: "other.ts" })]}
      />,
    );
    expect(html).toMatch(/<li id="L-lib_a_b\.ts-2" class="[^"]*remarked[^"]*">.*&lt;b&gt;wrong&lt;\/b&gt; in line 2/);
    expect(html).toContain('<li id="L-lib_a_b.ts-1"><code>');
    expect(html).not.toContain("<i>");
    expect(html).toContain("1 line with a message");
  });
  test.each([
    [1, [], true],
    [8, [], true],
    [60, [], false],
    [20, [message(1)], true],
    [60, [message(1)], false],
  ])("among %i files with %j it is open: %s", (among, messages, open) => {
    expect(/<details[^>]* open=""/.test(render(<Listing path="lib/a b.ts" {...{ text, among, messages }} />))).toBe(
      open,
    );
  });
  test("of two thousand lines is folded unless something is said of it", () => {
    const long = "x;\n".repeat(2000);
    expect(render(<Listing path="a.ts" text={long} among={1} messages={[]} />)).not.toMatch(/<details[^>]* open=""/);
  });
});
