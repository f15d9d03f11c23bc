/** The coordinator's HTTP API as a program uses it: requests, answers, problems and event streams. Knows JSON, not databases. */
@NullMarked
package network.cuckoo.cli.client;

import org.jspecify.annotations.NullMarked;
