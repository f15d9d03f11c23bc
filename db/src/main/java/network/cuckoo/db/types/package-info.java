/** How columns become values of the domain: converters that the generated classes name. Knows jOOQ and the domain only. */
@NullMarked
package network.cuckoo.db.types;

import org.jspecify.annotations.NullMarked;
