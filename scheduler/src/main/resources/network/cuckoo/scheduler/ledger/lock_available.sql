-- What apps can spend, their accounts held until the transaction ends, in the order of their ids; grain: one app.
SELECT a.owner, a.balance_wei
  FROM ledger_account a
 WHERE a.kind = 'APP' AND a.owner = ANY (?::text[])
 ORDER BY a.account_id FOR NO KEY UPDATE
