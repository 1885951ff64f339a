/** The zone of this browser's clock: when one's own work was saved is read on that clock. For components that run in the browser only. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
