package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Both models, everybody's tokens and the time. A step is taken whole or not at all. */
final class World {

    private final Cast cast;
    private final Bank bank;
    private final StakingModel staking;
    private final SettlementModel settlement;
    private final long now;

    private World(Cast cast, Bank bank, StakingModel staking, SettlementModel settlement, long now) {
        this.cast = cast;
        this.bank = bank;
        this.staking = staking;
        this.settlement = settlement;
        this.now = now;
    }

    /** The world after deployment, everybody with the same tokens. */
    static World begin(Rules rules, Cast cast, BigInteger eachWei, long now) {
        var bank = new Bank();
        cast.everybody().forEach(account -> bank.mint(account, eachWei));
        var staking = new StakingModel(rules, bank, cast);
        return new World(cast, bank, staking, new SettlementModel(bank, cast, staking), now);
    }

    private World copyAt(long time) {
        var newBank = new Bank(bank);
        var newStaking = new StakingModel(staking, newBank);
        return new World(cast, newBank, newStaking, new SettlementModel(settlement, newBank, newStaking), time);
    }

    /** What a step leads to: the world after it, or the rules that it breaks. */
    sealed interface Outcome {
        record Done(World world, List<Emitted> events) implements Outcome {}

        /** Each rule with the arguments of its error; without any if the model doesn't tell them. */
        record Refused(Map<Refusal, List<String>> reasons) implements Outcome {}
    }

    Outcome take(Step step) {
        var next = copyAt(step.at());
        var message = new Message(step.caller(), step.valueWei(), step.at());
        next.apply(message, step.call());
        return message.refused()
                ? new Outcome.Refused(message.refusals())
                : new Outcome.Done(next.checked(), message.events());
    }

    private void apply(Message message, Call call) {
        switch (call) {
            case Call.ToStaking toStaking -> {
                bank.move(message.caller(), cast.staking(), message.valueWei());
                staking.apply(message, toStaking);
            }
            case Call.ToSettlement toSettlement -> {
                bank.move(message.caller(), cast.settlement(), message.valueWei());
                settlement.apply(message, toSettlement);
            }
            case Call.ToGovernor toGovernor -> {
                bank.move(message.caller(), cast.staking(), message.valueWei()); // passed on with the call
                new GovernorModel(cast, staking, settlement).apply(message, toGovernor);
            }
            case Call.RefusePayments(var account, var refuses) -> bank.setRefusing(account, refuses);
        }
    }

    private World checked() {
        cast.owners().forEach(staking.pools()::check);
        staking.check();
        settlement.check();
        require(cast.staking(), staking.owedWei());
        require(cast.settlement(), settlement.owedWei());
        return this;
    }

    private void require(Account contract, BigInteger owed) {
        if (!bank.balance(contract).equals(owed)) {
            throw new IllegalStateException(
                    "%s holds %s wei but owes %s".formatted(contract, bank.balance(contract), owed));
        }
    }

    /** The same world, only later. */
    World at(long time) {
        return new World(cast, bank, staking, settlement, time);
    }

    Cast cast() {
        return cast;
    }

    Bank bank() {
        return bank;
    }

    StakingModel staking() {
        return staking;
    }

    SettlementModel settlement() {
        return settlement;
    }

    long now() {
        return now;
    }
}
