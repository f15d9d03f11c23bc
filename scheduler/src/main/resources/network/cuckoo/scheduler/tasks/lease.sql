-- Gives queued tasks to the miners that were drawn; grain: one task. The caller holds the rows.
UPDATE task t
   SET state = 'LEASED', attempt = g.attempt, exclusions_cleared = g.cleared, excluded = CASE WHEN g.cleared AND NOT t.exclusions_cleared THEN '{}' ELSE t.excluded END
  FROM unnest(?::uuid[], ?::integer[], ?::boolean[]) AS g (task_id, attempt, cleared)
 WHERE t.task_id = g.task_id AND t.state = 'QUEUED'
