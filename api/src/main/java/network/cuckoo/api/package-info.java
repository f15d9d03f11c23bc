/** The coordinator node over HTTP: its configuration, its parts and the server that joins the rooms below. The only user of Javalin. */
@NullMarked
package network.cuckoo.api;

import org.jspecify.annotations.NullMarked;
