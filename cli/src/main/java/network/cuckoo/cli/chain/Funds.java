package network.cuckoo.cli.chain;

import network.cuckoo.domain.Address;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;

/** Moves tokens between accounts. */
public final class Funds {
    private Funds() {}

    /** Sends an amount and waits until it is in a block; calls with the same sender must not overlap. */
    public static synchronized void send(ChainAccess chain, NodeKey from, Address to, Wei amount) {
        var sender = new Sender(chain, chain.chainId(), from);
        sender.pay(to, amount);
    }
}
