package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.utils.Numeric;

/** What the governor may do after its delay: change rules, take its credit out of the staking contract, pay somebody. */
public sealed interface GovernorAct {
    record Arbiter(Address arbiter) implements GovernorAct {}

    record Treasury(Address treasury, int shareBps) implements GovernorAct {}

    record PauseGuardian(Address guardian) implements GovernorAct {}

    record CaseBond(Wei bond) implements GovernorAct {}

    record MaxSlash(int bps) implements GovernorAct {}

    record ModelPolicy(Hash32 model, Hash32 policy) implements GovernorAct {}

    record Referee(Address account, boolean appointed) implements GovernorAct {}

    /** Its own credit comes to the governor: returned bonds of cases that its council brought. */
    record ClaimCredit() implements GovernorAct {}

    /** The governor pays out of what it holds. */
    record Pay(Address to, Wei amount) implements GovernorAct {}

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
            case ClaimCredit it -> "the governor takes its credit out of the staking contract";
            case Pay it -> "the governor pays " + it.amount().toCai() + " to " + it.to();
        };
    }

    /** Whether the contract would judge it the same at any time: not so what depends on what the governor holds by then. */
    default boolean isRule() {
        return switch (this) {
            case Arbiter it -> true;
            case Treasury it -> true;
            case PauseGuardian it -> true;
            case CaseBond it -> true;
            case MaxSlash it -> true;
            case ModelPolicy it -> true;
            case Referee it -> true;
            case ClaimCredit it -> false;
            case Pay it -> false;
        };
    }

    /** Whom the governor calls. */
    default Address target(Address staking) {
        return this instanceof Pay pay ? pay.to() : staking;
    }

    /** What it hands over with the call. */
    default Wei value() {
        return this instanceof Pay pay ? pay.amount() : Wei.ZERO;
    }

    /** The call's data; empty for a payment. */
    default byte[] data(CuckooStaking staking) {
        return switch (this) {
            case Arbiter it -> encoded(staking.setArbiter(it.arbiter().hex()));
            case Treasury it -> encoded(staking.setTreasury(it.treasury().hex(), BigInteger.valueOf(it.shareBps())));
            case PauseGuardian it ->
                encoded(staking.setPauseGuardian(it.guardian().hex()));
            case CaseBond it -> encoded(staking.setCaseBond(it.bond().value()));
            case MaxSlash it -> encoded(staking.setMaxSlash(BigInteger.valueOf(it.bps())));
            case ModelPolicy it ->
                encoded(staking.setModelPolicy(it.model().bytes(), it.policy().bytes()));
            case Referee it -> encoded(staking.setReferee(it.account().hex(), it.appointed()));
            case ClaimCredit it -> encoded(staking.claimCredit());
            case Pay it -> new byte[0];
        };
    }

    private static byte[] encoded(RemoteFunctionCall<?> call) {
        return Numeric.hexStringToByteArray(call.encodeFunctionCall());
    }
}
