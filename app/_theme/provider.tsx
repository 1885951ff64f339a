"use client";
import { type MantineColorScheme, type MantineColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { theme, variables } from "./theme.ts";

/** The server knows the choice (cookie or person), so nothing is kept in the browser that could disagree with it. */
const serverKeepsIt: MantineColorSchemeManager = {
  get: (chosen) => chosen,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

export function ThemeProvider({ chosen, children }: { chosen: MantineColorScheme; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme={chosen}
      colorSchemeManager={serverKeepsIt}
    >
      {children}
    </MantineProvider>
  );
}
