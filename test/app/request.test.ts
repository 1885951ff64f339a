import { describe, expect, test } from "vitest";
import { negotiate } from "../../app/_i18n/negotiate.ts";
import { isSameOrigin } from "../../app/_session/same-origin.ts";
import { filterSchema, hrefOf } from "../../app/courses/[course]/submissions/filter.ts";

describe("the language of a browser that chose none", () => {
  test.each([
    ["pt-BR,pt;q=0.9,en;q=0.8", "pt-BR"],
    ["pt-PT", "pt-BR"],
    ["en-GB,en;q=0.9", "en"],
    ["de,en;q=0.5,pt;q=0.7", "pt-BR"],
    ["pt;q=0,en", "en"],
    ["ja", "pt-BR"],
    [null, "pt-BR"],
  ] as const)("%s", (header, locale) => {
    expect(negotiate(header)).toBe(locale);
  });
});

describe("only our own pages may post", () => {
  const from = (headers: Record<string, string>) => isSameOrigin(new Request("http://nabla.example/x", { headers }));
  test.each([
    [{ "sec-fetch-site": "same-origin" }, true],
    [{ "sec-fetch-site": "same-site" }, false],
    [{ "sec-fetch-site": "cross-site" }, false],
    [{ "sec-fetch-site": "none" }, false],
    [{ origin: "http://nabla.example", host: "nabla.example" }, true],
    [{ origin: "http://elsewhere.example", host: "nabla.example" }, false],
    [{ origin: "null", host: "nabla.example" }, false],
    [{ host: "nabla.example" }, false],
  ])("%o", (headers, allowed) => {
    expect(from(headers as Record<string, string>)).toBe(allowed);
  });
});

describe("the filter of the list", () => {
  test("what an address cannot mean filters nothing", () => {
    expect(filterSchema.parse({ status: "fine", verdict: "", person: "  ", sort: ["a", "b"] })).toEqual({});
  });
  test("an address can be made from it and read again", () => {
    const filter = { project: "project-2", person: "Aluna 1 & co", status: "graded" as const };
    const address = new URL(hrefOf("t320", filter), "http://x");
    expect(filterSchema.parse(Object.fromEntries(address.searchParams))).toEqual(filter);
  });
});
