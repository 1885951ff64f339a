import type { Role } from "../can.ts";

/**
 * Accounts of the demonstration, for looking around on one's own machine: everybody who reads this knows their password, so
 * they are made only where the demonstration is asked for (NABLA_DEMO).
 */
export const demonstrationPassword = "aprender-com-o-erro";

export const demonstrationAccounts = [
  { email: "docente@t320.example", name: "Docente", role: "instructor", locale: "pt-BR" },
  { email: "monitora@t320.example", name: "Monitora", role: "ta", locale: "pt-BR" },
  { email: "aluna1@t320.example", name: "Aluna 1", role: "student", locale: "pt-BR" },
  { email: "aluno2@t320.example", name: "Aluno 2", role: "student", locale: "pt-BR" },
  { email: "aluna3@t320.example", name: "Aluna 3", role: "student", locale: "pt-BR" },
  { email: "student4@t320.example", name: "Student 4", role: "student", locale: "en" },
  { email: "aluna5@t320.example", name: "Aluna 5", role: "student", locale: "pt-BR" },
] as const satisfies readonly { email: string; name: string; role: Role; locale: "pt-BR" | "en" }[];

/** Students who hand in together. */
export const demonstrationGroup = {
  name: "Grupo 1",
  members: ["aluna1@t320.example", "aluno2@t320.example", "aluna3@t320.example"],
};

/** The one whose first hand-in is there from the beginning, so that a graded report can be read at once. */
export const demonstrationSubmitter = "student4@t320.example";
