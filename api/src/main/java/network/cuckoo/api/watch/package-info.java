/** How the coordinator node is doing: health and metrics. */
@NullMarked
package network.cuckoo.api.watch;

import org.jspecify.annotations.NullMarked;
