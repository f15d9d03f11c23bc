@NullMarked
package network.cuckoo.api.input;

import org.jspecify.annotations.NullMarked;
