-- How miners stand, and what tasks go through beyond their usual way. Tables of their own, with rows only where there is something to
-- say: the tables that every task passes through stay narrow, and their updates within the page.

-- One row for each miner that was ever blamed for a lost lease. The score halves with time; docs/states.md.
CREATE TABLE miner_standing (
    node_address    bytea PRIMARY KEY CHECK (octet_length(node_address) = 20),
    score           double precision NOT NULL CHECK (score >= 0), -- points at the moment scored_at
    scored_at       timestamptz NOT NULL,
    strikes         integer NOT NULL CHECK (strikes >= 0), -- suspensions that counted when the last one ended
    suspended_until timestamptz,
    reason          text, -- how the lease ended that led to the last suspension
    refused         bigint NOT NULL DEFAULT 0, -- leases ever lost so
    failed          bigint NOT NULL DEFAULT 0,
    timed_out       bigint NOT NULL DEFAULT 0,
    input_rejected  bigint NOT NULL DEFAULT 0, -- inputs rejected of which another miner made a result
    suspensions     bigint NOT NULL DEFAULT 0,
    CHECK ((suspended_until IS NULL) = (reason IS NULL))
) WITH (fillfactor = 50);
CREATE INDEX miner_standing_suspended ON miner_standing (suspended_until) WHERE suspended_until IS NOT NULL;

-- What a task has gone through without a result; written when it loses a lease.
CREATE TABLE task_trouble (
    task_id           uuid PRIMARY KEY REFERENCES task ON DELETE CASCADE,
    losses            integer NOT NULL CHECK (losses >= 0), -- leases lost that count against the retry budget
    input_rejected_by bytea[] NOT NULL DEFAULT '{}', -- nodes that found the input unfit
    free_only         boolean NOT NULL -- the next draw is among miners with a free place: patience ran out
) WITH (fillfactor = 70);

-- By when an app wants a result, where it said so. A task that no miner works on then is given up.
CREATE TABLE task_deadline (
    task_id     uuid PRIMARY KEY REFERENCES task ON DELETE CASCADE,
    deadline_at timestamptz NOT NULL,
    is_over     boolean NOT NULL DEFAULT false -- the task is finished and its deadline has passed: nobody looks again
) WITH (fillfactor = 70);
CREATE INDEX task_deadline_open ON task_deadline (deadline_at) WHERE NOT is_over;

-- Tasks that an operator put back: each is a task of its own, since a finished task never reverts and its price was released.
CREATE TABLE task_retry (
    task_id  uuid PRIMARY KEY REFERENCES task ON DELETE CASCADE,
    retry_of uuid NOT NULL UNIQUE -- the task given up, which may be gone by now
);

-- Dead letters. The condition names a column that changes at a task's end only, so that other updates stay within the page.
CREATE INDEX task_dead_letter ON task (task_id) WHERE failure_code IS NOT NULL;
