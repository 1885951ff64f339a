import { expect, test } from "vitest";
import type { FieldKind } from "../../../grader/quiz/field.ts";
import { itemSchema } from "../../../grader/quiz/item.ts";
import { quizSchema } from "../../../grader/quiz/quiz.ts";
import { selfTest } from "../../../grader/quiz/self-test.ts";
import { readYaml } from "../../../lib/quizzes/authoring/document.ts";
import { newQuizYaml, questionFromTemplate, questionTemplates } from "../../../lib/quizzes/authoring/templates.ts";

const read = (text: string) => {
  const yaml = readYaml(text);
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems));
  return yaml.value;
};

test.each(Object.keys(questionTemplates) as FieldKind[])("the template of %s is a question", (kind) => {
  const item = itemSchema.parse(read(questionFromTemplate(kind, "new-one")));
  expect(item).toMatchObject({ id: "new-one", fields: [{ kind }] });
  for (const text of [item.title, item.text, item.solution]) {
    expect(text.en).not.toBe("");
    expect(text["pt-BR"]).not.toBe("");
  }
  // an author who changes nothing can publish it
  expect(selfTest(item, { seeds: 60 }).problems).toEqual([]);
});

test("a new quiz is one, whatever its title holds", () => {
  const title = { en: '"Tests": # one\n- two', "pt-BR": "Testes: 'um' {dois}" };
  expect(quizSchema.parse(read(newQuizYaml("q-1", title, "first")))).toMatchObject({ id: "q-1", title });
});
