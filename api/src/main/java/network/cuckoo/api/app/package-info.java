/** What apps call with an API key: tasks, their events, results and postings, and the app's account. */
@NullMarked
package network.cuckoo.api.app;

import org.jspecify.annotations.NullMarked;
