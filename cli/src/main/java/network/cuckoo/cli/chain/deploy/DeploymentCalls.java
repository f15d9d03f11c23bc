package network.cuckoo.cli.chain.deploy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.contracts.CuckooFaucet;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;

/** The contracts' code with their constructors' arguments. */
final class DeploymentCalls {
    private DeploymentCalls() {}

    static Call governor(Duration delay, List<Address> council) {
        List<org.web3j.abi.datatypes.Address> members =
                council.stream().map(DeploymentCalls::address).toList();
        return call(
                "deploying CuckooGovernor",
                CuckooGovernor.BINARY,
                Wei.ZERO,
                new Uint256(delay.toSeconds()),
                new DynamicArray<>(org.web3j.abi.datatypes.Address.class, members));
    }

    static Call staking(NetworkTerms terms, Roles roles, Address governor) {
        return call(
                "deploying CuckooStaking",
                CuckooStaking.BINARY,
                Wei.ZERO,
                parameters(terms),
                governance(roles, governor));
    }

    static Call settlement(Address staking, Waits waits) {
        return call(
                "deploying CuckooSettlement",
                CuckooSettlement.BINARY,
                Wei.ZERO,
                address(staking),
                new Uint64(seconds(waits.rootWindow())),
                new Uint64(seconds(waits.escrowWindow())));
    }

    static Call faucet(FaucetTerms terms) {
        return call(
                "deploying CuckooFaucet",
                CuckooFaucet.BINARY,
                terms.fill(),
                new Uint256(terms.portion().value()),
                new Uint64(seconds(terms.pause())),
                new Uint32(terms.mostPerRound()));
    }

    private static Call call(String what, String code, Wei value, Type<?>... arguments) {
        return Call.deployment(what, code, FunctionEncoder.encodeConstructor(List.of(arguments)), value);
    }

    private static CuckooStaking.Parameters parameters(NetworkTerms terms) {
        Waits waits = terms.waits();
        return new CuckooStaking.Parameters(
                terms.minimumMinerStake().value(),
                terms.minimumCoordinatorStake().value(),
                terms.minimumVote().value(),
                seconds(waits.cooldown()),
                seconds(waits.evidenceWindow()),
                seconds(waits.epoch()),
                seconds(waits.dripPeriod()),
                seconds(waits.answerWindow()),
                seconds(waits.vetoWindow()),
                seconds(waits.caseWindow()),
                seconds(waits.accusationPause()),
                seconds(waits.longestPause()),
                BigInteger.valueOf(terms.slashCeilingBps()),
                BigInteger.valueOf(terms.treasuryCeilingBps()));
    }

    private static CuckooStaking.Governance governance(Roles roles, Address governor) {
        return new CuckooStaking.Governance(
                governor.hex(),
                roles.arbiter().hex(),
                roles.treasury().hex(),
                roles.pauseGuardian().hex(),
                roles.caseBond().value(),
                BigInteger.valueOf(roles.maxSlashBps()),
                BigInteger.valueOf(roles.treasuryShareBps()));
    }

    private static BigInteger seconds(Duration wait) {
        return BigInteger.valueOf(wait.toSeconds());
    }

    private static org.web3j.abi.datatypes.Address address(Address address) {
        return new org.web3j.abi.datatypes.Address(address.hex());
    }
}
