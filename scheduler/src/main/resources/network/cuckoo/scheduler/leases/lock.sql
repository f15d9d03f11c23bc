-- Leases, held until the transaction ends, locked in the order of their ids; their tasks are held already where the lease is to end.
SELECT l.* FROM lease l WHERE l.lease_id = ANY (?::uuid[]) ORDER BY l.lease_id FOR NO KEY UPDATE
