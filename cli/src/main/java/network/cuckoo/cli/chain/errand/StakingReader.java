package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.Wei;

/** What the staking contract says at the head. */
final class StakingReader {
    private final ChainAccess chain;
    private final CuckooStaking staking;
    private final Address address;

    StakingReader(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.address = contracts.staking();
        this.staking = Bindings.staking(chain, address);
    }

    CuckooStaking binding() {
        return staking;
    }

    Address address() {
        return address;
    }

    Moments moments() {
        return Moments.of(chain);
    }

    Wei free(Address staker) {
        return new Wei(ChainAccess.read(staking.free(staker.hex())));
    }

    Wei credit(Address account) {
        return new Wei(ChainAccess.read(staking.credit(account.hex())));
    }

    Wei rewards(Address staker, Address candidate) {
        return new Wei(ChainAccess.read(staking.rewardsOf(staker.hex(), candidate.hex())));
    }

    Wei value(Address staker, Address candidate) {
        return new Wei(ChainAccess.read(staking.valueOf(staker.hex(), candidate.hex())));
    }

    BigInteger shares(Address staker, Address candidate) {
        return ChainAccess.read(staking.positions(staker.hex(), candidate.hex())).shares;
    }

    CuckooStaking.Pool pool(Address candidate) {
        return ChainAccess.read(staking.pools(candidate.hex()));
    }

    PoolRates rates(Address candidate) {
        return new PoolRates(pool(candidate));
    }

    CuckooStaking.Candidate candidate(Address owner) {
        return ChainAccess.read(staking.candidates(owner.hex()));
    }

    CuckooStaking.Parameters parameters() {
        return ChainAccess.read(staking.parameters());
    }

    CuckooStaking.Governance governance() {
        return ChainAccess.read(staking.governance());
    }

    Address governor() {
        return Address.parse(governance().governor);
    }

    Address nodeOwner(Address node) {
        return Address.parse(ChainAccess.read(staking.nodeOwner(node.hex())));
    }

    /** What the owner of a registered, inactive candidate must vote for itself at least, so that it is active; else nothing. */
    Wei missingOwnStake(Address owner) {
        CuckooStaking.Candidate registration = candidate(owner);
        return registration.registered && !registration.active && !pool(owner).closed
                ? new Wei(ChainAccess.read(staking.topUpNeeded(owner.hex())))
                : Wei.ZERO;
    }

    /** Least own stake of a candidate of this kind. */
    Wei minimum(CandidateKind kind) {
        CuckooStaking.Parameters terms = parameters();
        return new Wei(kind == CandidateKind.COORDINATOR ? terms.minCoordinatorStake : terms.minMinerStake);
    }
}
