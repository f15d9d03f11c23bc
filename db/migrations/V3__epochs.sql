-- The epochs that draws are made in, and their weights.

-- An epoch of the draw: which block it begins at and the weights that hold in it (the state after that block).
-- number = floor(block_time / period_seconds). A reorg that takes the block away voids the row; the number is made anew.
CREATE TABLE epoch (
    epoch_id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number              bigint  NOT NULL CHECK (number >= 0),
    coordinator_address bytea   NOT NULL CHECK (octet_length(coordinator_address) = 20), -- its node, as in the draw's seed
    period_seconds      integer NOT NULL CHECK (period_seconds > 0),
    begin_block_number  bigint  NOT NULL,
    begin_block_hash    bytea   NOT NULL REFERENCES block,
    tip_hash            bytea   NOT NULL CHECK (octet_length(tip_hash) = 32), -- the hash chain in force
    tip_epoch           bigint  NOT NULL CHECK (tip_epoch <= number),         -- epoch of the block with that tip
    epoch_root          bytea   NOT NULL CHECK (octet_length(epoch_root) = 32),
    total_wei           numeric(78, 0) NOT NULL CHECK (total_wei >= 0),
    miners              integer NOT NULL CHECK (miners >= 0),
    weights_kept        boolean NOT NULL DEFAULT true, -- in epoch_weight; else epoch_weights() makes them again from the events
    voided_at           timestamptz,
    created_at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX epoch_valid_number ON epoch (number) WHERE voided_at IS NULL;
CREATE INDEX epoch_begin_block ON epoch (begin_block_hash);
CREATE INDEX epoch_with_weights ON epoch (number) WHERE weights_kept;

-- Miners with weight in an epoch, by node address; miner i owns [cum_wei - weight_wei, cum_wei).
CREATE TABLE epoch_weight (
    epoch_id      bigint  NOT NULL REFERENCES epoch,
    position      integer NOT NULL CHECK (position >= 0),
    node_address  bytea   NOT NULL CHECK (octet_length(node_address) = 20),
    owner_address bytea   NOT NULL CHECK (octet_length(owner_address) = 20),
    weight_wei    numeric(78, 0) NOT NULL CHECK (weight_wei > 0),
    cum_wei       numeric(78, 0) NOT NULL CHECK (cum_wei >= weight_wei),
    PRIMARY KEY (epoch_id, position),
    UNIQUE (epoch_id, node_address)
);
CREATE UNIQUE INDEX epoch_weight_cumulative ON epoch_weight (epoch_id, cum_wei);

-- The weights of an epoch that begins at a block: miners with weight after it, by node address, and whose numbers are whose.
CREATE FUNCTION epoch_weight_at(at_block bigint)
RETURNS TABLE ("position" integer, node_address bytea, owner_address bytea, weight_wei numeric, cum_wei numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (row_number() OVER by_node)::integer - 1, w.node_address, w.owner_address, w.weight_wei, sum(w.weight_wei) OVER by_node
      FROM candidate_weight_at(at_block) w
     WHERE w.kind = 1 AND w.weight_wei > 0
    WINDOW by_node AS (ORDER BY w.node_address ROWS UNBOUNDED PRECEDING)
$$;

-- The weights of an epoch, kept or made again. Those of a voided one are never dropped: its block is not on the chain any more.
CREATE FUNCTION epoch_weights(epoch bigint)
RETURNS TABLE ("position" integer, node_address bytea, owner_address bytea, weight_wei numeric, cum_wei numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT w.position, w.node_address, w.owner_address, w.weight_wei, w.cum_wei FROM epoch_weight w WHERE w.epoch_id = epoch
    UNION ALL
    SELECT w.* FROM epoch e CROSS JOIN LATERAL epoch_weight_at(e.begin_block_number) w WHERE e.epoch_id = epoch AND NOT e.weights_kept
$$;

-- The weight that one miner had in an epoch, without those of the others.
CREATE FUNCTION epoch_weight_of(epoch bigint, node bytea, owner bytea) RETURNS numeric LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN e.weights_kept
                THEN (SELECT w.weight_wei FROM epoch_weight w WHERE w.epoch_id = e.epoch_id AND w.node_address = node)
                ELSE (SELECT w.weight_wei FROM candidate_weight_of(owner, e.begin_block_number) w WHERE w.node_address = node) END
      FROM epoch e WHERE e.epoch_id = epoch
$$;

-- Secrets of epochs that are over, shown to everybody.
CREATE TABLE epoch_secret (
    number      bigint PRIMARY KEY,
    secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
    revealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
