-- New leases on offer; grain: one lease. The first input is the time to pick up, in microseconds.
INSERT INTO lease (lease_id, task_id, attempt, node_address, session_id, model, fence, state, deadline)
SELECT g.lease_id, g.task_id, g.attempt, g.node_address, g.session_id, g.model, g.fence, 'OFFERED', clock_timestamp() + g.pick_up * interval '1 microsecond'
  FROM (SELECT u.*, ?::bigint AS pick_up
          FROM unnest(?::uuid[], ?::uuid[], ?::integer[], ?::bytea[], ?::uuid[], ?::text[], ?::bigint[]) WITH ORDINALITY
               AS u (lease_id, task_id, attempt, node_address, session_id, model, fence, place)) g
 ORDER BY g.place
