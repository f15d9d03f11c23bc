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
    task_id        uuid, -- of a task, and a lease, that may be gone by now: the books outlive them
    lease_id       uuid,
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
    transaction_id uuid   NOT NULL, -- of a ledger_transaction, by ledger_post
    account_id     bigint NOT NULL, -- of a ledger_account, by ledger_post
    amount_wei     numeric(78, 0) NOT NULL, -- positive: into the account
    PRIMARY KEY (transaction_id, account_id)
);
CREATE INDEX ledger_entry_account ON ledger_entry (account_id);

-- What every statement that adds entries must keep, checked over all of its rows at once (row by row it costs more than all else of a
-- task's money, docs/performance.md): its transactions are there, are whole in this one statement, and sum to zero; what they close is
-- what was held. Then the balances follow, rows locked in the order of their ids.
-- Looked up by index whatever the sizes were when a session made its plans.
CREATE FUNCTION ledger_post() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    broken   record;
    accounts bigint[];
    updated  bigint;
BEGIN
    SELECT p.transaction_id, p.entries, p.total INTO broken
      FROM (SELECT transaction_id, count(*) AS entries, sum(amount_wei) AS total FROM posted GROUP BY transaction_id) p
     WHERE p.entries < 2 OR p.total <> 0
        OR p.entries <> (SELECT count(*) FROM ledger_entry e WHERE e.transaction_id = p.transaction_id)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'ledger transaction % has % entries in this statement, which sum to % wei: it must be whole and sum to zero',
            broken.transaction_id, broken.entries, broken.total USING ERRCODE = 'check_violation';
    END IF;

    SELECT p.transaction_id INTO broken
      FROM posted p LEFT JOIN ledger_transaction t USING (transaction_id) WHERE t.transaction_id IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'ledger transaction % is not there', broken.transaction_id USING ERRCODE = 'check_violation';
    END IF;

    -- What closes a task takes from one account exactly what the task's HOLD put there.
    SELECT t.transaction_id, t.leg, t.task_id INTO broken
      FROM posted took
      JOIN ledger_transaction t ON t.transaction_id = took.transaction_id
      LEFT JOIN ledger_transaction h ON h.task_id = t.task_id AND h.leg = 'HOLD'
      LEFT JOIN ledger_entry put ON put.transaction_id = h.transaction_id AND put.account_id + 0 = took.account_id -- not by the account's index
                                AND put.amount_wei > 0 AND put.amount_wei = -took.amount_wei
     WHERE CASE t.leg WHEN 'CAPTURE' THEN true WHEN 'RELEASE' THEN true ELSE false END -- so, lest all that was ever closed be looked through
     GROUP BY t.transaction_id, t.leg, t.task_id HAVING count(put.account_id) <> 1
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'ledger transaction % (%) of task % closes what was not held',
            broken.transaction_id, broken.leg, broken.task_id USING ERRCODE = 'check_violation';
    END IF;

    SELECT array_agg(DISTINCT account_id) INTO accounts FROM posted;
    PERFORM 1 FROM ledger_account WHERE account_id = ANY (accounts) ORDER BY account_id FOR NO KEY UPDATE;
    UPDATE ledger_account a SET balance_wei = a.balance_wei + p.amount
      FROM (SELECT account_id, sum(amount_wei) AS amount FROM posted GROUP BY account_id) p
     WHERE p.account_id = a.account_id AND a.account_id = ANY (accounts);
    GET DIAGNOSTICS updated = ROW_COUNT;
    IF updated <> coalesce(cardinality(accounts), 0) THEN
        RAISE EXCEPTION 'an entry of an account that is not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_post AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS posted
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_post();

-- No transaction without entries.
CREATE FUNCTION ledger_has_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_entry WHERE transaction_id = NEW.transaction_id) THEN
        RAISE EXCEPTION 'ledger transaction % has no entries', NEW.transaction_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_has_entries AFTER INSERT ON ledger_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_has_entries();

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
