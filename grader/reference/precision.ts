import * as tf from "@tensorflow/tfjs-core";

/**
 * Computes 1 + 2^-20 and 1 x 1e-8 on the device: half precision, with 11 bits and a smallest number of 6e-8, gives 1 and 0.
 * What the backend says of itself cannot be used: WebGL's floatPrecision() says 16 exactly when it can do 32.
 * @returns why the device cannot serve as a reference, or undefined when it computes in 32 bits
 */
export async function halfPrecision(): Promise<string | undefined> {
  const result = tf.tidy(() => {
    const sum = tf.add(tf.tensor1d([1]), tf.tensor1d([2 ** -20]));
    const product = tf.mul(tf.tensor1d([1]), tf.tensor1d([1e-8]));
    return tf.concat([sum, product]);
  });
  const [sum, product] = await result.data();
  result.dispose();
  if (sum === 1 + 2 ** -20 && product === Math.fround(1e-8)) return undefined;
  return `1 + 2^-20 gives ${sum} and 1 x 1e-8 gives ${product} there: the device computes in less than 32 bits and cannot be a reference`;
}
