// @about honest: exported under another name than it has
// @expect returned 7
const J = (): number => 7;
export { J as loss };
