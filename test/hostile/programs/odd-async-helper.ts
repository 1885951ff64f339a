// @about honest: an asynchronous helper that nobody waits for
// @expect returned 7
const log = async (text: string): Promise<void> => {
  await null;
  console.log(text);
};
export function loss(): number {
  void log("later");
  return 7;
}
