-- Apps, tasks, miners' sessions, assignments, leases, results.

CREATE TABLE app (
    app_id            uuid PRIMARY KEY,
    name              text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
    fair_weight       integer NOT NULL DEFAULT 1 CHECK (fair_weight BETWEEN 1 AND 1000), -- its share beside other apps that wait
    virtual_time_wei  numeric(78, 0) NOT NULL DEFAULT 0, -- price of the work handed out so far, over its weight; the least goes first
    created_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The virtual time at which work was last handed out: an app that was idle goes on from here, so that idleness earns no credit.
CREATE TABLE fair_clock (
    virtual_time_wei numeric(78, 0) NOT NULL
);
INSERT INTO fair_clock VALUES (0);
CREATE UNIQUE INDEX fair_clock_single ON fair_clock ((true));

-- API keys, by SHA-256 of the key; the key itself is shown once and kept nowhere.
CREATE TABLE api_key (
    key_hash   bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    app_id     uuid NOT NULL REFERENCES app,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz
);

CREATE TABLE task (
    task_id         uuid PRIMARY KEY,
    app_id          uuid NOT NULL REFERENCES app,
    model           text NOT NULL,
    model_hash      bytea NOT NULL CHECK (octet_length(model_hash) = 32),
    input           jsonb NOT NULL,
    nonce_hash      bytea NOT NULL CHECK (octet_length(nonce_hash) = 32),
    nonce_from_app  boolean NOT NULL,
    request_hash    bytea NOT NULL CHECK (octet_length(request_hash) = 32),
    idempotency_key text CHECK (length(idempotency_key) BETWEEN 1 AND 128),
    price_wei       numeric(78, 0) NOT NULL CHECK (price_wei >= 0),
    priority        smallint NOT NULL DEFAULT 0 CHECK (priority BETWEEN 0 AND 9), -- 9 first, within one app
    state           text NOT NULL CHECK (state IN ('QUEUED', 'LEASED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    attempt         integer NOT NULL DEFAULT 0 CHECK (attempt >= 0), -- draws made so far
    excluded        bytea[] NOT NULL DEFAULT '{}', -- nodes that lost this task
    exclusions_cleared boolean NOT NULL DEFAULT false,
    queue_seq       bigint NOT NULL, -- its place among the app's tasks of one priority, from the first time that it was queued
    failure_code    text,
    failure_detail  text,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at     timestamptz,
    CHECK ((state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL)),
    CHECK ((state = 'FAILED') = (failure_code IS NOT NULL))
) WITH (fillfactor = 70);
-- No index has a column that changes while the task lives: its updates stay within the page (HOT) and write no index.
CREATE INDEX task_of_app ON task (app_id, task_id);
CREATE UNIQUE INDEX task_idempotency_key ON task (app_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- The queue: one row for each task that is QUEUED, and none for any other. Apart from task, so that a claim reads narrow rows that
-- lie together, and so that only this small table fills with rows that are gone.
CREATE SEQUENCE task_queue_seq CACHE 1;
CREATE TABLE task_queue (
    task_id        uuid PRIMARY KEY,
    model          text NOT NULL,
    app_id         uuid NOT NULL,
    priority       smallint NOT NULL,
    queue_seq      bigint NOT NULL,
    price_wei      numeric(78, 0) NOT NULL,
    queued_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    waiting_reason text -- of this task alone; what holds for all of its model is in model_queue
) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX task_queue_order ON task_queue (model, app_id, priority DESC, queue_seq);

-- Why the tasks of a model wait, as the last round that looked at it found; null while none has to.
CREATE TABLE model_queue (
    model          text PRIMARY KEY,
    waiting_reason text,
    since          timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50);

-- A finished task never reverts.
CREATE FUNCTION task_stays_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'task % is finished (%) and cannot become %', OLD.task_id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER task_stays_finished BEFORE UPDATE OF state ON task FOR EACH ROW
    WHEN (OLD.state IN ('SUCCEEDED', 'FAILED', 'CANCELLED') AND NEW.state IS DISTINCT FROM OLD.state)
    EXECUTE FUNCTION task_stays_finished();

-- What happened to a task, in order; what progress streams and waiters read.
CREATE TABLE task_event (
    task_id uuid NOT NULL REFERENCES task,
    seq     integer NOT NULL CHECK (seq > 0),
    kind    text NOT NULL,
    data    jsonb NOT NULL DEFAULT '{}',
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (task_id, seq)
);

-- Logins. A newer generation of a node's session ends the older ones.
CREATE TABLE login_challenge (
    nonce        text PRIMARY KEY,
    node_address bytea NOT NULL CHECK (octet_length(node_address) = 20),
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz
);
CREATE TABLE miner_session (
    session_id    uuid PRIMARY KEY,
    node_address  bytea NOT NULL CHECK (octet_length(node_address) = 20),
    owner_address bytea NOT NULL CHECK (octet_length(owner_address) = 20),
    generation    bigint NOT NULL CHECK (generation > 0),
    token_hash    bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    software      text NOT NULL,
    device        text NOT NULL,
    draining      boolean NOT NULL DEFAULT false,
    started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_poll_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    unanswered_at timestamptz, -- an offer ran out since the last poll: taken for offline until the next
    expires_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    UNIQUE (node_address, generation)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX miner_session_live ON miner_session (node_address) WHERE ended_at IS NULL;
CREATE TABLE session_model (
    session_id uuid NOT NULL REFERENCES miner_session,
    model      text NOT NULL,
    model_hash bytea NOT NULL CHECK (octet_length(model_hash) = 32),
    places     integer NOT NULL CHECK (places BETWEEN 1 AND 1024), -- tasks of this model at a time
    PRIMARY KEY (session_id, model)
);

-- What the draw of a round saw of the miners, once for each content.
CREATE TABLE availability_snapshot (
    snapshot_hash bytea PRIMARY KEY CHECK (octet_length(snapshot_hash) = 32),
    content       jsonb NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One draw that ended with a winner: everything an outsider needs to make it again.
CREATE TABLE assignment (
    lease_id       uuid PRIMARY KEY,
    task_id        uuid NOT NULL REFERENCES task,
    attempt        integer NOT NULL CHECK (attempt > 0),
    epoch_id       bigint NOT NULL REFERENCES epoch,
    node_address   bytea NOT NULL CHECK (octet_length(node_address) = 20),
    owner_address  bytea NOT NULL CHECK (octet_length(owner_address) = 20),
    seed_hash      bytea NOT NULL CHECK (octet_length(seed_hash) = 32),
    draw           jsonb NOT NULL, -- skips (k, miner, reason), fallback
    snapshot_hash  bytea NOT NULL REFERENCES availability_snapshot,
    round_id       uuid NOT NULL,
    round_position integer NOT NULL CHECK (round_position >= 0),
    epoch_voided   boolean NOT NULL DEFAULT false,
    assigned_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (task_id, attempt)
);

CREATE INDEX assignment_epoch ON assignment (epoch_id);

-- Drops the weights of epochs that nobody draws in any more: all but the newest few, and those of tasks that are not finished. A few
-- at a time; returns how many.
CREATE FUNCTION epoch_forget_weights(kept integer) RETURNS integer LANGUAGE sql AS $$
    WITH old AS (
        SELECT e.epoch_id FROM epoch e
         WHERE e.weights_kept AND e.voided_at IS NULL
           AND e.begin_block_number <= (SELECT c.final_block FROM index_cursor c) -- else a reorganisation could still take its block
           AND e.number <= (SELECT max(n.number) FROM epoch n WHERE n.voided_at IS NULL) - kept
           AND NOT EXISTS (SELECT 1 FROM assignment a JOIN task t USING (task_id)
                            WHERE a.epoch_id = e.epoch_id AND t.state IN ('QUEUED', 'LEASED'))
         ORDER BY e.number LIMIT 4
    ), dropped AS (
        DELETE FROM epoch_weight_page p USING old WHERE p.epoch_id = old.epoch_id
    ), marked AS (
        UPDATE epoch e SET weights_kept = false FROM old WHERE e.epoch_id = old.epoch_id RETURNING 1
    )
    SELECT count(*)::integer FROM marked
$$;

-- A reorganisation that voids an epoch marks the draws that were made in it.
CREATE FUNCTION assignment_follows_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE assignment SET epoch_voided = true WHERE epoch_id = NEW.epoch_id;
    RETURN NULL;
END $$;
CREATE TRIGGER assignment_follows_epoch AFTER UPDATE OF voided_at ON epoch FOR EACH ROW
    WHEN (OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL) EXECUTE FUNCTION assignment_follows_epoch();

-- A miner's right to one task for a time. It ends only by an update that raises its fence.
CREATE TABLE lease (
    lease_id      uuid PRIMARY KEY REFERENCES assignment,
    task_id       uuid NOT NULL REFERENCES task,
    attempt       integer NOT NULL CHECK (attempt > 0), -- the draw that it comes from
    node_address  bytea NOT NULL CHECK (octet_length(node_address) = 20),
    session_id    uuid NOT NULL REFERENCES miner_session,
    model         text NOT NULL,
    lease_seq     bigint GENERATED ALWAYS AS IDENTITY, -- grows with the rounds, which follow one another: a later lease has a higher one
    fence         bigint NOT NULL CHECK (fence > 0),
    state         text NOT NULL CHECK (state IN ('WAITING', 'OFFERED', 'STARTED', 'ENDED')),
    end_reason    text CHECK (end_reason IN ('ACCEPTED', 'NOT_PICKED_UP', 'TIMED_OUT', 'REFUSED', 'FAILED', 'CANCELLED', 'SUPERSEDED',
                                             'PATIENCE_OVER', 'INPUT_REJECTED', 'COORDINATOR_FAULT')),
    end_detail    text,
    offered_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    deadline      timestamptz NOT NULL, -- of the patience while WAITING, of the pick-up while OFFERED, of the result while STARTED
    started_at    timestamptz,
    ended_at      timestamptz,
    CHECK ((state = 'ENDED') = (ended_at IS NOT NULL)),
    CHECK ((state = 'ENDED') = (end_reason IS NOT NULL)),
    CHECK (state <> 'STARTED' OR started_at IS NOT NULL)
) WITH (fillfactor = 70);
-- At most one live lease a task. The conditions name what only changes at the end, so a start stays within the page (HOT).
CREATE UNIQUE INDEX lease_live_task ON lease (task_id) WHERE ended_at IS NULL;
CREATE INDEX lease_live_node ON lease (node_address, lease_seq) WHERE ended_at IS NULL;

CREATE FUNCTION lease_keeps_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'ENDED' THEN
        RAISE EXCEPTION 'lease % has ended', OLD.lease_id USING ERRCODE = 'check_violation';
    END IF;
    RAISE EXCEPTION 'lease % must raise its fence to end', OLD.lease_id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER lease_keeps_fence BEFORE UPDATE ON lease FOR EACH ROW
    WHEN (OLD.state = 'ENDED' OR NEW.fence < OLD.fence OR (NEW.state = 'ENDED' AND NEW.fence <= OLD.fence))
    EXECUTE FUNCTION lease_keeps_fence();

-- Outputs by content, at most 1 MiB each here.
CREATE TABLE blob (
    blob_hash  bytea PRIMARY KEY CHECK (octet_length(blob_hash) = 32), -- SHA-256 of the bytes
    bytes      bytea NOT NULL CHECK (octet_length(bytes) <= 1048576),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (blob_hash = sha256(bytes))
);
CREATE TABLE task_result (
    task_id      uuid PRIMARY KEY REFERENCES task,
    lease_id     uuid NOT NULL UNIQUE REFERENCES lease,
    fence        bigint NOT NULL, -- the fence under which the result was accepted
    node_address bytea NOT NULL CHECK (octet_length(node_address) = 20),
    media_type   text NOT NULL,
    output_hash  bytea NOT NULL REFERENCES blob (blob_hash),
    signature    bytea NOT NULL CHECK (octet_length(signature) = 65),
    gpu_millis   bigint NOT NULL CHECK (gpu_millis >= 0),
    accepted_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Processes of this coordinator that serve miners. While none is alive no deadline may run out.
CREATE TABLE coordinator_process (
    process_id   uuid PRIMARY KEY,
    roles        text NOT NULL,
    started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    heartbeat_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
