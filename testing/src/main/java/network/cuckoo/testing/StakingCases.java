package network.cuckoo.testing;

import java.math.BigInteger;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;

/** Cases on a test's chain, through all who have a say in them. */
public final class StakingCases {
    private static final Wei BOND = Wei.ofCai(1_000);
    private static final long VETO_WINDOW_SECONDS = 2;

    private final StakingChain chain;

    StakingCases(StakingChain chain) {
        this.chain = chain;
    }

    /** A coordinator accuses a candidate of something. @return the case's id */
    public BigInteger propose(OwnerAddress coordinator, OwnerAddress accused, String fault) {
        Hash32 digest = Keccak256.hash(fault);
        StakingChain.send(chain.stakingAs(coordinator.address())
                .propose(
                        accused.hex(),
                        digest.bytes(),
                        Keccak256.hash("evidence of " + fault).bytes(),
                        "https://evidence.example/" + fault.replace(' ', '-'),
                        BigInteger.valueOf(chain.anvil().blockTimeSeconds()),
                        BOND.value()));
        return StakingChain.view(chain.stakingAs(coordinator.address()).caseCount());
    }

    /** The accused answers. */
    public void answer(OwnerAddress accused, BigInteger id, String words) {
        StakingChain.send(chain.stakingAs(accused.address())
                .answer(id, Keccak256.hash(words).bytes(), "https://answer.example"));
    }

    /** The arbiter decides on this part of the pool, in basis points; 0 rejects. */
    public void decide(BigInteger id, int bps) {
        StakingChain.send(chain.stakingAs(StakingChain.ARBITER).decide(id, BigInteger.valueOf(bps)));
    }

    /** From the accusation to the cut. */
    public void slash(OwnerAddress coordinator, OwnerAddress accused, String fault, int bps) {
        BigInteger id = propose(coordinator, accused, fault);
        answer(accused, id, "not me");
        decide(id, bps);
        chain.pass(VETO_WINDOW_SECONDS + 1);
        StakingChain.send(chain.stakingAs(StakingChain.ARBITER).execute(id));
    }
}
