-- From events to weights, and the epochs that draws are made in.

-- Grain: one pool (candidate), as it stands after the canonical block at_block. Tokens in wei; shares are the pool's own unit.
CREATE FUNCTION stake_pool_at(at_block bigint)
RETURNS TABLE (candidate_address bytea, tokens_wei numeric, shares numeric, cooling_shares numeric, frozen_until bigint, closed boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT ON (e.candidate_address)
           e.candidate_address, e.tokens_wei, e.shares, e.cooling_shares, e.frozen_until, e.closed
      FROM staking_event e
     WHERE e.canonical AND e.event = 'PoolChanged' AND e.block_number <= at_block
     ORDER BY e.candidate_address, e.block_number DESC, e.log_index DESC
$$;

-- Grain: one candidate ever registered (owner), as it stands after the canonical block at_block.
CREATE FUNCTION stake_candidate_at(at_block bigint)
RETURNS TABLE (owner_address bytea, node_address bytea, kind smallint, registered boolean, active boolean, own_stake_wei numeric, commission_bps integer)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT ON (e.candidate_address)
           e.candidate_address, e.node_address, e.kind, e.registered, e.active, e.own_stake_wei, e.commission_bps
      FROM staking_event e
     WHERE e.canonical AND e.event = 'CandidateChanged' AND e.block_number <= at_block
     ORDER BY e.candidate_address, e.block_number DESC, e.log_index DESC
$$;

-- Grain: one candidate. weight_wei = floor(T*A/S) with A = S - C of its pool; zero unless registered and active.
CREATE FUNCTION candidate_weight_at(at_block bigint)
RETURNS TABLE (node_address bytea, owner_address bytea, kind smallint, registered boolean, active boolean, weight_wei numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.node_address, c.owner_address, c.kind, c.registered, c.active,
           CASE WHEN c.registered AND c.active AND p.shares > 0
                THEN div(p.tokens_wei * (p.shares - p.cooling_shares), p.shares)
                ELSE 0 END
      FROM stake_candidate_at(at_block) c
      LEFT JOIN stake_pool_at(at_block) p ON p.candidate_address = c.owner_address
$$;

CREATE VIEW stake_pool AS SELECT p.* FROM index_cursor c, stake_pool_at(c.block_number) p;
CREATE VIEW stake_candidate AS SELECT s.* FROM index_cursor c, stake_candidate_at(c.block_number) s;
CREATE VIEW candidate_weight AS SELECT w.* FROM index_cursor c, candidate_weight_at(c.block_number) w;

-- Grain: one staker's position in one pool that is not empty. value_wei = floor(shares*T/S).
CREATE VIEW stake_position AS
SELECT e.staker_address, e.candidate_address, e.shares, div(e.shares * p.tokens_wei, nullif(p.shares, 0)) AS value_wei
  FROM (SELECT DISTINCT ON (staker_address, candidate_address) staker_address, candidate_address, shares
          FROM staking_event WHERE canonical AND event = 'PositionChanged'
         ORDER BY staker_address, candidate_address, block_number DESC, log_index DESC) e
  JOIN stake_pool p ON p.candidate_address = e.candidate_address
 WHERE e.shares > 0;

-- Grain: one staker with free stake: stake that backs nobody.
CREATE VIEW stake_free AS
SELECT staker_address, free_wei
  FROM (SELECT DISTINCT ON (staker_address) staker_address, free_wei
          FROM staking_event WHERE canonical AND event = 'FreeChanged'
         ORDER BY staker_address, block_number DESC, log_index DESC) e
 WHERE free_wei > 0;

-- Grain: one withdrawal that waits for its cooldown or for being taken.
CREATE VIEW stake_cooling AS
SELECT s.cooling_id, s.staker_address, s.candidate_address, s.shares, s.ready_at
  FROM staking_event s
 WHERE s.canonical AND s.event = 'CoolingStarted'
   AND NOT EXISTS (SELECT 1 FROM staking_event w
                    WHERE w.canonical AND w.event = 'CoolingWithdrawn' AND w.cooling_id = s.cooling_id);

-- Grain: one candidate's last introduction.
CREATE VIEW candidate_info AS
SELECT DISTINCT ON (candidate_address) candidate_address AS owner_address, url, info
  FROM staking_event WHERE canonical AND event = 'InfoChanged'
 ORDER BY candidate_address, block_number DESC, log_index DESC;

-- Grain: one tip of a coordinator's hash chain, with the block that carries it.
CREATE VIEW chain_tip AS
SELECT e.candidate_address AS coordinator_address, e.tip_hash, e.block_number, b.block_hash, b.block_time, e.log_index
  FROM staking_event e JOIN block b USING (block_hash)
 WHERE e.canonical AND e.event = 'TipSet';

-- An epoch of the draw: which block it begins at and the weights that hold in it (the state after that block).
-- number = floor(block_time / period_seconds). A reorg that takes the block away voids the row; the number is made anew.
CREATE TABLE epoch (
    epoch_id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number              bigint  NOT NULL CHECK (number >= 0),
    coordinator_address bytea   NOT NULL CHECK (octet_length(coordinator_address) = 20), -- its node, as in the seed -- its node, as in the draw's seed
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
