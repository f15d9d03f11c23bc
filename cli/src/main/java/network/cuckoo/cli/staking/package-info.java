/** {@code cuckoo chain}: what people do with the contracts by hand. Speaks to the chain only through the chain package. */
@NullMarked
package network.cuckoo.cli.staking;

import org.jspecify.annotations.NullMarked;
