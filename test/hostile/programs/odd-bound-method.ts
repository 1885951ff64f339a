// @about honest: a bound method of an object
// @expect returned 7
class Model {
  constructor(private readonly value: number) {}
  loss(): number {
    return this.value;
  }
}
const model = new Model(7);
export const loss = model.loss.bind(model);
