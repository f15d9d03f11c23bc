-- Claims queued tasks of one model, fairly over apps, and holds them until the transaction ends.
-- Grain: one claimed task, in claim order. tag_wei is its start tag: the app's virtual time (at least the clock's) plus the
-- price of the app's tasks before it. Within an app higher priority goes first, then the older task.
-- Inputs: model, model again, ids of tasks already tried in this round; the limits are literals that the caller
-- writes in, since a parameter makes the generic plan scan the table.
-- Plan: index probes of task_queued, one for each app, then at most LIMIT rows of it.
WITH waiting AS MATERIALIZED (
    SELECT a.app_id, greatest(a.virtual_time_wei, c.virtual_time_wei) AS start_wei
      FROM app a CROSS JOIN fair_clock c
     WHERE EXISTS (SELECT 1 FROM task t WHERE t.state = 'QUEUED' AND t.model = ? AND t.app_id = a.app_id)
), ranked AS MATERIALIZED (
    SELECT head.task_id, head.app_id, w.start_wei + head.before_wei AS tag_wei, head.place
      FROM waiting w
     CROSS JOIN LATERAL (
            SELECT t.task_id, t.app_id,
                   sum(t.price_wei) OVER (ORDER BY t.priority DESC, t.task_id) - t.price_wei AS before_wei,
                   row_number() OVER (ORDER BY t.priority DESC, t.task_id) AS place
              FROM (SELECT q.task_id, q.app_id, q.priority, q.price_wei
                      FROM task q
                     WHERE q.state = 'QUEUED' AND q.model = ? AND q.app_id = w.app_id AND q.task_id <> ALL (?)
                     ORDER BY q.priority DESC, q.task_id
                     LIMIT 1000 /* places */) t) head
     ORDER BY tag_wei, head.app_id, head.place
     LIMIT 1000 /* places */
), claimed AS MATERIALIZED (
    SELECT t.*
      FROM task t
     WHERE t.task_id IN (SELECT task_id FROM ranked) AND t.state = 'QUEUED'
       FOR NO KEY UPDATE SKIP LOCKED
)
SELECT c.*, r.tag_wei
  FROM claimed c JOIN ranked r USING (task_id)
 ORDER BY r.tag_wei, r.app_id, r.place
