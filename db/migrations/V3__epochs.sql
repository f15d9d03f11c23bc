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
    voided_at           timestamptz,
    created_at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX epoch_valid_number ON epoch (number) WHERE voided_at IS NULL;

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

-- Secrets of epochs that are over, shown to everybody.
CREATE TABLE epoch_secret (
    number      bigint PRIMARY KEY,
    secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
    revealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
