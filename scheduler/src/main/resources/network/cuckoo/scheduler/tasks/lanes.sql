-- Which apps have tasks of a model waiting, and at which priorities; grain: one app and priority. Inputs: the model, three times.
-- Plan: loose scan of task_queue_order, two probes a lane, however many tasks wait.
WITH RECURSIVE lane AS (
    (SELECT q.app_id, q.priority FROM task_queue q WHERE q.model = ? ORDER BY q.app_id, q.priority DESC LIMIT 1)
    UNION ALL
    SELECT n.app_id, n.priority
      FROM lane l
     CROSS JOIN LATERAL (
            (SELECT q.app_id, q.priority FROM task_queue q
              WHERE q.model = ? AND q.app_id = l.app_id AND q.priority < l.priority ORDER BY q.priority DESC LIMIT 1)
            UNION ALL
            (SELECT q.app_id, q.priority FROM task_queue q
              WHERE q.model = ? AND q.app_id > l.app_id ORDER BY q.app_id, q.priority DESC LIMIT 1)
            LIMIT 1) n
)
SELECT app_id, priority FROM lane
