-- Double-entry ledger in wei. Every transaction sums to zero; a task is held once and closed once.

CREATE TABLE ledger_account (
    account_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('EXTERNAL', 'APP', 'APP_HELD', 'MINER', 'CHECK_FUND', 'COORDINATOR')),
    owner       text NOT NULL, -- app id, miner owner's address in hex, or '' where there is one account of the kind
    balance_wei numeric(78, 0) NOT NULL DEFAULT 0,
    UNIQUE (kind, owner),
    -- Only the world outside may owe.
    CONSTRAINT no_overdraft CHECK (kind = 'EXTERNAL' OR balance_wei >= 0)
) WITH (fillfactor = 50);
INSERT INTO ledger_account (kind, owner) VALUES ('EXTERNAL', ''), ('CHECK_FUND', '');

CREATE TABLE ledger_transaction (
    transaction_id uuid PRIMARY KEY,
    leg            text NOT NULL CHECK (leg IN ('CREDIT', 'HOLD', 'CAPTURE', 'RELEASE')),
    task_id        uuid REFERENCES task,
    lease_id       uuid REFERENCES lease,
    reference      text, -- for CREDIT: what the credit is for, unique
    created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((leg = 'CREDIT') = (task_id IS NULL)),
    CHECK ((leg = 'CREDIT') = (reference IS NOT NULL)),
    CHECK ((leg = 'CAPTURE') = (lease_id IS NOT NULL)),
    UNIQUE (task_id, leg),
    UNIQUE (reference)
);
-- Captured or released, never both.
CREATE UNIQUE INDEX ledger_transaction_closed_once ON ledger_transaction (task_id) WHERE leg IN ('CAPTURE', 'RELEASE');

CREATE TABLE ledger_entry (
    transaction_id uuid   NOT NULL REFERENCES ledger_transaction,
    account_id     bigint NOT NULL REFERENCES ledger_account,
    amount_wei     numeric(78, 0) NOT NULL, -- positive: into the account
    PRIMARY KEY (transaction_id, account_id)
);
CREATE INDEX ledger_entry_account ON ledger_entry (account_id);

-- The balance follows the entries and nothing else; rows are locked in the order of their ids.
CREATE FUNCTION ledger_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM ledger_account WHERE account_id IN (SELECT account_id FROM posted) ORDER BY account_id FOR NO KEY UPDATE;
    UPDATE ledger_account a SET balance_wei = a.balance_wei + p.amount
      FROM (SELECT account_id, sum(amount_wei) AS amount FROM posted GROUP BY account_id) p
     WHERE p.account_id = a.account_id AND p.amount <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_post AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS posted
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_post();

CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entries bigint;
    total   numeric;
BEGIN
    SELECT count(*), coalesce(sum(amount_wei), 0) INTO entries, total FROM ledger_entry WHERE transaction_id = NEW.transaction_id;
    IF entries < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'ledger transaction % has % entries and sums to % wei', NEW.transaction_id, entries, total
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
CREATE CONSTRAINT TRIGGER ledger_transaction_balanced AFTER INSERT ON ledger_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();

-- A task's money can be closed only after it was held, for the same amount.
CREATE FUNCTION ledger_held_before() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held   numeric;
    closed numeric;
BEGIN
    SELECT coalesce(sum(e.amount_wei) FILTER (WHERE t.leg = 'HOLD'), 0), coalesce(-sum(e.amount_wei) FILTER (WHERE t.leg <> 'HOLD'), 0)
      INTO held, closed
      FROM ledger_transaction t JOIN ledger_entry e USING (transaction_id) JOIN ledger_account a USING (account_id)
     WHERE t.task_id = NEW.task_id AND a.kind = 'APP_HELD';
    IF NOT EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.task_id = NEW.task_id AND t.leg = 'HOLD') OR held <> closed THEN
        RAISE EXCEPTION 'task % closes % wei of % wei held', NEW.task_id, closed, held USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_held_before AFTER INSERT ON ledger_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.leg IN ('CAPTURE', 'RELEASE')) EXECUTE FUNCTION ledger_held_before();

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER ledger_transaction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Grain: one account whose balance differs from its entries: always empty.
CREATE VIEW ledger_difference AS
SELECT a.account_id, a.kind, a.owner, a.balance_wei, coalesce(sum(e.amount_wei), 0) AS entries_wei
  FROM ledger_account a LEFT JOIN ledger_entry e USING (account_id)
 GROUP BY a.account_id HAVING a.balance_wei <> coalesce(sum(e.amount_wei), 0);
