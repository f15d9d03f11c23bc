/** Tests of signals on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.signals;

import org.jspecify.annotations.NullMarked;
