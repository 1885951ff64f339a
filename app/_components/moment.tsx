import { getFormatter } from "next-intl/server";

/** An instant in the course's zone, zone named: a deadline without its zone is a trap. */
export async function Moment({ at, zone, seconds = false }: { at: string; zone: string; seconds?: boolean }) {
  const format = await getFormatter();
  const date = new Date(at);
  return (
    <time dateTime={at} title={zone}>
      {format.dateTime(date, {
        timeZone: zone,
        weekday: "short",
        day: "numeric",
        month: "short",
        year: "numeric",
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
