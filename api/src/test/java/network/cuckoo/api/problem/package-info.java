@NullMarked
package network.cuckoo.api.problem;

import org.jspecify.annotations.NullMarked;
