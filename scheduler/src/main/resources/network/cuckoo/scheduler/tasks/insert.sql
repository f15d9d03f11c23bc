-- Stores new tasks as QUEUED, each with its place in the queue; grain: one task. Gives the place and the time back.
INSERT INTO task (task_id, app_id, model, model_hash, input, nonce_hash, nonce_from_app, request_hash, idempotency_key, price_wei, priority, state, queue_seq)
SELECT g.task_id, g.app_id, g.model, g.model_hash, g.input, g.nonce_hash, g.nonce_from_app, g.request_hash, g.idempotency_key, g.price_wei, g.priority,
       'QUEUED', nextval('task_queue_seq')
  FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::bytea[], ?::jsonb[], ?::bytea[], ?::boolean[], ?::bytea[], ?::text[], ?::numeric[], ?::integer[])
       AS g (task_id, app_id, model, model_hash, input, nonce_hash, nonce_from_app, request_hash, idempotency_key, price_wei, priority)
RETURNING task_id, queue_seq, created_at
