/** Tests of the database room, on real Postgres. */
@NullMarked
package network.cuckoo.db;

import org.jspecify.annotations.NullMarked;
