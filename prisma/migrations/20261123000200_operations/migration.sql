-- Lanes of the queue, what failed, and the workers.

CREATE TYPE "Lane" AS ENUM ('sitting', 'deadline', 'practice', 'rejudge');

-- Jobs that wait from before keep their old priorities of 0 to 30, which are above all new ones: they are the oldest.
ALTER TABLE "grading_jobs" ADD COLUMN "lane" "Lane";
UPDATE "grading_jobs" SET "lane" = CASE
  WHEN "reason" = 'rejudge' THEN 'rejudge'
  WHEN "priority" >= 30 THEN 'sitting'
  WHEN "priority" >= 20 THEN 'deadline'
  ELSE 'practice' END::"Lane";
ALTER TABLE "grading_jobs" ALTER COLUMN "lane" SET NOT NULL,
ADD COLUMN "discarded_at" TIMESTAMPTZ(3);
CREATE INDEX "grading_jobs_failed_at_idx" ON "grading_jobs"("failed_at" DESC);

-- Looked at for every hand-in and every place in the queue: what waits is few, what is finished grows for ever.
CREATE INDEX "grading_jobs_unfinished" ON "grading_jobs"("finished_at", "failed_at", "priority" DESC, "created_at");

CREATE TABLE "failed_attempts" (
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "worker_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failure" TEXT NOT NULL,
    CONSTRAINT "failed_attempts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "failed_attempts_at_idx" ON "failed_attempts"("at" DESC);
CREATE INDEX "failed_attempts_job_id_idx" ON "failed_attempts"("job_id");
ALTER TABLE "failed_attempts" ADD CONSTRAINT "failed_attempts_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "grading_jobs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "backend" TEXT NOT NULL,
    "grader_version" TEXT NOT NULL,
    "concurrency" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "draining_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "out_of_service_at" TIMESTAMPTZ(3),
    "note" TEXT,
    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "workers_seen_at_idx" ON "workers"("seen_at" DESC);
