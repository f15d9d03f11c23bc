/** Tests of jobs on real Postgres. */
@NullMarked
package network.cuckoo.scheduler.jobs;

import org.jspecify.annotations.NullMarked;
