import { StreamLanguage } from "@codemirror/language";

/** Colours for YAML: keys, comments, quoted texts, numbers and the marks of block texts. Enough to read by; the server parses. */
export const yaml = StreamLanguage.define<{ block: number | null }>({
  name: "yaml",
  startState: () => ({ block: null }),
  token(stream, state) {
    if (stream.sol()) {
      const indent = stream.indentation();
      if (state.block !== null) {
        if (stream.match(/^\s*$/) || indent > state.block) {
          stream.skipToEnd();
          return "string";
        }
        state.block = null;
      }
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return "comment";
    if (stream.match(/^(?:"[^"]*"|'[^']*'|[\w.-]+)(?=\s*:(?:\s|$))/)) return "propertyName";
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^']|'')*'?/)) return "string";
    if (stream.match(/^[|>][+-]?\d*\s*$/)) {
      state.block = stream.indentation();
      return "keyword";
    }
    if (stream.match(/^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?=\s*(?:[,\]}#]|$))/i)) return "number";
    if (stream.match(/^(?:true|false|null)(?=\s*(?:[,\]}#]|$))/)) return "bool";
    if (stream.match(/^[-:,[\]{}]/)) return "punctuation";
    stream.match(/^[^\s,[\]{}:#]+/) || stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
});
