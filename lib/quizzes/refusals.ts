import type { Localised } from "../../grader/report.ts";

/** Why an attempt cannot begin or an answer is not kept, in words for the person. What they typed is still on their screen. */
export const refusals = {
  "not-enrolled": {
    en: "You are not enrolled in this course.",
    "pt-BR": "Você não está matriculado neste curso.",
  },
  "not-open": { en: "This quiz is not open yet.", "pt-BR": "Este quiz ainda não está aberto." },
  closed: {
    en: "This quiz is closed: no attempt can begin any more.",
    "pt-BR": "Este quiz está encerrado: não é mais possível começar uma tentativa.",
  },
  "no-attempts-left": {
    en: "You have used all your attempts.",
    "pt-BR": "Você já usou todas as suas tentativas.",
  },
  "too-soon": {
    en: "The next attempt can begin a little later.",
    "pt-BR": "A próxima tentativa só pode começar um pouco mais tarde.",
  },
  "key-reused": {
    en: "This page was already used to start another quiz. Reload it and start again.",
    "pt-BR": "Esta página já foi usada para começar outro quiz. Recarregue-a e comece de novo.",
  },
  broken: {
    en: "A question of this quiz could not be prepared. The fault is ours; no attempt was used. Please tell your instructor.",
    "pt-BR":
      "Uma questão deste quiz não pôde ser preparada. A falha é nossa; nenhuma tentativa foi usada. Avise a pessoa docente.",
  },
  "too-large": {
    en: "This answer is too large to be kept.",
    "pt-BR": "Esta resposta é grande demais para ser guardada.",
  },
  "not-an-answer": {
    en: "This answer cannot be kept: it is not of the kind that the question asks for. Reload the page.",
    "pt-BR": "Esta resposta não pode ser guardada: não é do tipo que a questão pede. Recarregue a página.",
  },
  "file-missing": {
    en: "The file was not received. Please send it again.",
    "pt-BR": "O arquivo não foi recebido. Envie-o de novo.",
  },
  "no-checks": {
    en: "Answers of this question cannot be checked before the hand-in.",
    "pt-BR": "As respostas desta questão não podem ser conferidas antes da entrega.",
  },
  "no-tries-left": {
    en: "You have used all checks of this question.",
    "pt-BR": "Você já usou todas as conferências desta questão.",
  },
  "nothing-to-check": {
    en: "There is no answer to check yet.",
    "pt-BR": "Ainda não há resposta para conferir.",
  },
  "same-answer": {
    en: "This answer was already checked.",
    "pt-BR": "Esta resposta já foi conferida.",
  },
  ended: {
    en: "The time of this attempt is over; what was saved before counts.",
    "pt-BR": "O tempo desta tentativa acabou; vale o que foi salvo antes.",
  },
  "file-kind": {
    en: "Files of this kind are not accepted here.",
    "pt-BR": "Arquivos deste tipo não são aceitos aqui.",
  },
  "file-too-large": { en: "The file is larger than 10 MB.", "pt-BR": "O arquivo tem mais de 10 MB." },
  "file-empty": { en: "The file is empty.", "pt-BR": "O arquivo está vazio." },
  "too-many-files": {
    en: "Too many files were sent in this attempt.",
    "pt-BR": "Foram enviados arquivos demais nesta tentativa.",
  },
} satisfies Record<string, Localised>;
export type Refusal = keyof typeof refusals;
