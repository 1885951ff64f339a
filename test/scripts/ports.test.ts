import { once } from "node:events";
import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { addressOf, choosePort, ownAddressOf, type ReservedPort } from "../../scripts/ports.ts";

const open: { close(): void }[] = [];
const reserved: ReservedPort[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) server.close();
  for (const port of reserved.splice(0)) await port.release();
});

async function occupy(host: string, port = 0): Promise<number> {
  const server = net.createServer().listen(port, host);
  await once(server, "listening");
  open.push(server);
  return (server.address() as net.AddressInfo).port;
}
async function reserve(port?: number, host = "127.0.0.1"): Promise<ReservedPort> {
  const held = await choosePort(port, host);
  reserved.push(held);
  return held;
}
const hasIpv6 = await occupy("::1").then(
  () => true,
  () => false,
);

test("two starts at once get different ports, since each holds its own until the pages are served", async () => {
  const [first, second] = [await reserve(), await reserve()];
  expect(second.port).not.toBe(first.port);
});

test("a browser that comes too early is told to come again; then the port is free for the pages", async () => {
  const port = await occupy("127.0.0.1");
  open.pop()!.close();
  const held = await reserve(port);
  const answer = await fetch(`http://127.0.0.1:${held.port}/`);
  expect([answer.status, answer.headers.get("refresh")]).toEqual([503, "2"]);
  await held.release();
  await occupy("127.0.0.1", held.port);
});

test("a port that was asked for and is taken is refused with another one to try", async () => {
  const port = await occupy("127.0.0.1");
  await expect(reserve(port)).rejects.toThrow(`Port ${port} is in use`);
});

test.skipIf(!hasIpv6)("a port is taken when ::1 has it: that is what a browser's localhost reaches first", async () => {
  const port = await occupy("::1");
  await expect(reserve(port)).rejects.toThrow(`Port ${port} is in use`);
});

test("an address that this machine does not have is named", async () => {
  await expect(reserve(3000, "203.0.113.7")).rejects.toThrow("no address 203.0.113.7");
});

test.each([
  ["127.0.0.1", "http://localhost:3000", "http://127.0.0.1:3000"],
  ["0.0.0.0", "http://localhost:3000", "http://127.0.0.1:3000"],
  ["::", "http://localhost:3000", "http://[::1]:3000"],
  ["::1", "http://[::1]:3000", "http://[::1]:3000"],
  ["192.0.2.1", "http://192.0.2.1:3000", "http://192.0.2.1:3000"],
])("%s is opened as %s", (host, address, own) => {
  expect([addressOf(host, 3000), ownAddressOf(host, 3000)]).toEqual([address, own]);
});
