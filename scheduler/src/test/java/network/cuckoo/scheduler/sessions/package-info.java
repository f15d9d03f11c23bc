/** Tests of sessions on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.sessions;

import org.jspecify.annotations.NullMarked;
