/** What is lost by handing in late: `percentPerDay` of the maximum for every day begun, until `days` have gone by. */
export interface LateRule {
  percentPerDay: number;
  days: number;
}

/** Where a person stands with respect to one deadline at one instant. Instants are ISO 8601 in UTC. */
export interface ScheduleState {
  status: "not-open" | "open" | "late" | "closed";
  opensAt: string;
  dueAt: string;
  /** from here on nothing is accepted; equal to `dueAt` without a late rule */
  closesAt: string;
  /** IANA zone in which the course states its deadlines */
  timeZone: string;
  late: LateRule | null;
  /** percentage of the maximum that a hand-in at this instant would lose */
  penaltyPercent: number;
  /** an override moved something for this person or group */
  overridden: boolean;
}
