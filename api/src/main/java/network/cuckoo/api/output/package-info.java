/** How values look in JSON answers. Knows no endpoint. */
@NullMarked
package network.cuckoo.api.output;

import org.jspecify.annotations.NullMarked;
