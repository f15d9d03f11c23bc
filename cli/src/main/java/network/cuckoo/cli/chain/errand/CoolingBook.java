package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.Logs;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.methods.response.Log;

/** Who has what in the cooldown. */
final class CoolingBook {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final StakingReader reader;

    CoolingBook(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.reader = new StakingReader(chain, contracts);
    }

    /**
     * Shares on their way out.
     *
     * @param staker the zero address if there is no such entry
     * @param value wei at the rate of now
     * @param readyAt Unix seconds
     * @param heldUntil until when a case holds it, Unix seconds: at most a case's time after it is ready
     */
    record Entry(
            BigInteger id,
            Address staker,
            Address candidate,
            BigInteger shares,
            Wei value,
            BigInteger readyAt,
            BigInteger heldUntil) {
        /** From when on it can be withdrawn, as far as is known now. */
        BigInteger free() {
            return readyAt.max(heldUntil);
        }

        boolean isReady(Moments moments) {
            return moments.isPast(free());
        }

        String told(Moments moments) {
            boolean held = heldUntil.compareTo(readyAt) > 0 && !moments.isPast(heldUntil);
            return id + ": " + value.toCai() + " of the pool of " + candidate + " can be withdrawn from "
                    + moments.at(free()) + " on" + (held ? ", when the case against it has ended" : "");
        }
    }

    /** The entries of a staker that were not withdrawn, the next to be ready first. */
    List<Entry> of(Address staker) {
        List<Entry> entries = new ArrayList<>();
        for (Log log : Logs.of(
                chain,
                contracts.staking(),
                contracts.startBlock(),
                CuckooStaking.COOLINGSTARTED_EVENT,
                List.of(Optional.empty(), Logs.topic(staker)))) {
            Entry entry = entry(CuckooStaking.getCoolingStartedEventFromLog(log).id);
            if (!entry.staker().equals(Address.ZERO)) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparing(Entry::free));
        return entries;
    }

    Entry entry(BigInteger id) {
        CuckooStaking.Cooling cooling = ChainAccess.read(reader.binding().coolings(id));
        Address candidate = Address.parse(cooling.candidate);
        CuckooStaking.Pool pool = reader.pool(candidate);
        return new Entry(
                id,
                Address.parse(cooling.staker),
                candidate,
                cooling.shares,
                new PoolRates(pool).valueOf(cooling.shares),
                cooling.readyAt,
                pool.frozenUntil.min(cooling.readyAt.add(reader.parameters().caseWindow)));
    }

    /** The entries that a transaction began. */
    static List<BigInteger> started(Landed landed) {
        return CuckooStaking.getCoolingStartedEvents(landed.receipt()).stream()
                .map(event -> event.id)
                .toList();
    }
}
