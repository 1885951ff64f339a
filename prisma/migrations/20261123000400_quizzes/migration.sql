-- Quizzes: versions, items, attempts, answers, marks, drafts and their history. The tables of before were never written to.
DROP TABLE "quiz_answers", "quiz_attempts", "quiz_items", "quizzes";

CREATE TABLE "quizzes" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "schedule_id" UUID NOT NULL,
    "current_version_id" UUID,
    "score_released_at" TIMESTAMPTZ(3),
    "feedback_released_at" TIMESTAMPTZ(3),
    "solution_released_at" TIMESTAMPTZ(3),

    CONSTRAINT "quizzes_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_versions" (
    "id" UUID NOT NULL,
    "quiz_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "definition" JSON NOT NULL,
    "files" JSON NOT NULL,
    "max_score" DOUBLE PRECISION NOT NULL,
    "proof" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by_id" UUID,

    CONSTRAINT "quiz_versions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_items" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "zone" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "definition" JSON NOT NULL,
    "content_hash" TEXT NOT NULL,
    "generated" JSON,

    CONSTRAINT "quiz_items_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_attempts" (
    "id" UUID NOT NULL,
    "quiz_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "graded_version_id" UUID,
    "person_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "preview" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "handed_in_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "graded_at" TIMESTAMPTZ(3),
    "score" DOUBLE PRECISION,
    "max_score" DOUBLE PRECISION NOT NULL,
    "complete" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "quiz_attempts_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_answers" (
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "values" JSON NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "answers" JSON NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "saved_at" TIMESTAMPTZ(3),
    "flagged" BOOLEAN NOT NULL DEFAULT false,
    "spent_ms" INTEGER NOT NULL DEFAULT 0,
    "checks" JSON NOT NULL DEFAULT '[]',
    "tries_used" INTEGER NOT NULL DEFAULT 0,
    "result" JSON,
    "credit" DOUBLE PRECISION,
    "score" DOUBLE PRECISION,
    "complete" BOOLEAN NOT NULL DEFAULT false,
    "adjustment" TEXT,
    "at_least" DOUBLE PRECISION,
    "graded_at" TIMESTAMPTZ(3),

    CONSTRAINT "quiz_answers_pkey" PRIMARY KEY ("attempt_id","item_id")
);

CREATE TABLE "quiz_files" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "field_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quiz_files_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_marks" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "field_id" TEXT NOT NULL,
    "credit" DOUBLE PRECISION,
    "comment" TEXT NOT NULL,
    "marked_by_id" UUID NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiz_marks_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_comments" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "quiz_comments_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_code_jobs" (
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "field_id" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "faults" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "report" JSON,
    "result" JSON,

    CONSTRAINT "quiz_code_jobs_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_allowances" (
    "quiz_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "extra_minutes" INTEGER NOT NULL DEFAULT 0,
    "extra_attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT NOT NULL,
    "granted_by_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quiz_allowances_pkey" PRIMARY KEY ("quiz_id","person_id")
);

CREATE TABLE "quiz_drafts" (
    "quiz_id" UUID NOT NULL,
    "files" JSON NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "quiz_drafts_pkey" PRIMARY KEY ("quiz_id")
);

CREATE TABLE "quiz_revisions" (
    "id" UUID NOT NULL,
    "quiz_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "files" JSON NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quiz_revisions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_proofs" (
    "id" UUID NOT NULL,
    "quiz_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "files" JSON NOT NULL,
    "seeds" INTEGER NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "done" INTEGER NOT NULL DEFAULT 0,
    "of" INTEGER NOT NULL DEFAULT 0,
    "problems" JSON,
    "generated" JSON,
    "grader_version" TEXT,
    "failure" TEXT,

    CONSTRAINT "quiz_proofs_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "quiz_regrades" (
    "id" UUID NOT NULL,
    "quiz_id" UUID NOT NULL,
    "to_version_id" UUID NOT NULL,
    "rules" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "quiz_regrades_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "quizzes_schedule_id_key" ON "quizzes"("schedule_id");

CREATE UNIQUE INDEX "quizzes_current_version_id_key" ON "quizzes"("current_version_id");

CREATE UNIQUE INDEX "quizzes_course_id_slug_key" ON "quizzes"("course_id", "slug");

CREATE UNIQUE INDEX "quiz_versions_quiz_id_content_hash_key" ON "quiz_versions"("quiz_id", "content_hash");

CREATE UNIQUE INDEX "quiz_versions_quiz_id_number_key" ON "quiz_versions"("quiz_id", "number");

CREATE UNIQUE INDEX "quiz_items_version_id_key_key" ON "quiz_items"("version_id", "key");

CREATE INDEX "quiz_attempts_quiz_id_handed_in_at_idx" ON "quiz_attempts"("quiz_id", "handed_in_at");

CREATE UNIQUE INDEX "quiz_attempts_quiz_id_person_id_number_key" ON "quiz_attempts"("quiz_id", "person_id", "number");

CREATE UNIQUE INDEX "quiz_attempts_person_id_idempotency_key_key" ON "quiz_attempts"("person_id", "idempotency_key");

CREATE INDEX "quiz_answers_item_id_idx" ON "quiz_answers"("item_id");

CREATE UNIQUE INDEX "quiz_answers_attempt_id_position_key" ON "quiz_answers"("attempt_id", "position");

CREATE INDEX "quiz_files_attempt_id_item_id_idx" ON "quiz_files"("attempt_id", "item_id");

CREATE INDEX "quiz_marks_attempt_id_item_id_idx" ON "quiz_marks"("attempt_id", "item_id");

CREATE INDEX "quiz_comments_attempt_id_idx" ON "quiz_comments"("attempt_id");

CREATE INDEX "quiz_code_jobs_attempt_id_item_id_field_id_created_at_idx" ON "quiz_code_jobs"("attempt_id", "item_id", "field_id", "created_at" DESC);

CREATE INDEX "quiz_code_jobs_failed_at_idx" ON "quiz_code_jobs"("failed_at" DESC);

CREATE UNIQUE INDEX "quiz_revisions_quiz_id_number_key" ON "quiz_revisions"("quiz_id", "number");

CREATE INDEX "quiz_proofs_quiz_id_created_at_idx" ON "quiz_proofs"("quiz_id", "created_at" DESC);

CREATE INDEX "quiz_regrades_quiz_id_created_at_idx" ON "quiz_regrades"("quiz_id", "created_at" DESC);

ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_current_version_id_fkey" FOREIGN KEY ("current_version_id") REFERENCES "quiz_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_versions" ADD CONSTRAINT "quiz_versions_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_versions" ADD CONSTRAINT "quiz_versions_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_items" ADD CONSTRAINT "quiz_items_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "quiz_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "quiz_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_graded_version_id_fkey" FOREIGN KEY ("graded_version_id") REFERENCES "quiz_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_answers" ADD CONSTRAINT "quiz_answers_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_answers" ADD CONSTRAINT "quiz_answers_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "quiz_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_files" ADD CONSTRAINT "quiz_files_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_marks" ADD CONSTRAINT "quiz_marks_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_marks" ADD CONSTRAINT "quiz_marks_marked_by_id_fkey" FOREIGN KEY ("marked_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_comments" ADD CONSTRAINT "quiz_comments_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_comments" ADD CONSTRAINT "quiz_comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_code_jobs" ADD CONSTRAINT "quiz_code_jobs_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_allowances" ADD CONSTRAINT "quiz_allowances_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_allowances" ADD CONSTRAINT "quiz_allowances_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_allowances" ADD CONSTRAINT "quiz_allowances_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_drafts" ADD CONSTRAINT "quiz_drafts_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_drafts" ADD CONSTRAINT "quiz_drafts_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_revisions" ADD CONSTRAINT "quiz_revisions_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_revisions" ADD CONSTRAINT "quiz_revisions_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_proofs" ADD CONSTRAINT "quiz_proofs_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_proofs" ADD CONSTRAINT "quiz_proofs_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_regrades" ADD CONSTRAINT "quiz_regrades_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_regrades" ADD CONSTRAINT "quiz_regrades_to_version_id_fkey" FOREIGN KEY ("to_version_id") REFERENCES "quiz_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "quiz_regrades" ADD CONSTRAINT "quiz_regrades_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

