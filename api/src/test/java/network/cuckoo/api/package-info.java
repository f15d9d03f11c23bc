/** Tests of the API over a real server, a real database and a real scheduler; miners are fakes with real keys. */
@NullMarked
package network.cuckoo.api;

import org.jspecify.annotations.NullMarked;
