/** Makes ids that sort by time. Clock and randomness are handed in. */
@NullMarked
package network.cuckoo.domain.id;

import org.jspecify.annotations.NullMarked;
