-- The chain as the indexer saw it: blocks, the events of our two contracts, and the cursor.
--
-- Conventions, here and in every later file:
--   *_address  20 bytes; *_hash, *_root  32 bytes; *_wei  amounts in wei (10^-18 CAI), exact integers; *_at  Unix seconds of a block.
--   Facts of the chain carry (block_number, log_index), the order in which the chain made them.
--   Nothing is deleted on a reorg: what left the canonical chain stays, with canonical = false.

-- Headers of the blocks that have events, and of all blocks that are not final yet; empty ones go when they are final and no epoch
-- begins at them.
CREATE TABLE block (
    block_hash      bytea  PRIMARY KEY CHECK (octet_length(block_hash) = 32),
    parent_hash     bytea  NOT NULL CHECK (octet_length(parent_hash) = 32),
    block_number    bigint NOT NULL CHECK (block_number >= 0),
    block_time      bigint NOT NULL CHECK (block_time >= 0), -- Unix time in seconds, as the block says
    events          integer NOT NULL DEFAULT 0 CHECK (events >= 0), -- rows of staking_event
    canonical       boolean NOT NULL DEFAULT true
);
-- One canonical block at each height.
CREATE UNIQUE INDEX block_canonical_number ON block (block_number) WHERE canonical;
CREATE INDEX block_canonical_time ON block (block_time) WHERE canonical;
CREATE INDEX block_empty ON block (block_number) WHERE events = 0;

-- Grain: one log of the staking or the settlement contract. Append-only, but for the flag that a reorg turns.
-- Columns are typed and nullable; which of them an event has is what the CHECK below says.
CREATE TABLE staking_event (
    block_hash        bytea   NOT NULL, -- of a block that is there: see staking_event_has_block
    log_index         integer NOT NULL CHECK (log_index >= 0),
    block_number      bigint  NOT NULL,
    transaction_hash  bytea   NOT NULL CHECK (octet_length(transaction_hash) = 32),
    contract_address  bytea   NOT NULL CHECK (octet_length(contract_address) = 20),
    event             text    NOT NULL,
    canonical         boolean NOT NULL DEFAULT true,
    staker_address    bytea   CHECK (octet_length(staker_address) = 20),
    candidate_address bytea   CHECK (octet_length(candidate_address) = 20), -- the owner of a registration; a settlement's coordinator
    account_address   bytea   CHECK (octet_length(account_address) = 20),   -- who has the credit, paid the deposit, got the claim
    -- PositionChanged, CoolingStarted, CoolingWithdrawn, FreeChanged, CreditChanged
    delta             numeric(78, 0),  -- FreeChanged, CreditChanged: wei; PositionChanged: shares
    free_wei          numeric(78, 0),
    credit_wei        numeric(78, 0),
    shares            numeric(78, 0),
    cooling_id        numeric(78, 0),
    ready_at          bigint,
    amount_wei        numeric(78, 0),
    to_free           boolean,
    -- PoolChanged, RewardsFunded
    tokens_wei        numeric(78, 0),
    cooling_shares    numeric(78, 0),
    reward_acc        numeric(78, 0),  -- rewards for one share since the pool began, times 10^27
    pot_wei           numeric(78, 0),
    drip_at           bigint,
    frozen_until      bigint,          -- Unix seconds
    closed            boolean,
    commission_wei    numeric(78, 0),
    -- CandidateChanged, InfoChanged
    node_address      bytea   CHECK (octet_length(node_address) = 20),
    kind              smallint CHECK (kind BETWEEN 0 AND 2),                -- 1 miner, 2 coordinator
    registered        boolean,
    active            boolean,
    own_stake_wei     numeric(78, 0),
    commission_bps    integer,
    next_commission_bps integer,
    next_commission_at  bigint,
    node_nonce        numeric(78, 0),
    url               text,            -- of an introduction, of a case's evidence or of its answer
    info              text,
    -- CaseOpened, CaseAnswered, CaseChanged
    case_id           numeric(78, 0),
    proposer_address  bytea   CHECK (octet_length(proposer_address) = 20),
    result_digest     bytea   CHECK (octet_length(result_digest) = 32),
    evidence_hash     bytea   CHECK (octet_length(evidence_hash) = 32),     -- of what lies at the url
    bond_wei          numeric(78, 0),
    offence_at        bigint,
    deadline_at       bigint,
    case_status       smallint CHECK (case_status BETWEEN 0 AND 6),         -- the contract's Status
    slash_bps         integer,
    burned_wei        numeric(78, 0),
    treasury_wei      numeric(78, 0),
    -- TipSet, Deposited, EpochPosted, RootRejected, Claimed, EscrowRequested, EscrowWithdrawn
    tip_hash          bytea   CHECK (octet_length(tip_hash) = 32),
    app_ref           bytea   CHECK (octet_length(app_ref) = 32),
    deposited_wei     numeric(78, 0),
    committed_wei     numeric(78, 0),
    withdrawn_wei     numeric(78, 0),
    epoch_number      bigint,
    payout_root       bytea   CHECK (octet_length(payout_root) = 32),
    log_root          bytea   CHECK (octet_length(log_root) = 32),
    secret_hash       bytea   CHECK (octet_length(secret_hash) = 32),
    final_at          bigint,
    root_claimed_wei  numeric(78, 0),
    escrow_claimed_wei numeric(78, 0),
    to_pool           boolean,
    -- ParameterChanged
    parameter_key     bytea   CHECK (octet_length(parameter_key) = 32),
    parameter_value   bytea,
    PRIMARY KEY (block_hash, log_index),
    CONSTRAINT columns_of_event CHECK (CASE event
        WHEN 'FreeChanged'      THEN num_nulls(staker_address, delta, free_wei) = 0
        WHEN 'PositionChanged'  THEN num_nulls(staker_address, candidate_address, delta, shares) = 0
        WHEN 'PoolChanged'      THEN num_nulls(candidate_address, tokens_wei, shares, cooling_shares, reward_acc, pot_wei, drip_at, frozen_until, closed) = 0
        WHEN 'CandidateChanged' THEN num_nulls(candidate_address, node_address, kind, registered, active, own_stake_wei, commission_bps, next_commission_bps, next_commission_at, node_nonce) = 0
        WHEN 'CoolingStarted'   THEN num_nulls(cooling_id, staker_address, candidate_address, shares, ready_at) = 0
        WHEN 'CoolingWithdrawn' THEN num_nulls(cooling_id, amount_wei, to_free) = 0
        WHEN 'InfoChanged'      THEN num_nulls(candidate_address, url, info) = 0
        WHEN 'RewardsFunded'    THEN num_nulls(candidate_address, amount_wei, commission_wei) = 0
        WHEN 'RewardsClaimed'   THEN num_nulls(staker_address, candidate_address, amount_wei) = 0
        WHEN 'CreditChanged'    THEN num_nulls(account_address, delta, credit_wei) = 0
        WHEN 'CaseOpened'       THEN num_nulls(case_id, candidate_address, proposer_address, result_digest, evidence_hash, url, bond_wei, offence_at, deadline_at) = 0
        WHEN 'CaseAnswered'     THEN num_nulls(case_id, evidence_hash, url) = 0
        WHEN 'CaseChanged'      THEN num_nulls(case_id, case_status, slash_bps, burned_wei, treasury_wei) = 0
        WHEN 'TipSet'           THEN num_nulls(candidate_address, tip_hash) = 0
        WHEN 'Deposited'        THEN num_nulls(candidate_address, account_address, app_ref, amount_wei, deposited_wei) = 0
        WHEN 'EpochPosted'      THEN num_nulls(candidate_address, epoch_number, payout_root, amount_wei, committed_wei, log_root, secret_hash, final_at) = 0
        WHEN 'RootRejected'     THEN num_nulls(candidate_address, epoch_number, committed_wei) = 0
        WHEN 'Claimed'          THEN num_nulls(candidate_address, account_address, epoch_number, amount_wei, root_claimed_wei, escrow_claimed_wei, to_pool) = 0
        WHEN 'EscrowRequested'  THEN num_nulls(candidate_address, amount_wei, ready_at) = 0
        WHEN 'EscrowWithdrawn'  THEN num_nulls(candidate_address, amount_wei, withdrawn_wei) = 0
        WHEN 'ParameterChanged' THEN num_nulls(parameter_key, parameter_value) = 0
        ELSE false END)
);
CREATE INDEX staking_event_block ON staking_event (block_number, log_index) WHERE canonical;
-- The history of each thing that has a state, newest first: one of these holds an event.
CREATE INDEX staking_event_pool ON staking_event (candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'PoolChanged';
CREATE INDEX staking_event_position ON staking_event (staker_address, candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'PositionChanged';
CREATE INDEX staking_event_free ON staking_event (staker_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'FreeChanged';
CREATE INDEX staking_event_candidate ON staking_event (candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'CandidateChanged';
CREATE INDEX staking_event_node ON staking_event (node_address) WHERE canonical AND event = 'CandidateChanged';
CREATE INDEX staking_event_info ON staking_event (candidate_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'InfoChanged';
CREATE INDEX staking_event_cooling ON staking_event (cooling_id, event) WHERE canonical AND cooling_id IS NOT NULL;
CREATE INDEX staking_event_credit ON staking_event (account_address, block_number DESC, log_index DESC)
    WHERE canonical AND event = 'CreditChanged';
CREATE INDEX staking_event_case ON staking_event (case_id, event, block_number DESC, log_index DESC)
    WHERE canonical AND case_id IS NOT NULL;
CREATE INDEX staking_event_settlement ON staking_event (candidate_address, event, block_number DESC, log_index DESC)
    WHERE canonical AND event IN ('TipSet', 'Deposited', 'EpochPosted', 'RootRejected', 'Claimed', 'EscrowRequested', 'EscrowWithdrawn');
CREATE INDEX staking_event_root ON staking_event (candidate_address, epoch_number, event, block_number DESC, log_index DESC)
    WHERE canonical AND epoch_number IS NOT NULL;

-- What REFERENCES block would say, once for all rows of a statement: looked up row by row it is half of what an event costs
-- (docs/performance.md). The locks are those of a foreign key: a block that gets events can't be dropped at the same time.
CREATE FUNCTION staking_event_has_block() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named bigint;
    there bigint;
BEGIN
    SELECT count(*) INTO named FROM (SELECT DISTINCT block_hash, block_number FROM added) a;
    SELECT count(*) INTO there
      FROM (SELECT 1 FROM block b
              JOIN (SELECT DISTINCT block_hash, block_number FROM added) a USING (block_hash, block_number) FOR KEY SHARE OF b) locked;
    IF there <> named THEN
        RAISE EXCEPTION 'an event of a block that is not there, or has another number' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER staking_event_has_block AFTER INSERT ON staking_event REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION staking_event_has_block();

CREATE FUNCTION block_of_events_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM staking_event e WHERE e.block_hash = OLD.block_hash) THEN
        RAISE EXCEPTION 'block % has events and stays', OLD.block_number USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER block_of_events_stays BEFORE DELETE OR UPDATE OF block_hash, block_number ON block
    FOR EACH ROW EXECUTE FUNCTION block_of_events_stays();

-- Whatever the flag says, an event stays what it was.
CREATE FUNCTION staking_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events of the chain are only added; a reorganisation turns the flag canonical' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER staking_event_stays BEFORE DELETE OR TRUNCATE ON staking_event FOR EACH STATEMENT EXECUTE FUNCTION staking_event_stays();

-- How far one chain and its contracts have been read. The cursor moves in the transaction that writes the blocks it
-- moves over, only from the block that its writer expects, and never below what was final once.
CREATE TABLE index_cursor (
    chain_id           bigint PRIMARY KEY,
    staking_address    bytea  NOT NULL CHECK (octet_length(staking_address) = 20),
    settlement_address bytea  NOT NULL CHECK (octet_length(settlement_address) = 20),
    start_block        bigint NOT NULL CHECK (start_block >= 0),
    block_number       bigint NOT NULL,
    block_hash         bytea  NOT NULL REFERENCES block,
    final_block        bigint NOT NULL DEFAULT -1 CHECK (final_block BETWEEN -1 AND block_number), -- no reorg reaches it
    chain_head         bigint NOT NULL, -- the node's head when the cursor last moved
    chain_head_time    bigint NOT NULL DEFAULT 0, -- and its time, Unix seconds
    moved_at           timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- One chain a database: weights and epochs below are about that chain.
CREATE UNIQUE INDEX index_cursor_single ON index_cursor ((true));

CREATE FUNCTION final_stays_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'block % was final and cannot leave the chain', OLD.block_number USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER cursor_final_never_falls BEFORE UPDATE ON index_cursor FOR EACH ROW
    WHEN (NEW.final_block < OLD.final_block) EXECUTE FUNCTION final_stays_final();

CREATE FUNCTION staking_event_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    flag boolean := NEW.canonical;
BEGIN
    NEW.canonical := OLD.canonical;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'events of the chain stay as they were' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.canonical AND NOT flag AND EXISTS (SELECT 1 FROM index_cursor WHERE final_block >= OLD.block_number) THEN
        RAISE EXCEPTION 'block % was final and cannot leave the chain', OLD.block_number USING ERRCODE = 'check_violation';
    END IF;
    NEW.canonical := flag;
    RETURN NEW;
END $$;
CREATE TRIGGER staking_event_keeps BEFORE UPDATE ON staking_event FOR EACH ROW EXECUTE FUNCTION staking_event_keeps();

CREATE FUNCTION block_final_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM index_cursor WHERE final_block >= OLD.block_number) THEN
        RAISE EXCEPTION 'block % was final and cannot leave the chain', OLD.block_number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER block_final_stays BEFORE UPDATE OF canonical ON block FOR EACH ROW
    WHEN (OLD.canonical AND NOT NEW.canonical) EXECUTE FUNCTION block_final_stays();

-- Which process keeps the index: one at a time, and another one when it was silent for too long.
CREATE TABLE index_holder (
    chain_id  bigint PRIMARY KEY,
    holder_id uuid NOT NULL,
    process   text NOT NULL, -- for people: what and where it is
    since     timestamptz NOT NULL DEFAULT clock_timestamp(),
    beat_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
