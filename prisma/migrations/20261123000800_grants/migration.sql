-- A person decided about points that were held back: a report of its own, made by no worker.
ALTER TYPE "JobReason" ADD VALUE 'grant';
