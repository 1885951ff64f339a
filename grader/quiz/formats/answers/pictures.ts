import { Unsupported } from "../reading.ts";

/** what is left of a picture: its alternative text between brackets */
const onlyPicture = /^\\\[[^\]]*\]$/;

/**
 * Choices that were told apart by pictures alone read the same without them.
 * @throws Unsupported then: nobody could answer
 */
export function toldApart(texts: readonly string[]): void {
  const pictures = texts.filter((text) => onlyPicture.test(text));
  if (new Set(pictures).size < pictures.length)
    throw new Unsupported("image", "its choices are pictures, and without them they read the same");
}
