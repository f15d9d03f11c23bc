/** Tests of tasks on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.tasks;

import org.jspecify.annotations.NullMarked;
