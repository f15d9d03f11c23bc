/** Tests of results on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.results;

import org.jspecify.annotations.NullMarked;
