package network.cuckoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.scheduler.secrets.SecretChain;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** A coordinator's payouts, made by hand: a hash chain in a file, roots over two leaves, proofs in files. It posts by the commands. */
final class Payouts implements AutoCloseable {
    static final int EPOCH_SECONDS = 60;

    private final LocalNetwork network;
    private final Path folder;
    private final String coordinator;
    private final Path secrets;
    private final Web3j web3j;
    private final CuckooSettlement settlement;

    /** @param coordinator a person who is registered; its node is {@code NAME-node} */
    Payouts(LocalNetwork network, Path folder, String coordinator) {
        this.network = network;
        this.folder = folder;
        this.coordinator = coordinator;
        this.secrets = folder.resolve("secrets-of-" + coordinator + ".json");
        this.web3j = Web3j.build(new HttpService(network.chain().uri().toString()));
        this.settlement = CuckooSettlement.load(
                network.setting("settlement"),
                web3j,
                new ReadonlyTransactionManager(web3j, Address.ZERO.hex()),
                new DefaultGasProvider());
        SecretChain.append(secrets, 11_000, new SecureRandom());
    }

    /** A payment in a root. */
    record Leaf(long epoch, Address account, Wei amount, boolean toPool, Hash32 hash) {}

    Path secrets() {
        return secrets;
    }

    String node() {
        return coordinator + "-node";
    }

    Address owner() {
        return network.address(coordinator);
    }

    /** Puts the tip on chain. @return the epoch of its block */
    long commit() {
        network.works(node(), "tip set --secret-file " + secrets);
        return network.shows("tip show --json --coordinator " + owner())
                .json()
                .path("epoch")
                .asLong();
    }

    Leaf leaf(long epoch, Address account, long cai, boolean toPool) {
        Wei amount = Wei.ofCai(cai);
        try {
            byte[] hash = settlement
                    .leafOf(owner().hex(), BigInteger.valueOf(epoch), account.hex(), amount.value(), toPool)
                    .send();
            return new Leaf(epoch, account, amount, toPool, Hash32.of(hash));
        } catch (Exception e) { // web3j declares no narrower type
            throw new IllegalStateException(e);
        }
    }

    /** The root over two leaves. */
    static Hash32 root(Leaf one, Leaf other) {
        boolean ordered = one.hash().compareTo(other.hash()) < 0;
        byte[] both = Arrays.copyOf((ordered ? one : other).hash().bytes(), 64);
        System.arraycopy((ordered ? other : one).hash().bytes(), 0, both, 32, 32);
        return Keccak256.hash(both);
    }

    /** The command that posts the root over two leaves. */
    String posting(Leaf one, Leaf other) {
        return "root post --secret-file " + secrets + " --epoch " + one.epoch() + " --payout-root " + root(one, other)
                + " --amount " + one.amount().plus(other.amount()) + "wei";
    }

    /** Posts it. */
    Shell.Run post(Leaf one, Leaf other) {
        Shell.Run run = network.works(node(), posting(one, other));
        assertThat(run.err()).isEmpty();
        return run;
    }

    /** The leaf's proof as JSON. */
    String json(Leaf leaf, Leaf sibling) {
        return """
                {"coordinator": "%s", "epoch": %d, "account": "%s", "amount": "%s", "toPool": %s, "proof": ["%s"]}
                """.formatted(owner(), leaf.epoch(), leaf.account(), leaf.amount(), leaf.toPool(), sibling.hash());
    }

    /** The leaf's proof in a file. */
    Path proof(Leaf leaf, Leaf sibling) {
        return file("proof-" + leaf.epoch() + "-" + leaf.account(), json(leaf, sibling));
    }

    Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name + ".json"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
    }
}
