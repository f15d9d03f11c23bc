-- Tasks, held until the transaction ends, locked in the order of their ids. Plan: a probe of the primary key for each.
SELECT t.* FROM task t WHERE t.task_id = ANY (?::uuid[]) ORDER BY t.task_id FOR NO KEY UPDATE
