import { getFormatter, getNow } from "next-intl/server";

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
        hour: "2-digit",
        minute: "2-digit",
        second: seconds ? "2-digit" : undefined,
        timeZoneName: "short",
      })}
    </time>
  );
}

/** The distance from now, in words: "in 3 days". */
export async function FromNow({ at }: { at: string }) {
  const format = await getFormatter();
  return <>{format.relativeTime(new Date(at))}</>;
}
