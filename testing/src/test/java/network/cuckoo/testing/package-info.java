/** Tests of what other tests stand on. */
@NullMarked
package network.cuckoo.testing;

import org.jspecify.annotations.NullMarked;
