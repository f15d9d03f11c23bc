package network.cuckoo.indexer;

import java.util.List;
import java.util.function.Consumer;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.ChainReader;
import network.cuckoo.indexer.chain.HeadSubscription;
import network.cuckoo.indexer.chain.RpcUrl;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.store.IndexWriter;

/**
 * One of the chain's nodes with all that reads from it, so that no step of the index mixes two. What went wrong is told with the
 * node's host and port.
 */
final class Endpoint implements AutoCloseable {
    private static final int MANY_EVENTS = 10_000; // a few megabytes

    private final RpcUrl url;
    private final IndexerConfig config;
    private final ChainReader chain;
    private final BlockSource source;
    private final ChainFollower follower;
    private final HeadSubscription heads;
    private boolean checked;

    /**
     * @param onHead is called when there may be a new block
     * @param seen is told of the newest block whenever it is read
     */
    Endpoint(
            RpcUrl url,
            IndexerConfig config,
            IndexWriter writer,
            ChainView.Interest interest,
            Runnable onHead,
            Consumer<BlockHead> seen) {
        this.url = url;
        this.config = config;
        this.chain = new ChainReader(url, config.rpcTimeout(), List.of(config.staking(), config.settlement()));
        this.source = new BlockSource(chain, config.maxRange(), MANY_EVENTS);
        this.follower = new ChainFollower(new ChainView(chain, interest), source, writer, config.startBlock(), seen);
        this.heads = new HeadSubscription(url, onHead);
    }

    /**
     * Whether this is the chain that is asked for, with the contracts on it.
     *
     * @throws IndexerRefusal if it is not
     * @throws ChainException if the node can't be asked
     */
    void check() {
        try {
            ChainId actual = chain.chainId();
            if (!actual.equals(config.chainId())) {
                throw new IndexerRefusal(url + ": the node's chain has the id " + actual + ", not " + config.chainId()
                        + "; give another --rpc-url");
            }
            requireCode("staking", config.staking());
            requireCode("settlement", config.settlement());
            checked = true;
        } catch (ChainException e) {
            throw e.at(url);
        }
    }

    private void requireCode(String name, Address address) {
        if (!chain.hasCode(address)) {
            throw new IndexerRefusal(
                    url + ": there is no " + name + " contract at " + address + " on chain " + config.chainId());
        }
    }

    /** One step of the index by this node alone, which is checked first if it was not since it last failed. */
    ChainFollower.Step step() {
        if (!checked) {
            check();
        }
        try {
            return follower.step();
        } catch (ChainException e) {
            throw e.at(url);
        } catch (IndexerRefusal e) {
            throw new IndexerRefusal(url + ": " + e.getMessage(), e);
        }
    }

    /** Another node may answer here after an outage. */
    void failed() {
        checked = false;
    }

    /** It is the one that is read: it may tell of new blocks. */
    void enter() {
        heads.start();
    }

    /** Another one is read. */
    void leave() {
        heads.stop();
        source.forget();
    }

    boolean tellsOfBlocks() {
        return heads.isLive();
    }

    /** Host and port. */
    @Override
    public String toString() {
        return url.toString();
    }

    @Override
    public void close() {
        heads.close();
        source.close();
        chain.close();
    }
}
