import type { Localised } from "../../grader/report.ts";

/** Why a hand-in was not taken, in words for the person who sent it. What they had on screen is still theirs. */
export const refusals = {
  files: {
    en: "Nothing was received: the files need a change first.",
    "pt-BR": "Nada foi recebido: os arquivos precisam de uma correção antes.",
  },
  "not-open": {
    en: "Nothing was received: this project is not open yet. Your draft stays; hand in once it opens.",
    "pt-BR": "Nada foi recebido: este projeto ainda não está aberto. Seu rascunho fica; entregue quando ele abrir.",
  },
  closed: {
    en: "Nothing was received: this project no longer takes submissions. Your draft stays; if you need more time, ask your instructor.",
    "pt-BR":
      "Nada foi recebido: este projeto não aceita mais entregas. Seu rascunho fica; se precisa de mais tempo, fale com o professor.",
  },
  "late-needs-confirmation": {
    en: "Nothing was received yet: the deadline has passed. You can still hand in with the penalty shown, once you confirm it.",
    "pt-BR":
      "Nada foi recebido ainda: o prazo terminou. Você ainda pode entregar com o desconto mostrado, depois de confirmar.",
  },
  "not-enrolled": {
    en: "Nothing was received: you are not enrolled in this course.",
    "pt-BR": "Nada foi recebido: você não está matriculado neste curso.",
  },
  "key-reused": {
    en: "Nothing was received: this form was already used for another submission. Reload the page and hand in again; your draft stays.",
    "pt-BR":
      "Nada foi recebido: este formulário já foi usado em outra entrega. Recarregue a página e entregue de novo; seu rascunho fica.",
  },
  "too-many": {
    en: "Nothing was received: several of your submissions are still waiting to be graded. Wait for one of them, then hand in again; your draft stays.",
    "pt-BR":
      "Nada foi recebido: várias das suas entregas ainda esperam a correção. Aguarde uma delas e entregue de novo; seu rascunho fica.",
  },
} satisfies Record<string, Localised>;
