-- Rules of quizzes that the schema language cannot say.

ALTER TABLE quiz_attempts
  ADD CONSTRAINT quiz_attempts_number_from_one CHECK (number >= 1),
  ADD CONSTRAINT quiz_attempts_ends_after_start CHECK (ends_at >= started_at AND handed_in_at >= started_at),
  ADD CONSTRAINT quiz_attempts_ended_by_is_known CHECK (ended_by IN ('person', 'timer', 'staff')),
  ADD CONSTRAINT quiz_attempts_ended_by_somebody CHECK ((handed_in_at IS NULL) = (ended_by IS NULL)),
  ADD CONSTRAINT quiz_attempts_graded_when_handed_in CHECK (graded_at IS NULL OR handed_in_at IS NOT NULL),
  ADD CONSTRAINT quiz_attempts_scored_when_graded CHECK (graded_at IS NULL OR score IS NOT NULL),
  ADD CONSTRAINT quiz_attempts_score_in_range CHECK (score >= 0 AND score <= max_score);

ALTER TABLE quiz_answers
  ADD CONSTRAINT quiz_answers_credit_in_range CHECK (credit BETWEEN 0 AND 1),
  ADD CONSTRAINT quiz_answers_score_in_range CHECK (score >= 0 AND score <= points),
  ADD CONSTRAINT quiz_answers_adjustment_is_known CHECK (adjustment IN ('full', 'dropped')),
  ADD CONSTRAINT quiz_answers_counts CHECK (revision >= 0 AND spent_ms >= 0 AND tries_used >= 0);

ALTER TABLE quiz_items ADD CONSTRAINT quiz_items_points_positive CHECK (points > 0);
ALTER TABLE quiz_marks ADD CONSTRAINT quiz_marks_credit_in_range CHECK (credit BETWEEN 0 AND 1);
ALTER TABLE quiz_allowances
  ADD CONSTRAINT quiz_allowances_not_less CHECK (extra_minutes >= 0 AND extra_attempts >= 0);

-- Who starts twice at once gets one attempt.
CREATE UNIQUE INDEX quiz_attempts_one_open ON quiz_attempts (quiz_id, person_id) WHERE handed_in_at IS NULL;
-- Looked at every few seconds: attempts under way, and those whose grading failed. Both are few, what is finished grows for ever.
CREATE INDEX quiz_attempts_under_way ON quiz_attempts (ends_at) WHERE handed_in_at IS NULL;
CREATE INDEX quiz_attempts_ungraded ON quiz_attempts (handed_in_at) WHERE handed_in_at IS NOT NULL AND graded_at IS NULL;
CREATE INDEX quiz_code_jobs_unfinished ON quiz_code_jobs (created_at) WHERE finished_at IS NULL AND failed_at IS NULL;
-- What a marking queue lists.
CREATE INDEX quiz_answers_incomplete ON quiz_answers (item_id) WHERE NOT complete AND graded_at IS NOT NULL;

-- A version says for ever what it said when it was published.
CREATE FUNCTION quiz_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published quiz stays as it is: publish a new version'
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'quiz_versions_stay';
END $$;
CREATE TRIGGER quiz_versions_stay BEFORE UPDATE ON quiz_versions
  FOR EACH ROW EXECUTE FUNCTION quiz_versions_stay();

-- Its questions neither change nor come nor go once somebody has begun it.
CREATE FUNCTION quiz_items_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  version uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.version_id ELSE OLD.version_id END;
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM quiz_attempts WHERE version_id = version) THEN
    RAISE EXCEPTION 'a published quiz stays as it is: publish a new version'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'quiz_items_stay';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER quiz_items_stay BEFORE INSERT OR UPDATE OR DELETE ON quiz_items
  FOR EACH ROW EXECUTE FUNCTION quiz_items_stay();

-- The variant that a person was given stays, and so does whose attempt it is.
CREATE FUNCTION quiz_answers_variant_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR NEW.attempt_id <> OLD.attempt_id OR NEW.item_id <> OLD.item_id OR NEW.position <> OLD.position
     OR NEW.seed <> OLD.seed OR NEW.values::text <> OLD.values::text THEN
    RAISE EXCEPTION 'the variant of an attempt stays as it was drawn'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'quiz_answers_variant_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quiz_answers_variant_stays BEFORE UPDATE OR DELETE ON quiz_answers
  FOR EACH ROW EXECUTE FUNCTION quiz_answers_variant_stays();

CREATE FUNCTION quiz_attempts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR NEW.quiz_id <> OLD.quiz_id OR NEW.version_id <> OLD.version_id OR NEW.person_id <> OLD.person_id
     OR NEW.number <> OLD.number OR NEW.seed <> OLD.seed OR NEW.started_at <> OLD.started_at
     OR NEW.preview <> OLD.preview THEN
    RAISE EXCEPTION 'an attempt stays whose and what it was'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'quiz_attempts_stay';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quiz_attempts_stay BEFORE UPDATE OR DELETE ON quiz_attempts
  FOR EACH ROW EXECUTE FUNCTION quiz_attempts_stay();

CREATE TRIGGER quiz_marks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quiz_marks
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER quiz_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quiz_files
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
