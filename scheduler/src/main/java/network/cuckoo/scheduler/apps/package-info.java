/** Apps and their API keys. Writes app, api_key and the clock of fair shares. */
@NullMarked
package network.cuckoo.scheduler.apps;

import org.jspecify.annotations.NullMarked;
