"use client";
import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Answers } from "../../../grader/quiz/answer.ts";
import { canonical } from "../_taking/canonical.ts";
import { copiesOf, keepRecord, namesOf, readRecord } from "../_taking/local-copies.ts";
import styles from "./review.module.css";

interface Unsent {
  name: string;
  key: string;
  text: string;
}

/** What this browser kept and the server never got, after the attempt has ended: it does not count, but it is not lost. */
export function UnsentAnswers(props: {
  attemptId: string;
  person: string;
  questions: { key: string; number: number; answers: Answers }[];
}) {
  const { attemptId, person, questions } = props;
  const t = useTranslations("quiz.unsent");
  const [found, setFound] = useState<Unsent[]>([]);

  useEffect(() => {
    try {
      setFound(
        namesOf(localStorage, copiesOf(person, attemptId)).flatMap((name) =>
          Object.entries(readRecord(localStorage, name)).flatMap(([key, copy]) => {
            const stored = questions.find((question) => question.key === key);
            const same = !stored || canonical(stored.answers) === canonical(copy.answers);
            return same ? [] : [{ name, key, text: JSON.stringify(copy.answers, null, 1) }];
          }),
        ),
      );
    } catch {
      // a browser that may not keep anything has kept nothing
    }
  }, [attemptId, person, questions]);

  if (found.length === 0) return null;
  return (
    <section className={styles.unsent} aria-label={t("title")}>
      <p>
        <strong>{t("title")}</strong> {t("text")}
      </p>
      {found.map((each) => (
        <details key={`${each.name}${each.key}`}>
          <summary>{t("question", { number: questions.find(({ key }) => key === each.key)?.number ?? 0 })}</summary>
          <pre>{each.text}</pre>
        </details>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          for (const { name } of found) keepRecord(localStorage, name, {});
          setFound([]);
        }}
      >
        {t("discard")}
      </Button>
    </section>
  );
}
