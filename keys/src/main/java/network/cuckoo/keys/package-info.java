/** Private keys of nodes and accounts: making, keeping in keystore files, signing; and recovering who signed. Touches key files only. */
@NullMarked
package network.cuckoo.keys;

import org.jspecify.annotations.NullMarked;
