package network.cuckoo.cli.chain.errand;

import java.util.List;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/** Taking what a coordinator's root promises. Anybody may send it; the money goes to whom the root names. */
public final class PayoutErrands {
    private final CuckooSettlement settlement;
    private final Address address;

    public PayoutErrands(ChainAccess chain, NetworkContracts contracts) {
        this.address = contracts.settlement();
        this.settlement = Bindings.settlement(chain, address);
    }

    /** Claims. */
    public Errand claim(PayoutProof leaf) {
        String coordinator = leaf.coordinator().hex();
        String account = leaf.account().hex();
        Wei before = new Wei(ChainAccess.read(settlement.claimed(coordinator, account, leaf.toPool())));
        if (leaf.cumulative().compareTo(before) <= 0) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "nothing is left to claim: " + before.toCai() + " were paid already, and the proof says "
                            + leaf.cumulative().toCai() + " in all");
        }
        Wei amount = leaf.cumulative().minus(before);
        List<byte[]> proof = leaf.proof().stream().map(Hash32::bytes).toList();
        return new Errand("claim")
                .note("pays " + amount.toCai() + " to "
                        + (leaf.toPool() ? "the pool of " + account + " as rewards" : account) + ": the root of epoch "
                        + leaf.epoch() + " of coordinator " + coordinator + " promises "
                        + leaf.cumulative().toCai() + " in all, " + before.toCai() + " were paid before")
                .fact("coordinator", leaf.coordinator())
                .fact("epoch", leaf.epoch().longValueExact())
                .fact("receiver", leaf.account())
                .fact("toPool", leaf.toPool())
                .fact("amountWei", amount)
                .call(Call.of(
                        "claiming " + amount.toCai() + " for " + account,
                        address,
                        settlement.claim(
                                coordinator,
                                leaf.epoch(),
                                account,
                                leaf.cumulative().value(),
                                leaf.toPool(),
                                proof)));
    }
}
