import { expect, test } from "vitest";
import { sentenceFor } from "../../scripts/install.mjs";

const root = "/srv/nabla";

test.each([
  ["npm error code ENOSPC\nnpm error nospc write", /disk is full/],
  ["npm error code EACCES\nnpm error path /srv/nabla/node_modules", /no permission to write below \/srv\/nabla/],
  ["npm error code ENOTFOUND\nnpm error network request failed", /could not reach its registry/],
  ["npm error code E407\nnpm error 407 Proxy Authentication Required", /and the proxy/],
  ["npm error code CERT_NOT_YET_VALID", /set the clock/],
  ["npm error code SELF_SIGNED_CERT_IN_CHAIN", /npm config set cafile/],
  ["ENOENT spawn npm ENOENT", /no npm on this machine/],
  ["SIGKILL", /want of memory/],
  ["npm error code EINTEGRITY", /its messages are above/],
])("what npm says becomes a sentence: %s", (complaint, sentence) => {
  expect(sentenceFor(complaint, root)).toMatch(sentence);
});
