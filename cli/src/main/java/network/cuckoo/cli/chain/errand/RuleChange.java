package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.utils.Numeric;

/** What governance may change. */
public sealed interface RuleChange {
    record Arbiter(Address arbiter) implements RuleChange {}

    record Treasury(Address treasury, int shareBps) implements RuleChange {}

    record PauseGuardian(Address guardian) implements RuleChange {}

    record CaseBond(Wei bond) implements RuleChange {}

    record MaxSlash(int bps) implements RuleChange {}

    record ModelPolicy(Hash32 model, Hash32 policy) implements RuleChange {}

    record Referee(Address account, boolean appointed) implements RuleChange {}

    /** In words. */
    default String told() {
        return switch (this) {
            case Arbiter it -> "the arbiter becomes " + it.arbiter();
            case Treasury it ->
                "the treasury becomes " + it.treasury() + ", with "
                        + StakeErrands.percent(BigInteger.valueOf(it.shareBps())) + " of each cut";
            case PauseGuardian it -> "the pause guardian becomes " + it.guardian();
            case CaseBond it -> "an accusation costs " + it.bond().toCai();
            case MaxSlash it ->
                "a case cuts at most " + StakeErrands.percent(BigInteger.valueOf(it.bps())) + " of a pool";
            case ModelPolicy it -> "the policy of model " + it.model() + " becomes " + it.policy();
            case Referee it -> it.account() + (it.appointed() ? " becomes a referee" : " is no referee any more");
        };
    }

    /** The call of the staking contract. */
    default byte[] data(CuckooStaking staking) {
        RemoteFunctionCall<?> call = switch (this) {
            case Arbiter it -> staking.setArbiter(it.arbiter().hex());
            case Treasury it -> staking.setTreasury(it.treasury().hex(), BigInteger.valueOf(it.shareBps()));
            case PauseGuardian it -> staking.setPauseGuardian(it.guardian().hex());
            case CaseBond it -> staking.setCaseBond(it.bond().value());
            case MaxSlash it -> staking.setMaxSlash(BigInteger.valueOf(it.bps()));
            case ModelPolicy it ->
                staking.setModelPolicy(it.model().bytes(), it.policy().bytes());
            case Referee it -> staking.setReferee(it.account().hex(), it.appointed());
        };
        return Numeric.hexStringToByteArray(call.encodeFunctionCall());
    }
}
