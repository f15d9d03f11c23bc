-- Outputs, each content once; grain: one output.
INSERT INTO blob (blob_hash, bytes) SELECT DISTINCT ON (g.blob_hash) g.blob_hash, g.bytes FROM unnest(?::bytea[], ?::bytea[]) AS g (blob_hash, bytes)
ORDER BY g.blob_hash
ON CONFLICT DO NOTHING
