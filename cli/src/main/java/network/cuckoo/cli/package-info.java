/** The {@code cuckoo} command: its root, its exit codes, and how failures are told to people. Every other package of this room is one subcommand or serves some. */
@NullMarked
package network.cuckoo.cli;

import org.jspecify.annotations.NullMarked;
