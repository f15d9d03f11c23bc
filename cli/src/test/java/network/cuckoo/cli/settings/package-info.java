/** Tests of how settings are read. */
@NullMarked
package network.cuckoo.cli.settings;

import org.jspecify.annotations.NullMarked;
