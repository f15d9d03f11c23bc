package network.cuckoo.cli.demo;

import java.util.List;
import network.cuckoo.domain.Wei;

/**
 * One of the demo's miners.
 *
 * @param stake its owner's own
 * @param votes what the demo's staker adds
 */
record DemoMiner(String name, Wei stake, Wei votes) {
    /** Three miners with different stakes; the staker splits 30,000 CAI over them. */
    static final List<DemoMiner> ALL = List.of(
            new DemoMiner("miner-1", Wei.ofCai(20_000), Wei.ofCai(5_000)),
            new DemoMiner("miner-2", Wei.ofCai(40_000), Wei.ofCai(10_000)),
            new DemoMiner("miner-3", Wei.ofCai(80_000), Wei.ofCai(15_000)));

    String ownerKey() {
        return name + "-owner";
    }

    String nodeKey() {
        return name + "-node";
    }
}
