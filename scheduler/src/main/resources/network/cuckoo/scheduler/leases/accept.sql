-- Ends live leases whose results are accepted, and raises their fences; grain: one lease, held.
UPDATE lease l
   SET state = 'ENDED', end_reason = 'ACCEPTED', end_detail = '', ended_at = clock_timestamp(), fence = l.fence + 1
  FROM unnest(?::uuid[], ?::bigint[]) AS g (lease_id, fence)
 WHERE l.lease_id = g.lease_id AND l.fence = g.fence AND l.ended_at IS NULL
