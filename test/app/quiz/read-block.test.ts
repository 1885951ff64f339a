import { describe, expect, test } from "vitest";
import { readBlock } from "../../../app/_quiz/controls/read-block.ts";

describe("a pasted block", () => {
  test.each([
    [
      "a spreadsheet's cells",
      "1\t2\n3\t4",
      2,
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "decimal commas between tabs",
      "0,5\t-1,25\r\n3\t4\r\n",
      2,
      [
        ["0,5", "-1,25"],
        ["3", "4"],
      ],
    ],
    [
      "a program's list of lists",
      "[[1, 2], [3, 4]]",
      2,
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "the same without blanks",
      "[[0.5,2],[3,4]]",
      2,
      [
        ["0.5", "2"],
        ["3", "4"],
      ],
    ],
    [
      "numpy",
      "array([[ 0.5, -1. ],\n       [ 2. ,  3. ]])",
      2,
      [
        ["0.5", "-1."],
        ["2.", "3."],
      ],
    ],
    [
      "Matlab",
      "[1 2; 3 4]",
      2,
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "Matlab with decimal commas",
      "[0,5 1; 2 3,25]",
      2,
      [
        ["0,5", "1"],
        ["2", "3,25"],
      ],
    ],
    ["a flat list", "[1, 2, 3]", 3, [["1", "2", "3"]]],
    [
      "a file with semicolons",
      "0,5;1\n2;3",
      2,
      [
        ["0,5", "1"],
        ["2", "3"],
      ],
    ],
    [
      "a file with commas",
      "0.5,1\n2,3",
      2,
      [
        ["0.5", "1"],
        ["2", "3"],
      ],
    ],
    [
      "lines of blanks",
      "1 2\n3 4",
      2,
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    ["a column", "1\n2\n3", 1, [["1"], ["2"], ["3"]]],
    ["a column of decimal commas", "0,5\n1,5", 1, [["0,5"], ["1,5"]]],
    ["decimal commas whose number of columns decides", "[0,5 2,5]", 2, [["0,5", "2,5"]]],
  ])("%s", (_, text, columns, rows) => {
    expect(readBlock(text, columns)).toEqual(rows);
  });

  test.each(["", "0,5", "-1.5e-3", "1/3", "[2]"])("one number is no block: %j", (text) => {
    expect(readBlock(text, 2)).toBeNull();
  });

  test("a novel is no block", () => {
    expect(readBlock("1 ".repeat(20_000), 2)).toBeNull();
  });
});
