/** A web server on a port: its endpoints, bounds on what waits, headers on every answer, a clean end. Knows no endpoint. */
@NullMarked
package network.cuckoo.api.listen;

import org.jspecify.annotations.NullMarked;
