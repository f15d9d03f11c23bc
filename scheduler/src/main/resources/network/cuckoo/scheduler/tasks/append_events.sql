-- Appends one event to each of these tasks; numbers have no gaps, since whoever appends holds the task's row or its live lease.
INSERT INTO task_event (task_id, seq, kind, data, at)
SELECT g.task_id, coalesce((SELECT max(e.seq) FROM task_event e WHERE e.task_id = g.task_id), 0) + 1, ?, g.data, clock_timestamp()
  FROM unnest(?::uuid[], ?::jsonb[]) AS g (task_id, data)
