-- An attempt that was reopened has an end of its own: neither dates nor extra time move it.
ALTER TABLE quiz_attempts ADD COLUMN reopened_at TIMESTAMPTZ(3);
