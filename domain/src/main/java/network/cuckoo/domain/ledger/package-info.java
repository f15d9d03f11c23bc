/** Double-entry arithmetic in wei: postings that sum to zero and the split of a price. Knows no storage. */
@NullMarked
package network.cuckoo.domain.ledger;

import org.jspecify.annotations.NullMarked;
