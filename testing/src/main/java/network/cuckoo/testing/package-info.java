/**
 * What tests stand on: real Postgres, a local chain, a clock that stands still. Only tests may use it; it knows the contracts
 * and the domain and none of the rooms that it helps to test.
 */
@NullMarked
package network.cuckoo.testing;

import org.jspecify.annotations.NullMarked;
