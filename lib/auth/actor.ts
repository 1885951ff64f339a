import type { Actor } from "../actor.ts";

/** The actor of a session, or null when the person is gone or the session was revoked (another `sessionVersion`). */
export declare function selectActor(personId: string, sessionVersion: number): Promise<Actor | null>;
