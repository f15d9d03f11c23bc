-- Transactions about tasks, one leg for all; grain: one transaction.
INSERT INTO ledger_transaction (transaction_id, leg, task_id, lease_id)
SELECT g.transaction_id, ?, g.task_id, g.lease_id FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS g (transaction_id, task_id, lease_id)
