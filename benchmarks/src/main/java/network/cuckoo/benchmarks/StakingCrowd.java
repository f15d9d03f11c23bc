package network.cuckoo.benchmarks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.testing.StakingChain;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/** People who stake once and then vote for several miners at a time, by real transactions in full blocks. */
final class StakingCrowd {
    private static final int MINERS = 24;
    private static final int STAKERS = 64;
    private static final int VOTES_A_TRANSACTION = 8;
    private static final int TRANSACTIONS_A_BLOCK = 100;
    private static final String GAS = "0x" + Integer.toHexString(3_000_000);
    private static final String GAS_OF_A_BLOCK = "0x" + Long.toHexString(1_000_000_000L);

    private final StakingChain chain;
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Address> miners = new ArrayList<>();
    private final List<Address> stakers = new ArrayList<>();

    StakingCrowd(StakingChain chain) {
        this.chain = chain;
        for (int i = 0; i < MINERS; i++) {
            var owner = new OwnerAddress(StakingChain.person("miner " + i));
            var node = NodeKey.parse("0x" + String.format("%064x", 100 + i));
            chain.register(owner, node, CandidateKind.MINER, Wei.ofCai(20_000 + i));
            miners.add(owner.address());
        }
        for (int i = 0; i < STAKERS; i++) {
            stakers.add(StakingChain.person("staker " + i));
            chain.stake(stakers.getLast(), Wei.ofCai(50_000_000));
        }
        chain.anvil().call("evm_setBlockGasLimit", GAS_OF_A_BLOCK);
        chain.anvil().call("evm_setAutomine", false);
    }

    /** A block with one transaction, which changes the weights of some miners. */
    void oneVote() {
        send(1);
        chain.anvil().mine(1);
    }

    /** A block full of votes. @return the number of its logs */
    int block() {
        send(TRANSACTIONS_A_BLOCK);
        chain.anvil().mine(1);
        String height = "0x" + Long.toHexString(chain.anvil().blockNumber());
        return chain.anvil()
                .call("eth_getLogs", Map.of("fromBlock", height, "toBlock", height))
                .size();
    }

    private void send(int transactions) {
        for (int i = 0; i < transactions; i++) {
            chain.anvil()
                    .call(
                            "eth_sendTransaction",
                            Map.of(
                                    "from",
                                    stakers.get(random.nextInt(STAKERS)).hex(),
                                    "to",
                                    chain.staking().hex(),
                                    "gas",
                                    GAS,
                                    "data",
                                    vote()));
        }
    }

    private String vote() {
        int first = random.nextInt(MINERS);
        List<org.web3j.abi.datatypes.Address> candidates = new ArrayList<>();
        List<Uint256> amounts = new ArrayList<>();
        for (int i = 0; i < VOTES_A_TRANSACTION; i++) {
            candidates.add(new org.web3j.abi.datatypes.Address(
                    miners.get((first + i) % MINERS).hex()));
            amounts.add(new Uint256(
                    Wei.ofCai(1).value().add(BigInteger.valueOf(random.nextLong(1_000_000_000_000_000_000L)))));
        }
        return FunctionEncoder.encode(new Function(
                CuckooStaking.FUNC_VOTE,
                List.of(
                        new DynamicArray<>(org.web3j.abi.datatypes.Address.class, candidates),
                        new DynamicArray<>(Uint256.class, amounts)),
                List.of()));
    }
}
