-- More rules that hold whoever writes: numbers that make sense, and rows that belong together. NaN is above everything in
-- PostgreSQL's order, so "below Infinity" keeps it out, too.

ALTER TABLE people
  ADD CONSTRAINT people_have_a_name CHECK (btrim(name) <> ''),
  ADD CONSTRAINT people_session_version_from_one CHECK (session_version >= 1);
ALTER TABLE work_groups ADD CONSTRAINT work_groups_have_a_name CHECK (btrim(name) <> '');
ALTER TABLE schedules ADD CONSTRAINT schedules_late_percent_is_a_number CHECK (late_percent_per_day < 'Infinity');
ALTER TABLE overrides ADD CONSTRAINT overrides_open_before_due CHECK (opens_at < due_at);

ALTER TABLE project_versions ADD CONSTRAINT project_versions_max_score CHECK (max_score >= 0 AND max_score < 'Infinity');
ALTER TABLE exercises ADD CONSTRAINT exercises_max_score CHECK (max_score >= 0 AND max_score < 'Infinity');
ALTER TABLE checks ADD CONSTRAINT checks_points CHECK (points >= 0 AND points < 'Infinity');

ALTER TABLE submissions ADD CONSTRAINT submissions_byte_count CHECK (byte_count >= 0);
ALTER TABLE grading_jobs
  ADD CONSTRAINT grading_jobs_counts CHECK (attempts >= 0 AND faults >= 0),
  ADD CONSTRAINT grading_jobs_one_end CHECK (num_nonnulls(finished_at, failed_at) <= 1),
  ADD CONSTRAINT grading_jobs_progress CHECK (progress_index BETWEEN 1 AND progress_of);
ALTER TABLE failed_attempts ADD CONSTRAINT failed_attempts_number CHECK (attempt >= 0);
ALTER TABLE workers ADD CONSTRAINT workers_concurrency CHECK (concurrency >= 1);
ALTER TABLE reports
  ADD CONSTRAINT reports_scores_are_numbers CHECK (max_score < 'Infinity' AND after_due_max < 'Infinity'),
  ADD CONSTRAINT reports_after_due_in_range CHECK (after_due_score >= 0 AND after_due_score <= after_due_max);
ALTER TABLE comments ADD CONSTRAINT comments_line_from_one CHECK (line >= 1);

ALTER TABLE quiz_versions
  ADD CONSTRAINT quiz_versions_number_from_one CHECK (number >= 1),
  ADD CONSTRAINT quiz_versions_max_score CHECK (max_score >= 0 AND max_score < 'Infinity');
ALTER TABLE quiz_items ADD CONSTRAINT quiz_items_points_are_a_number CHECK (points < 'Infinity');
ALTER TABLE quiz_attempts ADD CONSTRAINT quiz_attempts_max_score CHECK (max_score >= 0 AND max_score < 'Infinity');
ALTER TABLE quiz_answers
  ADD CONSTRAINT quiz_answers_points CHECK (points >= 0 AND points < 'Infinity'),
  ADD CONSTRAINT quiz_answers_at_least CHECK (at_least >= 0 AND at_least <= points);
ALTER TABLE quiz_files ADD CONSTRAINT quiz_files_byte_count CHECK (byte_count >= 0);
ALTER TABLE quiz_proofs ADD CONSTRAINT quiz_proofs_progress CHECK (done >= 0 AND "of" >= 0);

-- What is said of a question is said of one that the attempt holds.
ALTER TABLE quiz_files ADD CONSTRAINT quiz_files_attempt_id_item_id_fkey
  FOREIGN KEY (attempt_id, item_id) REFERENCES quiz_answers (attempt_id, item_id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE quiz_marks ADD CONSTRAINT quiz_marks_attempt_id_item_id_fkey
  FOREIGN KEY (attempt_id, item_id) REFERENCES quiz_answers (attempt_id, item_id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE quiz_code_jobs ADD CONSTRAINT quiz_code_jobs_attempt_id_item_id_fkey
  FOREIGN KEY (attempt_id, item_id) REFERENCES quiz_answers (attempt_id, item_id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE quiz_comments ADD CONSTRAINT quiz_comments_attempt_id_item_id_fkey
  FOREIGN KEY (attempt_id, item_id) REFERENCES quiz_answers (attempt_id, item_id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rows that name two others which must belong together: a key over both would need an index beside each primary key.
CREATE FUNCTION must_belong(belongs boolean, rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF belongs IS NOT TRUE THEN
    RAISE EXCEPTION 'rows of different things were put together: %', rule
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = rule;
  END IF;
END $$;

CREATE FUNCTION submissions_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM must_belong(
      (SELECT p.course_id = NEW.course_id AND v.project_id = NEW.project_id
       FROM projects p, project_versions v WHERE p.id = NEW.project_id AND v.id = NEW.version_id),
      'submissions_course_and_version_of_the_project');
  END IF;
  IF NEW.report_id IS NOT NULL THEN
    PERFORM must_belong(
      (SELECT r.submission_id = NEW.id FROM reports r WHERE r.id = NEW.report_id),
      'submissions_report_is_its_own');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submissions_belong BEFORE INSERT OR UPDATE OF report_id ON submissions
  FOR EACH ROW EXECUTE FUNCTION submissions_belong();

CREATE FUNCTION grading_jobs_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must_belong(
    (SELECT s.project_id = v.project_id
     FROM submissions s, project_versions v WHERE s.id = NEW.submission_id AND v.id = NEW.version_id),
    'grading_jobs_version_of_the_project');
  RETURN NEW;
END $$;
CREATE TRIGGER grading_jobs_belong BEFORE INSERT OR UPDATE OF submission_id, version_id ON grading_jobs
  FOR EACH ROW EXECUTE FUNCTION grading_jobs_belong();

CREATE FUNCTION reports_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must_belong(
    (SELECT j.submission_id = NEW.submission_id FROM grading_jobs j WHERE j.id = NEW.job_id),
    'reports_job_of_the_submission');
  RETURN NEW;
END $$;
CREATE TRIGGER reports_belong BEFORE INSERT ON reports
  FOR EACH ROW EXECUTE FUNCTION reports_belong();

CREATE FUNCTION projects_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.current_version_id IS NOT NULL THEN
    PERFORM must_belong(
      (SELECT v.project_id = NEW.id FROM project_versions v WHERE v.id = NEW.current_version_id),
      'projects_version_is_its_own');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER projects_belong BEFORE INSERT OR UPDATE OF current_version_id ON projects
  FOR EACH ROW EXECUTE FUNCTION projects_belong();

CREATE FUNCTION publications_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must_belong(
    (SELECT v.project_id = NEW.project_id FROM project_versions v WHERE v.id = NEW.version_id),
    'publications_version_of_the_project');
  RETURN NEW;
END $$;
CREATE TRIGGER publications_belong BEFORE INSERT ON publications
  FOR EACH ROW EXECUTE FUNCTION publications_belong();

CREATE FUNCTION overrides_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.group_id IS NOT NULL THEN
    PERFORM must_belong(
      (SELECT p.schedule_id = NEW.schedule_id
       FROM work_groups g JOIN projects p ON p.id = g.project_id WHERE g.id = NEW.group_id),
      'overrides_group_of_the_project');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER overrides_belong BEFORE INSERT OR UPDATE OF group_id, schedule_id ON overrides
  FOR EACH ROW EXECUTE FUNCTION overrides_belong();

CREATE FUNCTION quizzes_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.current_version_id IS NOT NULL THEN
    PERFORM must_belong(
      (SELECT v.quiz_id = NEW.id FROM quiz_versions v WHERE v.id = NEW.current_version_id),
      'quizzes_version_is_its_own');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quizzes_belong BEFORE INSERT OR UPDATE OF current_version_id ON quizzes
  FOR EACH ROW EXECUTE FUNCTION quizzes_belong();

CREATE FUNCTION quiz_attempts_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must_belong(
    (SELECT v.quiz_id = NEW.quiz_id FROM quiz_versions v WHERE v.id = NEW.version_id)
      AND (NEW.graded_version_id IS NULL
           OR (SELECT v.quiz_id = NEW.quiz_id FROM quiz_versions v WHERE v.id = NEW.graded_version_id)),
    'quiz_attempts_version_of_the_quiz');
  RETURN NEW;
END $$;
CREATE TRIGGER quiz_attempts_belong BEFORE INSERT OR UPDATE OF version_id, graded_version_id ON quiz_attempts
  FOR EACH ROW EXECUTE FUNCTION quiz_attempts_belong();

CREATE FUNCTION quiz_answers_belong() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM must_belong(
    (SELECT i.version_id = t.version_id FROM quiz_items i, quiz_attempts t WHERE i.id = NEW.item_id AND t.id = NEW.attempt_id),
    'quiz_answers_question_of_the_version');
  RETURN NEW;
END $$;
CREATE TRIGGER quiz_answers_belong BEFORE INSERT ON quiz_answers
  FOR EACH ROW EXECUTE FUNCTION quiz_answers_belong();
