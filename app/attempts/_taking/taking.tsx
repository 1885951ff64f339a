"use client";
import { Button, SegmentedControl } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { itemCompleteness } from "../../_quiz/completeness.ts";
import type { RenderedResult } from "../../_quiz/render-result.ts";
import type { RenderedItem } from "../../_quiz/rendered.ts";
import { unpack } from "../unpack.ts";
import bar from "./bar.module.css";
import { HandInDialog, type HandInPhase } from "./hand-in-dialog.tsx";
import { Navigator } from "./navigator.tsx";
import { Question } from "./question.tsx";
import type { Stored } from "./question-state.ts";
import { SaveState } from "./save-state.tsx";
import styles from "./taking.module.css";
import { TimeLeft } from "./time-left.tsx";
import { attemptTransport } from "./transport.ts";
import { useAttemptStore } from "./use-attempt-store.ts";
import { useChecks } from "./use-checks.ts";
import { usePlace } from "./use-place.ts";
import { useTimeLeft } from "./use-time-left.ts";

export interface TakenQuestion {
  key: string;
  number: number;
  zoneTitle: string | null;
  points: number;
  item: RenderedItem;
  stored: Stored & { spentMs: number };
  check: { triesLeft: number; penaltyPercent: number; result: RenderedResult | null } | null;
}

/**
 * An attempt being taken. The server is asked about everything that counts: time, what is saved, when it ends.
 * @param props.questions packed `TakenQuestion[]`
 */
export function Taking(props: {
  id: string;
  person: string;
  zone: string;
  now: string;
  endsAt: string | null;
  attemptsNote: string;
  questions: string;
}) {
  const { id, zone } = props;
  const questions = useMemo(() => unpack<TakenQuestion[]>(props.questions), [props.questions]);
  const t = useTranslations("quiz.taking");
  const router = useRouter();
  const transport = useMemo(() => attemptTransport(id), [id]);
  const initial = Object.fromEntries(questions.map(({ key, stored }) => [key, stored]));
  const { store, clock, snapshot } = useAttemptStore({ ...props, questions: initial });
  const left = useTimeLeft(clock, snapshot.endsAt);
  const keys = questions.map(({ key }) => key);
  const begun = questions.filter(({ stored }) => stored.revision > 0).map(({ key }) => key);
  const { current, setCurrent, view, choose, seen, go } = usePlace(id, keys, begun);
  const checks = useChecks(questions, store, transport);
  const [phase, setPhase] = useState<HandInPhase | "closed">("closed");
  const over = left === 0 || snapshot.ended;

  useEffect(() => {
    const attend = () => store.attend(document.visibilityState === "visible" ? current : null);
    attend();
    document.addEventListener("visibilitychange", attend);
    return () => document.removeEventListener("visibilitychange", attend);
  }, [store, current]);

  // the last changes leave a moment before the end, not after it
  const nearEnd = left !== null && left <= 2;
  useEffect(() => {
    if (nearEnd) void store.flush();
  }, [nearEnd, store]);

  const ending = useRef(false);
  useEffect(() => {
    if (!over || ending.current) return;
    ending.current = true;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const finish = async () => {
      if (!store.snapshot().ended)
        await Promise.race([store.flush(), new Promise((resolve) => setTimeout(resolve, 3000))]);
      // more time may have been given since the server was last heard: it is asked before anything is handed in
      const state = await store.refresh();
      const goesOn =
        typeof state !== "string" &&
        state.state === "open" &&
        (state.endsAt === null || Date.parse(state.endsAt) - Date.parse(state.now) > 1000);
      if (goesOn) {
        ending.current = false;
        return;
      }
      if (stopped) return;
      const answer = state === "lost" ? "lost" : await transport.handIn();
      if (stopped) return;
      if (answer === "lost") timer = setTimeout(() => void finish(), 3000);
      else {
        store.close();
        router.refresh();
      }
    };
    void finish();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [over, store, transport, router]);

  async function handIn() {
    setPhase("sending");
    const saved = await store.flush();
    // a conflict or a refused answer was listed above; what only lacks a connection must not be left behind
    if (!saved && store.snapshot().link === "lost") return setPhase("lost");
    const answer = await transport.handIn();
    if (typeof answer === "string") return setPhase("lost");
    store.close();
    setPhase("closed");
    router.refresh();
  }

  const at = keys.indexOf(current);
  const shown = view === "all" ? questions : questions.filter(({ key }) => key === current);
  return (
    <div className={styles.taking}>
      <div className={bar.bar}>
        {left !== null && <TimeLeft seconds={left} />}
        <SaveState snapshot={snapshot} zone={zone} />
        <div className={bar.actions}>
          <Button size="sm" onClick={() => setPhase("review")} disabled={over}>
            {t("handIn")}
          </Button>
        </div>
      </div>
      {over && (
        <p role="alert" className={styles.over}>
          {t(snapshot.link === "lost" ? "overOffline" : "over")}
        </p>
      )}
      <div className={styles.columns}>
        <aside className={styles.side}>
          <Navigator
            current={view === "one" ? current : null}
            onGo={go}
            entries={questions.map(({ key, number, zoneTitle, item }) => {
              const state = snapshot.questions[key];
              return {
                key,
                number,
                zoneTitle,
                completeness: itemCompleteness(item, state?.answers ?? {}),
                seen: seen.has(key) || view === "all",
                flagged: state?.flagged ?? false,
                trouble: state?.conflict != null || state?.saving === "refused",
              };
            })}
          />
          <SegmentedControl
            className={styles.view}
            size="xs"
            aria-label={t("view")}
            value={view}
            onChange={(next) => choose(next as "one" | "all")}
            data={[
              { value: "one", label: t("one") },
              { value: "all", label: t("all") },
            ]}
          />
        </aside>
        <div className={styles.questions}>
          {shown.map((question, index) => {
            const state = snapshot.questions[question.key];
            if (!state) return null;
            const zoneBegins =
              question.zoneTitle && (view === "one" || shown[index - 1]?.zoneTitle !== question.zoneTitle);
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: only notes which question the time goes to
              <div key={question.key} onFocus={() => setCurrent(question.key)}>
                {zoneBegins && <p className={styles.zone}>{question.zoneTitle}</p>}
                <Question
                  question={question}
                  number={question.number}
                  state={state}
                  store={store}
                  transport={transport}
                  attemptId={id}
                  zone={zone}
                  disabled={over}
                  check={checks.checkOf(question, snapshot)}
                  onCheck={() => void checks.run(question.key)}
                />
              </div>
            );
          })}
          {view === "one" && (
            <div className={styles.steps}>
              <Button variant="default" disabled={at <= 0} onClick={() => go(keys[at - 1] ?? current)}>
                {t("previous")}
              </Button>
              {at < keys.length - 1 ? (
                <Button variant="default" onClick={() => go(keys[at + 1] ?? current)}>
                  {t("next")}
                </Button>
              ) : (
                <Button onClick={() => setPhase("review")} disabled={over}>
                  {t("handIn")}
                </Button>
              )}
            </div>
          )}
        </div>
      </div>
      <HandInDialog
        opened={phase !== "closed" && !over}
        phase={phase === "closed" ? "review" : phase}
        questions={questions}
        snapshot={snapshot}
        attemptsNote={props.attemptsNote}
        onClose={() => setPhase("closed")}
        onGo={(key) => {
          setPhase("closed");
          go(key);
        }}
        onHandIn={() => void handIn()}
      />
    </div>
  );
}
