/** Line icons on a 16-unit grid, always beside a word or a label: they carry no meaning alone. */
const paths = {
  none: "",
  check: "M3 8.5 6.5 12 13 4.5",
  cross: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
  clock: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.5V8l2.4 1.6",
  memory: "M4 4h8v8H4zM6 1.5V4M10 1.5V4M6 12v2.5M10 12v2.5M1.5 6H4M1.5 10H4M12 6h2.5M12 10h2.5",
  shield: "M8 1.8 13 4v4c0 3-2.2 5.3-5 6.2C5.2 13.3 3 11 3 8V4z",
  missing: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM6 6.3a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1M8 11.4v.1",
  shape: "M2.5 2.5h5v5h-5zM10.5 8.5a3 3 0 1 0 0 .01M3 11.5h3",
  bolt: "M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z",
  dash: "M4 8h8",
  eyeOff: "M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM2.5 13.5l11-11",
  flag: "M3.5 14.5v-13M3.5 2.5h8l-1.6 3 1.6 3h-8",
  file: "M4 1.5h5l3 3v10H4zM9 1.5v3h3",
  upload: "M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v3h11v-3",
  download: "M8 2.3v8M4.8 7.3 8 10.5l3.2-3.2M2.5 10.5v3h11v-3",
  settings:
    "M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6M9.8 2.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4zM6.2 9.8a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4z",
  signOut: "M6 2H2.5v12H6M6.5 8H14M11 5l3 3-3 3",
  bulb: "M5.5 10.5a4.3 4.3 0 1 1 5 0v1.5h-5zM6.5 14.2h3",
  queue: "M2.5 4h11M2.5 8h11M2.5 12h6",
  play: "M4.5 2.8v10.4L13 8z",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
