/** A duration in the two units in which it is read: hours and minutes, or minutes and seconds. */
export function inUnits(seconds: number): { unit: "hours" | "minutes"; large: number; small: number } {
  const whole = Math.max(0, Math.round(seconds));
  if (whole >= 3600) return { unit: "hours", large: Math.floor(whole / 3600), small: Math.floor((whole % 3600) / 60) };
  return { unit: "minutes", large: Math.floor(whole / 60), small: whole % 60 };
}
