package network.cuckoo.cli.demo;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Funds;
import network.cuckoo.cli.chain.LocalChain;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;

/** The chain under a demo: one of its own, or a given one. */
sealed interface DemoChain extends AutoCloseable {
    Duration BLOCK_PERIOD = Duration.ofSeconds(1);

    URI url();

    ChainAccess access();

    /** Sees to it that the account has at least so much. */
    void fund(Address account, Wei least);

    /** Keeps what the set-up did, and begins the chain's ordinary life. */
    void live();

    /** Its process, if it is ours. */
    Optional<Long> pid();

    @Override
    void close();

    /** An anvil that belongs to this demo. */
    record Own(LocalChain chain) implements DemoChain {
        @Override
        public URI url() {
            return chain.url();
        }

        @Override
        public ChainAccess access() {
            return chain.access();
        }

        @Override
        public void fund(Address account, Wei least) {
            chain.setBalance(account, least);
        }

        @Override
        public void live() {
            chain.save();
            chain.makeBlocks(BLOCK_PERIOD);
        }

        @Override
        public Optional<Long> pid() {
            return Optional.of(chain.process().pid());
        }

        @Override
        public void close() {
            chain.close();
        }
    }

    /** Somebody else's chain, on which a funder pays. @param outbox folder of signed transactions */
    record Given(ChainAccess access, NodeKey funder, Path outbox) implements DemoChain {
        @Override
        public URI url() {
            return access.url();
        }

        @Override
        public void fund(Address account, Wei least) {
            BigInteger missing =
                    least.value().subtract(access.balanceOf(account).value());
            if (missing.signum() > 0) {
                Funds.send(access, funder, outbox, account, new Wei(missing));
            }
        }

        @Override
        public void live() {
            // it lives by itself
        }

        @Override
        public Optional<Long> pid() {
            return Optional.empty();
        }

        @Override
        public void close() {
            access.close();
        }
    }
}
