/** What anybody may read: miners, models, epochs, draws, the network. Reads tables and views and writes nothing. */
@NullMarked
package network.cuckoo.api.open;

import org.jspecify.annotations.NullMarked;
