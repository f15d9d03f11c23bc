-- Stake state: what the contracts hold after the last canonical event, kept by the database itself.
--
-- Every event carries the state after its call, so the state of a thing is its last canonical event. Triggers on staking_event
-- keep the tables in step with it, whoever writes: when events are added, and when a reorganisation turns their flags. Rows stay when
-- they come to zero (they are the keys that history is asked by) and go only when a reorganisation takes their first event away.
-- Inputs: staking_event. Grain: said at each table. block_number, log_index: the last event that made the row.
-- The views *_replayed below say the same by one pass over all events, independently; `cuckoo index rebuild` compares the two.

-- Grain: one staker. Stake that backs nobody.
CREATE TABLE stake_free (
    staker_address    bytea PRIMARY KEY,
    free_wei          numeric(78, 0) NOT NULL CHECK (free_wei >= 0),
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL
) WITH (fillfactor = 80);

-- Grain: one staker in one pool. Shares in the pool's own unit.
CREATE TABLE stake_share (
    staker_address    bytea NOT NULL,
    candidate_address bytea NOT NULL,
    shares            numeric(78, 0) NOT NULL CHECK (shares >= 0),
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL,
    PRIMARY KEY (staker_address, candidate_address)
) WITH (fillfactor = 80);

-- Grain: one pool. reward_acc: rewards for one share since the pool began, times 10^27.
CREATE TABLE stake_pool (
    candidate_address bytea PRIMARY KEY,
    tokens_wei        numeric(78, 0) NOT NULL CHECK (tokens_wei >= 0),
    shares            numeric(78, 0) NOT NULL,
    cooling_shares    numeric(78, 0) NOT NULL CHECK (cooling_shares BETWEEN 0 AND shares),
    reward_acc        numeric(78, 0) NOT NULL,
    pot_wei           numeric(78, 0) NOT NULL,
    drip_at           bigint NOT NULL,
    frozen_until      bigint NOT NULL,
    closed            boolean NOT NULL,
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL,
    CHECK (shares > 0 OR tokens_wei = 0)
) WITH (fillfactor = 80);

-- Grain: one candidate ever registered, by its owner.
CREATE TABLE stake_candidate (
    owner_address       bytea PRIMARY KEY,
    node_address        bytea NOT NULL UNIQUE,
    kind                smallint NOT NULL, -- 1 miner, 2 coordinator
    registered          boolean NOT NULL,
    active              boolean NOT NULL,
    own_stake_wei       numeric(78, 0) NOT NULL,
    commission_bps      integer NOT NULL,
    next_commission_bps integer NOT NULL,
    next_commission_at  bigint NOT NULL, -- 0: no rise waits
    node_nonce          numeric(78, 0) NOT NULL,
    block_number        bigint NOT NULL,
    log_index           integer NOT NULL
) WITH (fillfactor = 80);

-- Grain: one candidate's last introduction.
CREATE TABLE candidate_info (
    owner_address     bytea PRIMARY KEY,
    url               text NOT NULL,
    info              text NOT NULL,
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL
);

-- Grain: one account. Commissions, bonds and the treasury's part of cuts that wait to be taken.
CREATE TABLE stake_credit (
    account_address   bytea PRIMARY KEY,
    credit_wei        numeric(78, 0) NOT NULL CHECK (credit_wei >= 0),
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL
);

-- Grain: one leave from a pool. It waits for ready_at, then for being taken; withdrawn_wei is null until then.
CREATE TABLE stake_cooling (
    cooling_id        numeric(78, 0) PRIMARY KEY,
    staker_address    bytea NOT NULL,
    candidate_address bytea NOT NULL,
    shares            numeric(78, 0) NOT NULL,
    ready_at          bigint NOT NULL,
    withdrawn_wei     numeric(78, 0),
    to_free           boolean,
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL,
    CHECK ((withdrawn_wei IS NULL) = (to_free IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX stake_cooling_staker ON stake_cooling (staker_address);

-- Grain: one case. status: 1 proposed, 2 decided, 3 rejected, 4 vetoed, 5 executed, 6 expired.
CREATE TABLE stake_case (
    case_id           numeric(78, 0) PRIMARY KEY,
    candidate_address bytea NOT NULL,
    proposer_address  bytea NOT NULL,
    result_digest     bytea NOT NULL,
    evidence_hash     bytea NOT NULL,
    evidence_url      text NOT NULL,
    bond_wei          numeric(78, 0) NOT NULL,
    offence_at        bigint NOT NULL,
    deadline_at       bigint NOT NULL,
    answer_hash       bytea,
    answer_url        text,
    status            smallint NOT NULL,
    slash_bps         integer NOT NULL,
    burned_wei        numeric(78, 0) NOT NULL,
    treasury_wei      numeric(78, 0) NOT NULL,
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL
);

-- Grain: one coordinator (its owner). deposited - withdrawn - committed is what it could still promise or take back.
CREATE TABLE settlement_escrow (
    coordinator_address bytea PRIMARY KEY,
    deposited_wei     numeric(78, 0) NOT NULL,
    withdrawn_wei     numeric(78, 0) NOT NULL,
    committed_wei     numeric(78, 0) NOT NULL,
    claimed_wei       numeric(78, 0) NOT NULL,
    requested_wei     numeric(78, 0) NOT NULL,
    ready_at          bigint NOT NULL, -- 0: nothing is requested
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL
);

-- Grain: one coordinator's posted epoch.
CREATE TABLE settlement_root (
    coordinator_address bytea NOT NULL,
    epoch_number      bigint NOT NULL,
    payout_root       bytea NOT NULL,
    amount_wei        numeric(78, 0) NOT NULL,
    claimed_wei       numeric(78, 0) NOT NULL,
    log_root          bytea NOT NULL,
    secret_hash       bytea NOT NULL,
    final_at          bigint NOT NULL,
    rejected          boolean NOT NULL,
    block_number      bigint NOT NULL,
    log_index         integer NOT NULL,
    PRIMARY KEY (coordinator_address, epoch_number),
    CHECK (claimed_wei <= amount_wei)
);

-- What an escrow is made of comes by events of several kinds, and each kind by a statement of its own: between two of them the sums may
-- be out of step, at the end of the transaction they must not be.
CREATE FUNCTION settlement_escrow_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM settlement_escrow e
                WHERE e.coordinator_address = NEW.coordinator_address
                  AND (e.withdrawn_wei + e.committed_wei > e.deposited_wei OR e.claimed_wei > e.committed_wei)) THEN
        RAISE EXCEPTION 'the escrow of % is promised, paid out or claimed twice', encode(NEW.coordinator_address, 'hex')
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_escrow_adds_up AFTER INSERT OR UPDATE ON settlement_escrow
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_escrow_adds_up();

-- ---------------------------------------------------------------- one thing, as it was after a block
-- Each reads one or a few entries of an index on staking_event: history without replay. at_block: a canonical height up to the cursor;
-- no row if the thing did not exist then. The triggers use them too, with the height of everything.

CREATE FUNCTION stake_free_of(staker bytea, at_block bigint) RETURNS SETOF stake_free LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT e.staker_address, e.free_wei, e.block_number, e.log_index
      FROM staking_event e
     WHERE e.canonical AND e.event = 'FreeChanged' AND e.staker_address = staker AND e.block_number <= at_block
     ORDER BY e.block_number DESC, e.log_index DESC LIMIT 1
$$;

CREATE FUNCTION stake_share_of(staker bytea, candidate bytea, at_block bigint) RETURNS SETOF stake_share LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT e.staker_address, e.candidate_address, e.shares, e.block_number, e.log_index
      FROM staking_event e
     WHERE e.canonical AND e.event = 'PositionChanged' AND e.staker_address = staker AND e.candidate_address = candidate
       AND e.block_number <= at_block
     ORDER BY e.block_number DESC, e.log_index DESC LIMIT 1
$$;

CREATE FUNCTION stake_pool_of(candidate bytea, at_block bigint) RETURNS SETOF stake_pool LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT e.candidate_address, e.tokens_wei, e.shares, e.cooling_shares, e.reward_acc, e.pot_wei, e.drip_at, e.frozen_until, e.closed,
           e.block_number, e.log_index
      FROM staking_event e
     WHERE e.canonical AND e.event = 'PoolChanged' AND e.candidate_address = candidate AND e.block_number <= at_block
     ORDER BY e.block_number DESC, e.log_index DESC LIMIT 1
$$;

CREATE FUNCTION stake_candidate_of(owner bytea, at_block bigint) RETURNS SETOF stake_candidate LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT e.candidate_address, e.node_address, e.kind, e.registered, e.active, e.own_stake_wei, e.commission_bps, e.next_commission_bps,
           e.next_commission_at, e.node_nonce, e.block_number, e.log_index
      FROM staking_event e
     WHERE e.canonical AND e.event = 'CandidateChanged' AND e.candidate_address = owner AND e.block_number <= at_block
     ORDER BY e.block_number DESC, e.log_index DESC LIMIT 1
$$;

CREATE FUNCTION candidate_info_of(owner bytea, at_block bigint) RETURNS SETOF candidate_info LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT e.candidate_address, e.url, e.info, e.block_number, e.log_index
      FROM staking_event e
     WHERE e.canonical AND e.event = 'InfoChanged' AND e.candidate_address = owner AND e.block_number <= at_block
     ORDER BY e.block_number DESC, e.log_index DESC LIMIT 1
$$;

CREATE FUNCTION stake_credit_of(account bytea, at_block bigint) RETURNS SETOF stake_credit LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT e.account_address, e.credit_wei, e.block_number, e.log_index
      FROM staking_event e
     WHERE e.canonical AND e.event = 'CreditChanged' AND e.account_address = account AND e.block_number <= at_block
     ORDER BY e.block_number DESC, e.log_index DESC LIMIT 1
$$;

CREATE FUNCTION stake_cooling_of(id numeric, at_block bigint) RETURNS SETOF stake_cooling LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT s.cooling_id, s.staker_address, s.candidate_address, s.shares, s.ready_at, w.amount_wei, w.to_free,
           coalesce(w.block_number, s.block_number), coalesce(w.log_index, s.log_index)
      FROM staking_event s
      LEFT JOIN staking_event w
             ON w.canonical AND w.event = 'CoolingWithdrawn' AND w.cooling_id = s.cooling_id AND w.block_number <= at_block
     WHERE s.canonical AND s.event = 'CoolingStarted' AND s.cooling_id = id AND s.block_number <= at_block
$$;

CREATE FUNCTION stake_case_of(id numeric, at_block bigint) RETURNS SETOF stake_case LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT o.case_id, o.candidate_address, o.proposer_address, o.result_digest, o.evidence_hash, o.url, o.bond_wei, o.offence_at,
           o.deadline_at, a.evidence_hash, a.url, coalesce(c.case_status, 1::smallint), coalesce(c.slash_bps, 0), coalesce(c.burned_wei, 0),
           coalesce(c.treasury_wei, 0), l.block_number, l.log_index
      FROM staking_event o
      LEFT JOIN LATERAL (SELECT x.evidence_hash, x.url FROM staking_event x
                          WHERE x.canonical AND x.event = 'CaseAnswered' AND x.case_id = o.case_id AND x.block_number <= at_block
                          ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) a ON true
      LEFT JOIN LATERAL (SELECT x.case_status, x.slash_bps, x.burned_wei, x.treasury_wei FROM staking_event x
                          WHERE x.canonical AND x.event = 'CaseChanged' AND x.case_id = o.case_id AND x.block_number <= at_block
                          ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) c ON true
     CROSS JOIN LATERAL (SELECT x.block_number, x.log_index FROM staking_event x
                          WHERE x.canonical AND x.case_id = o.case_id AND x.block_number <= at_block
                          ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) l
     WHERE o.canonical AND o.event = 'CaseOpened' AND o.case_id = id AND o.block_number <= at_block
$$;

-- The last event of one kind of a coordinator's settlement.
CREATE FUNCTION settlement_event_of(coordinator bytea, event_name text, at_block bigint) RETURNS SETOF staking_event LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT e.* FROM staking_event e
     WHERE e.canonical AND e.event = event_name AND e.candidate_address = coordinator AND e.block_number <= at_block
       AND e.event IN ('TipSet', 'Deposited', 'EpochPosted', 'RootRejected', 'Claimed', 'EscrowRequested', 'EscrowWithdrawn')
     ORDER BY e.block_number DESC, e.log_index DESC LIMIT 1
$$;

CREATE FUNCTION settlement_escrow_of(coordinator bytea, at_block bigint) RETURNS SETOF settlement_escrow LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH last AS MATERIALIZED (
        SELECT e.* FROM unnest(ARRAY['Deposited', 'EpochPosted', 'RootRejected', 'Claimed', 'EscrowRequested', 'EscrowWithdrawn']) AS kinds (kind)
         CROSS JOIN LATERAL settlement_event_of(coordinator, kinds.kind, at_block) e
    ), newest AS (SELECT block_number, log_index FROM last ORDER BY block_number DESC, log_index DESC LIMIT 1),
    request AS (
        SELECT event, amount_wei, ready_at FROM last WHERE event IN ('EscrowRequested', 'EscrowWithdrawn')
         ORDER BY block_number DESC, log_index DESC LIMIT 1),
    commitment AS (
        SELECT committed_wei FROM last WHERE event IN ('EpochPosted', 'RootRejected') ORDER BY block_number DESC, log_index DESC LIMIT 1)
    SELECT coordinator,
           coalesce((SELECT deposited_wei FROM last WHERE event = 'Deposited'), 0),
           coalesce((SELECT withdrawn_wei FROM last WHERE event = 'EscrowWithdrawn'), 0),
           coalesce((SELECT committed_wei FROM commitment), 0),
           coalesce((SELECT escrow_claimed_wei FROM last WHERE event = 'Claimed'), 0),
           coalesce((SELECT amount_wei FROM request WHERE event = 'EscrowRequested'), 0), -- paid out, a request is over
           coalesce((SELECT ready_at FROM request WHERE event = 'EscrowRequested'), 0),
           newest.block_number, newest.log_index
      FROM newest
$$;

CREATE FUNCTION settlement_root_of(coordinator bytea, epoch bigint, at_block bigint) RETURNS SETOF settlement_root LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.candidate_address, p.epoch_number, p.payout_root, p.amount_wei, coalesce(c.root_claimed_wei, 0), p.log_root, p.secret_hash,
           p.final_at,
           EXISTS (SELECT 1 FROM staking_event x
                    WHERE x.canonical AND x.event = 'RootRejected' AND x.candidate_address = p.candidate_address
                      AND x.epoch_number = p.epoch_number AND x.block_number <= at_block),
           l.block_number, l.log_index
      FROM staking_event p
      LEFT JOIN LATERAL (SELECT x.root_claimed_wei FROM staking_event x
                          WHERE x.canonical AND x.event = 'Claimed' AND x.candidate_address = p.candidate_address
                            AND x.epoch_number = p.epoch_number AND x.block_number <= at_block
                          ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) c ON true
     CROSS JOIN LATERAL (SELECT x.block_number, x.log_index FROM staking_event x
                          WHERE x.canonical AND x.candidate_address = p.candidate_address AND x.epoch_number = p.epoch_number
                            AND x.block_number <= at_block
                          ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) l
     WHERE p.canonical AND p.event = 'EpochPosted' AND p.candidate_address = coordinator AND p.epoch_number = epoch
       AND p.block_number <= at_block
$$;

-- ---------------------------------------------------------------- all things, as they were after a block
-- What has not changed since is read from the state, the rest by one look into its history: a recent block costs little more than now.

CREATE FUNCTION stake_pool_at(at_block bigint) RETURNS SETOF stake_pool LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT p.* FROM stake_pool p WHERE p.block_number <= at_block
    UNION ALL
    SELECT h.* FROM stake_pool p CROSS JOIN LATERAL stake_pool_of(p.candidate_address, at_block) h WHERE p.block_number > at_block
$$;

CREATE FUNCTION stake_candidate_at(at_block bigint) RETURNS SETOF stake_candidate LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.* FROM stake_candidate c WHERE c.block_number <= at_block
    UNION ALL
    SELECT h.* FROM stake_candidate c CROSS JOIN LATERAL stake_candidate_of(c.owner_address, at_block) h WHERE c.block_number > at_block
$$;

-- weight = floor(T*A/S) with A = S - C of the pool; zero unless registered and active (CONTRACTS.md, "A pool").
CREATE FUNCTION pool_weight_wei(registered boolean, active boolean, tokens_wei numeric, shares numeric, cooling_shares numeric)
RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN NOT (registered AND active AND shares > 0) THEN 0
                WHEN cooling_shares = 0 THEN tokens_wei -- the same, for less
                ELSE div(tokens_wei * (shares - cooling_shares), shares) END
$$;

-- The weight of one candidate; no row if it was not registered by then.
CREATE FUNCTION candidate_weight_of(owner bytea, at_block bigint)
RETURNS TABLE (node_address bytea, owner_address bytea, kind smallint, registered boolean, active boolean, weight_wei numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.node_address, c.owner_address, c.kind, c.registered, c.active,
           pool_weight_wei(c.registered, c.active, p.tokens_wei, p.shares, p.cooling_shares)
      FROM stake_candidate_of(owner, at_block) c
      LEFT JOIN stake_pool_of(owner, at_block) p ON true
$$;

-- Grain: one candidate ever registered by then. Those that have changed since are looked up one by one, the rest is one join: written
-- with the functions above, the planner can't tell that a candidate has one pool.
CREATE FUNCTION candidate_weight_at(at_block bigint)
RETURNS TABLE (node_address bytea, owner_address bytea, kind smallint, registered boolean, active boolean, weight_wei numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.node_address, c.owner_address, c.kind, c.registered, c.active,
           pool_weight_wei(c.registered, c.active, p.tokens_wei, p.shares, p.cooling_shares)
      FROM stake_candidate c
      LEFT JOIN stake_pool p ON p.candidate_address = c.owner_address
     WHERE c.block_number <= at_block AND coalesce(p.block_number, 0) <= at_block
    UNION ALL
    SELECT w.*
      FROM (SELECT c.owner_address FROM stake_candidate c WHERE c.block_number > at_block
            UNION
            SELECT p.candidate_address FROM stake_pool p WHERE p.block_number > at_block) changed
     CROSS JOIN LATERAL candidate_weight_of(changed.owner_address, at_block) w
$$;

-- What one staker had: stake_wei = free + value of its positions + value of what cools, each rounded down as the contract rounds it.
CREATE FUNCTION staker_stake_of(staker bytea, at_block bigint)
RETURNS TABLE (free_wei numeric, voted_wei numeric, cooling_wei numeric, stake_wei numeric)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT f.wei, v.wei, c.wei, f.wei + v.wei + c.wei
      FROM (SELECT coalesce((SELECT h.free_wei FROM stake_free_of(staker, at_block) h), 0) AS wei) f,
           (SELECT coalesce(sum(div(h.shares * p.tokens_wei, p.shares)), 0) AS wei
              FROM stake_share s
             CROSS JOIN LATERAL stake_share_of(staker, s.candidate_address, at_block) h
             CROSS JOIN LATERAL stake_pool_of(s.candidate_address, at_block) p
             WHERE s.staker_address = staker AND h.shares > 0) v,
           (SELECT coalesce(sum(div(h.shares * p.tokens_wei, p.shares)), 0) AS wei
              FROM stake_cooling s
             CROSS JOIN LATERAL stake_cooling_of(s.cooling_id, at_block) h
             CROSS JOIN LATERAL stake_pool_of(s.candidate_address, at_block) p
             WHERE s.staker_address = staker AND h.withdrawn_wei IS NULL AND p.shares > 0) c
$$;

-- ---------------------------------------------------------------- now

CREATE VIEW candidate_weight AS
SELECT c.node_address, c.owner_address, c.kind, c.registered, c.active,
       pool_weight_wei(c.registered, c.active, p.tokens_wei, p.shares, p.cooling_shares) AS weight_wei
  FROM stake_candidate c
  LEFT JOIN stake_pool p ON p.candidate_address = c.owner_address;

-- Grain: one staker's position in one pool that is not empty. value_wei = floor(shares*T/S).
CREATE VIEW stake_position AS
SELECT s.staker_address, s.candidate_address, s.shares, div(s.shares * p.tokens_wei, nullif(p.shares, 0)) AS value_wei
  FROM stake_share s
  JOIN stake_pool p USING (candidate_address)
 WHERE s.shares > 0;

-- Grain: one tip of a coordinator's hash chain, with the block that carries it.
CREATE VIEW chain_tip AS
SELECT e.candidate_address AS coordinator_address, e.tip_hash, e.block_number, b.block_hash, b.block_time, e.log_index
  FROM staking_event e JOIN block b USING (block_hash)
 WHERE e.canonical AND e.event = 'TipSet';

-- Grain: one leaf of a payout root that was paid.
CREATE VIEW settlement_claim AS
SELECT e.candidate_address AS coordinator_address, e.epoch_number, e.account_address, e.amount_wei, e.to_pool, e.block_number, e.log_index
  FROM staking_event e
 WHERE e.canonical AND e.event = 'Claimed';

-- ---------------------------------------------------------------- kept in step

-- Tables whose rows are one event: the last one that was added.
CREATE FUNCTION stake_state_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kinds text[] := (SELECT array_agg(DISTINCT event) FROM changed WHERE canonical);
BEGIN
    IF 'FreeChanged' = ANY (kinds) THEN
        INSERT INTO stake_free AS s
        SELECT DISTINCT ON (staker_address) staker_address, free_wei, block_number, log_index
          FROM changed WHERE canonical AND event = 'FreeChanged'
         ORDER BY staker_address, block_number DESC, log_index DESC
        ON CONFLICT (staker_address) DO UPDATE
           SET free_wei = excluded.free_wei, block_number = excluded.block_number, log_index = excluded.log_index
         WHERE (s.block_number, s.log_index) < (excluded.block_number, excluded.log_index);
    END IF;
    IF 'PositionChanged' = ANY (kinds) THEN
        INSERT INTO stake_share AS s
        SELECT DISTINCT ON (staker_address, candidate_address) staker_address, candidate_address, shares, block_number, log_index
          FROM changed WHERE canonical AND event = 'PositionChanged'
         ORDER BY staker_address, candidate_address, block_number DESC, log_index DESC
        ON CONFLICT (staker_address, candidate_address) DO UPDATE
           SET shares = excluded.shares, block_number = excluded.block_number, log_index = excluded.log_index
         WHERE (s.block_number, s.log_index) < (excluded.block_number, excluded.log_index);
    END IF;
    IF 'PoolChanged' = ANY (kinds) THEN
        INSERT INTO stake_pool AS s
        SELECT DISTINCT ON (candidate_address) candidate_address, tokens_wei, shares, cooling_shares, reward_acc, pot_wei, drip_at,
               frozen_until, closed, block_number, log_index
          FROM changed WHERE canonical AND event = 'PoolChanged'
         ORDER BY candidate_address, block_number DESC, log_index DESC
        ON CONFLICT (candidate_address) DO UPDATE
           SET tokens_wei = excluded.tokens_wei, shares = excluded.shares, cooling_shares = excluded.cooling_shares,
               reward_acc = excluded.reward_acc, pot_wei = excluded.pot_wei, drip_at = excluded.drip_at,
               frozen_until = excluded.frozen_until, closed = excluded.closed,
               block_number = excluded.block_number, log_index = excluded.log_index
         WHERE (s.block_number, s.log_index) < (excluded.block_number, excluded.log_index);
    END IF;
    IF 'CandidateChanged' = ANY (kinds) THEN
        INSERT INTO stake_candidate AS s
        SELECT DISTINCT ON (candidate_address) candidate_address, node_address, kind, registered, active, own_stake_wei, commission_bps,
               next_commission_bps, next_commission_at, node_nonce, block_number, log_index
          FROM changed WHERE canonical AND event = 'CandidateChanged'
         ORDER BY candidate_address, block_number DESC, log_index DESC
        ON CONFLICT (owner_address) DO UPDATE
           SET node_address = excluded.node_address, kind = excluded.kind, registered = excluded.registered, active = excluded.active,
               own_stake_wei = excluded.own_stake_wei, commission_bps = excluded.commission_bps,
               next_commission_bps = excluded.next_commission_bps, next_commission_at = excluded.next_commission_at,
               node_nonce = excluded.node_nonce, block_number = excluded.block_number, log_index = excluded.log_index
         WHERE (s.block_number, s.log_index) < (excluded.block_number, excluded.log_index);
    END IF;
    IF 'InfoChanged' = ANY (kinds) THEN
        INSERT INTO candidate_info AS s
        SELECT DISTINCT ON (candidate_address) candidate_address, url, info, block_number, log_index
          FROM changed WHERE canonical AND event = 'InfoChanged'
         ORDER BY candidate_address, block_number DESC, log_index DESC
        ON CONFLICT (owner_address) DO UPDATE
           SET url = excluded.url, info = excluded.info, block_number = excluded.block_number, log_index = excluded.log_index
         WHERE (s.block_number, s.log_index) < (excluded.block_number, excluded.log_index);
    END IF;
    IF 'CreditChanged' = ANY (kinds) THEN
        INSERT INTO stake_credit AS s
        SELECT DISTINCT ON (account_address) account_address, credit_wei, block_number, log_index
          FROM changed WHERE canonical AND event = 'CreditChanged'
         ORDER BY account_address, block_number DESC, log_index DESC
        ON CONFLICT (account_address) DO UPDATE
           SET credit_wei = excluded.credit_wei, block_number = excluded.block_number, log_index = excluded.log_index
         WHERE (s.block_number, s.log_index) < (excluded.block_number, excluded.log_index);
    END IF;
    RETURN NULL;
END $$;

-- The same tables when flags were turned: what each touched row's last event is now.
CREATE FUNCTION stake_state_turned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    always CONSTANT bigint := 9223372036854775807;
BEGIN
    DELETE FROM stake_free s USING changed c WHERE c.event = 'FreeChanged' AND s.staker_address = c.staker_address;
    INSERT INTO stake_free
    SELECT h.* FROM (SELECT DISTINCT staker_address FROM changed WHERE event = 'FreeChanged') k
     CROSS JOIN LATERAL stake_free_of(k.staker_address, always) h;

    DELETE FROM stake_share s USING changed c
     WHERE c.event = 'PositionChanged' AND s.staker_address = c.staker_address AND s.candidate_address = c.candidate_address;
    INSERT INTO stake_share
    SELECT h.* FROM (SELECT DISTINCT staker_address, candidate_address FROM changed WHERE event = 'PositionChanged') k
     CROSS JOIN LATERAL stake_share_of(k.staker_address, k.candidate_address, always) h;

    DELETE FROM stake_pool s USING changed c WHERE c.event = 'PoolChanged' AND s.candidate_address = c.candidate_address;
    INSERT INTO stake_pool
    SELECT h.* FROM (SELECT DISTINCT candidate_address FROM changed WHERE event = 'PoolChanged') k
     CROSS JOIN LATERAL stake_pool_of(k.candidate_address, always) h;

    DELETE FROM stake_candidate s USING changed c WHERE c.event = 'CandidateChanged' AND s.owner_address = c.candidate_address;
    INSERT INTO stake_candidate
    SELECT h.* FROM (SELECT DISTINCT candidate_address FROM changed WHERE event = 'CandidateChanged') k
     CROSS JOIN LATERAL stake_candidate_of(k.candidate_address, always) h;

    DELETE FROM candidate_info s USING changed c WHERE c.event = 'InfoChanged' AND s.owner_address = c.candidate_address;
    INSERT INTO candidate_info
    SELECT h.* FROM (SELECT DISTINCT candidate_address FROM changed WHERE event = 'InfoChanged') k
     CROSS JOIN LATERAL candidate_info_of(k.candidate_address, always) h;

    DELETE FROM stake_credit s USING changed c WHERE c.event = 'CreditChanged' AND s.account_address = c.account_address;
    INSERT INTO stake_credit
    SELECT h.* FROM (SELECT DISTINCT account_address FROM changed WHERE event = 'CreditChanged') k
     CROSS JOIN LATERAL stake_credit_of(k.account_address, always) h;
    RETURN NULL;
END $$;

-- Tables whose rows are put together from several kinds of events: each touched row anew, whatever happened.
CREATE FUNCTION stake_state_composed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    always CONSTANT bigint := 9223372036854775807;
    kinds text[] := (SELECT array_agg(DISTINCT event) FROM changed);
BEGIN
    IF kinds && ARRAY['CoolingStarted', 'CoolingWithdrawn'] THEN
        DELETE FROM stake_cooling s USING changed c WHERE s.cooling_id = c.cooling_id;
        INSERT INTO stake_cooling
        SELECT h.* FROM (SELECT DISTINCT cooling_id FROM changed WHERE cooling_id IS NOT NULL) k
         CROSS JOIN LATERAL stake_cooling_of(k.cooling_id, always) h;
    END IF;
    IF kinds && ARRAY['CaseOpened', 'CaseAnswered', 'CaseChanged'] THEN
        DELETE FROM stake_case s USING changed c WHERE s.case_id = c.case_id;
        INSERT INTO stake_case
        SELECT h.* FROM (SELECT DISTINCT case_id FROM changed WHERE case_id IS NOT NULL) k
         CROSS JOIN LATERAL stake_case_of(k.case_id, always) h;
    END IF;
    IF kinds && ARRAY['Deposited', 'EpochPosted', 'RootRejected', 'Claimed', 'EscrowRequested', 'EscrowWithdrawn'] THEN
        DELETE FROM settlement_escrow s
         USING changed c
         WHERE c.event IN ('Deposited', 'EpochPosted', 'RootRejected', 'Claimed', 'EscrowRequested', 'EscrowWithdrawn')
           AND s.coordinator_address = c.candidate_address;
        INSERT INTO settlement_escrow
        SELECT h.* FROM (SELECT DISTINCT candidate_address FROM changed
                          WHERE event IN ('Deposited', 'EpochPosted', 'RootRejected', 'Claimed', 'EscrowRequested', 'EscrowWithdrawn')) k
         CROSS JOIN LATERAL settlement_escrow_of(k.candidate_address, always) h;
        DELETE FROM settlement_root s USING changed c WHERE s.coordinator_address = c.candidate_address AND s.epoch_number = c.epoch_number;
        INSERT INTO settlement_root
        SELECT h.* FROM (SELECT DISTINCT candidate_address, epoch_number FROM changed WHERE epoch_number IS NOT NULL) k
         CROSS JOIN LATERAL settlement_root_of(k.candidate_address, k.epoch_number, always) h;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER stake_state_added AFTER INSERT ON staking_event REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION stake_state_added();
CREATE TRIGGER stake_state_added_composed AFTER INSERT ON staking_event REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION stake_state_composed();
CREATE TRIGGER stake_state_turned AFTER UPDATE ON staking_event REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION stake_state_turned();
CREATE TRIGGER stake_state_turned_composed AFTER UPDATE ON staking_event REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION stake_state_composed();

-- ---------------------------------------------------------------- the same once more, by one pass over all events

CREATE VIEW stake_free_replayed AS
SELECT DISTINCT ON (staker_address) staker_address, free_wei, block_number, log_index
  FROM staking_event WHERE canonical AND event = 'FreeChanged' ORDER BY staker_address, block_number DESC, log_index DESC;

CREATE VIEW stake_share_replayed AS
SELECT DISTINCT ON (staker_address, candidate_address) staker_address, candidate_address, shares, block_number, log_index
  FROM staking_event WHERE canonical AND event = 'PositionChanged'
 ORDER BY staker_address, candidate_address, block_number DESC, log_index DESC;

CREATE VIEW stake_pool_replayed AS
SELECT DISTINCT ON (candidate_address) candidate_address, tokens_wei, shares, cooling_shares, reward_acc, pot_wei, drip_at, frozen_until, closed,
       block_number, log_index
  FROM staking_event WHERE canonical AND event = 'PoolChanged' ORDER BY candidate_address, block_number DESC, log_index DESC;

CREATE VIEW stake_candidate_replayed AS
SELECT DISTINCT ON (candidate_address) candidate_address AS owner_address, node_address, kind, registered, active, own_stake_wei, commission_bps,
       next_commission_bps, next_commission_at, node_nonce, block_number, log_index
  FROM staking_event WHERE canonical AND event = 'CandidateChanged' ORDER BY candidate_address, block_number DESC, log_index DESC;

CREATE VIEW candidate_info_replayed AS
SELECT DISTINCT ON (candidate_address) candidate_address AS owner_address, url, info, block_number, log_index
  FROM staking_event WHERE canonical AND event = 'InfoChanged' ORDER BY candidate_address, block_number DESC, log_index DESC;

CREATE VIEW stake_credit_replayed AS
SELECT DISTINCT ON (account_address) account_address, credit_wei, block_number, log_index
  FROM staking_event WHERE canonical AND event = 'CreditChanged' ORDER BY account_address, block_number DESC, log_index DESC;

-- Places in the chain compare as (block_number, log_index); one number keeps them apart, logs of a block being far fewer than 2^24.
CREATE FUNCTION chain_place(block_number bigint, log_index integer) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT block_number * 16777216 + log_index
$$;

CREATE VIEW stake_cooling_replayed AS
SELECT cooling_id,
       (array_agg(staker_address) FILTER (WHERE event = 'CoolingStarted'))[1] AS staker_address,
       (array_agg(candidate_address) FILTER (WHERE event = 'CoolingStarted'))[1] AS candidate_address,
       (array_agg(shares) FILTER (WHERE event = 'CoolingStarted'))[1] AS shares,
       max(ready_at) AS ready_at,
       max(amount_wei) AS withdrawn_wei,
       bool_or(to_free) AS to_free,
       max(chain_place(block_number, log_index)) / 16777216 AS block_number,
       (max(chain_place(block_number, log_index)) % 16777216)::integer AS log_index
  FROM staking_event WHERE canonical AND event IN ('CoolingStarted', 'CoolingWithdrawn') GROUP BY cooling_id;

CREATE VIEW stake_case_replayed AS
SELECT case_id,
       (array_agg(candidate_address) FILTER (WHERE event = 'CaseOpened'))[1] AS candidate_address,
       (array_agg(proposer_address) FILTER (WHERE event = 'CaseOpened'))[1] AS proposer_address,
       (array_agg(result_digest) FILTER (WHERE event = 'CaseOpened'))[1] AS result_digest,
       (array_agg(evidence_hash) FILTER (WHERE event = 'CaseOpened'))[1] AS evidence_hash,
       (array_agg(url) FILTER (WHERE event = 'CaseOpened'))[1] AS evidence_url,
       max(bond_wei) AS bond_wei, max(offence_at) AS offence_at, max(deadline_at) AS deadline_at,
       (array_agg(evidence_hash ORDER BY block_number DESC, log_index DESC) FILTER (WHERE event = 'CaseAnswered'))[1] AS answer_hash,
       (array_agg(url ORDER BY block_number DESC, log_index DESC) FILTER (WHERE event = 'CaseAnswered'))[1] AS answer_url,
       coalesce((array_agg(case_status ORDER BY block_number DESC, log_index DESC) FILTER (WHERE event = 'CaseChanged'))[1], 1::smallint) AS status,
       coalesce((array_agg(slash_bps ORDER BY block_number DESC, log_index DESC) FILTER (WHERE event = 'CaseChanged'))[1], 0) AS slash_bps,
       coalesce((array_agg(burned_wei ORDER BY block_number DESC, log_index DESC) FILTER (WHERE event = 'CaseChanged'))[1], 0) AS burned_wei,
       coalesce((array_agg(treasury_wei ORDER BY block_number DESC, log_index DESC) FILTER (WHERE event = 'CaseChanged'))[1], 0) AS treasury_wei,
       max(chain_place(block_number, log_index)) / 16777216 AS block_number,
       (max(chain_place(block_number, log_index)) % 16777216)::integer AS log_index
  FROM staking_event WHERE canonical AND event IN ('CaseOpened', 'CaseAnswered', 'CaseChanged') GROUP BY case_id;

CREATE VIEW settlement_escrow_replayed AS
SELECT candidate_address AS coordinator_address,
       coalesce(max(deposited_wei), 0) AS deposited_wei, -- these three only grow
       coalesce(max(withdrawn_wei), 0) AS withdrawn_wei,
       coalesce((array_agg(committed_wei ORDER BY block_number DESC, log_index DESC) FILTER (WHERE committed_wei IS NOT NULL))[1], 0) AS committed_wei,
       coalesce(max(escrow_claimed_wei), 0) AS claimed_wei,
       coalesce((array_agg(CASE event WHEN 'EscrowRequested' THEN amount_wei ELSE 0 END ORDER BY block_number DESC, log_index DESC)
                 FILTER (WHERE event IN ('EscrowRequested', 'EscrowWithdrawn')))[1], 0) AS requested_wei,
       coalesce((array_agg(CASE event WHEN 'EscrowRequested' THEN ready_at ELSE 0 END ORDER BY block_number DESC, log_index DESC)
                 FILTER (WHERE event IN ('EscrowRequested', 'EscrowWithdrawn')))[1], 0) AS ready_at,
       max(chain_place(block_number, log_index)) / 16777216 AS block_number,
       (max(chain_place(block_number, log_index)) % 16777216)::integer AS log_index
  FROM staking_event
 WHERE canonical AND event IN ('Deposited', 'EpochPosted', 'RootRejected', 'Claimed', 'EscrowRequested', 'EscrowWithdrawn')
 GROUP BY candidate_address;

CREATE VIEW settlement_root_replayed AS
SELECT candidate_address AS coordinator_address, epoch_number,
       (array_agg(payout_root) FILTER (WHERE event = 'EpochPosted'))[1] AS payout_root,
       max(amount_wei) FILTER (WHERE event = 'EpochPosted') AS amount_wei,
       coalesce(max(root_claimed_wei), 0) AS claimed_wei,
       (array_agg(log_root) FILTER (WHERE event = 'EpochPosted'))[1] AS log_root,
       (array_agg(secret_hash) FILTER (WHERE event = 'EpochPosted'))[1] AS secret_hash,
       max(final_at) AS final_at,
       bool_or(event = 'RootRejected') AS rejected,
       max(chain_place(block_number, log_index)) / 16777216 AS block_number,
       (max(chain_place(block_number, log_index)) % 16777216)::integer AS log_index
  FROM staking_event WHERE canonical AND event IN ('EpochPosted', 'RootRejected', 'Claimed') GROUP BY candidate_address, epoch_number;

-- Grain: one amount that is not the sum of its changes; empty unless an event was lost or read twice.
CREATE VIEW stake_sum_mismatch AS
SELECT 'stake_free' AS state, encode(e.staker_address, 'hex') AS key, s.free_wei AS held, sum(e.delta) AS changes
  FROM staking_event e LEFT JOIN stake_free s USING (staker_address)
 WHERE e.canonical AND e.event = 'FreeChanged' GROUP BY e.staker_address, s.free_wei HAVING s.free_wei IS DISTINCT FROM sum(e.delta)
UNION ALL
SELECT 'stake_share', encode(e.staker_address, 'hex') || ' in ' || encode(e.candidate_address, 'hex'), s.shares, sum(e.delta)
  FROM staking_event e LEFT JOIN stake_share s USING (staker_address, candidate_address)
 WHERE e.canonical AND e.event = 'PositionChanged' GROUP BY e.staker_address, e.candidate_address, s.shares
HAVING s.shares IS DISTINCT FROM sum(e.delta)
UNION ALL
SELECT 'stake_credit', encode(e.account_address, 'hex'), s.credit_wei, sum(e.delta)
  FROM staking_event e LEFT JOIN stake_credit s USING (account_address)
 WHERE e.canonical AND e.event = 'CreditChanged' GROUP BY e.account_address, s.credit_wei HAVING s.credit_wei IS DISTINCT FROM sum(e.delta);
