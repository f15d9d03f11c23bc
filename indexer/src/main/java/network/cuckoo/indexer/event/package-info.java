/** What the contracts told, decoded: values of the domain without a trace of how they came here. */
@NullMarked
package network.cuckoo.indexer.event;

import org.jspecify.annotations.NullMarked;
