-- Ends leased tasks with their results; grain: one task. The caller holds the rows.
UPDATE task SET state = 'SUCCEEDED', finished_at = clock_timestamp() WHERE task_id = ANY (?::uuid[]) AND state = 'LEASED'
