package network.cuckoo.contracts.differential;

import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The model's whole state as labelled words, in the order in which {@code StateLens.sol} reads the chain's. */
final class Picture {

    private final World world;
    private final StakingModel staking;
    private final Query query;
    private final List<Word> words = new ArrayList<>();

    private Picture(World world, Query query) {
        this.world = world;
        this.query = query;
        staking = world.staking();
    }

    static List<Word> of(World world, Query query) {
        return new Picture(world, query).draw();
    }

    private List<Word> draw() {
        whole();
        governance();
        query.everybody().forEach(this::account);
        query.owners().forEach(this::owner);
        for (var node : query.nodes()) {
            add(node + ".nodeOwner", staking.registrations().nodeOwner(node));
            add(node + ".nodeNonce", staking.registrations().nodeNonce(node));
        }
        coolings();
        cases();
        query.coordinators().forEach(this::coordinator);
        query.leaves()
                .forEach(leaf -> add("isClaimed " + leaf, world.settlement().isClaimed(leaf)));
        return words;
    }

    private void whole() {
        add("now", world.now());
        add("balance of staking", world.bank().balance(world.cast().staking()));
        add("balance of settlement", world.bank().balance(world.cast().settlement()));
        add("balance of dead", world.bank().balance(world.cast().dead()));
        add("staking.pausedUntil", staking.pause().pausedUntil());
        add("staking.nextPauseAt", staking.pause().nextPauseAt());
        add("settlement.pausedUntil", world.settlement().pause().pausedUntil());
        add("settlement.nextPauseAt", world.settlement().pause().nextPauseAt());
        add("coolingCount", staking.pools().coolingCount());
        add("caseCount", staking.cases().count());
    }

    private void governance() {
        var governance = staking.governance();
        add("governor", governance.governor());
        add("arbiter", governance.arbiter());
        add("treasury", governance.treasury());
        add("pauseGuardian", governance.pauseGuardian());
        add("caseBond", governance.caseBond());
        add("maxSlashBps", governance.maxSlashBps());
        add("treasuryShareBps", governance.treasuryShareBps());
        query.models().forEach(model -> add("policy of " + model, governance.policy(model)));
    }

    private void account(Account account) {
        add("balance of " + account, world.bank().balance(account));
        add("free of " + account, staking.pools().free(account));
        add("credit of " + account, staking.credits().credit(account));
        add("isReferee " + account, staking.governance().isReferee(account));
    }

    private void owner(Account owner) {
        var pool = staking.pools().pool(owner);
        add("pool of " + owner + ": tokens", pool.tokens());
        add("pool of " + owner + ": shares", pool.shares());
        add("pool of " + owner + ": coolingShares", pool.coolingShares());
        add("pool of " + owner + ": acc", pool.acc());
        add("pool of " + owner + ": pot", pool.pot());
        add("pool of " + owner + ": dripAt", pool.dripAt());
        add("pool of " + owner + ": frozenUntil", pool.frozenUntil());
        add("pool of " + owner + ": closed", pool.closed());
        var candidate = staking.registrations().candidate(owner, world.now());
        add("candidate " + owner + ": kind", candidate.kind().ordinal());
        add("candidate " + owner + ": registered", candidate.registered());
        add("candidate " + owner + ": active", staking.isActive(owner));
        add("candidate " + owner + ": node", candidate.node());
        add("candidate " + owner + ": commission", candidate.commission());
        add("candidate " + owner + ": nextCommission", candidate.nextCommission());
        add("candidate " + owner + ": nextAt", candidate.nextAt());
        add("weightOf " + owner, staking.weight(owner));
        add("topUpNeeded " + owner, staking.topUpNeeded(owner));
        query.people().forEach(staker -> position(staker, owner));
        query.digests()
                .forEach(digest -> add(
                        "isPunished %s for %s".formatted(owner, digest),
                        staking.cases().isPunished(owner, digest)));
        query.accusers()
                .forEach(accuser -> add(
                        "accusableFrom %s by %s".formatted(owner, accuser),
                        staking.cases().accusableFrom(accuser, owner)));
    }

    private void position(Account staker, Account candidate) {
        var name = "position of " + staker + " in " + candidate;
        var position = staking.pools().position(staker, candidate);
        add(name + ": shares", position.shares());
        add(name + ": paidAcc", position.paidAcc());
        add(name + ": owed", position.owedWei());
        add(name + ": value", staking.pools().value(staker, candidate));
        add(name + ": rewards", staking.pools().rewards(staker, candidate, world.now()));
    }

    private void coolings() {
        for (var id = 1; id <= staking.pools().coolingCount(); id++) {
            var cooling = staking.pools().coolings().getOrDefault(id, GONE);
            add("cooling " + id + ": staker", cooling.staker());
            add("cooling " + id + ": candidate", cooling.candidate());
            add("cooling " + id + ": shares", cooling.shares());
            add("cooling " + id + ": readyAt", cooling.readyAt());
        }
    }

    private static final Cooling GONE = new Cooling(Account.NOBODY, Account.NOBODY, BigInteger.ZERO, 0);

    private void cases() {
        for (var id = 1; id <= staking.cases().count(); id++) {
            var file = staking.cases().file(id);
            add("case " + id + ": candidate", file.candidate());
            add("case " + id + ": proposer", file.proposer());
            add("case " + id + ": bond", file.bondWei());
            add("case " + id + ": digest", file.digest());
            add("case " + id + ": bps", file.bps());
            add("case " + id + ": openedAt", file.openedAt());
            add("case " + id + ": decidedAt", file.decidedAt());
            add("case " + id + ": deadline", file.deadline());
            add("case " + id + ": status", file.status().ordinal());
            add("case " + id + ": answered", file.answered());
        }
    }

    private void coordinator(Account owner) {
        var ledger = world.settlement().ledger(owner);
        add("chainTip of " + owner, ledger.tip());
        add("lastReveal of " + owner + ": secret", ledger.lastReveal().secret());
        add("lastReveal of " + owner + ": epoch", ledger.lastReveal().epoch());
        add("escrow of " + owner + ": deposited", ledger.escrow().deposited());
        add("escrow of " + owner + ": withdrawn", ledger.escrow().withdrawn());
        add("escrow of " + owner + ": committed", ledger.committed());
        add("escrow of " + owner + ": claimed", ledger.claimed());
        add("escrow of " + owner + ": requested", ledger.escrow().requested());
        add("escrow of " + owner + ": readyAt", ledger.escrow().readyAt());
        add("uncommitted of " + owner, ledger.uncommitted());
        query.epochs().forEach(epoch -> root("root of %s at %d: ".formatted(owner, epoch), ledger.root(epoch)));
    }

    private void root(String name, Root root) {
        add(name + "payoutRoot", root.payoutRoot());
        add(name + "amount", root.amountWei());
        add(name + "claimed", root.claimedWei());
        add(name + "finalAt", root.finalAt());
        add(name + "rejected", root.rejected());
    }

    private void add(String label, BigInteger value) {
        words.add(new Word(label, value));
    }

    private void add(String label, long value) {
        add(label, big(value));
    }

    private void add(String label, boolean flag) {
        add(label, flag ? 1 : 0);
    }

    private void add(String label, Account account) {
        add(label, account.address());
    }

    private void add(String label, Bytes32 word) {
        add(label, word.value());
    }
}
