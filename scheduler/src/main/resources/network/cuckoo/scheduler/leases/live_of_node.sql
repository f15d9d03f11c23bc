-- What a miner holds in one session, with the tasks; grain: one live lease, those in waiting places too. Inputs: node, the lowest number
-- that can be live yet, session. Plan: a range of lease_live_node, then the task by its primary key.
SELECT l.lease_id, l.lease_seq, l.fence, l.state AS lease_state, (extract(epoch FROM l.deadline - clock_timestamp()) * 1000000)::bigint AS remaining, t.*
  FROM lease l JOIN task t USING (task_id)
 WHERE l.node_address = ? AND l.lease_seq >= ? AND l.ended_at IS NULL AND l.session_id = ?
 ORDER BY l.lease_seq
