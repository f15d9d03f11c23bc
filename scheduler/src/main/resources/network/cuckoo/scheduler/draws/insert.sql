-- Draws that had a winner; grain: one draw.
INSERT INTO assignment (lease_id, task_id, attempt, epoch_id, node_address, owner_address, seed_hash, draw, snapshot_hash, round_id, round_position)
SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::integer[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[], ?::jsonb[], ?::bytea[], ?::uuid[], ?::integer[])
