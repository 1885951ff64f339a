-- A rare mistake is found without reading every report.
CREATE INDEX "reports_diagnoses_idx" ON "reports" USING GIN ("diagnoses");
