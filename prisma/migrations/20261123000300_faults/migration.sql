-- Attempts that failed by our own fault since the job was last enqueued. Deaths of workers are not counted here: they say nothing about the job.
ALTER TABLE "grading_jobs" ADD COLUMN "faults" INTEGER NOT NULL DEFAULT 0;
