-- The chain as the indexer saw it: blocks, the events of our two contracts, and the cursor.
--
-- Conventions, here and in every later file:
--   *_address  20 bytes; *_hash, *_root  32 bytes; *_wei  amounts in wei (10^-18 CAI), exact integers.
--   Facts of the chain carry (block_number, log_index), the order in which the chain made them.
--   Nothing is deleted on a reorg: what left the canonical chain stays, with canonical = false.

CREATE TABLE block (
    block_hash      bytea  PRIMARY KEY CHECK (octet_length(block_hash) = 32),
    parent_hash     bytea  NOT NULL CHECK (octet_length(parent_hash) = 32),
    block_number    bigint NOT NULL CHECK (block_number >= 0),
    block_time      bigint NOT NULL CHECK (block_time >= 0), -- Unix time in seconds, as the block says
    canonical       boolean NOT NULL DEFAULT true
);
-- One canonical block at each height.
CREATE UNIQUE INDEX block_canonical_number ON block (block_number) WHERE canonical;
CREATE INDEX block_canonical_time ON block (block_time) WHERE canonical;

-- Grain: one log of the staking or the settlement contract. Append-only, but for the flag that a reorg turns.
-- Columns are typed and nullable; which of them an event has is what the CHECK below says.
CREATE TABLE staking_event (
    block_hash        bytea   NOT NULL REFERENCES block,
    log_index         integer NOT NULL CHECK (log_index >= 0),
    block_number      bigint  NOT NULL,
    transaction_hash  bytea   NOT NULL CHECK (octet_length(transaction_hash) = 32),
    contract_address  bytea   NOT NULL CHECK (octet_length(contract_address) = 20),
    event             text    NOT NULL,
    canonical         boolean NOT NULL DEFAULT true,
    staker_address    bytea   CHECK (octet_length(staker_address) = 20),
    candidate_address bytea   CHECK (octet_length(candidate_address) = 20), -- the owner of a registration
    node_address      bytea   CHECK (octet_length(node_address) = 20),
    kind              smallint CHECK (kind BETWEEN 0 AND 2),                -- 1 miner, 2 coordinator
    registered        boolean,
    active            boolean,
    own_stake_wei     numeric(78, 0),
    commission_bps    integer,
    node_nonce        numeric(78, 0),
    delta             numeric(78, 0),  -- FreeChanged: wei; PositionChanged: shares
    free_wei          numeric(78, 0),
    shares            numeric(78, 0),
    tokens_wei        numeric(78, 0),
    cooling_shares    numeric(78, 0),
    frozen_until      bigint,
    closed            boolean,
    cooling_id        numeric(78, 0),
    ready_at          bigint,          -- Unix seconds
    amount_wei        numeric(78, 0),
    to_free           boolean,
    url               text,
    info              text,
    tip_hash          bytea CHECK (octet_length(tip_hash) = 32),
    parameter_key     bytea,
    parameter_value   bytea,
    PRIMARY KEY (block_hash, log_index),
    CONSTRAINT columns_of_event CHECK (CASE event
        WHEN 'FreeChanged'      THEN num_nulls(staker_address, delta, free_wei) = 0
        WHEN 'PositionChanged'  THEN num_nulls(staker_address, candidate_address, delta, shares) = 0
        WHEN 'CoolingStarted'   THEN num_nulls(cooling_id, staker_address, candidate_address, shares, ready_at) = 0
        WHEN 'CoolingWithdrawn' THEN num_nulls(cooling_id, amount_wei, to_free) = 0
        WHEN 'PoolChanged'      THEN num_nulls(candidate_address, tokens_wei, shares, cooling_shares, frozen_until, closed) = 0
        WHEN 'CandidateChanged' THEN num_nulls(candidate_address, node_address, kind, registered, active, own_stake_wei, commission_bps, node_nonce) = 0
        WHEN 'InfoChanged'      THEN num_nulls(candidate_address, url, info) = 0
        WHEN 'TipSet'           THEN num_nulls(candidate_address, tip_hash) = 0
        WHEN 'ParameterChanged' THEN num_nulls(parameter_key, parameter_value) = 0
        ELSE false END)
);
CREATE INDEX staking_event_block ON staking_event (block_number, log_index) WHERE canonical;
CREATE INDEX staking_event_pool ON staking_event (candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'PoolChanged';
CREATE INDEX staking_event_candidate ON staking_event (candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'CandidateChanged';
CREATE INDEX staking_event_info ON staking_event (candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'InfoChanged';
CREATE INDEX staking_event_position ON staking_event (staker_address, candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'PositionChanged';
CREATE INDEX staking_event_free ON staking_event (staker_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'FreeChanged';
CREATE INDEX staking_event_tip ON staking_event (candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'TipSet';

-- How far one chain and its contracts have been read. The cursor moves in the transaction that writes the blocks it
-- moves over, and only from the block that its writer expects.
CREATE TABLE index_cursor (
    chain_id           bigint PRIMARY KEY,
    staking_address    bytea  NOT NULL CHECK (octet_length(staking_address) = 20),
    settlement_address bytea  NOT NULL CHECK (octet_length(settlement_address) = 20),
    start_block        bigint NOT NULL CHECK (start_block >= 0),
    block_number       bigint NOT NULL,
    block_hash         bytea  NOT NULL REFERENCES block,
    chain_head         bigint NOT NULL, -- the node's head when the cursor last moved
    moved_at           timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- One chain a database: weights and epochs below are about that chain.
CREATE UNIQUE INDEX index_cursor_single ON index_cursor ((true));
