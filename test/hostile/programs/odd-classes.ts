// @about honest: classes, private fields, parameter properties, getters, generators inside
// @expect returned 6
class Node {
  #value: number;
  constructor(
    value: number,
    readonly children: Node[] = [],
  ) {
    this.#value = value;
  }
  get value(): number {
    return this.#value;
  }
  *walk(): Generator<Node> {
    yield this;
    for (const child of this.children) yield* child.walk();
  }
}
export function loss(): number {
  const tree = new Node(1, [new Node(2), new Node(3)]);
  return [...tree.walk()].reduce((sum, node) => sum + node.value, 0);
}
