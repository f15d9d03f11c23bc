-- Accepted results; grain: one result.
INSERT INTO task_result (task_id, lease_id, fence, node_address, media_type, output_hash, signature, gpu_millis)
SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bytea[], ?::text[], ?::bytea[], ?::bytea[], ?::bigint[])
