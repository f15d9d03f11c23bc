/** Where a command's settings come from: flags, then CUCKOO_… in the environment, then a file. Knows no command. */
@NullMarked
package network.cuckoo.cli.settings;

import org.jspecify.annotations.NullMarked;
