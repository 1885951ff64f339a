import * as tf from "@tensorflow/tfjs-core";

/** The numbers that came back are not what the device computed: it has gone. */
export class DeviceLost extends Error {
  override name = "DeviceLost";
}

const sentinel = 0.75;

/**
 * Runs `ask` and reads all its tensors, flattened, in one transfer: each read-back of a GPU costs milliseconds. Frees them.
 * @throws DeviceLost when a number that was sent along does not come back: a lost device reads as zeros, without an error
 */
export async function readBack(ask: () => readonly tf.Tensor[]): Promise<Float32Array> {
  const flat = tf.tidy(() =>
    tf.concat1d([...ask().map((tensor) => tf.reshape<tf.Rank.R1>(tensor, [-1])), tf.tensor1d([sentinel])]),
  );
  try {
    const values = (await flat.data()) as Float32Array;
    const last = values.length - 1;
    if (values[last] !== sentinel)
      throw new DeviceLost(`${values[last]} came back from the device where ${sentinel} was sent`);
    return values.subarray(0, last);
  } finally {
    flat.dispose();
  }
}
