-- Broken invariants of DESIGN §4 that SQL can see: always empty. Grain: one violation.
SELECT 'I2 two live leases of task ' || task_id AS violation FROM lease WHERE state <> 'ENDED' GROUP BY task_id HAVING count(*) > 1
UNION ALL
SELECT 'I2 task ' || task_id || ' is ' || state || ' but its live leases are ' || live
  FROM (SELECT t.task_id, t.state, (SELECT count(*) FROM lease l WHERE l.task_id = t.task_id AND l.state <> 'ENDED') AS live FROM task t) t
 WHERE live <> CASE state WHEN 'LEASED' THEN 1 ELSE 0 END
UNION ALL
SELECT 'I3 transaction ' || transaction_id || ' sums to ' || sum(amount_wei) FROM ledger_entry GROUP BY transaction_id HAVING sum(amount_wei) <> 0
UNION ALL
SELECT 'I3 account ' || account_id || ' differs from its entries' FROM ledger_difference
UNION ALL
SELECT 'I3 task ' || t.task_id || ' (' || t.state || ') is held ' || held || ' and closed ' || closed || ' times'
  FROM (SELECT t.task_id, t.state,
               (SELECT count(*) FROM ledger_transaction x WHERE x.task_id = t.task_id AND x.leg = 'HOLD') AS held,
               (SELECT count(*) FROM ledger_transaction x WHERE x.task_id = t.task_id AND x.leg IN ('CAPTURE', 'RELEASE')) AS closed
          FROM task t) t
 WHERE held <> 1 OR closed <> CASE WHEN t.state IN ('SUCCEEDED', 'FAILED', 'CANCELLED') THEN 1 ELSE 0 END
UNION ALL
SELECT 'I3 task ' || t.task_id || ' is ' || t.state || ' but its money says ' || x.leg
  FROM task t JOIN ledger_transaction x USING (task_id)
 WHERE (x.leg = 'CAPTURE' AND t.state <> 'SUCCEEDED') OR (x.leg = 'RELEASE' AND t.state NOT IN ('FAILED', 'CANCELLED'))
UNION ALL
SELECT 'I4 result of task ' || r.task_id || ' carries fence ' || r.fence || ' of ' || l.fence
  FROM task_result r JOIN lease l USING (lease_id) JOIN assignment a USING (lease_id)
 WHERE l.end_reason IS DISTINCT FROM 'ACCEPTED' OR r.fence <> l.fence - 1 OR r.node_address <> a.node_address OR l.node_address <> a.node_address
UNION ALL
SELECT 'I4 task ' || x.task_id || ' was paid to ' || p.owner || ', not to its miner''s owner'
  FROM ledger_transaction x JOIN assignment a USING (lease_id) JOIN ledger_entry e USING (transaction_id) JOIN ledger_account p USING (account_id)
 WHERE x.leg = 'CAPTURE' AND p.kind = 'MINER' AND p.owner <> '0x' || encode(a.owner_address, 'hex')
UNION ALL
SELECT 'I4 task ' || task_id || ' succeeded without a result' FROM task t
 WHERE state = 'SUCCEEDED' AND NOT EXISTS (SELECT 1 FROM task_result r WHERE r.task_id = t.task_id)
UNION ALL
SELECT 'events of task ' || task_id || ' have gaps' FROM task_event GROUP BY task_id HAVING max(seq) <> count(*)
UNION ALL
SELECT 'task ' || coalesce(t.task_id, q.task_id) || ' is ' || coalesce(t.state, 'not there') || ' and ' || CASE WHEN q.task_id IS NULL THEN 'not ' ELSE '' END || 'in the queue'
  FROM task t FULL JOIN task_queue q USING (task_id)
 WHERE (t.state IS NOT DISTINCT FROM 'QUEUED') <> (q.task_id IS NOT NULL)
