"use client";
import { Button } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Icon } from "../../_components/icon.tsx";
import { useServices } from "../services.ts";
import type { ControlProps } from "./control-props.ts";
import shared from "./controls.module.css";

type State = { phase: "idle" } | { phase: "sending"; name: string } | { phase: "failed"; message: string | null };

/** A file is sent when it is chosen; the answer is its number, so that a page that is read again shows it. */
export function FileControl({ field, value, onChange, id, labelledBy, readOnly }: ControlProps<"file">) {
  const t = useTranslations("quiz.file");
  const format = useFormatter();
  const { upload, fileHref } = useServices();
  const [state, setState] = useState<State>({ phase: "idle" });
  const input = useRef<HTMLInputElement>(null);

  async function send(file: File) {
    if (!upload) return;
    setState({ phase: "sending", name: file.name });
    const answer = await upload(field.id, file);
    if (!answer.ok) return setState({ phase: "failed", message: answer.message });
    setState({ phase: "idle" });
    onChange({ fileId: answer.fileId, name: answer.name, bytes: answer.bytes });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: its legend is the field's own label
    <div role="group" aria-labelledby={labelledBy}>
      {value && (
        <p className={shared.row}>
          <Icon name="file" size={15} />
          {fileHref ? (
            <a href={fileHref(value.fileId)} download={value.name}>
              {value.name}
            </a>
          ) : (
            value.name
          )}
          <span className={shared.unit}>
            {format.number(value.bytes / 1024, { maximumFractionDigits: 1, style: "unit", unit: "kilobyte" })}
          </span>
          {!readOnly && (
            <Button size="compact-sm" variant="subtle" onClick={() => onChange(undefined)}>
              {t("remove")}
            </Button>
          )}
        </p>
      )}
      {!readOnly && (
        <>
          <Button
            variant="default"
            leftSection={<Icon name="upload" size={15} />}
            aria-disabled={!upload || state.phase === "sending"}
            data-disabled={!upload || state.phase === "sending" || undefined}
            onClick={() => upload && state.phase !== "sending" && input.current?.click()}
          >
            {t(value ? "replace" : "choose")}
          </Button>
          <input
            ref={input}
            id={id}
            type="file"
            accept={field.accept.join(",")}
            className="visually-hidden"
            tabIndex={-1}
            aria-labelledby={labelledBy}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (file) void send(file);
            }}
          />
          <p className={shared.hint}>{t("accepted", { kinds: field.accept.join(", ") })}</p>
          <p role="status" className={state.phase === "failed" ? shared.unreadable : shared.reading}>
            {state.phase === "sending" && t("sending", { name: state.name })}
            {state.phase === "failed" && (state.message ?? t("failed"))}
            {state.phase === "idle" && value && t("received")}
            {!upload && t("notHere")}
          </p>
        </>
      )}
    </div>
  );
}
