-- Tasks that apps submitted under these idempotency keys; grain: one task. Plan: a probe of task_idempotency_key for each key.
SELECT t.*
  FROM unnest(?::uuid[], ?::text[]) AS k (app_id, idempotency_key)
  JOIN task t ON t.app_id = k.app_id AND t.idempotency_key = k.idempotency_key
