/** Tests of secrets on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.secrets;

import org.jspecify.annotations.NullMarked;
