/** The coordinator's hash chain on disk and the secrets that it reveals. Writes epoch_secret; no secret of a running epoch leaves this room but for the draw. */
@NullMarked
package network.cuckoo.scheduler.secrets;

import org.jspecify.annotations.NullMarked;
