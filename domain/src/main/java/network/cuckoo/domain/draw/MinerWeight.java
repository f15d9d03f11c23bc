package network.cuckoo.domain.draw;

import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.Wei;

/** A miner's weight in an epoch: its pool's active stake after block {@code B_e}. */
public record MinerWeight(NodeAddress miner, Wei weight) {}
