/** Tells waiters that something happened: in this process at once, in others by one coalesced NOTIFY. Carries no data, only hints; the database has the truth. */
@NullMarked
package network.cuckoo.scheduler.signals;

import org.jspecify.annotations.NullMarked;
