/** What scheduler tests stand on: a database, a fake chain that writes what the indexer would, and fake miners. */
@NullMarked
package network.cuckoo.scheduler.world;

import org.jspecify.annotations.NullMarked;
