/** What an app can ask for, how a request is hashed, and which states tasks and leases may pass through. Knows no storage. */
@NullMarked
package network.cuckoo.domain.task;

import org.jspecify.annotations.NullMarked;
