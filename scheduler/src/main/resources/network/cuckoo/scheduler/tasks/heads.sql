-- The heads of some lanes of a model's queue, oldest first; grain: one queued task, not held.
-- Inputs: lanes (app, priority, the place to begin at: what came before is gone), the model. The limit is a literal
-- that the caller writes in, since a parameter makes the generic plan scan the table.
-- Plan: a range of task_queue_order for each lane, at most LIMIT rows of it.
SELECT q.task_id, q.app_id, q.priority, q.queue_seq, q.price_wei, q.settled
  FROM unnest(?::uuid[], ?::integer[], ?::bigint[]) AS lane (app_id, priority, from_seq)
 CROSS JOIN LATERAL (
        SELECT t.task_id, t.app_id, t.priority, t.queue_seq, t.price_wei, t.queued_at < clock_timestamp() - interval '250 milliseconds' AS settled
          FROM task_queue t
         WHERE t.model = ? AND t.app_id = lane.app_id AND t.priority = lane.priority AND t.queue_seq >= lane.from_seq
         ORDER BY t.queue_seq
         LIMIT 1000 /* each */) q
