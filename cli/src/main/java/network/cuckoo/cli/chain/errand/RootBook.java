package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Logs;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import org.web3j.protocol.core.methods.response.Log;

/** The payout roots of coordinators, as contract and events tell them. */
public final class RootBook {
    private final ChainAccess chain;
    private final NetworkContracts contracts;
    private final CuckooSettlement settlement;

    public RootBook(ChainAccess chain, NetworkContracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
        this.settlement = Bindings.settlement(chain, contracts.settlement());
    }

    /**
     * What was posted for an epoch.
     *
     * @param payoutRoot zero if the epoch pays nothing: then it only reveals its secret
     * @param amount set aside of the escrow for the root's leaves; of a rejected root it was given free again
     * @param claimed of that, paid
     * @param finalAt Unix seconds
     * @param posting what only the event tells; empty if it was not looked for
     */
    public record Told(
            Address coordinator,
            BigInteger epoch,
            Hash32 payoutRoot,
            Wei amount,
            Wei claimed,
            RootState state,
            long finalAt,
            Optional<Posting> posting) {}

    /** What stands in the event alone. */
    public record Posting(BigInteger epoch, Hash32 logRoot, Hash32 secret, Hash32 transaction) {
        static Posting of(Log log) {
            var event = CuckooSettlement.getEpochPostedEventFromLog(log);
            return new Posting(
                    event.epoch,
                    Hash32.of(event.logRoot),
                    Hash32.of(event.secret),
                    Hash32.parse(log.getTransactionHash()));
        }
    }

    /** The root of one epoch, without its posting. @throws CommandFailure if none was posted */
    public Told one(Address coordinator, BigInteger epoch) {
        refuseNoEpoch(epoch);
        return told(coordinator, epoch, Optional.empty(), moments());
    }

    /** The root of one epoch. @throws CommandFailure if none was posted */
    public Told whole(Address coordinator, BigInteger epoch) {
        refuseNoEpoch(epoch);
        return postings(coordinator, Optional.of(epoch), 1).stream()
                .findFirst()
                .orElseGet(() -> one(coordinator, epoch));
    }

    /** The roots of a coordinator's latest epochs, the newest first. @param most how many at most */
    public List<Told> latest(Address coordinator, int most) {
        return postings(coordinator, Optional.empty(), most);
    }

    Moments moments() {
        return Moments.of(chain);
    }

    private List<Told> postings(Address coordinator, Optional<BigInteger> epoch, int most) {
        List<Optional<String>> topics = List.of(Logs.topic(coordinator), epoch.flatMap(Logs::topic));
        List<Log> logs = Logs.of(
                chain, contracts.settlement(), contracts.startBlock(), CuckooSettlement.EPOCHPOSTED_EVENT, topics);
        Moments moments = moments();
        return logs.stream()
                .map(Posting::of)
                .sorted(Comparator.comparing(Posting::epoch).reversed())
                .limit(most)
                .map(posting -> told(coordinator, posting.epoch(), Optional.of(posting), moments))
                .toList();
    }

    private Told told(Address coordinator, BigInteger epoch, Optional<Posting> posting, Moments moments) {
        CuckooSettlement.Root root = ChainAccess.read(settlement.roots(coordinator.hex(), epoch));
        if (root.finalAt.signum() == 0) {
            throw CommandFailure.refusedByContract(
                    "coordinator " + coordinator + " has posted nothing for epoch " + epoch, "NoRoot");
        }
        return new Told(
                coordinator,
                epoch,
                Hash32.of(root.payoutRoot),
                new Wei(root.amount),
                new Wei(root.claimed),
                state(root, moments),
                root.finalAt.longValueExact(),
                posting);
    }

    private static RootState state(CuckooSettlement.Root root, Moments moments) {
        if (root.rejected) {
            return RootState.REJECTED;
        }
        return moments.isPast(root.finalAt) ? RootState.FINAL : RootState.WAITING;
    }

    /** @throws CommandFailure if it is no number of an epoch: 63 bits */
    static void refuseNoEpoch(BigInteger epoch) {
        if (epoch.signum() < 0 || epoch.bitLength() >= Long.SIZE) {
            throw new CommandFailure(ExitCode.USAGE, "not an epoch's number: " + epoch);
        }
    }
}
