/** Tests of rows by COPY, against Postgres. */
@NullMarked
package network.cuckoo.db.copy;

import org.jspecify.annotations.NullMarked;
