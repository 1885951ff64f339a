// @about exports a class under the name
// @expect threw
export class loss {
  value = 7;
}
