-- CreateEnum
CREATE TYPE "Role" AS ENUM ('student', 'ta', 'instructor');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('public', 'hidden', 'after-due');

-- CreateEnum
CREATE TYPE "JobReason" AS ENUM ('submission', 'rejudge');

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "admin" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "theme" TEXT NOT NULL DEFAULT 'auto',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "courses" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "courses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolments" (
    "course_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolments_pkey" PRIMARY KEY ("course_id","person_id")
);

-- CreateTable
CREATE TABLE "schedules" (
    "id" UUID NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "late_days" INTEGER NOT NULL DEFAULT 0,
    "late_percent_per_day" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "overrides" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "person_id" UUID,
    "group_id" UUID,
    "opens_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "late_days" INTEGER,
    "late_percent_per_day" DOUBLE PRECISION,
    "reason" TEXT NOT NULL,
    "granted_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "overrides_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "schedule_id" UUID NOT NULL,
    "current_version_id" UUID,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_versions" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "max_score" DOUBLE PRECISION NOT NULL,
    "definition" JSON NOT NULL,
    "statement" JSONB NOT NULL,
    "starter" JSONB NOT NULL,
    "solution" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exercises" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "max_score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "exercises_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checks" (
    "id" UUID NOT NULL,
    "exercise_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_groups" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "group_id" UUID,
    "owner_id" UUID,
    "number" INTEGER NOT NULL,
    "submitted_by_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "content_hash" TEXT NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "messages" JSONB NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "report_id" UUID,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submitted_files" (
    "submission_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "submitted_files_pkey" PRIMARY KEY ("submission_id","path")
);

-- CreateTable
CREATE TABLE "grading_jobs" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "reason" "JobReason" NOT NULL,
    "priority" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "grader_version" TEXT,
    "worker_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "running_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "progress_check" TEXT,
    "progress_index" INTEGER,
    "progress_of" INTEGER,

    CONSTRAINT "grading_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reports" (
    "id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "body" JSON NOT NULL,
    "status" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "max_score" DOUBLE PRECISION NOT NULL,
    "after_due_score" DOUBLE PRECISION NOT NULL,
    "after_due_max" DOUBLE PRECISION NOT NULL,
    "verdicts" TEXT[],
    "grader_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quizzes" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "schedule_id" UUID NOT NULL,
    "rules" JSONB NOT NULL,

    CONSTRAINT "quizzes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_items" (
    "id" UUID NOT NULL,
    "quiz_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "points" DOUBLE PRECISION NOT NULL,
    "definition" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,

    CONSTRAINT "quiz_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_attempts" (
    "id" UUID NOT NULL,
    "quiz_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "quiz_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_answers" (
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "answer" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "score" DOUBLE PRECISION,
    "graded_at" TIMESTAMPTZ(3),

    CONSTRAINT "quiz_answers_pkey" PRIMARY KEY ("attempt_id","item_id")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "path" TEXT,
    "line" INTEGER,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "regrade_requests" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "check_key" TEXT,
    "requested_by_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_by_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" TEXT,

    CONSTRAINT "regrade_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "course_id" UUID,
    "action" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" TEXT NOT NULL,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "people_email_key" ON "people"("email");

-- CreateIndex
CREATE UNIQUE INDEX "courses_slug_key" ON "courses"("slug");

-- CreateIndex
CREATE INDEX "enrolments_person_id_idx" ON "enrolments"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "overrides_schedule_id_person_id_key" ON "overrides"("schedule_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "overrides_schedule_id_group_id_key" ON "overrides"("schedule_id", "group_id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_schedule_id_key" ON "projects"("schedule_id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_current_version_id_key" ON "projects"("current_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_course_id_slug_key" ON "projects"("course_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "project_versions_project_id_content_hash_key" ON "project_versions"("project_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "exercises_version_id_key_key" ON "exercises"("version_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "checks_exercise_id_key_key" ON "checks"("exercise_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "work_groups_id_project_id_key" ON "work_groups"("id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "work_groups_project_id_name_key" ON "work_groups"("project_id", "name");

-- CreateIndex
CREATE INDEX "memberships_group_id_idx" ON "memberships"("group_id");

-- CreateIndex
CREATE INDEX "memberships_person_id_project_id_idx" ON "memberships"("person_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_report_id_key" ON "submissions"("report_id");

-- CreateIndex
CREATE INDEX "submissions_course_id_received_at_id_idx" ON "submissions"("course_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submissions_project_id_received_at_id_idx" ON "submissions"("project_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "submissions_group_id_received_at_idx" ON "submissions"("group_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "submissions_owner_id_received_at_idx" ON "submissions"("owner_id", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "submissions_submitted_by_id_idempotency_key_key" ON "submissions"("submitted_by_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_project_id_group_id_number_key" ON "submissions"("project_id", "group_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_project_id_owner_id_number_key" ON "submissions"("project_id", "owner_id", "number");

-- CreateIndex
CREATE INDEX "grading_jobs_submission_id_created_at_idx" ON "grading_jobs"("submission_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "grading_jobs_finished_at_idx" ON "grading_jobs"("finished_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "reports_job_id_key" ON "reports"("job_id");

-- CreateIndex
CREATE INDEX "reports_submission_id_created_at_idx" ON "reports"("submission_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "quizzes_schedule_id_key" ON "quizzes"("schedule_id");

-- CreateIndex
CREATE UNIQUE INDEX "quizzes_course_id_slug_key" ON "quizzes"("course_id", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "quiz_items_quiz_id_key_key" ON "quiz_items"("quiz_id", "key");

-- CreateIndex
CREATE INDEX "quiz_attempts_person_id_idx" ON "quiz_attempts"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "quiz_attempts_quiz_id_person_id_number_key" ON "quiz_attempts"("quiz_id", "person_id", "number");

-- CreateIndex
CREATE INDEX "comments_submission_id_idx" ON "comments"("submission_id");

-- CreateIndex
CREATE INDEX "regrade_requests_submission_id_idx" ON "regrade_requests"("submission_id");

-- CreateIndex
CREATE INDEX "audit_events_thing_thing_id_idx" ON "audit_events"("thing", "thing_id");

-- CreateIndex
CREATE INDEX "audit_events_course_id_at_idx" ON "audit_events"("course_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "work_groups"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_current_version_id_fkey" FOREIGN KEY ("current_version_id") REFERENCES "project_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_versions" ADD CONSTRAINT "project_versions_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exercises" ADD CONSTRAINT "exercises_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "project_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checks" ADD CONSTRAINT "checks_exercise_id_fkey" FOREIGN KEY ("exercise_id") REFERENCES "exercises"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_groups" ADD CONSTRAINT "work_groups_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_group_id_project_id_fkey" FOREIGN KEY ("group_id", "project_id") REFERENCES "work_groups"("id", "project_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "project_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_group_id_project_id_fkey" FOREIGN KEY ("group_id", "project_id") REFERENCES "work_groups"("id", "project_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_submitted_by_id_fkey" FOREIGN KEY ("submitted_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "reports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submitted_files" ADD CONSTRAINT "submitted_files_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grading_jobs" ADD CONSTRAINT "grading_jobs_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grading_jobs" ADD CONSTRAINT "grading_jobs_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "project_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "grading_jobs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "courses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_items" ADD CONSTRAINT "quiz_items_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "quizzes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_attempts" ADD CONSTRAINT "quiz_attempts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_answers" ADD CONSTRAINT "quiz_answers_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "quiz_attempts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_answers" ADD CONSTRAINT "quiz_answers_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "quiz_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrade_requests" ADD CONSTRAINT "regrade_requests_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrade_requests" ADD CONSTRAINT "regrade_requests_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "regrade_requests" ADD CONSTRAINT "regrade_requests_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


