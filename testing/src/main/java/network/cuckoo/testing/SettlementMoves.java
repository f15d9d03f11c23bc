package network.cuckoo.testing;

import java.math.BigInteger;
import java.util.List;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;

/** What coordinators and apps do with the settlement contract of a test's chain. */
public final class SettlementMoves {
    private final StakingChain chain;

    SettlementMoves(StakingChain chain) {
        this.chain = chain;
    }

    /** Adds to a coordinator's escrow for an app. */
    public void deposit(Address payer, OwnerAddress coordinator, String app, Wei amount) {
        StakingChain.send(chain.settlementAs(payer)
                .deposit(coordinator.hex(), Keccak256.hash(app).bytes(), amount.value()));
    }

    /** Reveals an epoch's secret, with a root of this one payment to an account; an amount of zero has none. */
    public void postEpoch(
            NodeAddress node, OwnerAddress coordinator, long epoch, Hash32 secret, Address account, Wei amount) {
        boolean pays = amount.value().signum() > 0;
        byte[] root = pays ? leaf(coordinator, epoch, account, amount) : Hash32.ZERO.bytes();
        StakingChain.send(chain.settlementAs(node.address())
                .postEpoch(
                        BigInteger.valueOf(epoch),
                        root,
                        amount.value(),
                        Keccak256.hash("log of " + epoch).bytes(),
                        secret.bytes()));
    }

    /** Takes the payment of a root that has only this one. */
    public void claim(OwnerAddress coordinator, long epoch, Address account, Wei amount) {
        var payout = new CuckooSettlement.Payout(BigInteger.valueOf(epoch), amount.value(), List.of());
        StakingChain.send(chain.settlementAs(account).claim(coordinator.hex(), account.hex(), false, List.of(payout)));
    }

    /** The arbiter rejects a root. */
    public void reject(OwnerAddress coordinator, long epoch) {
        StakingChain.send(
                chain.settlementAs(StakingChain.ARBITER).rejectRoot(coordinator.hex(), BigInteger.valueOf(epoch)));
    }

    /** A coordinator announces that it takes some of its escrow back. */
    public void requestEscrow(OwnerAddress coordinator, Wei amount) {
        StakingChain.send(chain.settlementAs(coordinator.address()).requestEscrow(amount.value()));
    }

    /** And takes it. */
    public void withdrawEscrow(OwnerAddress coordinator) {
        StakingChain.send(chain.settlementAs(coordinator.address()).withdrawEscrow());
    }

    private byte[] leaf(OwnerAddress coordinator, long epoch, Address account, Wei amount) {
        return StakingChain.view(chain.settlementAs(account)
                .leafOf(coordinator.hex(), BigInteger.valueOf(epoch), account.hex(), amount.value(), false));
    }
}
