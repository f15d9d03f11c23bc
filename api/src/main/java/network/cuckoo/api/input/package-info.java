/** Reads requests strictly: sizes, types, unknown fields, credentials. Knows no endpoint. */
@NullMarked
package network.cuckoo.api.input;

import org.jspecify.annotations.NullMarked;
