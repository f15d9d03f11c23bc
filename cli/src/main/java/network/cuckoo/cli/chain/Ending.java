package network.cuckoo.cli.chain;

import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;

/** What became of a stored transaction. */
public sealed interface Ending {
    /** It is in a block. */
    record Done(Landed landed) implements Ending {}

    /** It can never get into a block: an empty transaction that was sent for that has its nonce. */
    record Dropped(BlockNumber block, Hash32 transaction) implements Ending {}

    /** It can never get into a block: another transaction of the account has its nonce. */
    record Displaced() implements Ending {}
}
