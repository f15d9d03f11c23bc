-- Heads of the queue of one model, for telling them why they wait; the oldest of each app, at most a few.
-- Grain: one queued task whose waiting_reason differs. Inputs: model, reason.
-- Plan: a range of the index task_queued; the limit is a literal.
SELECT t.task_id
  FROM task t
 WHERE t.state = 'QUEUED' AND t.model = ? AND t.waiting_reason IS DISTINCT FROM ?
 LIMIT 200
