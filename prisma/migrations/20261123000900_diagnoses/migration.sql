-- What the list of hand-ins filters by; the codes stand in the reports themselves, too.
ALTER TABLE "reports" ADD COLUMN "diagnoses" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- The reports stay as they were published: only what was read out of them is written down beside them. Not as jsonb, which
-- refuses the NUL character that a student's program may have printed.
ALTER TABLE reports DISABLE TRIGGER reports_append_only;
UPDATE reports SET diagnoses = ARRAY(
  SELECT DISTINCT diagnosis ->> 'code'
  FROM json_array_elements(body -> 'exercises') AS exercise,
       json_array_elements(exercise -> 'checks') AS checked,
       json_array_elements(checked -> 'diagnoses') AS diagnosis
);
ALTER TABLE reports ENABLE TRIGGER reports_append_only;
