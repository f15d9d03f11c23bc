package network.cuckoo.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.indexer.chain.ChainException;
import network.cuckoo.indexer.chain.ChainReader;
import network.cuckoo.indexer.chain.RpcUrl;
import network.cuckoo.indexer.event.BlockHead;
import network.cuckoo.indexer.event.IndexedBlock;
import network.cuckoo.testing.RpcProxy;
import network.cuckoo.testing.StakingChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockSourceTest {
    private static final int MANY_EVENTS = 4;

    private final StakingChain staking = StakingChain.start();
    private final RpcProxy proxy = RpcProxy.to(staking.anvil().uri());
    private final ChainReader chain = new ChainReader(
            RpcUrl.of(proxy.uri()), Duration.ofSeconds(20), List.of(staking.staking(), staking.settlement()));
    private final BlockSource source = new BlockSource(chain, 64, MANY_EVENTS);

    @AfterEach
    void end() {
        source.close();
        chain.close();
        proxy.close();
        staking.close();
    }

    @Test
    void pieces_shrinkWhereThereAreManyEvents_andGrowWhereThereAreFew() {
        for (int i = 0; i < 40; i++) {
            staking.stake(StakingChain.person("staker " + i), Wei.ofCai(1));
        }
        staking.anvil().mine(200);
        List<IndexedBlock> blocks = new ArrayList<>();
        List<Integer> sizes = readAll(blocks);

        assertThat(sizes.getFirst()).isEqualTo(32);
        assertThat(sizes).containsSequence(16, 8).contains(64);
        assertThat(blocks).hasSize((int) staking.anvil().blockNumber());
        assertThat(blocks.stream().mapToInt(block -> block.events().size()).sum())
                .isGreaterThanOrEqualTo(40);
    }

    @Test
    void refusedPiece_isAskedForInHalves_andARefusedBlockIsTold() {
        staking.anvil().mine(100);
        proxy.answering(call -> beyond(call, 8));
        assertThat(readAll(new ArrayList<>())).allMatch(size -> size <= 8);

        proxy.answering(call -> beyond(call, 0));
        assertThatThrownBy(() -> source.from(1, Hash32.ZERO, all(chain.head())))
                .isInstanceOf(ChainException.class)
                .hasMessageContaining("too many");
    }

    @Test
    void brokenOffPiece_isTold_andLessIsAskedForNextTime() {
        staking.anvil().mine(100);
        proxy.answering(call -> isRange(call) ? Optional.of("{\"id\":0,\"result\":[{") : Optional.empty());
        assertFails(ChainException.Code.BROKEN_OFF);
        proxy.up();

        assertThat(readAll(new ArrayList<>())).startsWith(16);
    }

    @Test
    void pieceThatIsNotTooMuch_isAskedForWholeAgain() {
        staking.anvil().mine(100);
        proxy.answering(call -> isRange(call) ? Optional.of("") : Optional.empty());
        assertFails(ChainException.Code.UNREACHABLE);
        proxy.answering(call -> isRange(call)
                ? Optional.of("{\"id\":0,\"error\":{\"code\":-32005,\"message\":\"rate limit exceeded\"}}")
                : Optional.empty());
        assertFails(ChainException.Code.RATE_LIMITED);
        proxy.up();

        assertThat(readAll(new ArrayList<>())).startsWith(32);
    }

    private void assertFails(ChainException.Code code) {
        assertThatThrownBy(() -> source.from(1, Hash32.ZERO, all(chain.head())))
                .isInstanceOfSatisfying(
                        ChainException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static boolean isRange(JsonNode call) {
        return call.path("params").path(0).has("fromBlock");
    }

    @Test
    void whatWasReadAhead_isUsedOnce_andForgottenOverAnotherBlock() {
        staking.anvil().mine(100);
        List<Long> asked = new CopyOnWriteArrayList<>();
        proxy.answering(call -> {
            if (call.isArray()) {
                asked.add(Long.decode(call.path(0).path("params").path(0).asText()));
            }
            return Optional.empty();
        });
        BlockHead head = chain.head();
        IndexedBlock last = source.from(1, Hash32.ZERO, all(head)).getLast();
        IndexedBlock following = source.from(33, last.head().hash(), all(head)).getFirst();
        assertThat(following.head().parentHash()).isEqualTo(last.head().hash());
        assertThat(asked).startsWith(1L, 33L).containsOnlyOnce(33L);

        staking.anvil().reorg(90);
        BlockHead newHead = chain.head();
        IndexedBlock fork = source.from(33, Hash32.ZERO, all(newHead)).getFirst();
        assertThat(fork.head().hash()).isNotEqualTo(following.head().hash());
    }

    @Test
    void oldBlocks_areReadWhereTheyHaveEvents_andTheLastOfEachPiece() {
        staking.anvil().mine(50);
        staking.stake(StakingChain.person("staker"), Wei.ofCai(1));
        long staked = staking.anvil().blockNumber();
        staking.anvil().mine(50);
        BlockHead head = chain.head();
        var reach = new BlockSource.Reach(head.number().value() - 9, head.number());

        List<Long> heights = new ArrayList<>();
        Hash32 parent = Hash32.ZERO;
        for (long next = 10; next <= head.number().value(); next = heights.getLast() + 1) {
            for (IndexedBlock block : source.from(next, parent, reach)) {
                heights.add(block.head().number().value());
                parent = block.head().hash();
            }
        }

        assertThat(heights).contains(staked).doesNotHaveDuplicates().isSorted();
        assertThat(heights.stream().filter(height -> height < reach.denseFrom()))
                .hasSizeLessThan(10);
        assertThat(heights.stream().filter(height -> height >= reach.denseFrom()))
                .hasSize(10);
    }

    private static BlockSource.Reach all(BlockHead head) {
        return new BlockSource.Reach(0, head.number());
    }

    private List<Integer> readAll(List<IndexedBlock> into) {
        List<Integer> sizes = new ArrayList<>();
        BlockHead head = chain.head();
        Hash32 parent = Hash32.ZERO;
        for (long next = 1; next <= head.number().value(); next += sizes.getLast()) {
            List<IndexedBlock> piece = source.from(next, parent, all(head));
            parent = piece.getLast().head().hash();
            sizes.add(piece.size());
            into.addAll(piece);
        }
        return sizes;
    }

    /** The refusal of a node that answers so many blocks' logs at a time. */
    private static Optional<String> beyond(JsonNode call, long blocks) {
        JsonNode filter = call.path("params").path(0);
        boolean asksLogs = call.path("method").asText().equals("eth_getLogs");
        if (!asksLogs || blocks > 0 && !filter.has("fromBlock")) {
            return Optional.empty();
        }
        long asked = blocks == 0
                ? 1
                : Long.decode(filter.path("toBlock").asText())
                        - Long.decode(filter.path("fromBlock").asText())
                        + 1;
        return asked <= blocks ? Optional.empty() : Optional.of("{\"id\":0,\"error\":{\"message\":\"too many\"}}");
    }
}
