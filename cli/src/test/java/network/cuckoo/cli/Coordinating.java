package network.cuckoo.cli;

import java.math.BigInteger;
import java.util.Arrays;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.keys.NodeKey;
import network.cuckoo.testing.Anvil;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;

/** What a coordinator's node will send once there is a settlement service: a chain tip, and a root over two leaves. */
final class Coordinating implements AutoCloseable {
    private static final StaticGasProvider GAS =
            new StaticGasProvider(BigInteger.valueOf(20_000_000_000L), BigInteger.valueOf(1_000_000));
    private static final Hash32 SECRET = Keccak256.hash("the test's secret");
    private static final int POLLS = 100;
    private static final int POLL_MILLIS = 50;

    private final Web3j web3j;
    private final CuckooSettlement settlement;
    private final Address owner;

    Coordinating(Anvil chain, Address settlement, Address owner, NodeKey node) {
        this.web3j = Web3j.build(new HttpService(chain.uri().toString()));
        var sender = new RawTransactionManager(
                web3j, Credentials.create(node.revealHex()), Anvil.CHAIN_ID, POLLS, POLL_MILLIS);
        this.settlement = CuckooSettlement.load(settlement.hex(), web3j, sender, GAS);
        this.owner = owner;
    }

    /** Commits to the secret of the present epoch. @return the epoch */
    long commit() {
        send(settlement.setChainTip(Keccak256.digest(SECRET.bytes())));
        return send(settlement.lastReveal(owner.hex())).epoch.longValueExact() + 1;
    }

    Hash32 leaf(long epoch, Address account, Wei cumulative, boolean toPool) {
        return Hash32.of(send(
                settlement.leafOf(owner.hex(), BigInteger.valueOf(epoch), account.hex(), cumulative.value(), toPool)));
    }

    /** Posts the root of two leaves for the epoch that is over. */
    void post(long epoch, Hash32 oneLeaf, Hash32 otherLeaf, Wei total) {
        byte[] low = oneLeaf.compareTo(otherLeaf) < 0 ? oneLeaf.bytes() : otherLeaf.bytes();
        byte[] high = oneLeaf.compareTo(otherLeaf) < 0 ? otherLeaf.bytes() : oneLeaf.bytes();
        byte[] both = Arrays.copyOf(low, 64);
        System.arraycopy(high, 0, both, 32, 32);
        send(settlement.postEpoch(
                BigInteger.valueOf(epoch), Keccak256.digest(both), total.value(), Hash32.ZERO.bytes(), SECRET.bytes()));
    }

    private static <T> T send(RemoteCall<T> call) {
        try {
            T answer = call.send();
            if (answer instanceof TransactionReceipt receipt && !receipt.isStatusOK()) {
                throw new IllegalStateException("reverted: " + receipt.getRevertReason());
            }
            return answer;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
    }
}
