package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Logs;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Hash32;
import org.web3j.protocol.core.methods.response.Log;

/** The tips of coordinators' hash chains, and how far they are revealed. */
public final class TipBook {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final StakingReader reader;
    private final CuckooSettlement settlement;

    public TipBook(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.reader = new StakingReader(chain, contracts);
        this.settlement = Bindings.settlement(chain, contracts.settlement());
    }

    /**
     * The last secret that was revealed under the present tip.
     *
     * @param secret the tip itself before the first reveal
     * @param epoch of that secret; before the first reveal the one before the tip's
     */
    public record Revealed(Hash32 secret, EpochNumber epoch) {}

    /**
     * A coordinator's tip.
     *
     * @param setAt Unix seconds
     * @param epoch of the block that set it: the first that it could serve
     */
    public record Told(
            Address coordinator, Hash32 tip, Hash32 transaction, long setAt, EpochNumber epoch, Revealed revealed) {
        /** Whether a secret was revealed under it. */
        public boolean hasReveals() {
            return revealed.epoch().compareTo(epoch) >= 0;
        }
    }

    /** The coordinator's present tip; empty if it has none. */
    public Optional<Told> of(Address coordinator) {
        Hash32 tip = standing(coordinator);
        if (tip.equals(Hash32.ZERO)) {
            return Optional.empty();
        }
        List<Log> logs = Logs.of(
                chain,
                contracts.settlement(),
                contracts.startBlock(),
                CuckooSettlement.TIPSET_EVENT,
                List.of(Logs.topic(coordinator)));
        Log last = logs.getLast();
        long setAt = chain.block(new BlockNumber(last.getBlockNumber().longValueExact()))
                .orElseThrow()
                .time()
                .seconds();
        return Optional.of(new Told(
                coordinator,
                tip,
                Hash32.parse(last.getTransactionHash()),
                setAt,
                epochAt(setAt),
                revealed(coordinator)));
    }

    /** The tip that the contract has for this coordinator, or zero. */
    Hash32 standing(Address coordinator) {
        return Hash32.of(ChainAccess.read(settlement.chainTip(coordinator.hex())));
    }

    Revealed revealed(Address coordinator) {
        CuckooSettlement.Reveal reveal = ChainAccess.read(settlement.lastReveal(coordinator.hex()));
        return new Revealed(Hash32.of(reveal.secret), new EpochNumber(reveal.epoch.longValueExact()));
    }

    /** The epoch of the chain's head. */
    EpochNumber present() {
        return epochAt(chain.now().seconds());
    }

    private EpochNumber epochAt(long unixSeconds) {
        BigInteger period = reader.parameters().epoch;
        return new EpochNumber(unixSeconds / period.longValueExact());
    }
}
