/** Rows in and out by COPY in Postgres' binary format, for what is written and read by the million. Knows the driver and the domain's values. */
@NullMarked
package network.cuckoo.db.copy;

import org.jspecify.annotations.NullMarked;
