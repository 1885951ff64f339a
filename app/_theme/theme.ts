import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** The one accent: an ink blue; white on its shades 6 and 7, the filled ones, has more than 4.5:1. */
const ink: MantineColorsTuple = [
  "#eef2ff",
  "#dfe5fb",
  "#c0cbf4",
  "#a3b4f2",
  "#8197ea",
  "#667fdf",
  "#5069cf",
  "#3c54b4",
  "#31459a",
  "#28397f",
];

export const theme = createTheme({
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: "650" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Table: { defaultProps: { verticalSpacing: 6 } },
    Anchor: { defaultProps: { underline: "always" } },
  },
});

/** Mantine's own dimmed, placeholder and error colours miss 4.5:1 on our backgrounds, the borders of its fields 3:1. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#545b66",
    "--mantine-color-placeholder": "#6a717c",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-anchor": "#3c54b4",
    "--mantine-color-default-border": "#7d8592",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#1b1f27",
  },
  dark: {
    "--mantine-color-dimmed": "#a9b0bb",
    "--mantine-color-placeholder": "#98a0ac",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-anchor": "#a3b4f2",
    "--mantine-color-default-border": "#7b8492",
    "--mantine-color-body": "#15181e",
    "--mantine-color-text": "#e4e7ec",
  },
});
