-- The accounts of these kinds and owners; grain: one account. Plan: a probe of the unique index for each.
SELECT a.account_id, a.kind, a.owner
  FROM unnest(?::text[], ?::text[]) AS g (kind, owner)
  JOIN ledger_account a ON a.kind = g.kind AND a.owner = g.owner
