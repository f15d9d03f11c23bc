/** The yardsticks: job queues and bare statements that do less than a marketplace, on the same Postgres server. */
@NullMarked
package network.cuckoo.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
