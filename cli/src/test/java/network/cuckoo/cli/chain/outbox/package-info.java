@NullMarked
package network.cuckoo.cli.chain.outbox;

import org.jspecify.annotations.NullMarked;
