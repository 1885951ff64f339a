/**
 * Says when something about a submission changed; the reader then reads again what its viewer may see. The caller has
 * already read the submission with `selectSubmission`, and so knows that its viewer may. Ends when `signal` aborts.
 */
export declare function watchSubmission(submissionId: string, signal: AbortSignal): AsyncGenerator<{ kind: "changed" }>;
