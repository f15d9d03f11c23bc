-- Time until the deadlines of leases, in microseconds; grain: one lease.
SELECT l.lease_id, (extract(epoch FROM l.deadline - clock_timestamp()) * 1000000)::bigint AS remaining
  FROM lease l WHERE l.lease_id = ANY (?::uuid[])
