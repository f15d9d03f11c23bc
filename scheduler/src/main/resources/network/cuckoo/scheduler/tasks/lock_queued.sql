-- Those of the tasks that are queued and that nobody else holds, held until the transaction ends.
SELECT t.* FROM task t WHERE t.task_id = ANY (?::uuid[]) AND t.state = 'QUEUED' ORDER BY t.task_id FOR NO KEY UPDATE SKIP LOCKED
