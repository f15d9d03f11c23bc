package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.RemoteFunctionCall;

/** All rules of a network: what is fixed, what the governor may change, who holds which role, what is paused. */
public final class RuleBook {
    private final ChainAccess chain;
    private final StakingReader reader;
    private final CuckooSettlement settlement;
    private final GovernanceLog log;

    public RuleBook(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.reader = new StakingReader(chain, contracts);
        this.settlement = Bindings.settlement(chain, contracts.settlement());
        this.log = new GovernanceLog(chain, contracts);
    }

    /** All of them, in groups. */
    public List<Rule.Group> all() {
        return List.of(
                new Rule.Group("fixed", "fixed for ever", fixed()),
                new Rule.Group("governed", "changed by the governor, after its delay", governed()),
                new Rule.Group("governor", "the governor", governor()),
                new Rule.Group("pauses", "pauses", pauses()));
    }

    private List<Rule> fixed() {
        CuckooStaking.Parameters terms = reader.parameters();
        List<Rule> rules = new ArrayList<>(List.of(
                amount("minMinerStake", "least own stake of a miner", terms.minMinerStake),
                amount("minCoordinatorStake", "least own stake of a coordinator", terms.minCoordinatorStake),
                amount("minVote", "least vote", terms.minVote)));
        rules.addAll(waits(terms));
        rules.addAll(List.of(
                seconds("rootWindow", "until a payout root is final", read(settlement.rootWindow())),
                seconds(
                        "escrowWindow",
                        "from a request for escrow until it is ready, and as long it is good",
                        read(settlement.escrowWindow())),
                share("slashCeiling", "ceiling of the largest cut", terms.slashCeilingBps),
                share("treasuryCeiling", "ceiling of the treasury's part of a cut", terms.treasuryCeilingBps)));
        return rules;
    }

    private static List<Rule> waits(CuckooStaking.Parameters terms) {
        return List.of(
                seconds("cooldown", "cooldown on leaving a candidate", terms.cooldown),
                seconds("evidenceWindow", "how old a fault may be that is brought", terms.evidenceWindow),
                seconds("epoch", "epoch", terms.epoch),
                seconds("dripPeriod", "over which rewards drip", terms.dripPeriod),
                seconds("answerWindow", "for the accused's answer", terms.answerWindow),
                seconds("vetoWindow", "for a veto", terms.vetoWindow),
                seconds("caseWindow", "from a case's opening to its deadline", terms.caseWindow),
                seconds(
                        "accusationPause",
                        "until the same two's next case, from a rejection, veto or deadline",
                        terms.accusationPause),
                seconds("longestPause", "longest pause of a contract, and as long until the next", terms.longestPause));
    }

    private List<Rule> governed() {
        CuckooStaking.Governance roles = reader.governance();
        return List.of(
                account("arbiter", "arbiter", roles.arbiter),
                account("treasury", "treasury", roles.treasury),
                share("treasuryShare", "the treasury's part of a cut; the rest is burned", roles.treasuryShareBps),
                account("pauseGuardian", "pause guardian", roles.pauseGuardian),
                amount("caseBond", "bond of an accusation", roles.caseBond),
                share("maxSlash", "largest cut of a case", roles.maxSlashBps),
                new Rule("referees", "referees", new Rule.Accounts(log.referees())),
                new Rule("modelPolicies", "policies of models", new Rule.Texts(log.policies())));
    }

    private List<Rule> governor() {
        Address address = reader.governor();
        CuckooGovernor governor = Bindings.governor(chain, address);
        return List.of(
                new Rule("governor", "address", new Rule.Account(address)),
                seconds("governorDelay", "from an announcement to its execution", read(governor.getMinDelay())),
                new Rule("council", "council", new Rule.Accounts(log.council(address))),
                new Rule("announced", "announced, to be carried out", new Rule.Announced(log.announced(address))),
                amount("governorBalance", "holds", chain.balanceOf(address).value()),
                amount(
                        "governorCredit",
                        "credit in the staking contract",
                        reader.credit(address).value()));
    }

    private List<Rule> pauses() {
        CuckooStaking staking = reader.binding();
        return List.of(
                paused("stakingPausedUntil", "stake, vote, register", staking.pausedUntil()),
                from("stakingNextPauseAt", "their next pause", staking.nextPauseAt()),
                paused("settlementPausedUntil", "deposits and payout roots", settlement.pausedUntil()),
                from("settlementNextPauseAt", "their next pause", settlement.nextPauseAt()));
    }

    private static Rule paused(String key, String words, RemoteFunctionCall<BigInteger> until) {
        return new Rule(key, words, new Rule.PausedUntil(read(until).longValueExact()));
    }

    private static Rule from(String key, String words, RemoteFunctionCall<BigInteger> from) {
        return new Rule(key, words, new Rule.From(read(from).longValueExact()));
    }

    private static BigInteger read(RemoteFunctionCall<BigInteger> question) {
        return ChainAccess.read(question);
    }

    private static Rule amount(String key, String words, BigInteger wei) {
        return new Rule(key, words, new Rule.Amount(new Wei(wei)));
    }

    private static Rule seconds(String key, String words, BigInteger seconds) {
        return new Rule(key, words, new Rule.Seconds(seconds.longValueExact()));
    }

    private static Rule share(String key, String words, BigInteger bps) {
        return new Rule(key, words, new Rule.BasisPoints(bps.intValueExact()));
    }

    private static Rule account(String key, String words, String address) {
        return new Rule(key, words, new Rule.Account(Address.parse(address)));
    }
}
