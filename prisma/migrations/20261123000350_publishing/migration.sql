-- Proofs of project versions, and which version was published when by whom.

ALTER TABLE "project_versions" ADD COLUMN "paths" TEXT[] DEFAULT ARRAY[]::TEXT[];

CREATE TABLE "project_proofs" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "requested_by_id" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "worker_id" TEXT,
    "grader_version" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "steps" JSONB NOT NULL DEFAULT '[]',
    "step_name" TEXT,
    "step_kind" TEXT,
    "problems" INTEGER,
    CONSTRAINT "project_proofs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "project_proofs_finished_counts" CHECK (("finished_at" IS NULL) = ("problems" IS NULL))
);
CREATE INDEX "project_proofs_version_id_requested_at_idx" ON "project_proofs"("version_id", "requested_at" DESC);
ALTER TABLE "project_proofs" ADD CONSTRAINT "project_proofs_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "project_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "project_proofs" ADD CONSTRAINT "project_proofs_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "publications" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "published_by_id" UUID,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "publications_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "publications_project_id_published_at_idx" ON "publications"("project_id", "published_at" DESC);
ALTER TABLE "publications" ADD CONSTRAINT "publications_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "publications" ADD CONSTRAINT "publications_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "project_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "publications" ADD CONSTRAINT "publications_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was published before was published by the system, when its version was made.
INSERT INTO "publications" ("id", "project_id", "version_id", "published_at")
SELECT gen_random_uuid(), p."id", v."id", v."created_at"
FROM "projects" p JOIN "project_versions" v ON v."id" = p."current_version_id";

CREATE TRIGGER publications_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publications
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
