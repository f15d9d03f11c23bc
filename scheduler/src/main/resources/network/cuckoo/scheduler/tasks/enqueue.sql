-- Puts tasks into the queue at the places that they have; grain: one task.
INSERT INTO task_queue (task_id, model, app_id, priority, queue_seq, price_wei)
SELECT t.task_id, t.model, t.app_id, t.priority, t.queue_seq, t.price_wei FROM task t WHERE t.task_id = ANY (?::uuid[])
