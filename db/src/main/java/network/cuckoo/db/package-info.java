/**
 * The database: its address and secret, the pool and transactions, migrations, and a durable Postgres of our own where none
 * is given. Touches Postgres through jOOQ, Flyway and Hikari; knows no rule of the marketplace.
 */
@NullMarked
package network.cuckoo.db;

import org.jspecify.annotations.NullMarked;
