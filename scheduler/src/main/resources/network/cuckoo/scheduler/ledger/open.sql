-- Opens accounts that are not there yet.
INSERT INTO ledger_account (kind, owner) SELECT g.kind, g.owner FROM unnest(?::text[], ?::text[]) AS g (kind, owner) ORDER BY g.kind, g.owner
ON CONFLICT DO NOTHING
