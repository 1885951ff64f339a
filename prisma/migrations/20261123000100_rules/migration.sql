-- Rules that the schema language cannot say. Each is named, so that an error says which one was broken.

CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE people
  ADD CONSTRAINT people_email_is_lower_case CHECK (email = lower(email) AND email LIKE '%_@_%'),
  ADD CONSTRAINT people_locale_is_known CHECK (locale IN ('pt-BR', 'en')),
  ADD CONSTRAINT people_theme_is_known CHECK (theme IN ('light', 'dark', 'auto'));

ALTER TABLE schedules
  ADD CONSTRAINT schedules_open_before_due CHECK (opens_at < due_at),
  ADD CONSTRAINT schedules_late_rule CHECK (late_days >= 0 AND late_percent_per_day BETWEEN 0 AND 100);

ALTER TABLE overrides
  ADD CONSTRAINT overrides_for_one_person_or_group CHECK (num_nonnulls(person_id, group_id) = 1),
  ADD CONSTRAINT overrides_late_rule CHECK (late_days >= 0 AND late_percent_per_day BETWEEN 0 AND 100);

ALTER TABLE submissions
  ADD CONSTRAINT submissions_of_one_person_or_group CHECK (num_nonnulls(owner_id, group_id) = 1),
  ADD CONSTRAINT submissions_number_from_one CHECK (number >= 1);

ALTER TABLE reports
  ADD CONSTRAINT reports_status_is_known CHECK (status IN ('graded', 'compile_error', 'rejected')),
  ADD CONSTRAINT reports_score_in_range CHECK (score >= 0 AND score <= max_score);

ALTER TABLE comments
  ADD CONSTRAINT comments_line_needs_a_file CHECK (line IS NULL OR path IS NOT NULL);

-- One group per person and project at any time.
ALTER TABLE memberships
  ADD CONSTRAINT memberships_end_after_they_begin CHECK (left_at IS NULL OR left_at > joined_at),
  ADD CONSTRAINT memberships_one_group_at_a_time
    EXCLUDE USING gist (project_id WITH =, person_id WITH =, tstzrange(joined_at, left_at) WITH &&);

-- At most three members at any time. The group's row is locked, so two people who join at once are counted one after the other;
-- not FOR UPDATE, which would wait for the foreign keys of both and so deadlock.
CREATE FUNCTION memberships_at_most_three() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM work_groups WHERE id = NEW.group_id FOR NO KEY UPDATE;
  -- the number of members can only grow where a membership begins, so those instants are enough
  IF EXISTS (
    SELECT 1
    FROM memberships begins
    WHERE begins.group_id = NEW.group_id
      AND (SELECT count(*)
           FROM memberships other
           WHERE other.group_id = NEW.group_id
             AND tstzrange(other.joined_at, other.left_at) @> begins.joined_at) > 3
  ) THEN
    RAISE EXCEPTION 'a group has at most three members'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_at_most_three';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER memberships_at_most_three AFTER INSERT OR UPDATE ON memberships
  FOR EACH ROW EXECUTE FUNCTION memberships_at_most_three();

-- What was received stays as it was received: only the report that counts may change.
CREATE FUNCTION submissions_stay_as_received() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'report_id' IS DISTINCT FROM to_jsonb(OLD) - 'report_id' THEN
    RAISE EXCEPTION 'a submission stays as it was received'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'submissions_stay_as_received';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER submissions_stay_as_received BEFORE UPDATE OR DELETE ON submissions
  FOR EACH ROW EXECUTE FUNCTION submissions_stay_as_received();

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;

CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER submitted_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON submitted_files
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER reports_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reports
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- The place of a job in the queue is asked for at every look at a waiting page.
CREATE INDEX grading_jobs_waiting ON grading_jobs (priority DESC, created_at, id)
  WHERE started_at IS NULL AND finished_at IS NULL AND failed_at IS NULL;
