/** Tests of leases on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.leases;

import org.jspecify.annotations.NullMarked;
