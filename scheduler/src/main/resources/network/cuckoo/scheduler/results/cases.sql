-- What is known of leases that results name, and of their tasks, not held; grain: one lease.
SELECT l.lease_id, l.task_id, l.node_address, l.model, t.request_hash, t.model_hash
  FROM lease l JOIN task t USING (task_id) WHERE l.lease_id = ANY (?::uuid[])
