import { getFormatter, getLocale, getNow } from "next-intl/server";
import { distance } from "./distance.ts";

/**
 * An instant in the course's zone, zone named: a deadline without its zone is a trap. `short` is for lists of things
 * that happened: no day of the week, and the year only when it is another one.
 */
export async function Moment(props: { at: string; zone: string; seconds?: boolean; short?: boolean }) {
  const { at, zone, seconds = false, short = false } = props;
  const [format, now] = await Promise.all([getFormatter(), getNow()]);
  const date = new Date(at);
  const sameYear = date.getUTCFullYear() === now.getUTCFullYear();
  return (
    <time dateTime={at} title={zone}>
      {format.dateTime(date, {
        timeZone: zone,
        weekday: short ? undefined : "short",
        day: "numeric",
        month: "short",
        year: short && sameYear ? undefined : "numeric",
        hour: "numeric",
        minute: "2-digit",
        second: seconds ? "2-digit" : undefined,
        timeZoneName: "short",
      })}
    </time>
  );
}

/**
 * The distance from now, in words, in the unit that one plans in: "in 10 days" rather than "in 1 week". What is left is never
 * rounded up: in the last hour before a deadline "in 59 minutes" must not read "in 1 hour".
 */
export async function FromNow({ at }: { at: string }) {
  const [locale, now] = await Promise.all([getLocale(), getNow()]);
  const [count, unit] = distance(Date.parse(at) - now.getTime());
  return <>{new Intl.RelativeTimeFormat(locale, { numeric: "always" }).format(count, unit)}</>;
}
