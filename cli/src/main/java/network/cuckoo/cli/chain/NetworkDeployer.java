package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.time.Duration;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;

/** Puts the contracts on a chain. */
public final class NetworkDeployer {
    private NetworkDeployer() {}

    /** What the staking contract is built with (CONTRACTS: parameters; test networks use seconds for days). */
    public record Terms(
            Wei minimumMinerStake,
            Wei minimumCoordinatorStake,
            Wei minimumVote,
            Duration cooldown,
            Duration evidenceWindow,
            Duration epoch) {
        private static final Duration LONGEST = Duration.ofDays(365);

        /** @throws IllegalArgumentException if the contract would refuse them */
        public Terms {
            require(minimumVote.compareTo(Wei.ZERO) > 0, "the minimum vote must be more than zero");
            require(
                    minimumVote.compareTo(minimumMinerStake) <= 0
                            && minimumVote.compareTo(minimumCoordinatorStake) <= 0,
                    "the minimum vote must not be above the minimum stakes");
            require(
                    evidenceWindow.isPositive() && evidenceWindow.compareTo(cooldown) < 0,
                    "the evidence window must be at least a second and shorter than the cooldown");
            require(cooldown.compareTo(LONGEST) <= 0, "the cooldown must not be longer than 365 days");
            require(
                    epoch.isPositive() && epoch.compareTo(LONGEST) <= 0,
                    "an epoch must be between a second and 365 days long");
        }

        private static void require(boolean held, String otherwise) {
            if (!held) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        /** The published terms: 20,000 and 2,000,000 CAI, 7 days of cooldown. */
        public static Terms published(Duration epoch) {
            return new Terms(
                    Wei.ofCai(20_000),
                    Wei.ofCai(2_000_000),
                    Wei.ofCai(1),
                    Duration.ofDays(7),
                    Duration.ofDays(5),
                    epoch);
        }
    }

    /** Deploys staking and settlement; two transactions of the deployer's. */
    public static NetworkContracts deploy(ChainAccess chain, NodeKey deployer, Terms terms) {
        var chainId = chain.chainId();
        var before = chain.head();
        var sender = new Sender(chain, chainId, deployer);
        String staking = sender.deployStaking(parameters(terms)).getContractAddress();
        String settlement = sender.deploySettlement(staking).getContractAddress();
        return new NetworkContracts(chainId, Address.parse(staking), Address.parse(settlement), before);
    }

    private static CuckooStaking.Parameters parameters(Terms terms) {
        return new CuckooStaking.Parameters(
                terms.minimumMinerStake().value(),
                terms.minimumCoordinatorStake().value(),
                terms.minimumVote().value(),
                BigInteger.valueOf(terms.cooldown().toSeconds()),
                BigInteger.valueOf(terms.evidenceWindow().toSeconds()),
                BigInteger.valueOf(terms.epoch().toSeconds()));
    }
}
