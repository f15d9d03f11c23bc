-- The entries of whole transactions; grain: one entry. The balances follow by trigger.
INSERT INTO ledger_entry (transaction_id, account_id, amount_wei)
SELECT g.transaction_id, g.account_id, g.amount_wei FROM unnest(?::uuid[], ?::bigint[], ?::numeric[]) AS g (transaction_id, account_id, amount_wei)
