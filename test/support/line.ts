import net from "node:net";

/** A way to a server on this machine that can be cut and mended, as a wireless connection is. */
export interface Line {
  port: number;
  /** ends what is open, and refuses what comes from now on */
  cut(): void;
  mend(): void;
  /** how often somebody was refused */
  refused(): number;
  close(): Promise<void>;
}

/** @param to port of the server */
export async function openLine(to: number): Promise<Line> {
  const open = new Set<net.Socket>();
  let whole = true;
  let refused = 0;
  const server = net.createServer((near) => {
    if (!whole) {
      refused += 1;
      near.destroy();
      return;
    }
    const far = net.connect(to, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as net.AddressInfo).port,
    cut: () => {
      whole = false;
      endAll();
    },
    mend: () => {
      whole = true;
    },
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        endAll();
      }),
  };
}
