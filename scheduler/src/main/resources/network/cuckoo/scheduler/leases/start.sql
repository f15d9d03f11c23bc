-- Miners begin; grain: one lease, held. The result is due after the model's lease time, in microseconds.
UPDATE lease l
   SET state = 'STARTED', started_at = clock_timestamp(), deadline = clock_timestamp() + g.lease_time * interval '1 microsecond'
  FROM unnest(?::uuid[], ?::bigint[]) AS g (lease_id, lease_time)
 WHERE l.lease_id = g.lease_id AND l.state = 'OFFERED'
