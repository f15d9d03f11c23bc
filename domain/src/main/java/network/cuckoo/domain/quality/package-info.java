/** How well miners keep their word, judged without a database: score, suspension, recovery. */
@NullMarked
package network.cuckoo.domain.quality;

import org.jspecify.annotations.NullMarked;
